"""Plays the day of a seed, examines the books, and tells the whole story of a day that went wrong.

Knows nothing of tests.
"""

import logging
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.backend.books.reading import Rows, everything
from tests.simulation.blanks import Blanks, fast_folder
from tests.simulation.examined_books import ExaminedBooks
from tests.simulation.invariants import broken_promises
from tests.simulation.shop_day import REAL, Cast, ShopDay
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
    with tempfile.TemporaryDirectory(prefix="shop-day-", dir=fast_folder()) as folder:
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


class DaysInARow:
    """Plays days from the same empty databases; can be handed to another process."""

    def __init__(self, blanks: Blanks) -> None:
        """Begin each day with these."""
        self._blanks = blanks

    def __call__(self, seed: int) -> str:
        """Return nothing, or the whole story of a day that went wrong."""
        logging.disable(logging.CRITICAL)  # the story says all, and is told only when it matters
        try:
            play(seed, self._blanks)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the day's seed is told
            return "".join(traceback.format_exception(error))
        return ""
