"""The sync page: where everything is, what is in the way, the journal, one entry, the daily proof.

Widgets only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.save_panel import ask_where
from pos_app.ui.screens.sync.entry_card import EntryCard
from pos_app.ui.screens.sync.entry_presenter import EntryPresenter
from pos_app.ui.screens.sync.journal_card import REMARKED, UNPOSTED, JournalCard
from pos_app.ui.screens.sync.models import has_receipt
from pos_app.ui.screens.sync.notice_text import notice_words
from pos_app.ui.screens.sync.position_card import PositionCard
from pos_app.ui.screens.sync.presenter import SyncPresenter
from pos_app.ui.screens.sync.proof_card import ProofCard
from pos_app.ui.screens.sync.proof_presenter import ProofPresenter
from pos_app.ui.screens.sync.reach_text import ReachNote, reach_note
from pos_app.ui.screens.sync.standing_card import StandingCard
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.services.overview_records import Standing
    from pos_app.services.records import JournalRow, SyncState
    from pos_app.services.till_notices import Notice

_ROOMY = 1160
_SIDE, _NARROW_SIDE = 424, 392


class SyncScreen(QWidget):
    """What is safe, what is sent, what is in the books, and the proof. Signal: `sell_asked()`."""

    sell_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        presenter: SyncPresenter,
        entry_presenter: EntryPresenter,
        proof_presenter: ProofPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sync")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self.presenter = presenter
        self._entries = entry_presenter
        self._proofs = proof_presenter
        self._reach: ReachNote | None = None
        self._notice: Notice | None = None
        self._waiting = self._attention = 0
        self._make_head()
        self._make_banners()
        self.position = PositionCard(desk)
        self.standing = StandingCard(desk)
        self.journal = JournalCard(desk)
        self.entry = EntryCard(desk)
        self.proof = ProofCard(desk)
        self._arrange()
        self._connect()

    # The parts and their places.

    def _make_head(self) -> None:
        about = self.tr("{store} · what is safe, what is sent, what is in the books")
        store = self._desk.register.store_name
        self.head = PageHead(self.tr("Sync"), about.format(store=store))
        self.verify = Button(self.tr("Verify the journal"), icon="shield-check")
        self.verify.setObjectName("sync.verify")
        self.export = Button(self.tr("Export…"), icon="download")
        self.export.setObjectName("sync.export")
        self.send = Button(self.tr("Send now"), "primary", icon="refresh-cw")
        self.send.setObjectName("sync.send")
        for action in (self.verify, self.export, self.send):
            self.head.add_action(action)

    def _make_banners(self) -> None:
        self.notice = Banner("warning")
        self.notice.setObjectName("sync.notice")
        self.notice.name_action("sync.notice_read")
        self.reach = Banner("warning")
        self.reach.setObjectName("sync.reach")
        self.banner = Banner()
        self.banner.setObjectName("sync.banner")

    def _arrange(self) -> None:
        room = ScrollColumn.room
        cards = QHBoxLayout()
        cards.setContentsMargins(room, 0, room, 0)
        cards.setSpacing(tokens.S12)
        cards.addWidget(self.position, 1)
        cards.addWidget(self.standing, 1)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(tokens.S12 - 2 * room)
        self._lower.addWidget(self._make_journal_side(), 1)
        self._lower.addWidget(self._make_side())
        body = QVBoxLayout()
        edge = tokens.S16 - room
        body.setContentsMargins(edge, tokens.S16, edge, edge)
        body.setSpacing(tokens.S12)
        body.addLayout(self._stack_banners())
        body.addLayout(cards)
        body.addLayout(self._lower, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)
        for widget in (self.notice, self.reach, self.banner, self.entry):
            widget.hide()

    def _stack_banners(self) -> QVBoxLayout:
        banners = QVBoxLayout()
        banners.setContentsMargins(ScrollColumn.room, 0, ScrollColumn.room, 0)
        banners.setSpacing(tokens.S8)
        for banner in (self.notice, self.reach, self.banner):
            banners.addWidget(banner)
        return banners

    def _make_journal_side(self) -> QWidget:
        """The journal as high as the cards beside it, whose column keeps room for focus rings."""
        side, room = QWidget(), ScrollColumn.room
        column = QVBoxLayout(side)
        column.setContentsMargins(room, room, room, room)
        column.addWidget(self.journal)
        return side

    def _make_side(self) -> QWidget:
        self._side_column = QVBoxLayout()
        self._side_column.setSpacing(tokens.S12)
        self._side_column.addWidget(self.entry)
        self._side_column.addWidget(self.proof)
        self._side_column.addStretch(1)
        self.side = ScrollColumn(self._side_column)
        return self.side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _ROOMY
        wide = _NARROW_SIDE if narrow else _SIDE
        self.side.setFixedWidth(wide + 2 * ScrollColumn.room)
        self.journal.set_narrow(narrow)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.state.connect(self.show_state)
        presenter.standing.connect(self._show_standing)
        presenter.sending.connect(self._show_sending)
        presenter.verifying.connect(self._show_verifying)
        presenter.verified.connect(self._show_verified)
        presenter.damaged.connect(self._show_damage)
        presenter.exported.connect(self._show_exported)
        presenter.not_exported.connect(self._show_damage)
        presenter.notice.connect(self._show_notice)
        self.send.clicked.connect(presenter.send_now)
        self.verify.clicked.connect(presenter.verify)
        self.export.clicked.connect(self.open_export)
        self.position.switched.connect(presenter.switch_network)
        self.reach.acted.connect(self._mend)
        self.notice.acted.connect(self._answer_notice)
        self.banner.acted.connect(self.banner.hide)
        self._connect_journal()
        self._connect_entry()
        self._connect_proof()

    def _connect_journal(self) -> None:
        presenter, journal = self.presenter, self.journal
        presenter.rows.connect(self._show_rows)
        presenter.failed.connect(journal.show_failure)
        journal.filtered.connect(self._filter)
        journal.searched.connect(presenter.find)
        journal.more_asked.connect(presenter.read_more)
        journal.read_asked.connect(presenter.read)
        journal.sell_asked.connect(self.sell_asked)
        journal.chosen.connect(self._choose)
        journal.moved_on.connect(self._follow)
        journal.opened.connect(self._open)
        journal.left.connect(self._leave_entry)

    def _connect_entry(self) -> None:
        entries, card = self._entries, self.entry
        card.look_asked.connect(entries.look)
        card.print_asked.connect(entries.print_again)
        card.save_asked.connect(self._ask_where)
        card.copy_asked.connect(self._copy)
        card.receipt_shown.connect(self._make_room)
        entries.examined.connect(card.show_examined)
        entries.receipt.connect(card.show_receipt)
        entries.printing.connect(card.show_printing)
        entries.printed.connect(card.show_printed)
        entries.saved.connect(card.show_saved)
        entries.refused.connect(card.show_refusal)

    def _connect_proof(self) -> None:
        proofs, card = self._proofs, self.proof
        proofs.day.connect(card.show_day)
        proofs.days.connect(card.show_kept)
        proofs.proving.connect(card.show_proving)
        proofs.failed.connect(self._show_not_proved)
        card.prove_asked.connect(proofs.prove)
        card.day_chosen.connect(proofs.choose)

    def open(self) -> None:
        """Show the page from the newest entry on."""
        self.banner.hide()
        self.setFocus()
        self.journal.begin()
        self.presenter.open()
        self._proofs.open()

    def close_page(self) -> None:
        """Stop following: the page is not shown."""
        self.presenter.close()
        self._proofs.close()

    def step_back(self) -> bool:
        """Leave the receipt for its entry, or a search; False when there was nothing to leave."""
        if self.entry.isVisible() and self.entry.step_back():
            return True
        return self.journal.leave_search()

    # Where everything is.

    def show_state(self, state: SyncState) -> None:
        """Show how far the journal has come, and what is in the way."""
        on = self.presenter.network_on
        self.position.show_state(state, network_on=on)
        self._waiting = state.unposted
        self.journal.show_counts(self._waiting, self._attention)
        note = self._reach = reach_note(state, self._desk, network_on=on)
        if note is not None:
            words = (note.title, note.text)
            self.reach.show_message(note.tone, *words, icon=note.icon, action=note.action)
        self.reach.setVisible(note is not None)

    def _show_standing(self, standing: Standing) -> None:
        self.standing.show_standing(standing)
        self._attention = standing.attention
        self.journal.show_counts(self._waiting, self._attention)

    def _mend(self) -> None:
        """Do what the banner offers."""
        if self._reach is not None and self._reach.switches_on:
            self.presenter.switch_network(True)
        else:
            self.presenter.send_now()

    # What happened to the till.

    def _show_notice(self, notice: Notice | None) -> None:
        self._notice = notice
        if notice is not None:
            words = notice_words(notice)
            texts = (words.title, words.text)
            self.notice.show_message(words.tone, *texts, icon=words.icon, action=words.action)
        self.notice.setVisible(notice is not None)

    def _answer_notice(self) -> None:
        if self._notice is not None:
            self.presenter.answer_notice(self._notice)

    # The journal and one of its entries.

    def _show_rows(self, rows: list[JournalRow], _more: bool) -> None:
        self.journal.show_rows(rows, self.presenter.wanted)
        if rows and self.window().focusWidget() is self:
            self.journal.table.setFocus()

    def _filter(self, key: str) -> None:
        self.presenter.show_only(unposted=key == UNPOSTED, remarked=key == REMARKED)

    def _choose(self, row: JournalRow) -> None:
        self.entry.begin_entry(row)
        self.entry.show()
        self._entries.choose(row)

    def _follow(self, row: JournalRow) -> None:
        """The chosen entry has come further; the books may have remarked something about it."""
        self.entry.show_entry(row)
        self._entries.choose(row)

    def _open(self, row: JournalRow) -> None:
        if has_receipt(row):
            self._entries.look()

    def _leave_entry(self) -> None:
        self._entries.choose(None)
        self.entry.step_back()
        self.entry.hide()

    def _ask_where(self) -> None:
        title, kind = self.tr("Save the receipt as PDF"), self.tr("PDF files")
        ask_where(self, title, self._entries.suggested_file(), kind, self._entries.save_pdf)

    def _copy(self) -> None:
        text = self._entries.as_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.entry.show_copied()

    def _make_room(self, receipt: bool) -> None:
        """A receipt takes the whole side; the proof comes back when it is left."""
        self.proof.setVisible(not receipt)
        self._side_column.setStretchFactor(self.entry, 1 if receipt else 0)

    # What was asked for.

    def _show_sending(self, on: bool) -> None:
        self.send.set_busy(self.tr("Sending") if on else None)

    def _show_verifying(self, on: bool) -> None:
        self.verify.set_busy(self.tr("Verifying") if on else None)

    def _show_verified(self, entries: int) -> None:
        count = self._desk.money.count(entries)
        words = self.tr("{count} entries: chain, signatures and receipt numbers are whole.")
        self._tell_good(self.tr("The journal is in order."), words.format(count=count))

    def _tell_good(self, title: str, text: str) -> None:
        self.banner.show_message("positive", title, text, action=self.tr("Hide"))
        self.banner.show()

    def _show_damage(self, message: Message) -> None:
        self.banner.show_message("danger", message.title, message.text, icon="shield-alert")
        self.banner.show()

    def _show_not_proved(self, message: Message) -> None:
        title = self.tr("The books could not be asked. {reason}").format(reason=message.title)
        hide = self.tr("Hide")
        self.banner.show_message("warning", title, message.text, icon="cloud-off", action=hide)
        self.banner.show()

    def open_export(self) -> QMenu:
        """Open the choice of what is written into a file."""
        menu = QMenu(self)
        menu.setObjectName("sync.export_menu")
        whole = menu.addAction(icons.icon("list"), self.tr("The whole journal"))
        unsent = menu.addAction(icons.icon("cloud-off"), self.tr("Only what is not in the books"))
        whole.triggered.connect(partial(self._ask_export, False))
        unsent.triggered.connect(partial(self._ask_export, True))
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))
        return menu

    def _ask_export(self, unsent_only: bool, _checked: bool = False) -> None:
        title, kind = self.tr("Export the journal"), self.tr("Journals")

        def chosen(path: Path) -> None:
            self.presenter.export(path, unsent_only=unsent_only)

        ask_where(self, title, self.presenter.suggested_file(), kind, chosen)

    def _show_exported(self, name: str, entries: int) -> None:
        title = self.tr("{count} entries are in {file}.")
        count = self._desk.money.count(entries)
        text = self.tr("Anybody can prove them with: salepoint journal verify")
        self._tell_good(title.format(count=count, file=name), text)
