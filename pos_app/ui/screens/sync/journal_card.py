"""The journal's table with its search and filters, and what stands there when nothing is listed.

Widgets only: what is wanted is asked of others by signals.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.sync.models import ENTRY, WHICH, JournalModel, journal_columns
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.data_table import DataTable
from pos_app.ui.widgets.search_field import SearchField
from pos_app.ui.widgets.state_view import StatefulArea

if TYPE_CHECKING:
    from pos_app.services.overview_records import Wanted
    from pos_app.services.records import JournalRow

ALL, UNPOSTED, REMARKED = "all", "unposted", "remarked"
ROW = 44
_NEAR_THE_END = 20 * ROW
_SEARCH, _NARROW_SEARCH = 208, 144


class JournalCard(Card):
    """Entries, newest first; one of them is chosen.

    Signals: `chosen(JournalRow)` another one, `moved_on(JournalRow)` the same, further,
    `opened(JournalRow)` by Enter or a double click, `left()` none is listed, `filtered(key)`,
    `searched(text)`, `more_asked()`, `read_asked()`, `sell_asked()`.
    """

    chosen = Signal(object)
    moved_on = Signal(object)
    opened = Signal(object)
    left = Signal()
    filtered = Signal(str)
    searched = Signal(str)
    more_asked = Signal()
    read_asked = Signal()
    sell_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self._desk = desk
        self._current: JournalRow | None = None
        self._from_newest = True
        self._next: Callable[[], None] = self.read_asked.emit
        self._chips: list[ChipItem] = []
        self.search = SearchField(self.tr("Find an entry"), height=tokens.CONTROL)
        self.search.setObjectName("sync.search")
        self.search.setToolTip(self.tr("By receipt number, name, goods or amount"))
        self.filters = ChipRow()
        self.filters.setObjectName("sync.filters")
        self.model = JournalModel(desk.money, self)
        self.table = DataTable(journal_columns(), row_height=ROW, name=self.tr("Journal"))
        self.table.setObjectName("sync.journal")
        self.table.setProperty("bare", True)
        self.table.setModel(self.model)
        self.area = StatefulArea(self.table)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        title = self.tr("Journal of {register}").format(register=self._desk.register.name)
        head = SectionTitle(title, self.search, self.filters, start=tokens.S16, end=tokens.S8)
        head.setFixedHeight(tokens.CONTROL + 2 * tokens.S8)
        self.column.addWidget(head)
        self.column.addWidget(self.area, 1)
        self.show_counts(0, 0)

    def _connect(self) -> None:
        self.search.changed.connect(self._find)
        self.search.stepped.connect(self._step)
        self.filters.chosen.connect(self._filter)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.area.states.acted.connect(self._take_next)

    def set_narrow(self, narrow: bool) -> None:
        """Leave some columns to the panel beside the journal where room is short."""
        self.search.setFixedWidth(_NARROW_SEARCH if narrow else _SEARCH)
        for column in (ENTRY, WHICH):
            self.table.setColumnHidden(column, narrow)

    def begin(self) -> None:
        """Begin from the newest entry, with all of them."""
        self._from_newest = True
        for part in (self.search, self.filters):
            part.blockSignals(True)
        self.search.set_text("")
        self.filters.set_current(ALL)
        for part in (self.search, self.filters):
            part.blockSignals(False)

    def leave_search(self) -> bool:
        """Show all again after a search; False when nothing was searched."""
        searched = bool(self.search.text())
        self.search.set_text("")
        return searched

    def show_counts(self, waiting: int, attention: int) -> None:
        """Show on the filters how many entries are behind them."""

        def count(number: int) -> str:
            return self._desk.money.count(number) if number else ""

        chips = [
            ChipItem(ALL, self.tr("All")),
            ChipItem(UNPOSTED, self.tr("Not in the books"), count=count(waiting)),
            ChipItem(REMARKED, self.tr("Remarks"), count=count(attention)),
        ]
        if chips != self._chips:
            current = self.filters.current() if self._chips else ALL
            self._chips = chips
            self.filters.set_chips(chips, current)
            self.filters.setFixedWidth(self.filters.sizeHint().width())

    # What is wanted.

    def _filter(self, key: str) -> None:
        self._from_newest = True
        self.filtered.emit(key)

    def _find(self, text: str) -> None:
        self._from_newest = True
        self.searched.emit(text)

    def _step(self, rows: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            self.table.choose_row(max(0, min(last, self.table.chosen_row() + rows)))

    # What is listed.

    def show_rows(self, rows: list[JournalRow], wanted: Wanted) -> None:
        """Show entries, newest first; what is looked at stays where it is."""
        bar = self.table.verticalScrollBar()
        before = bar.value()
        today = self._desk.clock.now().astimezone().date()
        new = self.model.show(rows, today)
        if before:
            bar.setValue(before + new * ROW)
        if not rows:
            self._show_empty(wanted)
            return
        self.area.show_content()
        if self._from_newest or self.table.chosen_row() < 0:
            self._choose_newest()
        self._follow_chosen()

    def _choose_newest(self) -> None:
        """Turn to the newest entry, ready for the arrow keys."""
        self._from_newest = False
        self._current = None
        self.table.choose_row(0)
        self.table.scrollToTop()
        self._choose(0)

    def _scrolled(self, value: int) -> None:
        if value >= self.table.verticalScrollBar().maximum() - _NEAR_THE_END:
            self.more_asked.emit()

    def _choose(self, number: int) -> None:
        row = self.model.row(number)
        if row is None or (self._current is not None and self._current.place == row.place):
            return
        self._current = row
        self.chosen.emit(row)

    def _follow_chosen(self) -> None:
        """The chosen entry may have come further meanwhile."""
        row = self.model.row(self.table.chosen_row())
        if row is not None and row != self._current:
            self._current = row
            self.moved_on.emit(row)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.opened.emit(row)

    # States with a next step.

    def _leave(self) -> None:
        self._from_newest = True
        self._current = None
        self.left.emit()

    def _show_empty(self, wanted: Wanted) -> None:
        self._leave()
        states, every = self.area.show_states(), self.tr("Show all entries")
        self._next = self._show_all
        if wanted.text:
            title = self.tr("No entry says “{text}”").format(text=wanted.text)
            text = self.tr("Search by receipt number, name, goods or amount.")
            states.show_state("empty", title, text, every, icon="search", action_icon="list")
        elif wanted.unposted_only:
            title, text = self.tr("Everything is in the books"), self.tr("Nothing waits here.")
            states.show_state("empty", title, text, every, icon="book-check", action_icon="list")
        elif wanted.remarked_only:
            title, text = self.tr("No remarks"), self.tr("The books agree with every entry.")
            states.show_state("empty", title, text, every, icon="book-check", action_icon="list")
        else:
            self._show_nothing_yet()

    def _show_nothing_yet(self) -> None:
        title = self.tr("The journal is empty")
        text, sell = self.tr("The first sale will be the first entry."), self.tr("Start selling")
        self._next = self.sell_asked.emit
        states = self.area.show_states()
        states.show_state(
            "empty", title, text, sell, icon="receipt-text", action_icon="shopping-cart"
        )

    def show_failure(self, message: Message) -> None:
        """Say why the journal cannot be read."""
        self._leave()
        self._next = self.read_asked.emit
        states = self.area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _take_next(self) -> None:
        self._next()

    def _show_all(self) -> None:
        self.begin()
        self.searched.emit("")
        self.filtered.emit(ALL)
