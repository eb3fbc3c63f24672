"""Plays the day of a seed, examines the books, and tells the whole story of a day that went wrong.

Knows nothing of tests.
"""

import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.backend.books.reading import Rows, everything
from tests.simulation.examined_books import ExaminedBooks
from tests.simulation.invariants import broken_promises
from tests.simulation.shop_day import REAL, Blanks, Cast, ShopDay
from tests.simulation.world import DayWentWrong


@dataclass(frozen=True)
class Played:
    """What is left of a day that went well."""

    diary: Sequence[str]
    books: dict[str, Rows]
    shown: int


def play(seed: int, blanks: Blanks, cast: Cast = REAL) -> Played:
    """Play a seed's day in a folder of its own.

    Raises DayWentWrong for a broken promise; whatever is raised carries the day's story.
    """
    with tempfile.TemporaryDirectory(prefix="shop-day-") as folder:
        day = ShopDay(seed, blanks, Path(folder), cast)
        with closing(day.floor):
            try:
                return _played(day)
            except Exception as error:
                error.add_note(_story(day))
                raise


def _played(day: ShopDay) -> Played:
    day.play()
    books = ExaminedBooks(day.floor)
    broken = broken_promises(books)
    if broken:
        raise DayWentWrong(broken)
    return Played(day.floor.world.diary.lines, everything(day.floor.engine), len(books.shown))


def _story(day: ShopDay) -> str:
    steps = "\n".join(day.floor.world.diary.lines)
    again = f"make simulate SEEDS=1 FROM={day.seed}"
    return f"The day of seed {day.seed}, step by step:\n{steps}\nThe same day again: {again}"
