"""The field for an amount of money, typed as staff type it: digits fill from the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.field_edit import FieldEdit

_POINTS = ".,"
_ERASE = "back"
_ACCEPTED = "0123456789.,"


class AmountEntry:
    """The rules of typing an amount, without a window.

    Digits count as minor units ("1234" is 12.34). After a decimal point what stood before it are
    whole units ("12." is 12.00, "12.5" is 12.50). A key that would go over the limit, or past the
    currency's decimals, is refused and changes nothing.
    """

    def __init__(self, exponent: int, limit_minor: int) -> None:
        self._exponent = exponent
        self._limit = limit_minor
        self._typed = ""

    @property
    def minor(self) -> int | None:
        """The amount in minor units; None while nothing is typed."""
        return self._value(self._typed)

    def put(self, minor: int | None) -> None:
        """Replace what was typed by an amount."""
        self._typed = "" if minor is None else str(minor)

    def paste(self, text: str) -> None:
        """Replace the amount by one that was written somewhere, such as "£1,234.50".

        What stands after the last point or comma are decimals if the currency has so many;
        unlike typed digits, written ones without decimals are whole units.
        """
        kept = "".join(c for c in text if c in _ACCEPTED).replace(",", ".")
        whole, _, part = kept.rpartition(".")
        if not 0 < len(part) <= self._exponent or not whole:
            whole, part = kept, ""
        self._typed = ""
        if not kept.strip("."):
            return
        for key in (*whole.replace(".", ""), ".", *part):
            self.press(key)

    def press(self, key: str) -> bool:
        """Take one key: digits (also `00`), a decimal point, or `back`. Says whether it counted."""
        if key == _ERASE:
            changed, self._typed = bool(self._typed), self._typed[:-1]
            return changed
        wanted = self._typed + key
        if key in _POINTS:
            if not self._exponent or "." in self._typed:
                return False
            wanted = (self._typed or "0") + "."
        elif not (key.isascii() and key.isdecimal()):
            return False
        value = self._value(wanted)
        if value is None or value > self._limit:
            return False
        self._typed = wanted
        return True

    def _value(self, typed: str) -> int | None:
        if not typed:
            return None
        whole, point, part = typed.partition(".")
        if not point:
            return int(whole)
        if len(part) > self._exponent:
            return None
        return int(whole + part.ljust(self._exponent, "0"))


class MoneyField(FieldEdit):
    """An amount in large type. Signals: `amount_changed(minor or None)` and `submitted()` on Enter.

    `show_minor` turns minor units into what the person reads; `exponent` is the number of
    decimals of the currency; `limit_minor` is the largest amount that can be typed. An amount put
    in with `set_minor` is replaced by the next digit.
    """

    amount_changed = Signal(object)
    submitted = Signal()

    def __init__(
        self,
        name: str,
        show_minor: Callable[[int], str],
        *,
        exponent: int = 2,
        limit_minor: int = 99_999_999,
        placeholder: str = "",
        large: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tokens.TOTAL if large else tokens.TEXT, numeric=True, parent=parent)
        self._show_minor = show_minor
        self._entry = AmountEntry(exponent, limit_minor)
        self._fresh = True
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(tokens.CONTROL_HUGE if large else tokens.CONTROL)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def minor(self) -> int | None:
        """The amount in minor units; None while the field is empty."""
        return self._entry.minor

    def set_minor(self, minor: int | None) -> None:
        """Show an amount; the next digit that is typed starts a new one."""
        self._entry.put(minor)
        self._fresh = True
        self._show()

    def press(self, key: str) -> None:
        """Take one key, from the keyboard or from a `Keypad`: a digit, `00`, `.` or `back`."""
        if self._fresh and key != _ERASE:
            self._entry.put(None)
        self._fresh = False
        if self._entry.press(key):
            self._show()

    def _show(self) -> None:
        minor = self._entry.minor
        self.setText("" if minor is None else self._show_minor(minor))
        self.amount_changed.emit(minor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.press(_ERASE)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif len(event.text()) == 1 and event.text() in _ACCEPTED and not _with_command(event):
            self.press(event.text())
        else:
            event.ignore()

    def _paste(self) -> None:
        self._entry.paste(QGuiApplication.clipboard().text())
        self._fresh = False
        self._show()


def _with_command(event: QKeyEvent) -> bool:
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & command)
