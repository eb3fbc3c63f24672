"""Percentiles and sums of rounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import figure, percentile, single

SAMPLES = st.lists(st.floats(0, 1e6), min_size=1, max_size=400)


def test_a_percentile_is_the_sample_at_its_rank() -> None:
    hundred = [float(n) for n in range(100, 0, -1)]
    assert percentile(hundred, 50) == 50
    assert percentile(hundred, 99) == 99
    assert percentile(hundred, 100) == 100
    assert percentile([7.0], 99) == 7
    assert percentile([7.0], 0) == 7


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs samples"):
        percentile([], 50)


@given(SAMPLES, st.integers(0, 100))
def test_a_percentile_is_a_sample_that_enough_others_do_not_exceed(
    samples: list[float], per_cent: int
) -> None:
    found = percentile(samples, per_cent)
    assert found in samples
    assert sum(sample <= found for sample in samples) * 100 >= per_cent * len(samples)


def test_one_disturbed_round_does_not_make_the_figure() -> None:
    calm, disturbed = [1.0] * 98 + [3.0, 3.0], [90.0] * 100
    summed = figure("pay_durable", "ms", [calm, disturbed, calm], [[0.5], [0.5], [9.0]])
    assert (summed.p50, summed.p99, summed.floor, summed.ratio) == (1, 3, 0.5, 2)
    assert summed.samples == 300


def test_the_bad_end_of_a_rate_is_the_slow_one() -> None:
    summed = figure("journal_drained", "sales/s", [[100.0, 800.0, 900.0]], [[1600.0]])
    assert (summed.p50, summed.p99) == (800, 100)
    assert summed.ratio == 2


def test_there_is_no_ratio_without_a_floor() -> None:
    assert single("package_deb", "MB", 45).ratio is None
    assert single("package_deb", "MB", 45, floor=0).ratio is None
    assert single("posting_1_register", "sales/s", 0, floor=100).ratio is None
