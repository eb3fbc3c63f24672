"""What a benchmark is given: a folder of its own, what is shared in this run, how much to measure.

Knows no benchmark and no row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PRODUCTS = 100_000
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Bench:
    """One run's wishes and places.

    `folder` is the benchmark's own and empty; `shared` outlives it, for what several benchmarks
    start from. `year` and `million` ask for what takes minutes.
    """

    folder: Path
    shared: Path
    quick: bool = False
    year: bool = False
    million: bool = False

    @property
    def rounds(self) -> int:
        """How often everything is repeated, floors included."""
        return 1 if self.quick else 3

    def samples(self, usual: int) -> int:
        """How many samples a round takes; a quick run is for finding mistakes, not for figures."""
        return max(usual // 6, 1) if self.quick else usual

    @property
    def products(self) -> int:
        """How large the catalogue is."""
        return PRODUCTS // 10 if self.quick else PRODUCTS


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes, in seconds."""
    began = perf_counter()
    work()
    return perf_counter() - began


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a call takes, in milliseconds."""
    return seconds(work) * 1000
