"""A Z report to look at and to print again: after the close, or chosen later. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.till.words import difference_words, report_rows, when_text
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.receipt_paper import ReceiptPaper
from pos_app.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from pos_core.till_report import TillReport

_PAPER = 408


class ZPage(QWidget):
    """Signals: `print_asked()` for a copy, `save_asked()`, `sell_asked()`, `again_asked()` back to
    the till.
    """

    print_asked = Signal()
    save_asked = Signal()
    sell_asked = Signal()
    again_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._money = desk.money
        self.paper = ReceiptPaper(desk.money)
        self.title = Label("", tokens.TITLE)
        self.title.setObjectName("till.z_number")
        self._about = Label("", tokens.TEXT, "secondary", wrap=True)
        self._words = Label("", tokens.LARGE_STRONG)
        self.difference = Label("", tokens.CHANGE)
        self.difference.setObjectName("till.z_difference")
        self.banner = Banner("positive")
        self.banner.setObjectName("till.z_printed")
        self.print = Button(self.tr("Print a copy"), size=48, icon="printer")
        self.print.setObjectName("till.z_print")
        self.save = Button(self.tr("Save as PDF"), size=48, icon="download")
        self.save.setObjectName("till.z_save")
        self.save.clicked.connect(self.save_asked)
        self.again = Button(self.tr("To the till"), size=48, icon="banknote")
        self.again.setObjectName("till.z_again")
        self.sell = Button(self.tr("Back to selling"), "primary", 48, icon="shopping-cart")
        self.sell.setObjectName("till.z_sell")
        self.print.clicked.connect(self.print_asked)
        self.again.clicked.connect(self.again_asked)
        self.sell.clicked.connect(self.sell_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addWidget(self._result(), 1)
        row.addWidget(self._strip())

    def _result(self) -> Card:
        column = QVBoxLayout()
        column.setSpacing(tokens.S8)
        column.addWidget(self.title)
        column.addWidget(self._about)
        column.addSpacing(tokens.S24)
        column.addWidget(self._words)
        column.addWidget(self.difference)
        column.addSpacing(tokens.S16)
        column.addWidget(self.banner)
        column.addStretch()
        ways = QHBoxLayout()
        ways.setContentsMargins(ScrollColumn.room, 0, ScrollColumn.room, 0)
        ways.setSpacing(tokens.S12)
        ways.addWidget(self.print)
        ways.addWidget(self.save)
        ways.addWidget(self.again)
        ways.addStretch()
        ways.addWidget(self.sell)
        card = Card(padding=tokens.S24, gap=tokens.S16)
        card.column.addWidget(ScrollColumn(column, in_card=True), 1)
        card.column.addLayout(ways)
        return card

    def _strip(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFixedWidth(_PAPER)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        scroll.setWidget(holder)
        return scroll

    def show_report(self, report: TillReport) -> None:
        """Show a Z report."""
        money, counted = self._money, report.counted
        self.paper.show_document(report.shop, report_rows(report, money))
        register = self._desk.register.name
        self.title.setText(
            self.tr("{register} is closed with {number}").format(
                register=register, number=report.number
            )
        )
        words = self.tr("{when} by {name}. This report is the same for ever.")
        when, name = when_text(report.stamp, money), report.stamp.actor.name
        self._about.setText(words.format(when=when, name=name))
        difference = counted.difference_minor if counted else 0
        self._words.setText(difference_words(difference))
        self.difference.setText(money.amount(abs(difference)))
        self.difference.set_tone("danger" if difference else "positive")
        self.sell.setFocus()

    def show_printing(self, on: bool) -> None:
        """Say that the printer works."""
        self.print.set_busy(self.tr("Printing") if on else None)

    def show_printed(self) -> None:
        """Say that it is on paper."""
        self.banner.show_message("positive", self.tr("The report is printed."), icon="printer")
        self.banner.show()

    def show_saved(self, name: str) -> None:
        """Say that it is in a file."""
        words = self.tr("Saved as {file}").format(file=name)
        self.banner.show_message("positive", words, icon="download")
        self.banner.show()

    def show_not_saved(self, message: Message) -> None:
        """Say that it is in no file."""
        self.banner.show_message("danger", message.title, message.text)
        self.banner.show()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what Esc does and what paper does too, where ways on would have no room."""
        self.again.setVisible(not narrow)
        self.save.setVisible(not narrow)

    def show_not_printed(self, message: Message) -> None:
        """Say that it is not on paper, and that the close stands regardless."""
        words = self.tr("The close stands; print a copy when the printer is ready.")
        self.banner.show_message("warning", message.title, words, icon="printer")
        self.banner.show()
