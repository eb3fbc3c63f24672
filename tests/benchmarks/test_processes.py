"""Each benchmark runs in a process of its own, and its trouble stays its own."""

from pathlib import Path

import pytest

from benchmarks.bench import Bench
from benchmarks.figures import Absent, Figure, Outcome
from benchmarks.plan import Benchmark, UnknownName, chosen
from benchmarks.processes import run
from benchmarks.single import QUICK_NOTE, as_line, marked, read_line

MODULE, ROWS = "tests.benchmarks.examples", ("package_deb", "package_installed")
FIRST = Figure("package_deb", 45, 45, "MB")


def outcomes(
    folder: Path, *wishes: str, deadline: int = 60, screen: bool = False
) -> dict[str, Outcome]:
    """What the example brings home when it is asked in a certain way."""
    example = Benchmark(MODULE, ROWS, deadline, screen)
    found = run(example, Bench(folder, folder), wishes, display="")
    return {outcome.name: outcome for outcome in found}


def why(outcome: Outcome) -> str:
    """Why there is no figure."""
    assert isinstance(outcome, Absent)
    return outcome.why


def test_a_benchmark_brings_all_its_rows(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == {
        "package_deb": FIRST,
        "package_installed": Figure("package_installed", 145, 145, "MiB"),
    }


def test_a_benchmark_that_fails_says_why_and_keeps_what_it_had(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "--quick")
    assert isinstance(found["package_deb"], Figure)
    assert "RuntimeError: no second figure" in why(found["package_installed"])
    assert str(tmp_path / "examples" / "log.txt") in why(found["package_installed"])


def test_a_benchmark_that_hangs_is_ended(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "--year", deadline=3)
    assert found["package_deb"] == FIRST
    assert "not done within 3 s" in why(found["package_installed"])


def test_a_row_that_is_not_brought_is_missed(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "--million")
    assert why(found["package_installed"]) == "the benchmark brought no figure"


def test_without_a_screen_a_window_is_not_measured(tmp_path: Path) -> None:
    found = outcomes(tmp_path, screen=True)
    assert {why(outcome) for outcome in found.values()} == {"there is no screen: Xvfb is missing"}


@pytest.mark.parametrize("outcome", [FIRST, Absent("growth", "not yet")])
def test_an_outcome_travels_as_a_line(outcome: Outcome) -> None:
    assert "\n" not in as_line(outcome)
    assert read_line(as_line(outcome)) == outcome


def test_a_quick_figure_is_marked_as_rough() -> None:
    noted = Figure("package_deb", 45, 45, "MB", note="zstd")
    quick = marked(noted)
    assert isinstance(quick, Figure)
    assert quick.note == f"zstd; {QUICK_NOTE}"
    assert marked(Absent("growth", "not yet")) == Absent("growth", "not yet")


def test_a_name_is_a_benchmark_or_a_row() -> None:
    benchmarks, rows = chosen(["pay", "growth"])
    assert [benchmark.name for benchmark in benchmarks] == ["pay"]
    assert rows == ["growth", "pay_durable", "pay_durable_while_syncing"]
    benchmarks, rows = chosen(["first_fill"])
    assert [benchmark.name for benchmark in benchmarks] == ["whole_way"]
    assert rows == ["first_fill"]


def test_a_name_that_nothing_has_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownName, match=r"no tea\. There are: .*pay_durable"):
        chosen(["tea"])
