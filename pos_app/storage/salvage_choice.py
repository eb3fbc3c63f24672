"""Which of the entries that were found make the new journal, which follow it, which are missing.

Pure: entries in, a decision out. Knows nothing of files.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.services.records import spans
from pos_core.errors import RuleBroken
from pos_core.journal import GENESIS, Entry, Head, chain_hash, verify_signature

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A journal out of what was found.

    `run` follows `base` without a break. `strays` are whole entries that no run joins to it and
    that may not be in the books: their facts are written down again behind the run. `missing` are
    the numbers after `posted` of which nothing whole was found, as first and last.
    """

    base: Head
    run: tuple[Entry, ...]
    strays: tuple[Entry, ...]
    missing: tuple[Span, ...]
    posted: int


def choose(
    found: Iterable[Entry], register_id: str, key: Ed25519PublicKey | None, posted: int
) -> Choice:
    """Choose among the entries of one register.

    `key` proves signatures where it is known; `posted` is what this machine knew to be in the
    books, which may be too low. Best is the run that reaches furthest among those that join what
    is in the books.
    """
    seen = [entry for entry in found if entry.register_id == register_id]
    whole = {entry.hash: entry for entry in seen if _is_whole(entry, key, posted)}
    run = _best_run(list(whole.values()), posted)
    written = {entry.fact.event_id for entry in run}
    numbers = {entry.seq for entry in whole.values()}
    strays = {
        one.fact.event_id: one
        for one in whole.values()
        if one.seq > posted and one.fact.event_id not in written
    }
    highest = max((entry.seq for entry in seen), default=posted)
    missing = [seq for seq in range(posted + 1, highest + 1) if seq not in numbers]
    base = Head(run[0].seq - 1, run[0].prev_hash) if run else GENESIS
    return Choice(
        base=base,
        run=tuple(run),
        strays=tuple(sorted(strays.values(), key=lambda entry: entry.seq)),
        missing=spans(missing),
        posted=posted,
    )


def without_strays(choice: Choice) -> Choice:
    """Return the choice of a till that cannot sign: what no run holds is missing then."""
    numbers = {seq for first, last in choice.missing for seq in range(first, last + 1)}
    numbers |= {entry.seq for entry in choice.strays}
    return replace(choice, strays=(), missing=spans(sorted(numbers)))


def key_that_fits(found: Iterable[Entry], key: Ed25519PublicKey | None) -> Ed25519PublicKey | None:
    """Return the key if it has signed any of these; the key store's may be a later register's."""
    if key is None or not any(_is_signed(entry, key) for entry in found):
        return None
    return key


def _is_whole(entry: Entry, key: Ed25519PublicKey | None, posted: int) -> bool:
    """Tell whether an entry is as it was written.

    What is in the books stands there whatever is here: its signature is not looked at again, and
    the chain ties it to those that are.
    """
    try:
        is_chained = chain_hash(entry.prev_hash, entry.body) == entry.hash
    except ValueError:
        return False
    return is_chained and (key is None or entry.seq <= posted or _is_signed(entry, key))


def _is_signed(entry: Entry, key: Ed25519PublicKey) -> bool:
    try:
        verify_signature(entry, key)
    except RuleBroken:
        return False
    return True


def _best_run(whole: Sequence[Entry], posted: int) -> list[Entry]:
    followers: dict[str, list[Entry]] = defaultdict(list)
    for entry in whole:
        followers[entry.prev_hash].append(entry)
    ends: dict[str, tuple[int, Entry | None]] = {}
    for entry in sorted(whole, key=lambda one: -one.seq):
        after = [one for one in followers[entry.hash] if one.seq == entry.seq + 1]
        best = max(after, key=lambda one: ends[one.hash][0], default=None)
        ends[entry.hash] = (ends[best.hash][0] if best else entry.seq, best)
    known = {entry.hash: entry.seq for entry in whole}
    firsts = [one for one in whole if known.get(one.prev_hash) != one.seq - 1]

    def worth(first: Entry) -> tuple[bool, int, int]:
        end = ends[first.hash][0]
        return (first.seq <= posted + 1 and end >= posted, end, -first.seq)

    run: list[Entry] = []
    next_one = max(firsts, key=worth, default=None)
    while next_one is not None:
        run.append(next_one)
        next_one = ends[next_one.hash][1]
    return run


def runs_of(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Divide entries in order into runs that each follow on without a break."""
    runs: list[list[Entry]] = []
    for entry in entries:
        if runs and runs[-1][-1].hash == entry.prev_hash:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return tuple(map(tuple, runs))
