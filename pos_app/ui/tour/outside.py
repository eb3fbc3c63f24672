"""The way from the window to the process that hosts it: to have the network cut and mended.

Knows nothing of how that is done.
"""

from pathlib import Path

from pos_app.ui.tour.book import TourBook
from pos_app.ui.tour.driver import Driver


class Outside:
    """The process that started this one; it reads the book and answers in a folder."""

    def __init__(self, driver: Driver, book: TourBook, folder: Path) -> None:
        """Ask through `book`; wait with `driver` for answers in `folder`."""
        self._driver = driver
        self._book = book
        self._folder = folder

    def ask(self, order: str) -> None:
        """Ask for `cut` or `mend`, and wait until it has been done."""
        done = self._folder / f"{order}.done"
        done.unlink(missing_ok=True)
        self._book.note("ask", order=order)
        self._driver.wait(done.exists, f"the network to obey “{order}”")
