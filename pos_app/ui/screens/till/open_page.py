"""The page of a till that is open: its session, cash in and out, X report. Widgets only.

What is expected in the drawer is not shown here: the count at the close is blind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.till.amount_form import AmountForm, beside_fields
from pos_app.ui.screens.till.words import clock_of, move_text, when_text
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, SectionTitle
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.figure_card import FigureCard
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.segmented import Segment, SegmentedToggle
from pos_app.ui.widgets.state_view import StatefulArea
from pos_app.ui.widgets.text_field import TextField
from pos_core.till_session import CashMoveKind

if TYPE_CHECKING:
    from pos_app.services.close_till import DrawerStanding

_FORM, _NARROW_FORM = 416, 320
_BY = 3


class CashForm(Card):
    """Cash in or out, with its reason. Signal: `asked(CashMoveKind, minor, reason)`."""

    asked = Signal(object, object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self._money = desk.money
        self.setFixedWidth(_FORM)
        segments = [Segment(kind.value, "", move_text(kind), shown=True) for kind in CashMoveKind]
        self.kinds = SegmentedToggle(segments, size=40)
        self.kinds.setObjectName("till.kinds")
        self.reason = TextField(self.tr("What for"), placeholder=self.tr("Window cleaner"))
        self.reason.edit.setObjectName("till.reason")
        self.amount = AmountForm(self.tr("Amount"), desk.money, "till.amount")
        self.button = Button("", "primary", 48)
        self.button.setObjectName("till.move")
        self.kinds.chosen.connect(self._show_button)
        self.amount.changed.connect(self._show_button)
        self.amount.submitted.connect(self.reason.edit.setFocus)
        self.reason.submitted.connect(self._ask)
        self.reason.changed.connect(self._mended)
        self.button.clicked.connect(self._ask)
        self._arrange()
        self._show_button()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(tokens.S12)
        column.addWidget(Label(self.tr("Cash in or out"), tokens.NAME_STRONG))
        column.addWidget(self.kinds)
        column.addWidget(self.amount)
        column.addWidget(self.reason)
        column.addStretch()
        outer = QVBoxLayout()
        outer.setContentsMargins(tokens.S12, tokens.S12, tokens.S12, tokens.S12)
        outer.addWidget(ScrollColumn(column, in_card=True), 1)
        outer.addLayout(beside_fields(self.button))
        self.column.addLayout(outer)

    def _kind(self) -> CashMoveKind:
        return CashMoveKind(self.kinds.current())

    def _show_button(self, _: object = None) -> None:
        words = {
            CashMoveKind.PAID_IN: self.tr("Pay in"),
            CashMoveKind.PAID_OUT: self.tr("Pay out"),
            CashMoveKind.DROP: self.tr("Take to the safe"),
        }
        self.button.set_text(words[self._kind()])
        self.button.set_amount(self._money.amount(self.amount.minor() or 0))
        self._mended()

    def _mended(self, _: object = None) -> None:
        self.reason.set_error("")

    def _ask(self) -> None:
        self.asked.emit(self._kind(), self.amount.minor() or 0, self.reason.text())

    def clear(self) -> None:
        """Begin anew after an act that was written down."""
        self.amount.clear()
        self.reason.set_text("")

    def show_refusal(self, message: Message) -> None:
        """Say at the field that it concerns why it was refused."""
        if message.code.startswith("till.reason"):
            self.reason.set_error(message.whole)
            self.reason.edit.setFocus()
        else:
            self.amount.show_error(message.whole)
            self.amount.field.setFocus()


class OpenPage(QWidget):
    """Signals: `count_asked()`, `x_asked()`, `move_asked(CashMoveKind, minor, reason)`."""

    count_asked = Signal()
    x_asked = Signal()
    move_asked = Signal(object, object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._money = desk.money
        self.form = CashForm(desk)
        self.form.asked.connect(self.move_asked)
        self.figures = [FigureCard("") for _ in range(4)]
        self.moves = self._make_moves()
        self.area = StatefulArea(self.moves)
        self.print_x = Button(self.tr("X report, print"), size=48, icon="printer")
        self.print_x.setObjectName("till.x")
        self.print_x.clicked.connect(self.x_asked)
        self.count = Button(self.tr("Count and close"), "primary", 48, icon="clipboard-check")
        self.count.setObjectName("till.count_and_close")
        self.count.clicked.connect(self.count_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addLayout(self._session(), 1)
        row.addWidget(self.form)

    def _make_moves(self) -> DataTable:
        columns = [
            Column(self.tr("Time"), 80),
            Column(self.tr("Cash"), 120),
            Column(self.tr("What for")),
            Column(self.tr("By"), 136),
            Column(self.tr("Amount"), 112, numeric=True),
        ]
        table = DataTable(columns, name=self.tr("Cash in and out"))
        table.setObjectName("till.moves")
        table.setProperty("bare", True)
        return table

    def _session(self) -> QVBoxLayout:
        figures = QHBoxLayout()
        figures.setSpacing(tokens.S12)
        for card in self.figures:
            figures.addWidget(card)
        moves = Card(padding=0, gap=0)
        title = SectionTitle(self.tr("Cash in and out"), start=tokens.S16, end=tokens.S16)
        title.setFixedHeight(tokens.CONTROL + tokens.S8)
        moves.column.addWidget(title)
        moves.column.addWidget(self.area, 1)
        ways = QHBoxLayout()
        ways.setSpacing(tokens.S12)
        ways.addWidget(self.print_x)
        ways.addStretch()
        ways.addWidget(self.count)
        column = QVBoxLayout()
        column.setSpacing(tokens.S16)
        column.addLayout(figures)
        column.addWidget(moves, 1)
        column.addLayout(ways)
        return column

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what the head of the page says too, where figures would have no room."""
        self.form.setFixedWidth(_NARROW_FORM if narrow else _FORM)
        for card in self.figures[2:]:
            card.setVisible(not narrow)
        self.moves.setColumnHidden(_BY, narrow)

    def show_standing(self, standing: DrawerStanding) -> None:
        """Show the session as it stands."""
        figures, money = standing.figures, self._money
        opening, trade = figures.opening, figures.trade
        shown = (
            ("float", self.tr("Float at opening"), money.amount(opening.opening_float_minor), ""),
            ("sales", self.tr("Sales"), money.count(trade.sales), money.amount(trade.sold_minor)),
            ("returns", self.tr("Returns"), money.count(trade.returns),
             money.amount(-trade.returned_minor)),
            ("opened", self.tr("Opened"), clock_of(opening.stamp), opening.stamp.actor.name),
        )  # fmt: skip
        for card, (name, label, figure, note) in zip(self.figures, shown, strict=True):
            card.setObjectName(f"till.{name}")
            card.setText(label)
            card.set_figure(figure)
            card.set_delta("", note)
        self._show_moves(standing)

    def _show_moves(self, standing: DrawerStanding) -> None:
        moves = standing.figures.moves
        if not moves:
            self.area.show_states().show_state(
                "empty",
                self.tr("No cash was put in or taken out"),
                self.tr("Since {when} only sales and refunds moved cash.").format(
                    when=when_text(standing.figures.opening.stamp, self._money)
                ),
                icon="banknote",
            )
            return
        self.area.show_content()
        self.moves.set_rows(
            [
                [
                    clock_of(move.stamp),
                    move_text(move.kind),
                    move.reason,
                    move.stamp.actor.name,
                    Cell(self._money.signed(move.signed_minor), strong=True),
                ]
                for move in reversed(moves)
            ]
        )
