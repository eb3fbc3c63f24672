"""The table and the JSON say what was measured, what was missed and what was not measured."""

import json

import pytest

from benchmarks.figures import Absent, Figure, single
from benchmarks.results import Result, as_json, as_table, misses, results_of, shown

PAID = Figure("pay_durable", 2.34567, 9.1, "ms", floor=0.5, samples=900)
DEB = single("package_deb", "MB", 45.04, note="zstd")
NOT_BUILT = Absent("package_installed", "not built: run make package")
ASKED = ["package_deb", "package_installed", "pay_durable", "growth", "scan_to_painted"]


def results() -> list[Result]:
    """A run with a miss, a success, and three rows without a figure."""
    return results_of([DEB, PAID, NOT_BUILT], ASKED)


def test_results_stand_in_the_order_of_the_promises() -> None:
    assert [result.row.name for result in results()] == [
        "scan_to_painted",
        "pay_durable",
        "package_installed",
        "package_deb",
        "growth",
    ]


def test_the_json_has_the_promised_form() -> None:
    told = json.loads(as_json(results()))
    assert told["pay_durable"] == {
        "p50": 2.346,
        "p99": 9.1,
        "unit": "ms",
        "floor": 0.5,
        "ratio": 4.691,
        "target": {"p50": 3, "p99": 8},
        "ok": False,
        "samples": 900,
        "note": "",
    }
    assert told["package_deb"]["ok"] is True
    assert told["package_deb"]["floor"] is None


def test_what_was_not_measured_is_null_and_says_why() -> None:
    told = json.loads(as_json(results()))
    for name in ("package_installed", "growth", "scan_to_painted"):
        assert told[name]["p50"] is None
        assert told[name]["ok"] is None
    assert told["package_installed"]["note"] == "not built: run make package"
    assert told["growth"]["note"].startswith("not yet: ")
    assert told["scan_to_painted"]["note"] == "not measured"


def test_a_miss_is_loud_and_what_was_not_measured_is_no_miss() -> None:
    assert [result.row.name for result in misses(results())] == ["pay_durable"]
    lines = as_table(results()).splitlines()
    assert next(line for line in lines if line.startswith("pay_durable")).endswith("MISSED")
    assert next(line for line in lines if line.startswith("package_deb")).endswith("ok")
    assert next(line for line in lines if line.startswith("growth")).endswith("not yet")
    assert next(line for line in lines if line.startswith("scan_to")).endswith("–")
    assert "  package_deb: zstd" in lines


def test_a_figure_that_nobody_promised_is_refused() -> None:
    with pytest.raises(ValueError, match="coffee"):
        results_of([single("coffee", "ms", 1)], ["coffee"])


def test_a_figure_in_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="promised in ms"):
        results_of([single("pay_durable", "s", 1)], ["pay_durable"])


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.01234, "0.0123"), (12.345, "12.3"), (123.4, "123"), (52_345.6, "52,300")],
)
def test_a_figure_is_shown_with_three_digits(value: float | None, text: str) -> None:
    assert shown(value) == text
