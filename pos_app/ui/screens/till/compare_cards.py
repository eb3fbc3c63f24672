"""What is expected beside what was counted: tenders, the parts of the cash, the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.screens.till.words import difference_words, expected_rows
from pos_app.ui.tender_text import tender_text
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.card import Card, Rule
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.text_field import TextField
from pos_core.payment import TenderKind

if TYPE_CHECKING:
    from pos_app.services.close_till import DrawerStanding

_ROW = 40
_JUDGED = 4
_ICONS = {TenderKind.CASH: "banknote", TenderKind.CARD: "credit-card"}


class TendersCard(Card):
    """A row for each tender: what is expected, what was counted, whether they are equal."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self._money = money
        columns = [
            Column(self.tr("Tender")),
            Column(self.tr("Expected"), 112, numeric=True),
            Column(self.tr("Counted"), 112, numeric=True),
            Column(self.tr("Difference"), 112, numeric=True),
            Column("", 188),
        ]
        self.table = DataTable(columns, row_height=_ROW, name=self.tr("Tenders"))
        self.table.setObjectName("till.tenders")
        self.table.setProperty("bare", True)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setFixedHeight(tokens.TABLE_HEAD + len(TenderKind) * _ROW - 1)
        self.column.setContentsMargins(0, 1, 0, 1)
        self.column.addWidget(self.table)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the words beside the difference, whose colour and sign stay."""
        self.table.setColumnHidden(_JUDGED, narrow)

    def show_tenders(self, standing: DrawerStanding, counted_minor: int) -> None:
        """Show cash as it was counted; what went by card is counted by the terminal."""
        figures = standing.figures
        expected = figures.cash.expected_minor
        rows = [self._row(TenderKind.CASH, expected, counted_minor, standing)]
        for kind in TenderKind:
            if kind is not TenderKind.CASH:
                net = figures.trade.flow(kind).net_minor
                rows.append(self._row(kind, net, net, standing))
        self.table.set_rows(rows)

    def _row(
        self, kind: TenderKind, expected: int, counted: int, standing: DrawerStanding
    ) -> list[Cell | str]:
        money, difference = self._money, counted - expected
        over = abs(difference) > standing.difference_limit_minor
        tag = Cell(self.tr("Equal"), tag="positive", icon="check")
        if difference:
            tag = Cell(self.tr("Within the limit"), tag="warning", icon="equal")
        if over:
            tag = Cell(self.tr("Over the limit"), tag="danger", icon="triangle-alert")
        return [
            Cell(tender_text(kind.value), icon=_ICONS[kind]),
            money.amount(expected),
            money.amount(counted),
            Cell(money.signed(difference), strong=True, tone="danger" if over else "text"),
            tag,
        ]


class ExpectedCard(Card):
    """What makes up the cash that should be there, and how far the count is from it."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S4, parent=parent)
        self._money = money
        self.column.addWidget(Label(self.tr("How much cash was expected"), tokens.NAME_STRONG))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(tokens.S4)
        self.column.addLayout(self._rows)
        self.column.addStretch()
        self.column.addWidget(Rule())
        self.expected = self._line(self.tr("Expected"), tokens.NAME_STRONG)
        self.expected.setObjectName("till.expected")
        self.counted = self._line(self.tr("Counted"), tokens.NAME)
        self._words = Label("", tokens.LARGE_STRONG)
        self.difference = Label("", tokens.TOTAL, align=painting.TRAILING)
        self.difference.setObjectName("till.difference")
        row = QHBoxLayout()
        row.addWidget(self._words)
        row.addWidget(self.difference, 1)
        self.column.addLayout(row)

    def _line(self, words: str, role: tokens.Type) -> Label:
        amount = Label("", role, align=painting.TRAILING)
        row = QHBoxLayout()
        row.addWidget(Label(words, role))
        row.addWidget(amount, 1)
        self.column.addLayout(row)
        return amount

    def show_cash(self, standing: DrawerStanding, counted_minor: int) -> None:
        """Show the parts and the difference."""
        money = self._money
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, amount in expected_rows(standing.figures, money):
            self._rows.addWidget(_pair(words, amount))
        expected = standing.figures.cash.expected_minor
        difference = counted_minor - expected
        over = abs(difference) > standing.difference_limit_minor
        self.expected.setText(money.amount(expected))
        self.counted.setText(money.amount(counted_minor))
        self._words.setText(difference_words(difference))
        self.difference.setText(money.amount(abs(difference)))
        tone: tokens.Tone = "danger" if over else "warning" if difference else "positive"
        self.difference.set_tone(tone)


def _pair(words: str, amount: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(Label(words, tokens.TEXT), 1)
    line.addWidget(Label(amount, tokens.TEXT, align=painting.TRAILING))
    return row


class ReasonCard(Card):
    """Why cash is missing or too much: asked for where the difference is over the limit.

    Signals: `changed(text)`, `submitted()` on Enter.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=tokens.S16, gap=tokens.S8, parent=parent)
        self._money = money
        self._title = Label("", tokens.NAME_STRONG)
        self._words = Label("", tokens.TEXT, "secondary", wrap=True)
        self.reason = TextField(self.tr("Reason"), placeholder=self.tr("Wrong change given"))
        self.reason.edit.setObjectName("till.difference_reason")
        self.reason.changed.connect(self.changed)
        self.reason.submitted.connect(self.submitted)
        self.pending = Banner("accent", two_lines=True)
        self.pending.setObjectName("till.pending")
        for widget in (self._title, self._words, self.reason):
            self.column.addWidget(widget)
        self.column.addStretch()
        self.column.addWidget(self.pending)

    def show_difference(self, standing: DrawerStanding, difference: int, *, accepts: bool) -> None:
        """Ask for a reason where one is needed, and say who answers for the difference."""
        limit = self._money.amount(standing.difference_limit_minor)
        over = abs(difference) > standing.difference_limit_minor
        self.reason.setVisible(over)
        if not over:
            self._title.setText(self.tr("Nothing to explain"))
            words = self.tr("The limit of this shop is {limit}.").format(limit=limit)
        elif accepts:
            self._title.setText(self.tr("You accept the difference"))
            words = self.tr(
                "The limit of this shop is {limit}. Closing is written down with your name."
            ).format(limit=limit)
        else:
            self._title.setText(self.tr("A manager will look at the difference"))
            words = self.tr(
                "The limit of this shop is {limit}. You can close; it is remarked for a manager."
            ).format(limit=limit)
        self._words.setText(words)
        self.set_invalid(over)

    def show_pending(self, title: str, words: str) -> None:
        """Say what is still on its way; nothing of it has to be waited for."""
        self.pending.setVisible(bool(title))
        self.pending.show_message("accent", title, words, icon="cloud-upload")
