"""The catalogue: search on top, category chips, products as cards or as a table. Widgets only.

Used for selling and for looking products up; whoever uses it decides what a chosen product means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.pictures import Pictures
from pos_app.ui.scanner import let_search_lead
from pos_app.ui.screens.catalogue.models import ProductModel
from pos_app.ui.screens.catalogue.presenter import CataloguePresenter, category_chips
from pos_app.ui.shortcuts import Act, key_of
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.note_line import NoteLine
from pos_app.ui.widgets.product_grid import ProductGrid
from pos_app.ui.widgets.product_table import ProductTable
from pos_app.ui.widgets.search_field import SearchField
from pos_app.ui.widgets.segmented import Segment, SegmentedToggle
from pos_app.ui.widgets.state_view import StatefulArea
from pos_app.ui.widgets.uniform_view import UniformView

if TYPE_CHECKING:
    from pos_app.services.records import CategoryRow, FoundProducts, ProductCard

GRID, TABLE = "grid", "table"
_EVERYTHING = ""


class CatalogueScreen(QWidget):
    """Products to choose from.

    Signals: `chosen(ProductCard)`, `details_asked(ProductCard)`, `entered(text)` for Enter in the
    search field, `stepped(rows)` for arrow keys while nothing is searched for.
    """

    chosen = Signal(object)
    details_asked = Signal(object)
    entered = Signal(str)
    stepped = Signal(int)
    fetch_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        presenter: CataloguePresenter,
        pictures: Pictures,
        *,
        name: str,
        view: str = GRID,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk = desk
        self._presenter = presenter
        self._products = 0
        self._rows: list[CategoryRow] = []
        self.model = ProductModel(desk, pictures, self)
        self.search = SearchField(self.tr("Search, or scan"), key=key_of(Act.SEARCH).shown())
        self.search.setObjectName(f"{name}.search")
        let_search_lead(self.search.edit)
        self.views = SegmentedToggle(
            [
                Segment(GRID, "layout-grid", self.tr("Pictures")),
                Segment(TABLE, "list", self.tr("Table")),
            ]
        )
        self.views.setObjectName(f"{name}.view")
        self.chips = ChipRow()
        self.chips.setObjectName(f"{name}.categories")
        self.grid = ProductGrid()
        self.grid.setObjectName(f"{name}.grid")
        self.table = ProductTable()
        self.table.setObjectName(f"{name}.table")
        self._stock_note = NoteLine("clock", role=tokens.META)
        self._arrange()
        self._connect()
        self.show_view(view)

    def _arrange(self) -> None:
        head = QFrame()
        head.setProperty("kind", "head")
        head.setFixedHeight(tokens.HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        row.setSpacing(tokens.S8)
        row.addWidget(self.search, 1)
        row.addWidget(self.views)
        self.notices = QVBoxLayout()
        self.notices.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        chips = QHBoxLayout()
        chips.setContentsMargins(tokens.S16, tokens.S12, tokens.S16, tokens.S12)
        chips.addWidget(self.chips)
        self._area = StatefulArea(self._make_lists())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(self.notices)
        column.addLayout(chips)
        column.addWidget(self._area, 1)

    def _make_lists(self) -> QWidget:
        as_table = QWidget()
        column = QVBoxLayout(as_table)
        column.setContentsMargins(tokens.S16, 0, tokens.S16, tokens.S16)
        column.setSpacing(tokens.S8)
        column.addWidget(self.table, 1)
        column.addWidget(self._stock_note)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.grid)
        self._lists.addWidget(as_table)
        return self._lists

    def _connect(self) -> None:
        for view in (self.grid, self.table):
            view.setModel(self.model)
            view.chosen.connect(self._chosen)
            view.details_asked.connect(self._details_asked)
        self.search.changed.connect(self._typed)
        self.search.submitted.connect(self.entered)
        self.search.stepped.connect(self._step)
        self.views.chosen.connect(self.show_view)
        self.chips.chosen.connect(self._chose_category)
        self.model.page_wanted.connect(self._presenter.want_page)
        self._presenter.found.connect(self.show_found)
        self._presenter.page.connect(self.model.add_page)
        self._presenter.categories.connect(self.show_categories)
        self._presenter.counted.connect(self.show_count)
        self._presenter.failed.connect(self.show_failure)
        self._area.states.acted.connect(self._next_step)

    @property
    def view(self) -> UniformView:
        """The list that is shown: the grid or the table."""
        return self.table if self.views.current() == TABLE else self.grid

    def show_view(self, key: str) -> None:
        """Show products as `grid` or as `table`."""
        self.views.set_current(key)
        self._lists.setCurrentIndex(1 if key == TABLE else 0)

    def toggle_view(self) -> None:
        """Show the other of the two views."""
        self.show_view(GRID if self.views.current() == TABLE else TABLE)

    def _typed(self, text: str) -> None:
        self._presenter.search(text)

    def _step(self, rows: int) -> None:
        if self._presenter.wish.text:
            self.view.step(rows)
        else:
            self.stepped.emit(rows)

    def _chosen(self, row: int) -> None:
        card = self.model.card(row)
        if card is not None:
            self.chosen.emit(card)

    def _details_asked(self, row: int) -> None:
        card = self.model.card(row)
        if card is not None:
            self.details_asked.emit(card)

    def current_card(self) -> ProductCard | None:
        """The product the arrow keys stand on, or the first one that was found."""
        row = self.view.current_row()
        return self.model.card(max(row, 0))

    def answers_wish(self) -> bool:
        """Whether the products that are shown answer what is in the search field now."""
        return self.model.text == self._presenter.wish.text

    def step_back(self) -> bool:
        """Take back the search, then the category; False when there was neither."""
        self.search.setFocus()
        if self.search.text():
            self.search.set_text("")
        elif self.chips.current():
            self.clear_category()
        else:
            return False
        return True

    def _chose_category(self, key: str) -> None:
        self._presenter.choose(key or None)

    def show_found(self, found: FoundProducts) -> None:
        """Show what a search found."""
        self.model.show_found(found)
        for view in (self.grid, self.table):
            view.clear_current()
            view.scrollToTop()
        self.table.set_hits(self._presenter.words)
        self._show_first_chip(searching=bool(found.text))
        count = self._desk.money.count(found.total)
        words = self.tr("{count} found on this machine").format(count=count)
        self.search.set_result(words if found.text else "")
        if found.total:
            self._area.show_content()
        else:
            self._show_nothing(found)

    def _show_nothing(self, found: FoundProducts) -> None:
        states = self._area.show_states()
        if found.text:
            states.show_state(
                "empty",
                self.tr("Nothing found for “{text}”").format(text=found.text),
                self.tr("Check the spelling, use fewer words, or scan the barcode."),
                self.tr("Clear the search"),
                icon="search",
                action_icon="x",
            )
        elif found.category_id is not None:
            states.show_state(
                "empty",
                self.tr("No products in this category"),
                "",
                self.tr("Show everything"),
                icon="tag",
                action_icon="layout-grid",
            )
        else:
            states.show_state(
                "empty",
                self.tr("No products on this machine yet"),
                self.tr("They are fetched as soon as there is a network."),
                self.tr("Fetch now"),
                icon="package",
                action_icon="refresh-cw",
            )

    def show_failure(self, message: Message) -> None:
        """Say that the catalogue could not be read."""
        states = self._area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _next_step(self) -> None:
        if self.search.text():
            self.search.set_text("")
        elif self.chips.current():
            self.clear_category()
        else:
            self.fetch_asked.emit()
            self._presenter.refresh()

    def clear_category(self) -> None:
        """Show all categories again."""
        self.chips.set_current(_EVERYTHING)
        self._presenter.choose(None)

    def show_categories(self, rows: list[CategoryRow]) -> None:
        """Show a chip for each category of the shop."""
        chips = category_chips(rows)
        if chips != self._rows:
            self._rows = chips
            self._set_chips(searching=bool(self._presenter.wish.text))

    def _set_chips(self, *, searching: bool) -> None:
        first = ChipItem(_EVERYTHING, self.tr("Best sellers"), "star")
        if searching:
            first = ChipItem(_EVERYTHING, self.tr("Everything"))
        items = [first, *(ChipItem(row.category_id, row.name) for row in self._rows)]
        self.chips.set_chips(items, self._presenter.wish.category_id or _EVERYTHING)
        self._first_chip_searches = searching

    def _show_first_chip(self, *, searching: bool) -> None:
        """Best sellers come first only while nothing is searched for; then it is everything."""
        if self._rows and searching != self._first_chip_searches:
            self._set_chips(searching=searching)

    def show_count(self, products: int) -> None:
        """Say how many products there are."""
        count = self._desk.money.count(products)
        self.search.set_placeholder(self.tr("Search {count} products, or scan").format(count=count))

    def show_stock_note(self, text: str) -> None:
        """Say below the table how old the figures of other stores are; empty takes it away."""
        self._stock_note.set_text(text)
