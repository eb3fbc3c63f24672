"""Which benchmark measures which rows, in which order, and how long it may take.

Importing this imports no benchmark: each is loaded in a process of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.targets import ROWS


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module with `measure(bench)`, the rows it brings home, and its deadline in seconds.

    `screen` says that it needs a screen.
    """

    module: str
    rows: tuple[str, ...]
    deadline: int = 120
    screen: bool = False

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return self.module.rpartition(".")[2]


PLAN = (
    Benchmark("benchmarks.till.start", ("first_frame", "signed_in_and_first_scan"), screen=True),
    Benchmark("benchmarks.till.feed_rows", ("feed_rows_applied",)),
    Benchmark("benchmarks.till.scan", ("scan_to_painted",), screen=True),
    Benchmark("benchmarks.till.search", ("key_to_results", "key_to_results_1m"), screen=True),
    Benchmark("benchmarks.till.cart_edit", ("cart_edit_200_lines",), screen=True),
    Benchmark(
        "benchmarks.till.pay",
        ("pay_durable", "pay_durable_while_syncing"),
        deadline=240,
        screen=True,
    ),
    Benchmark("benchmarks.till.gaps", ("event_loop_gap", "event_loop_gap_longest"), screen=True),
    Benchmark(
        "benchmarks.till.memory",
        ("till_memory_idle", "till_memory_after_a_day", "till_memory_1m"),
        screen=True,
    ),
    Benchmark(
        "benchmarks.server.whole_way",
        ("first_fill", "delta_100_changes", "journal_drained"),
        deadline=240,
    ),
    Benchmark("benchmarks.server.posting", ("posting_1_register", "posting_8_registers")),
    Benchmark("benchmarks.server.handlers", ("catalogue_page_handler", "journal_push_handler")),
    Benchmark("benchmarks.server.day_report", ("report_day",)),
    Benchmark("benchmarks.server.reconnect", ("registers_500_reconnect",)),
    Benchmark("benchmarks.server.replay", ("replay_year",), deadline=240),
    Benchmark("benchmarks.server.artifact", ("lambda_artifact", "handler_import")),
    Benchmark(
        "benchmarks.package",
        (
            "package_installed",
            "package_deb",
            "first_frame_packaged",
            "first_frame_packaged_cold",
        ),
        screen=True,
    ),
)


class UnknownName(Exception):
    """Somebody asked for what there is not."""


def chosen(names: Sequence[str]) -> tuple[list[Benchmark], list[str]]:
    """Return the benchmarks to run and the rows to show; a name is a benchmark's or a row's.

    No names means everything. Raises UnknownName, naming what there is.
    """
    if not names:
        return list(PLAN), [row.name for row in ROWS]
    known = {b.name for b in PLAN} | {row.name for row in ROWS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UnknownName(f"There is no {unknown[0]}. There are: {', '.join(sorted(known))}.")
    rows = {row for b in PLAN if b.name in names for row in b.rows}
    rows |= {row.name for row in ROWS if row.name in names}
    return [b for b in PLAN if rows & set(b.rows)], sorted(rows)
