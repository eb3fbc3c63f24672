"""The page of a till that is closed: open it with a float; the latest Z reports. Widgets only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.till.amount_form import AmountForm, beside_fields
from pos_app.ui.screens.till.words import when_text
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.state_view import StatefulArea

if TYPE_CHECKING:
    from pos_core.till_session import TillClosing

_OPENING = 416


class ClosesCard(Card):
    """The latest Z reports. Signal: `chosen(event_id)`."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self._money = desk.money
        self._closes: list[TillClosing] = []
        columns = [
            Column(self.tr("Z report"), 112),
            Column(self.tr("Closed"), 152),
            Column(self.tr("By")),
            Column(self.tr("Counted"), 112, numeric=True),
            Column(self.tr("Difference"), 112, numeric=True),
        ]
        self.table = DataTable(columns, name=self.tr("Z reports"))
        self.table.setObjectName("till.closes")
        self.table.setProperty("bare", True)
        self.table.row_opened.connect(self._open)
        self.look = Button(self.tr("Look at it"), icon="eye")
        self.look.setObjectName("till.look")
        self.look.clicked.connect(self._look)
        self.area = StatefulArea(self.table)
        title = SectionTitle(
            self.tr("Latest Z reports"), self.look, start=tokens.S16, end=tokens.S8
        )
        title.setFixedHeight(tokens.CONTROL + 2 * tokens.S8)
        self.column.addWidget(title)
        self.column.addWidget(self.area, 1)

    def show_closes(self, closes: list[TillClosing]) -> None:
        """Show these, newest first."""
        self._closes = closes
        self.look.setVisible(bool(closes))
        if not closes:
            self.area.show_states().show_state(
                "empty",
                self.tr("No Z report yet"),
                self.tr("The first close of this till makes the first one."),
                icon="receipt-text",
            )
            return
        self.area.show_content()
        self.table.set_rows([self._cells(closing) for closing in closes])
        self.table.choose_row(0)

    def _cells(self, closing: TillClosing) -> list[Cell | str]:
        money, difference = self._money, closing.difference_minor
        tone: ColourName = "danger" if closing.over_limit else "text"
        return [
            Cell(closing.z_number, strong=True),
            when_text(closing.stamp, money),
            closing.stamp.actor.name,
            money.amount(closing.count.counted_minor),
            Cell(money.signed(difference), strong=bool(difference), tone=tone),
        ]

    def _look(self) -> None:
        self._open(max(0, self.table.chosen_row()))

    def _open(self, row: int) -> None:
        self.chosen.emit(self._closes[row].stamp.event_id)


class ClosedPage(QWidget):
    """Signals: `open_asked(float in minor units)`, `close_chosen(event_id)`."""

    open_asked = Signal(object)
    close_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = desk.money
        self.closes = ClosesCard(desk)
        self.closes.chosen.connect(self.close_chosen)
        self.amount = AmountForm(self.tr("Float in the drawer"), desk.money, "till.float")
        self.button = Button("", "primary", 64, icon="banknote")
        self.button.setObjectName("till.open")
        self.amount.changed.connect(self._changed)
        self.amount.submitted.connect(self._ask)
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addWidget(self._opening())
        row.addWidget(self.closes, 1)
        self._changed(None)

    def _opening(self) -> Card:
        card = Card(padding=0, gap=0)
        card.setFixedWidth(_OPENING)
        column = QVBoxLayout()
        column.setSpacing(tokens.S8)
        column.addWidget(Label(self.tr("Open the till"), tokens.LARGE_STRONG))
        words = self.tr(
            "Count what is in the drawer and enter it. From then on every cash sale, refund and "
            "move of cash belongs to this session, until you close it."
        )
        column.addWidget(Label(words, tokens.TEXT, "secondary", wrap=True))
        column.addSpacing(tokens.S8)
        column.addWidget(self.amount)
        column.addStretch()
        scroll = ScrollColumn(column, in_card=True)
        outer = QVBoxLayout()
        outer.setContentsMargins(tokens.S12, tokens.S12, tokens.S12, tokens.S12)
        outer.setSpacing(tokens.S12)
        outer.addWidget(scroll, 1)
        outer.addLayout(beside_fields(self.button))
        card.column.addLayout(outer)
        return card

    def begin(self) -> None:
        """Begin with an empty field that has the keyboard."""
        self.amount.clear()
        self.amount.field.setFocus()

    def _changed(self, minor: int | None) -> None:
        self.button.set_text(self.tr("Open the till with"))
        self.button.set_amount(self._money.amount(minor or 0))

    def _ask(self) -> None:
        self.open_asked.emit(self.amount.minor() or 0)

    def show_refusal(self, message: Message) -> None:
        """Say below the field why it was refused."""
        self.amount.show_error(message.whole)
