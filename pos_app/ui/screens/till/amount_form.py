"""A large amount with its number pad, and what is wrong with it below. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.money_field import MoneyField
from pos_app.ui.widgets.scroll_column import ScrollColumn
from pos_app.ui.widgets.text_field import FieldNote

_KEY = 48


def beside_fields(button: QWidget) -> QVBoxLayout:
    """Put a button below a scrolling column, where the column's fields begin and end."""
    room = ScrollColumn.room
    column = QVBoxLayout()
    column.setContentsMargins(room, 0, room, room)
    column.addWidget(button)
    return column


class AmountForm(QWidget):
    """An amount to type or to press. Signals: `changed(minor or None)`, `submitted()` on Enter."""

    changed = Signal(object)
    submitted = Signal()

    def __init__(
        self, label: str, money: MoneyText, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        exponent = money.currency.exponent
        self.field = MoneyField(label, money.amount, exponent=exponent, placeholder=money.amount(0))
        self.field.setObjectName(name)
        self.note = FieldNote()
        self.note.setObjectName(f"{name}_note")
        pad = Keypad("00" if exponent else "", key_height=_KEY)
        pad.drive(self.field.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S4)
        column.addWidget(Label(label, tokens.META, "secondary"))
        column.addWidget(self.field)
        column.addWidget(self.note)
        column.addWidget(pad)
        self.field.amount_changed.connect(self._changed)
        self.field.submitted.connect(self.submitted)
        self.setFocusProxy(self.field)

    def _changed(self, minor: int | None) -> None:
        self.show_error("")
        self.changed.emit(minor)

    def minor(self) -> int | None:
        """The amount in minor units; None while nothing is typed."""
        return self.field.minor()

    def clear(self) -> None:
        """Begin anew."""
        self.field.set_minor(None)

    def show_error(self, text: str) -> None:
        """Say what is wrong; an empty text takes it back."""
        self.note.show_note(text, "triangle-alert" if text else "", "danger")
