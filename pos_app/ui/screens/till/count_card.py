"""The count of notes and coins: so many of each, what they are worth, and the sum. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.card import Card, Rule, SectionTitle
from pos_app.ui.widgets.field_edit import FieldEdit
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_core.cash_count import CashCount, Denomination, Pieces, denominations_of

_FIELD = 96
_MOST_PIECES = 99_999


class PiecesField(FieldEdit):
    """How many pieces of one value; empty is none. Signal: `left(step)` towards a neighbour."""

    left = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(tokens.NAME, numeric=True, parent=parent)
        self.setValidator(QIntValidator(0, _MOST_PIECES, self))
        self.setAccessibleName(name)
        self.setFixedSize(_FIELD, tokens.CONTROL)

    def pieces(self) -> int:
        """How many were typed."""
        return int(self.text() or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if event.key() in step:
            self.left.emit(step[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class CountCard(Card):
    """A row for each note and coin of the currency.

    Signals: `counted_changed(minor)`, `finished()` on Enter in the last row, `again_asked()`.
    Arrow keys and Enter go from row to row.
    """

    counted_changed = Signal(int)
    finished = Signal()
    again_asked = Signal()

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, gap=0, parent=parent)
        self.setObjectName("till.count")
        self._money = money
        self._values = denominations_of(money.currency)
        self.fields: list[PiecesField] = []
        self._amounts: list[Label] = []
        self.again = Button(self.tr("Count again"), "ghost", icon="rotate-ccw")
        self.again.setObjectName("till.count_again")
        self.again.clicked.connect(self.again_asked)
        title = SectionTitle(
            self.tr("Notes and coins"), self.again, start=tokens.S16, end=tokens.S4
        )
        title.setFixedHeight(tokens.CONTROL + tokens.S4)
        self.column.addWidget(title)
        self.column.addWidget(Rule())
        self.column.addWidget(ScrollColumn(self._rows(), in_card=True), 1)
        self.column.addWidget(Rule())
        self.column.addLayout(self._foot())
        self.clear()

    def _rows(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setContentsMargins(tokens.S12, 0, tokens.S12, 0)
        grid.setHorizontalSpacing(tokens.S12)
        grid.setVerticalSpacing(tokens.S4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 2)
        for number, value in enumerate(self._values):
            self._add_row(grid, number, value)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch()
        return column

    def _add_row(self, grid: QGridLayout, number: int, value: Denomination) -> None:
        name = self._money.short(value.value_minor)
        field = PiecesField(self.tr("Pieces of {value}").format(value=name))
        field.setObjectName(f"till.pieces{number + 1}")
        field.textChanged.connect(self._changed)
        field.left.connect(lambda step, number=number: self._go(number + step))
        field.installEventFilter(self)
        amount = Label("", tokens.NAME, align=painting.TRAILING)
        grid.addWidget(Label(name, tokens.NAME_STRONG, align=painting.TRAILING), number, 0)
        grid.addWidget(Label("×", tokens.TEXT, "secondary"), number, 1)
        grid.addWidget(field, number, 2)
        grid.addWidget(amount, number, 3)
        self.fields.append(field)
        self._amounts.append(amount)

    def _foot(self) -> QHBoxLayout:
        self.total = Label("", tokens.TITLE, align=painting.TRAILING)
        self.total.setObjectName("till.counted")
        row = QHBoxLayout()
        row.setContentsMargins(tokens.S16, tokens.S8, tokens.S16, tokens.S8)
        row.addWidget(Label(self.tr("Cash counted"), tokens.NAME_STRONG))
        row.addWidget(self.total, 1)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is gone to is ready to be typed over."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, PiecesField):
            watched.selectAll()
        return False

    def _go(self, number: int) -> None:
        if number >= len(self.fields):
            self.finished.emit()
        elif number >= 0:
            self.fields[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self) -> None:
        for field, value, amount in zip(self.fields, self._values, self._amounts, strict=True):
            minor = field.pieces() * value.value_minor
            amount.setText(self._money.amount(minor))
            amount.set_tone("text" if minor else "secondary")
        counted = self.count().counted_minor
        self.total.setText(self._money.amount(counted))
        self.counted_changed.emit(counted)

    def count(self) -> CashCount:
        """What was counted."""
        pairs = zip(self.fields, self._values, strict=True)
        return CashCount(tuple(Pieces(v.value_minor, field.pieces()) for field, v in pairs))

    def clear(self) -> None:
        """Begin a new count."""
        self.set_locked(False)
        for field in self.fields:
            field.clear()
        self._changed()

    def begin(self) -> None:
        """Put the keyboard into the first row."""
        self._go(0)

    def set_locked(self, locked: bool) -> None:
        """Lock the count once it was compared: who knows what is expected counts it again."""
        for field in self.fields:
            field.setEnabled(not locked)
        self.again.setVisible(locked)
