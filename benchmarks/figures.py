"""What a benchmark brings home: percentiles of many samples beside the floor of the same run.

Knows nothing of targets, and nothing of what was measured.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Round = Sequence[float]
"""Samples that were taken one after the other, all in the unit of the figure."""


def percentile(samples: Round, per_cent: int) -> float:
    """Return the smallest sample that `per_cent` of all samples do not exceed (nearest rank).

    Never a value between two samples: what is told has happened. Raises ValueError for no samples.
    """
    if not samples:
        raise ValueError("a percentile needs samples")
    rank = math.ceil(len(samples) * per_cent / 100)
    return sorted(samples)[max(rank, 1) - 1]


def more_is_better(unit: str) -> bool:
    """Tell whether a unit counts what gets done (`sales/s`) instead of what it takes (`ms`)."""
    return unit.endswith("/s")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured row. `floor` is what the bare work underneath took, in the same unit and run.

    `p99` is the bad end: 99 of 100 samples were at least this good. `note` says what was measured
    where the name alone could mislead.
    """

    name: str
    p50: float
    p99: float
    unit: str
    floor: float | None = None
    samples: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes; for rates, how many times slower than the floor."""
        if not self.floor or not self.p50:
            return None
        return self.floor / self.p50 if more_is_better(self.unit) else self.p50 / self.floor


@dataclass(frozen=True, slots=True)
class Absent:
    """A row that could not be measured here and now, and why."""

    name: str
    why: str


Outcome = Figure | Absent


def figure(
    name: str, unit: str, rounds: Sequence[Round], floor: Sequence[Round] = (), note: str = ""
) -> Figure:
    """Sum up rounds: the median round's p50 and the median round's p99, and the floor's p50.

    The median over rounds keeps one disturbance from outside out of the figure; a p99 within a
    round still holds everything the program did to itself.
    """
    bad_end = 1 if more_is_better(unit) else 99
    return Figure(
        name=name,
        p50=median(percentile(samples, 50) for samples in rounds),
        p99=median(percentile(samples, bad_end) for samples in rounds),
        unit=unit,
        floor=median(percentile(samples, 50) for samples in floor) if floor else None,
        samples=sum(map(len, rounds)),
        note=note,
    )


def single(
    name: str, unit: str, value: float, floor: float | None = None, note: str = ""
) -> Figure:
    """Make a row of something that is measured once: a size, a whole fill, a year."""
    return Figure(name, value, value, unit, floor, note=note)
