"""Targets are compared the right way round."""

import pytest

from benchmarks.figures import Figure, single
from benchmarks.plan import PLAN
from benchmarks.targets import ROWS, Limits


def measured(p50: float, p99: float, unit: str = "ms", floor: float | None = None) -> Figure:
    """A figure that took this long."""
    return Figure("pay_durable", p50, p99, unit, floor)


def test_a_time_may_reach_its_limit_and_not_pass_it() -> None:
    limits = Limits(p50=5, p99=16)
    assert limits.kept_by(measured(5, 16))
    assert not limits.kept_by(measured(5.01, 16))
    assert not limits.kept_by(measured(5, 16.01))


def test_a_rate_must_reach_its_limit() -> None:
    limits = Limits(p50=600)
    assert limits.kept_by(single("journal_drained", "sales/s", 600))
    assert not limits.kept_by(single("journal_drained", "sales/s", 599.9))


def test_a_ratio_is_a_limit_of_its_own() -> None:
    limits = Limits(p50=200, ratio=1.8)
    assert limits.kept_by(measured(180, 300, floor=100))
    assert not limits.kept_by(measured(190, 300, floor=100))
    assert not limits.kept_by(measured(180, 300))


@pytest.mark.parametrize(
    ("limits", "unit", "text"),
    [
        (Limits(p50=5, p99=16), "ms", "p50 ≤ 5, p99 ≤ 16"),
        (Limits(p50=50_000), "rows/s", "p50 ≥ 50000"),
        (Limits(p50=200, ratio=1.8), "ms", "p50 ≤ 200, ratio ≤ 1.8"),
        (Limits(), "s", ""),
    ],
)
def test_a_target_is_said_with_its_sign(limits: Limits, unit: str, text: str) -> None:
    assert limits.text(unit) == text


def test_every_row_is_promised_once_and_measured_once() -> None:
    promised = [row.name for row in ROWS]
    measured_rows = [row for benchmark in PLAN for row in benchmark.rows]
    not_yet = [row.name for row in ROWS if row.not_yet]
    assert len(set(promised)) == len(promised)
    assert sorted(promised) == sorted(measured_rows + not_yet)
