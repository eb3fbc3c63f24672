"""The page of closing: count blind, compare, close. Widgets only.

What is expected is shown after the count only, and who has seen it counts again from nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.till.compare_cards import ExpectedCard, ReasonCard, TendersCard
from pos_app.ui.screens.till.count_card import CountCard
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_core.permissions import Act, Verdict

if TYPE_CHECKING:
    from pos_app.services.close_till import DrawerStanding

_COUNT = 400


class ClosePage(QWidget):
    """Signals: `compare_asked()`, `step(1 count or 2 compare)`, `x_asked()`,
    `close_asked(CashCount, reason, compared minor)`.
    """

    compare_asked = Signal()
    step = Signal(int)
    x_asked = Signal()
    close_asked = Signal(object, str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing: DrawerStanding | None = None
        self.count = CountCard(desk.money)
        self.count.setFixedWidth(_COUNT)
        self.count.again_asked.connect(self.begin)
        self.count.finished.connect(self._to_compare)
        self.tenders = TendersCard(desk.money)
        self.expected = ExpectedCard(desk.money)
        self.reason = ReasonCard(desk.money)
        self.reason.changed.connect(self._show_close)
        self.reason.submitted.connect(self._ask)
        self.banner = Banner("warning")
        self.banner.setObjectName("till.refused")
        self._sides = QStackedWidget()
        self._sides.addWidget(self._blind())
        self._sides.addWidget(self._compared())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addWidget(self.count)
        row.addWidget(self._sides, 1)

    def _blind(self) -> QWidget:
        self.compare = Button(self.tr("Compare with what is expected"), "primary", 64, icon="equal")
        self.compare.setObjectName("till.compare")
        self.compare.clicked.connect(self.compare_asked)
        card = Card(padding=tokens.S24, gap=tokens.S8)
        card.column.addWidget(Label(self.tr("Count blind"), tokens.LARGE_STRONG))
        words = self.tr(
            "Type how many there are of each note and coin; Enter goes to the next. What should be "
            "there is shown afterwards. Sales that are not sent yet are counted all the same."
        )
        card.column.addWidget(Label(words, tokens.NAME, "secondary", wrap=True))
        card.column.addStretch()
        card.column.addWidget(self.compare)
        return card

    def _compared(self) -> QWidget:
        self.print_x = Button(self.tr("X report, print"), size=48, icon="printer")
        self.print_x.setObjectName("till.x_compared")
        self.print_x.clicked.connect(self.x_asked)
        self.close_till = Button("", "primary", 48, end_icon="lock")
        self.close_till.setObjectName("till.close")
        self.close_till.clicked.connect(self._ask)
        ways = QHBoxLayout()
        ways.setSpacing(tokens.S12)
        ways.addWidget(self.print_x)
        ways.addStretch()
        ways.addWidget(self.close_till)
        cards = QHBoxLayout()
        cards.setSpacing(tokens.S16)
        cards.addWidget(self.expected, 1)
        cards.addWidget(self.reason, 1)
        column = QVBoxLayout()
        column.setSpacing(tokens.S16)
        column.addWidget(self.banner)
        column.addWidget(self.tenders)
        column.addLayout(cards, 1)
        side = QWidget()
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.S16)
        outer.addWidget(ScrollColumn(column), 1)
        column.setContentsMargins(0, 0, 0, 0)  # no ring of focus reaches the edge here
        outer.addLayout(ways)
        return side

    # The steps.

    def begin(self) -> None:
        """Count from nothing."""
        self._standing = None
        self.banner.hide()
        self.count.clear()
        self.reason.reason.set_text("")
        self._sides.setCurrentIndex(0)
        self.step.emit(1)
        self.count.begin()

    def go_on(self) -> None:
        """Go on with a count that was left; one that was compared is compared as it is now."""
        if self._standing is not None:
            self.compare_asked.emit()
        else:
            self.count.begin()

    def _to_compare(self) -> None:
        self.compare.setFocus()

    def show_compared(self, standing: DrawerStanding) -> None:
        """Show what is expected beside the count, which is locked from here on."""
        self._standing = standing
        counted = self.count.count().counted_minor
        difference = counted - standing.figures.cash.expected_minor
        accepts = self._desk.verdict(Act.ACCEPT_DIFFERENCE) is Verdict.ALLOWED
        self.count.set_locked(True)
        self.tenders.show_tenders(standing, counted)
        self.expected.show_cash(standing, counted)
        self.reason.show_difference(standing, difference, accepts=accepts)
        self._show_pending(standing)
        words = self.tr("Close {register} with {number}")
        name = self._desk.register.name
        self.close_till.set_text(words.format(register=name, number=standing.z_number))
        self._sides.setCurrentIndex(1)
        self.step.emit(2)
        self._show_close()
        if self.close_till.isEnabled():
            self.close_till.setFocus()
        else:
            self.reason.reason.edit.setFocus()

    def _show_pending(self, standing: DrawerStanding) -> None:
        count = self._desk.money.count
        title, words = "", ""
        if standing.unposted:
            one = standing.unposted == 1
            title = self.tr("1 entry is not in the books yet") if one else self.tr(
                "{count} entries are not in the books yet"
            ).format(count=count(standing.unposted))  # fmt: skip
            words = self.tr("They are safe here and counted; nothing has to wait.")
        if standing.open_lines:
            title = title or self.tr("A sale is being rung up")
            words = self.tr(
                "The open sale is paid before the close, or it belongs to the next session."
            )
        self.reason.show_pending(title, words)

    def _show_close(self, _: str = "") -> None:
        standing = self._standing
        if standing is None:
            return
        difference = self.count.count().counted_minor - standing.figures.cash.expected_minor
        over = abs(difference) > standing.difference_limit_minor
        self.close_till.setEnabled(not over or bool(self.reason.reason.text().strip()))

    def _ask(self) -> None:
        if self._standing is not None and self.close_till.isEnabled():
            compared = self._standing.figures.cash.expected_minor
            self.close_asked.emit(self.count.count(), self.reason.reason.text(), compared)

    def show_refusal(self, message: Message) -> None:
        """Say above everything why it was refused."""
        self.banner.show_message("warning", message.title, message.text)
        self.banner.show()
