"""Brings figures and promises together: the table that is printed and `bench.json`.

Knows nothing of how anything was measured.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from benchmarks.figures import Figure, Outcome
from benchmarks.targets import ROWS, Row

HEADINGS = ("row", "p50", "p99", "unit", "floor", "ratio", "target", "")
MET, MISSED, NOT_YET, OPEN = "ok", "MISSED", "not yet", "–"


@dataclass(frozen=True, slots=True)
class Result:
    """A promise and what came of it; without a figure, `note` says why there is none."""

    row: Row
    figure: Figure | None
    note: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the promise is kept; None when nothing was measured."""
        return None if self.figure is None else self.row.limits.kept_by(self.figure)

    def as_json(self) -> dict[str, object]:
        """Return the row of `bench.json`; what was not measured is null, never a guess."""
        figure = self.figure
        return {
            "p50": rounded(figure.p50) if figure else None,
            "p99": rounded(figure.p99) if figure else None,
            "unit": self.row.unit,
            "floor": rounded(figure.floor) if figure else None,
            "ratio": rounded(figure.ratio) if figure else None,
            "target": {k: v for k, v in asdict(self.row.limits).items() if v is not None},
            "ok": self.ok,
            "samples": figure.samples if figure else 0,
            "note": self.note,
        }


def results_of(outcomes: Iterable[Outcome], asked: Iterable[str]) -> list[Result]:
    """Return a result for every row that was asked for, in the order of the promises.

    Raises ValueError for a figure that nobody promised, or in another unit than the promise.
    """
    found = {outcome.name: outcome for outcome in outcomes}
    wanted = set(asked)
    unknown = found.keys() - {row.name for row in ROWS}
    if unknown:
        raise ValueError(f"no row is called {', '.join(sorted(unknown))}")
    return [_result(row, found.get(row.name)) for row in ROWS if row.name in wanted]


def _result(row: Row, outcome: Outcome | None) -> Result:
    if isinstance(outcome, Figure):
        if outcome.unit != row.unit:
            raise ValueError(f"{row.name} is promised in {row.unit}, measured in {outcome.unit}")
        return Result(row, outcome, outcome.note)
    if outcome is not None:
        return Result(row, None, outcome.why)
    return Result(row, None, f"not yet: {row.not_yet}" if row.not_yet else "not measured")


def as_json(results: Sequence[Result]) -> str:
    """Return `bench.json`: one object per row, by name."""
    told = {result.row.name: result.as_json() for result in results}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def as_table(results: Sequence[Result]) -> str:
    """Return the table for people, with a foot note for every row that needs one."""
    lines = [HEADINGS, *map(_cells, results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    table = ["  ".join(_aligned(cells, widths)).rstrip() for cells in lines]
    notes = [f"  {result.row.name}: {result.note}" for result in results if result.note]
    return "\n".join([*table, *(["", "Notes"] if notes else []), *notes])


def misses(results: Sequence[Result]) -> list[Result]:
    """Return the rows that were measured and broke their promise."""
    return [result for result in results if result.ok is False]


def _cells(result: Result) -> tuple[str, ...]:
    row, figure = result.row, result.figure
    target = row.limits.text(row.unit)
    if figure is None:
        verdict = NOT_YET if row.not_yet else OPEN
        return (row.name, OPEN, OPEN, row.unit, OPEN, OPEN, target, verdict)
    return (
        row.name,
        shown(figure.p50),
        shown(figure.p99),
        row.unit,
        shown(figure.floor),
        shown(figure.ratio),
        target,
        MET if result.ok else MISSED,
    )


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Put figures to the right and words to the left."""
    right = {1, 2, 4, 5}
    return [
        cell.rjust(width) if place in right else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]


def rounded(value: float | None) -> float | None:
    """Keep four significant digits: more would claim what no run repeats."""
    return None if value is None else float(f"{value:.4g}")


def shown(value: float | None) -> str:
    """Write a figure with three significant digits, thousands apart."""
    if value is None:
        return OPEN
    short = float(f"{value:.3g}")
    return f"{short:,.0f}" if abs(short) >= 100 else f"{short:g}"
