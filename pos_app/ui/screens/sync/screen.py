"""The sync page: this register's position, the network switch, the journal. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.sync.models import journal_cells
from pos_app.ui.screens.sync.position_card import NetworkCard, PositionCard
from pos_app.ui.screens.sync.presenter import ROWS, SyncPresenter
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.data_table import Column, DataTable
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.state_view import StatefulArea

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow, SyncState

ALL, UNPOSTED = "all", "unposted"
_ROW = 44


class SyncScreen(QWidget):
    """What is safe, what is sent, what is in the books."""

    def __init__(self, desk: Desk, presenter: SyncPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sync")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._presenter = presenter
        about = self.tr("{store} · what is safe, what is sent, what is in the books")
        self.head = PageHead(self.tr("Sync"), about.format(store=desk.register.store_name))
        self.verify = Button(self.tr("Verify the journal"), icon="shield-check")
        self.verify.setObjectName("sync.verify")
        self.send = Button(self.tr("Send now"), "primary", icon="refresh-cw")
        self.send.setObjectName("sync.send")
        self.position = PositionCard(desk)
        self.network = NetworkCard()
        self._banner = Banner()
        self._banner.setObjectName("sync.banner")
        self.filters = ChipRow()
        self.filters.setObjectName("sync.filters")
        self.table = self._make_table()
        self._more = Label("", tokens.META, "secondary")
        self._arrange()
        self._connect()

    def _make_table(self) -> DataTable:
        columns = [
            Column(self.tr("Entry"), 88),
            Column(self.tr("Time"), 96),
            Column(self.tr("What"), 184),
            Column(self.tr("Which")),
            Column(self.tr("Who"), 168),
            Column(self.tr("Amount"), 120, numeric=True),
            Column(self.tr("State"), 168),
        ]
        table = DataTable(columns, row_height=_ROW, name=self.tr("Journal"))
        table.setObjectName("sync.journal")
        return table

    def _arrange(self) -> None:
        self.head.add_action(self.verify)
        self.head.add_action(self.send)
        cards = QHBoxLayout()
        cards.setSpacing(tokens.S12)
        cards.addWidget(self.position, 1)
        cards.addWidget(self.network, 1)
        journal = Card(padding=0, gap=0)
        title = self.tr("Journal of {register}").format(register=self._desk.register.name)
        head = SectionTitle(title, self.filters)
        head.setContentsMargins(tokens.S16, tokens.S8, tokens.S8, tokens.S8)
        journal.column.addWidget(head)
        self._area = StatefulArea(self.table)
        journal.column.addWidget(self._area, 1)
        journal.column.addWidget(self._more)
        self._more.setContentsMargins(tokens.S16, tokens.S4, tokens.S16, tokens.S4)
        self._more.hide()
        self._banner.hide()
        body = QVBoxLayout()
        body.setContentsMargins(tokens.S16, tokens.S16, tokens.S16, tokens.S16)
        body.setSpacing(tokens.S16)
        body.addWidget(self._banner)
        body.addLayout(cards)
        body.addWidget(journal, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        self._show_filters("")

    def _connect(self) -> None:
        presenter = self._presenter
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
        self._area.states.acted.connect(presenter.read)

    def open(self) -> None:
        """Show the page."""
        self._banner.hide()
        self.setFocus()
        self._presenter.open()
        self.network.show_switch(self._presenter.network_on)

    def show_state(self, state: SyncState) -> None:
        """Show how far the journal has come."""
        self.position.show_state(state)
        self.network.show_switch(self._presenter.network_on)
        self.network.show_reach(state, self._desk)
        count = self._desk.money.count(state.unposted)
        self._show_filters(count if state.unposted else "")

    def _show_filters(self, count: str) -> None:
        current = UNPOSTED if self._presenter.unposted_only else ALL
        items = [
            ChipItem(ALL, self.tr("All")),
            ChipItem(UNPOSTED, self.tr("Not in the books"), count=count),
        ]
        if items != getattr(self, "_filter_items", None):
            self._filter_items = items
            self.filters.set_chips(items, current)
            self.filters.setFixedWidth(self.filters.sizeHint().width())

    def _filter(self, key: str) -> None:
        self._presenter.show_only_unposted(key == UNPOSTED)

    def show_rows(self, rows: list[JournalRow], more: bool) -> None:
        """Show entries, newest first."""
        if not rows:
            self._show_empty()
            return
        self._area.show_content()
        chosen = self.table.chosen_row()
        self.table.set_rows([journal_cells(row, self._desk.money) for row in rows])
        if chosen >= 0:
            self.table.choose_row(min(chosen, len(rows) - 1))
        count = self._desk.money.count(ROWS)
        self._more.setText(self.tr("The latest {count} entries are shown.").format(count=count))
        self._more.setVisible(more)

    def _show_empty(self) -> None:
        states = self._area.show_states()
        self._more.hide()
        if self._presenter.unposted_only:
            title = self.tr("Everything is in the books")
            text = self.tr("Nothing waits to be sent.")
            states.show_state("empty", title, text, icon="book-check")
        else:
            title = self.tr("The journal is empty")
            text = self.tr("The first sale will be the first entry.")
            states.show_state("empty", title, text, icon="receipt-text")

    def _show_failure(self, message: Message) -> None:
        states = self._area.show_states()
        states.show_state("error", message.title, message.text, self.tr("Try again"))

    def _show_sending(self, on: bool) -> None:
        self.send.set_busy(self.tr("Sending") if on else None)

    def _show_verifying(self, on: bool) -> None:
        self.verify.set_busy(self.tr("Verifying") if on else None)

    def _show_verified(self, entries: int) -> None:
        count = self._desk.money.count(entries)
        words = self.tr("{count} entries: chain, signatures and receipt numbers are whole.")
        title = self.tr("The journal is in order.")
        self._banner.show_message("positive", title, words.format(count=count))
        self._banner.show()

    def _show_damage(self, message: Message) -> None:
        self._banner.show_message("danger", message.title, message.text, icon="shield-alert")
        self._banner.show()
