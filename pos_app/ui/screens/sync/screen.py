"""The sync page: this register's position, its network, the journal and one entry. Widgets only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.save_panel import ask_where
from pos_app.ui.screens.sync.entry_card import EntryCard
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.models import ENTRY, WHICH, JournalModel, has_receipt, journal_columns
from pos_app.ui.screens.sync.position_card import NetworkCard, PositionCard
from pos_app.ui.screens.sync.presenter import SyncPresenter
from pos_app.ui.screens.sync.reach_text import ReachNote, reach_note
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.data_table import DataTable
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.state_view import StatefulArea

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow, SyncState

ALL, UNPOSTED = "all", "unposted"
_ROW = 44
_NEAR_THE_END = 20 * _ROW
_ROOMY = 1160
_SIDE, _NARROW_SIDE = 424, 392


class SyncScreen(QWidget):
    """What is safe, what is sent, what is in the books. Signal: `sell_asked()`."""

    sell_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        presenter: SyncPresenter,
        entry_presenter: EntryPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sync")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self.presenter = presenter
        self._entries = entry_presenter
        self._reach: ReachNote | None = None
        self._next: Callable[[], None] = presenter.read
        self._chosen: JournalRow | None = None
        self._from_newest = True
        self._chips: list[ChipItem] = []
        self._make_head()
        self.position = PositionCard(desk)
        self.network = NetworkCard()
        self.reach = Banner("warning")
        self.reach.setObjectName("sync.reach")
        self.banner = Banner()
        self.banner.setObjectName("sync.banner")
        self.filters = ChipRow()
        self.filters.setObjectName("sync.filters")
        self.model = JournalModel(desk.money, self)
        self.table = DataTable(journal_columns(), row_height=_ROW, name=self.tr("Journal"))
        self.table.setObjectName("sync.journal")
        self.table.setProperty("bare", True)
        self.table.setModel(self.model)
        self.entry = EntryCard(desk)
        self._arrange()
        self._connect()

    # The parts and their places.

    def _make_head(self) -> None:
        about = self.tr("{store} · what is safe, what is sent, what is in the books")
        store = self._desk.register.store_name
        self.head = PageHead(self.tr("Sync"), about.format(store=store))
        self.verify = Button(self.tr("Verify the journal"), icon="shield-check")
        self.verify.setObjectName("sync.verify")
        self.send = Button(self.tr("Send now"), "primary", icon="refresh-cw")
        self.send.setObjectName("sync.send")
        self.head.add_action(self.verify)
        self.head.add_action(self.send)

    def _arrange(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(tokens.S12)
        cards.addWidget(self.position, 1)
        cards.addWidget(self.network, 1)
        lower = QHBoxLayout()
        lower.setSpacing(tokens.S16)
        lower.addWidget(self._make_journal(), 1)
        lower.addWidget(self.entry)
        body = QVBoxLayout()
        body.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        body.setSpacing(tokens.S16)
        body.addWidget(self.reach)
        body.addWidget(self.banner)
        body.addLayout(cards)
        body.addLayout(lower, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        for widget in (self.reach, self.banner, self.entry):
            widget.hide()
        self._show_filters("")

    def _make_journal(self) -> Card:
        card = Card(padding=0, gap=0)
        title = self.tr("Journal of {register}").format(register=self._desk.register.name)
        head = SectionTitle(title, self.filters, start=tokens.S16, end=tokens.S8)
        head.setFixedHeight(tokens.CONTROL + 2 * tokens.S8)
        card.column.addWidget(head)
        self.area = StatefulArea(self.table)
        card.column.addWidget(self.area, 1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _ROOMY
        self.entry.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        for column in (ENTRY, WHICH):
            self.table.setColumnHidden(column, narrow)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.state.connect(self.show_state)
        presenter.rows.connect(self.show_rows)
        presenter.failed.connect(self._show_failure)
        presenter.sending.connect(self._show_sending)
        presenter.verifying.connect(self._show_verifying)
        presenter.verified.connect(self._show_verified)
        presenter.damaged.connect(self._show_damage)
        self.send.clicked.connect(presenter.send_now)
        self.verify.clicked.connect(presenter.verify)
        self.network.switched.connect(presenter.switch_network)
        self.filters.chosen.connect(self._filter)
        self.reach.acted.connect(self._mend)
        self.banner.acted.connect(self.banner.hide)
        self.area.states.acted.connect(self._take_next)
        self._connect_entry()

    def _connect_entry(self) -> None:
        entries, card = self._entries, self.entry
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        card.look_asked.connect(entries.look)
        card.print_asked.connect(entries.print_again)
        card.save_asked.connect(self._ask_where)
        entries.receipt.connect(card.show_receipt)
        entries.printing.connect(card.show_printing)
        entries.printed.connect(card.show_printed)
        entries.saved.connect(card.show_saved)
        entries.refused.connect(card.show_refusal)

    def open(self) -> None:
        """Show the page from the newest entry on."""
        self.banner.hide()
        self.setFocus()
        self._from_newest = True
        self.presenter.open()

    def step_back(self) -> bool:
        """Leave the receipt for its entry; False when none was shown."""
        return self.entry.isVisible() and self.entry.step_back()

    # Where everything is.

    def show_state(self, state: SyncState) -> None:
        """Show how far the journal has come, and what is in the way."""
        on = self.presenter.network_on
        self.position.show_state(state)
        self.network.show_state(state, network_on=on)
        self._show_filters(self._desk.money.count(state.unposted) if state.unposted else "")
        note = self._reach = reach_note(state, self._desk, network_on=on)
        if note is not None:
            words = (note.title, note.text)
            self.reach.show_message(note.tone, *words, icon=note.icon, action=note.action)
        self.reach.setVisible(note is not None)

    def _mend(self) -> None:
        """Do what the banner offers."""
        if self._reach is not None and self._reach.switches_on:
            self.presenter.switch_network(True)
        else:
            self.presenter.send_now()

    def _show_filters(self, count: str) -> None:
        current = UNPOSTED if self.presenter.unposted_only else ALL
        chips = [
            ChipItem(ALL, self.tr("All")),
            ChipItem(UNPOSTED, self.tr("Not in the books"), count=count),
        ]
        if chips != self._chips:
            self._chips = chips
            self.filters.set_chips(chips, current)
            self.filters.setFixedWidth(self.filters.sizeHint().width())

    def _filter(self, key: str) -> None:
        self._from_newest = True
        self.presenter.show_only_unposted(key == UNPOSTED)

    # The journal.

    def show_rows(self, rows: list[JournalRow], _more: bool) -> None:
        """Show entries, newest first; what is looked at stays where it is."""
        bar = self.table.verticalScrollBar()
        before = bar.value()
        today = self._desk.clock.now().astimezone().date()
        new = self.model.show(rows, today)
        if before:
            bar.setValue(before + new * _ROW)
        if not rows:
            self._show_empty()
            return
        self.area.show_content()
        if self._from_newest or self.table.chosen_row() < 0:
            self._choose_newest()
        self._follow_chosen()

    def _choose_newest(self) -> None:
        """Turn to the newest entry, ready for the arrow keys."""
        self._from_newest = False
        self._chosen = None
        self.table.choose_row(0)
        self.table.scrollToTop()
        self._choose(0)
        if self.window().focusWidget() is self:
            self.table.setFocus()

    def _scrolled(self, value: int) -> None:
        if value >= self.table.verticalScrollBar().maximum() - _NEAR_THE_END:
            self.presenter.read_more()

    def _choose(self, number: int) -> None:
        row = self.model.row(number)
        if row is None or (self._chosen is not None and self._chosen.place == row.place):
            return
        self._chosen = row
        self._entries.choose(row)
        self.entry.begin_entry(row)
        self.entry.show()

    def _follow_chosen(self) -> None:
        """The chosen entry may have come further meanwhile."""
        row = self.model.row(self.table.chosen_row())
        if row is not None and row != self._chosen:
            self._chosen = row
            self.entry.show_entry(row)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None and has_receipt(row):
            self._entries.look()

    def _ask_where(self) -> None:
        title, kind = self.tr("Save the receipt as PDF"), self.tr("PDF files")
        ask_where(self, title, self._entries.suggested_file(), kind, self._entries.save_pdf)

    # States with a next step.

    def _leave_entry(self) -> None:
        self._from_newest = True
        self._chosen = None
        self._entries.choose(None)
        self.entry.hide()

    def _show_empty(self) -> None:
        self._leave_entry()
        states = self.area.show_states()
        if self.presenter.unposted_only:
            title, text = self.tr("Everything is in the books"), self.tr("Nothing waits here.")
            words, self._next = (title, text, self.tr("Show all entries")), self._show_all
            states.show_state("empty", *words, icon="book-check", action_icon="list")
        else:
            title = self.tr("The journal is empty")
            text = self.tr("The first sale will be the first entry.")
            words, self._next = (title, text, self.tr("Start selling")), self._sell
            states.show_state("empty", *words, icon="receipt-text", action_icon="shopping-cart")

    def _show_failure(self, message: Message) -> None:
        self._leave_entry()
        self._next = self.presenter.read
        states = self.area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _take_next(self) -> None:
        self._next()

    def _show_all(self) -> None:
        self.filters.set_current(ALL)
        self._filter(ALL)

    def _sell(self) -> None:
        self.sell_asked.emit()

    # What was asked for.

    def _show_sending(self, on: bool) -> None:
        self.send.set_busy(self.tr("Sending") if on else None)

    def _show_verifying(self, on: bool) -> None:
        self.verify.set_busy(self.tr("Verifying") if on else None)

    def _show_verified(self, entries: int) -> None:
        count = self._desk.money.count(entries)
        words = self.tr("{count} entries: chain, signatures and receipt numbers are whole.")
        title, hide = self.tr("The journal is in order."), self.tr("Hide")
        self.banner.show_message("positive", title, words.format(count=count), action=hide)
        self.banner.show()

    def _show_damage(self, message: Message) -> None:
        self.banner.show_message("danger", message.title, message.text, icon="shield-alert")
        self.banner.show()
