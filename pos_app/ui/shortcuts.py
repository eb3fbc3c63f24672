"""The key map: every act that has a key, in one table, shown under F1.

Screens bind their acts here by name, so that a key is written once and can be configured. Knows
no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pos_app.ui.translation import QT_TRANSLATE_NOOP

_CONTEXT = "Keys"


class Act(StrEnum):
    """What can be done with a key."""

    KEYS = "keys"
    SEARCH = "search"
    DISCOUNT = "discount"
    PRICE = "price"
    QUANTITY = "quantity"
    PAY = "pay"
    LOCK = "lock"
    REMOVE = "remove"
    UNDO = "undo"
    MORE = "more"
    LESS = "less"
    BACK = "back"
    NOTE = "note"
    LOOK = "look"
    VIEW = "view"
    FIRST_CHOICE = "first_choice"
    SECOND_CHOICE = "second_choice"
    THIRD_CHOICE = "third_choice"
    FOURTH_CHOICE = "fourth_choice"
    SELL = "sell"
    PRODUCTS = "products"
    TILL = "till"
    REPORTS = "reports"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the key map: the act, its key as Qt writes it, and what it does, for people."""

    act: Act
    sequence: str
    text: str

    def shown(self) -> str:
        """The key as the key cap shows it."""
        names = {"+": "+", "-": "−", "Delete": "Del", "Escape": "Esc"}
        return names.get(self.sequence, self.sequence.replace("+", " "))

    def explained(self) -> str:
        """What the key does, in the person's language."""
        return QCoreApplication.translate(_CONTEXT, self.text)


SELLING = (
    Key(Act.SEARCH, "F2", QT_TRANSLATE_NOOP("Keys", "Search, or start the next sale")),
    Key(Act.QUANTITY, "F5", QT_TRANSLATE_NOOP("Keys", "Quantity of the line, on the number pad")),
    Key(Act.DISCOUNT, "F6", QT_TRANSLATE_NOOP("Keys", "Discount on the line or the whole sale")),
    Key(Act.PRICE, "F7", QT_TRANSLATE_NOOP("Keys", "Price of the line")),
    Key(Act.NOTE, "Ctrl+N", QT_TRANSLATE_NOOP("Keys", "Note on the line")),
    Key(Act.LOOK, "Ctrl+I", QT_TRANSLATE_NOOP("Keys", "Look at the product")),
    Key(Act.VIEW, "Ctrl+G", QT_TRANSLATE_NOOP("Keys", "Pictures or table")),
    Key(Act.PAY, "F10", QT_TRANSLATE_NOOP("Keys", "Pay, then take the money")),
    Key(Act.MORE, "+", QT_TRANSLATE_NOOP("Keys", "One more of the line")),
    Key(Act.LESS, "-", QT_TRANSLATE_NOOP("Keys", "One less of the line")),
    Key(Act.REMOVE, "Delete", QT_TRANSLATE_NOOP("Keys", "Remove the line")),
    Key(Act.UNDO, "Ctrl+Z", QT_TRANSLATE_NOOP("Keys", "Undo the last step")),
)
EVERYWHERE = (
    Key(Act.KEYS, "F1", QT_TRANSLATE_NOOP("Keys", "Show these keys")),
    Key(Act.LOCK, "F12", QT_TRANSLATE_NOOP("Keys", "Sign out and lock; the sale stays")),
    Key(Act.BACK, "Escape", QT_TRANSLATE_NOOP("Keys", "One step back; no line is ever lost")),
    Key(Act.SELL, "Ctrl+1", QT_TRANSLATE_NOOP("Keys", "Sell")),
    Key(Act.PRODUCTS, "Ctrl+2", QT_TRANSLATE_NOOP("Keys", "Products")),
    Key(Act.TILL, "Ctrl+3", QT_TRANSLATE_NOOP("Keys", "Till: open, cash in and out, close")),
    Key(Act.REPORTS, "Ctrl+4", QT_TRANSLATE_NOOP("Keys", "Reports")),
    Key(Act.SYNC, "Ctrl+5", QT_TRANSLATE_NOOP("Keys", "Sync")),
    Key(Act.FIRST_CHOICE, "Alt+1", QT_TRANSLATE_NOOP("Keys", "First tender or receipt choice")),
    Key(Act.SECOND_CHOICE, "Alt+2", QT_TRANSLATE_NOOP("Keys", "Second tender or receipt choice")),
    Key(Act.THIRD_CHOICE, "Alt+3", QT_TRANSLATE_NOOP("Keys", "Third receipt choice")),
    Key(Act.FOURTH_CHOICE, "Alt+4", QT_TRANSLATE_NOOP("Keys", "Fourth receipt choice")),
)
_BY_ACT = {key.act: key for key in (*SELLING, *EVERYWHERE)}


def key_of(act: Act) -> Key:
    """Return the row of an act."""
    return _BY_ACT[act]


def bind(widget: QWidget, act: Act, done: Callable[[], None]) -> QShortcut:
    """Let the act's key call `done` while `widget` is visible in the active window."""
    shortcut = QShortcut(QKeySequence(key_of(act).sequence), widget)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(done)
    return shortcut


def pressed(key: int, modifiers: Qt.KeyboardModifier) -> QKeySequence:
    """Return a pressed key as the table has it; for fields that would take the key themselves."""
    return QKeySequence(key | modifiers.value)


def sequence_of(act: Act) -> QKeySequence:
    """Return an act's key, to be compared with a pressed one."""
    return QKeySequence(key_of(act).sequence)
