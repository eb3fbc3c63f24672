"""What the catalogue shows: search as you type, one category, page by page.

Draws nothing. Searches run on the database worker; while one is under way only the latest wish
waits, so that typing never piles up work. An answer that is no longer wanted is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.services.find_products import PAGE
from pos_app.services.open_sale import parse_multiplier
from pos_app.ui.desk import Desk
from pos_core.errors import RuleBroken
from pos_core.quantity import Quantity

if TYPE_CHECKING:
    from pos_app.services.records import CategoryRow, FoundProducts

_ONE = Quantity.pieces(1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see."""

    text: str = ""
    category_id: str | None = None


class CataloguePresenter(QObject):
    """Search and browsing.

    Signals: `found(FoundProducts)` for a new wish, `page(FoundProducts)` for more of the same,
    `categories(list of CategoryRow)`, `counted(products)`, `failed(Message)`.
    """

    found = Signal(object)
    page = Signal(object)
    categories = Signal(object)
    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wish = Wish()
        self._asked: Wish | None = None
        self._pages: set[int] = set()
        self.quantity = _ONE

    @property
    def wish(self) -> Wish:
        """What is searched for now, without a multiplier."""
        return self._wish

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are searched for, to be shown in bold."""
        return tuple(self._wish.text.split())

    def open(self) -> None:
        """Show the catalogue from its beginning."""
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown: products, categories and how many there are."""
        find = self._desk.services.find_products
        work = self._desk.background.database
        work(find.categories, self.categories.emit, self._fail)
        work(find.count, self.counted.emit, self._fail)
        self._ask()

    def search(self, text: str) -> None:
        """Search for what was typed; `5*mug` searches for the mug and remembers the five."""
        try:
            self.quantity, wanted = parse_multiplier(text)
        except RuleBroken:
            self.quantity, wanted = _ONE, text.strip()
        self._want(Wish(wanted, self._wish.category_id))

    def choose(self, category_id: str | None) -> None:
        """Show one category, or everything."""
        self._want(Wish(self._wish.text, category_id))

    def want_page(self, offset: int) -> None:
        """Fetch the page that begins at `offset`, once."""
        wish = self._wish
        if offset in self._pages or self._asked is not None:
            return
        self._pages.add(offset)
        search = self._desk.services.find_products.search
        self._desk.background.database(
            lambda: search(wish.text, wish.category_id, offset, PAGE), self._paged, self._fail
        )

    def _want(self, wish: Wish) -> None:
        if wish != self._wish:
            self._wish = wish
            self._ask()

    def _ask(self) -> None:
        if self._asked is not None:
            return
        wish = self._asked = self._wish
        search = self._desk.services.find_products.search
        self._desk.background.database(
            lambda: search(wish.text, wish.category_id, 0, PAGE), self._answered, self._refused
        )

    def _answered(self, found: FoundProducts) -> None:
        wish, self._asked = self._asked, None
        if wish != self._wish:
            self._ask()
            return
        self._pages = {0}
        self.found.emit(found)

    def _refused(self, error: Exception) -> None:
        wish, self._asked = self._asked, None
        if wish != self._wish:
            self._ask()
        else:
            self._fail(error)

    def _paged(self, found: FoundProducts) -> None:
        if (found.text, found.category_id) == (self._wish.text, self._wish.category_id):
            self.page.emit(found)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(self._desk.message(error))


def category_chips(rows: list[CategoryRow]) -> list[CategoryRow]:
    """Return the categories that get a chip: the uppermost ones that have products."""
    below: dict[str | None, int] = {}
    parents = {row.category_id: row.parent_id for row in rows}
    for row in rows:
        above: str | None = row.category_id
        while above is not None:
            below[above] = below.get(above, 0) + row.product_count
            above = parents.get(above)
    return [row for row in rows if row.parent_id is None and below.get(row.category_id)]
