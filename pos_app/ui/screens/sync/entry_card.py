"""The panel beside the journal: what one entry says and proves, or its receipt. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.sync.models import amount_text, has_receipt, state_words, what_text
from pos_app.ui.screens.sync.remark_text import remark_text
from pos_app.ui.time_text import clock_text, day_text, local_moment, seconds_text
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.banner import Banner, BannerTone
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.receipt_paper import ReceiptPaper
from pos_app.ui.widgets.tag import Tag
from pos_core.receipt import Receipt

if TYPE_CHECKING:
    from pos_app.services.overview_records import Examined
    from pos_app.services.records import JournalRow

_ROW = 22
_HASH_GROUPS = 4
_GROUP = 4


def hash_start(hash_hex: str) -> str:
    """Write the start of a hash so that two can be compared by eye: `9f3a c1d7 0b52 e6f1 …`."""
    groups = [hash_hex[at : at + _GROUP] for at in range(0, _HASH_GROUPS * _GROUP, _GROUP)]
    return f"{' '.join(groups)} …" if hash_hex else ""


def scrolling(page: QWidget) -> QScrollArea:
    """Let a page be scrolled where the window is too low for it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setProperty("bare", True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


class EntryCard(Card):
    """One entry. Signals: `look_asked()`, `print_asked()`, `save_asked()`, `copy_asked()`,
    `receipt_shown(bool)` when the receipt takes the place of the facts, or leaves it.
    """

    look_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()
    copy_asked = Signal()
    receipt_shown = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("sync.entry")
        self._desk = desk
        self._title = ""
        self._row: JournalRow | None = None
        self._examined: Examined | None = None
        self.tag = Tag("", "neutral")
        self.close_receipt = IconButton("x", self.tr("Back to the entry"), "ghost")
        self.close_receipt.setObjectName("sync.receipt_back")
        self._make_buttons()
        self.head = SectionTitle("", self.copy, self.tag, self.close_receipt, start=tokens.S16)
        self.head.setFixedHeight(tokens.S8 + tokens.CONTROL)
        self.told = Banner()
        self.told.setObjectName("sync.told")
        self.paper = ReceiptPaper(desk.money)
        self.paper.setObjectName("sync.paper")
        self._arrange()
        self.close_receipt.clicked.connect(self.step_back)

    def _make_buttons(self) -> None:
        self.look = Button(self.tr("Receipt"), icon="eye")
        self.look.setToolTip(self.tr("Look at the receipt"))
        self.look.setObjectName("sync.look")
        self.again = Button(self.tr("Print a copy"), icon="printer")
        self.again.setObjectName("sync.print_again")
        self.save = IconButton("file-text", self.tr("Save the receipt as PDF"))
        self.save.setObjectName("sync.save_pdf")
        copy = self.tr("Copy the entry with its hash and signature")
        self.copy = IconButton("copy", copy, "ghost")
        self.copy.setObjectName("sync.copy")
        self.look.clicked.connect(self.look_asked)
        self.save.clicked.connect(self.save_asked)
        self.again.clicked.connect(self.print_asked)
        self.copy.clicked.connect(self.copy_asked)

    def _arrange(self) -> None:
        self._page = self._make_facts()
        self._receipt = self._make_receipt()
        row = QHBoxLayout()
        row.setSpacing(tokens.S8)
        for button in (self.look, self.again, self.save):
            row.addWidget(button)
        row.addStretch()
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S16)
        foot.setSpacing(tokens.S8)
        foot.addWidget(self.told)
        foot.addLayout(row)
        self.column.addWidget(self.head)
        self.column.addWidget(self._page)
        self.column.addWidget(self._receipt, 1)
        self.column.addLayout(foot)
        self._receipt.hide()
        self.told.hide()

    def _make_facts(self) -> QWidget:
        page = QWidget()
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(tokens.S16)
        self._facts.setVerticalSpacing(0)
        self._facts.setColumnStretch(1, 1)
        self._meaning = Label("", tokens.TEXT, "secondary", wrap=True)
        self._meaning.setObjectName("sync.meaning")
        column = QVBoxLayout(page)
        column.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        column.setSpacing(tokens.S8)
        column.addWidget(self._meaning)
        column.addLayout(self._facts)
        return page

    def _make_receipt(self) -> QScrollArea:
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        return scrolling(page)

    # What is shown.

    def begin_entry(self, row: JournalRow) -> None:
        """Turn to another entry: what was told about the last one goes."""
        self.told.hide()
        self.again.set_busy(None)
        self._examined = None
        self.step_back()
        self.show_entry(row)

    def show_entry(self, row: JournalRow) -> None:
        """Show the entry as far as it has come now."""
        self._row = row
        self._title = self.tr("Entry {number}").format(number=self._count(row.seq))
        self.tag.set_state(*state_words(row.state.value))
        self.set_invalid(row.state.value == "quarantined")
        self._show_words()
        self._follow_view()

    def show_examined(self, examined: Examined) -> None:
        """Show what hash and signature prove, and what the books remarked."""
        self._examined = examined
        self._show_words()

    def _show_words(self) -> None:
        if self._row is None:
            return
        remarks = self._examined.remarks if self._examined else ()
        said = " ".join(remark_text(remark, self._desk.money) for remark in remarks)
        self._meaning.setText(said or self._meaning_of(self._row.state.value))
        self._meaning.set_tone("text" if said else "secondary")
        self._show_facts(self._facts_of(self._row))

    def _count(self, number: int) -> str:
        return self._desk.money.count(number)

    def _meaning_of(self, state: str) -> str:
        return {
            "safe_here": self.tr("On this machine only, until the server answers."),
            "sent": self.tr("The server has it and is putting it into the books."),
            "in_the_books": self.tr("The server's books have it, and their hash is the same."),
        }.get(state, "")

    def _facts_of(self, row: JournalRow) -> list[tuple[str, str]]:
        money = self._desk.money
        moment = local_moment(row.occurred_at, row.utc_offset_minutes)
        when = f"{day_text(moment, money.locale)} {seconds_text(moment)}" if moment else ""
        amount = amount_text(row, money)
        what = " ".join(filter(None, (what_text(row.type), row.which)))
        who = self.tr("{time}, {person}").format(time=when, person=row.actor_name)
        facts = [
            (self.tr("What"), f"{what} · {amount}" if amount else what),
            (self.tr("When, who"), who),
            (self.tr("Hash"), hash_start(row.hash)),
            (self.tr("Signature"), self._signature()),
        ]
        return [(name, text) for name, text in facts if text]

    def _signature(self) -> str:
        if self._examined is None:
            return "…"
        if self._examined.problem:
            return self.tr("Wrong: call IT")
        return self.tr("Right, by this register")

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(facts):
            self._facts.addWidget(Label(name, tokens.TEXT, "secondary"), row, 0)
            self._facts.addWidget(Label(text, align=painting.TRAILING), row, 1)
            self._facts.setRowMinimumHeight(row, _ROW)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show the receipt in the place of the facts."""
        self.paper.show_receipt(receipt)
        self.head.title.setText(self.tr("Receipt {number}").format(number=receipt.number))
        self._turn(receipt=True)
        self._receipt.verticalScrollBar().setValue(0)
        self._receipt.setFocus()

    def step_back(self) -> bool:
        """Show the facts again; False when they were shown."""
        was_receipt = not self._receipt.isHidden()
        self._turn(receipt=False)
        return was_receipt

    def _turn(self, *, receipt: bool) -> None:
        self._page.setVisible(not receipt)
        self._receipt.setVisible(receipt)
        self._follow_view()
        self.receipt_shown.emit(receipt)

    def _follow_view(self) -> None:
        facts = self._receipt.isHidden()
        if facts:
            self.head.title.setText(self._title)
        for widget in (self.tag, self.copy):
            widget.setVisible(facts)
        self.close_receipt.setVisible(not facts)
        sells = self._row is not None and has_receipt(self._row)
        self.look.setVisible(facts and sells)
        for button in (self.again, self.save):
            button.setVisible(sells)

    # What came of it.

    def show_printing(self, on: bool) -> None:
        """Show that the copy is being printed."""
        self.again.set_busy(self.tr("Printing a copy") if on else None)
        self.told.hide()

    def show_printed(self) -> None:
        """Say that a copy came out, and when."""
        now = clock_text(self._desk.clock.now().astimezone())
        words = self.tr("It is an entry of its own in the journal.")
        self._tell("positive", self.tr("Copy printed {time}.").format(time=now), words)

    def show_saved(self, name: str) -> None:
        """Say under which name the PDF was saved."""
        words = self.tr("It is marked as a copy.")
        self._tell("positive", self.tr("Saved as {name}.").format(name=name), words)

    def show_copied(self) -> None:
        """Say that the entry can be pasted elsewhere."""
        words = self.tr("Body, hash and signature, word for word.")
        self._tell("positive", self.tr("Copied."), words)

    def show_refusal(self, message: Message) -> None:
        """Say why the receipt was not shown, printed or saved, and what to do."""
        self._tell("warning", message.title, message.text)

    def _tell(self, tone: BannerTone, title: str, text: str) -> None:
        self.told.show_message(tone, title, text)
        self.told.show()
