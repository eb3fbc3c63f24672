"""Five hundred registers come back in one second, after an outage that left each much to send.

On a simulated clock, with the till's own sync engine and the limits that the template gives the
API. What is told is how long it takes until everything is in the books.
"""

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure, figure
from benchmarks.reconnecting_registers import Capacity, Drained, reconnect

REGISTERS = 500
UNSENT = 200


def measure(bench: Bench) -> Iterator[Figure]:
    """Let them come back, each round with other luck."""
    rounds = [reconnect(REGISTERS, UNSENT, seed, Capacity()) for seed in range(bench.rounds)]
    for drained in rounds:
        assert len(drained.seconds) == REGISTERS, "not everything got into the books"
    yield figure(
        "registers_500_reconnect",
        "s",
        [list(drained.seconds.values()) for drained in rounds],
        note=note_of(rounds[0]),
    )


def note_of(drained: Drained) -> str:
    """Say what it cost the server, and what the poster alone needs for all entries."""
    refused = sum(drained.refused.values())
    posting = REGISTERS * UNSENT / Capacity().posted_per_second
    return (
        f"simulated clock; {UNSENT} entries each, posting them takes {posting:.0f} s; "
        f"{drained.taken:,} requests taken, {refused:,} sent away with a time to come back"
    )
