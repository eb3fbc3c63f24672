"""The promises: every row with its limits, in the order of the table, and what is not there yet.

Knows no figure. A limit for a rate is what it must reach; every other limit must not be passed.
"""

from dataclasses import dataclass

from benchmarks.figures import Figure, more_is_better


@dataclass(frozen=True, slots=True)
class Limits:
    """What a row must keep, each in the row's unit; `ratio` is against the floor of the run."""

    p50: float | None = None
    p99: float | None = None
    ratio: float | None = None

    def text(self, unit: str) -> str:
        """Say the limits the way the table shows them."""
        sign = "≥" if more_is_better(unit) else "≤"
        said = [
            f"{name} {sign} {limit:g}"
            for name, limit in (("p50", self.p50), ("p99", self.p99))
            if limit is not None
        ]
        if self.ratio is not None:
            said.append(f"ratio ≤ {self.ratio:g}")
        return ", ".join(said)

    def kept_by(self, figure: Figure) -> bool:
        """Tell whether a figure keeps every limit; a limit on a ratio needs a floor to be kept."""
        within = [
            keeps(value, limit, rate=more_is_better(figure.unit))
            for value, limit in ((figure.p50, self.p50), (figure.p99, self.p99))
        ]
        return all(within) and (
            self.ratio is None or (figure.ratio is not None and figure.ratio <= self.ratio)
        )


def keeps(value: float, limit: float | None, *, rate: bool) -> bool:
    """Tell whether one value keeps one limit; there may be none."""
    if limit is None:
        return True
    return value >= limit if rate else value <= limit


@dataclass(frozen=True, slots=True)
class Row:
    """One promise. `not_yet` says what has to be built before it can be measured."""

    name: str
    unit: str
    limits: Limits
    not_yet: str = ""


ROWS = (
    Row("first_frame", "ms", Limits(p50=200, ratio=1.8)),
    Row("signed_in_and_first_scan", "ms", Limits(p50=400)),
    Row("first_frame_packaged", "ms", Limits(p50=260)),
    Row("first_frame_packaged_cold", "ms", Limits(p50=450)),
    Row("scan_to_painted", "ms", Limits(p50=5, p99=16)),
    Row("key_to_results", "ms", Limits(p50=5, p99=16)),
    Row("key_to_results_1m", "ms", Limits(p99=30)),
    Row("cart_edit_200_lines", "ms", Limits(p99=16)),
    Row("cart_edit_30_promotions", "ms", Limits(p99=16), not_yet="promotions"),
    Row("pay_durable", "ms", Limits(p50=3, p99=8)),
    Row("pay_durable_while_syncing", "ms", Limits(p99=12)),
    Row("event_loop_gap", "ms", Limits(p99=10)),
    Row("event_loop_gap_longest", "ms", Limits(p50=50)),
    Row("first_fill", "s", Limits(p50=6)),
    Row("feed_rows_applied", "rows/s", Limits(p50=50_000)),
    Row("delta_100_changes", "ms", Limits(p50=150)),
    Row("journal_drained", "sales/s", Limits(p50=600)),
    Row("posting_1_register", "sales/s", Limits(p50=1000)),
    Row("posting_8_registers", "sales/s", Limits(p50=1500)),
    Row("replay_year", "s", Limits(p50=240)),
    Row("report_day", "ms", Limits(p50=50)),
    Row("report_year", "ms", Limits(p50=150), not_yet="a report over a year"),
    Row("report_year_10m_lines", "ms", Limits(p50=300), not_yet="a report over a year"),
    Row("catalogue_page_handler", "ms", Limits(p99=30)),
    Row("journal_push_handler", "ms", Limits(p99=60)),
    Row("lambda_artifact", "MB", Limits(p50=35)),
    Row("handler_import", "ms", Limits(p50=400)),
    Row("till_memory_idle", "MiB", Limits(p50=120)),
    Row("till_memory_after_a_day", "MiB", Limits(p50=200)),
    Row("till_memory_1m", "MiB", Limits(p50=250)),
    Row("package_installed", "MiB", Limits(p50=190)),
    Row("package_deb", "MB", Limits(p50=60)),
    Row("growth", "×", Limits(), not_yet="catalogues and books of many sizes, plotted"),
    Row("registers_500_reconnect", "s", Limits(p99=120)),
)
