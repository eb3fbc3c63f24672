"""The field for a figure that is no money: a quantity, a weight, a percentage."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.ui import fonts, tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.keypad import ERASE

_POINTS = ".,"


class DecimalField(QLineEdit):
    """A figure in large type, typed from left to right, in thousandths.

    Signals: `figure_changed(thousandths or None)` and `submitted()` on Enter. `suffix` stands
    behind the figure. A key past `decimals` places or over `limit_milli` is refused.
    """

    figure_changed = Signal(object)
    submitted = Signal()

    def __init__(
        self, name: str, *, limit_milli: int = 1_000_000_000, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._typed = ""
        self._fresh = True
        self._decimals = 3
        self._limit = limit_milli
        self._suffix = ""
        self._point = self.locale().decimalPoint()
        self.setAccessibleName(name)
        self.setFont(fonts.font(tokens.TOTAL))
        self.setFixedHeight(tokens.CONTROL_HUGE)
        self.setAlignment(painting.TRAILING)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_form(self, decimals: int, limit_milli: int, suffix: str = "") -> None:
        """Change how many places are allowed, the largest figure, and what stands behind it."""
        self._decimals, self._limit, self._suffix = decimals, limit_milli, suffix
        self._show()

    def milli(self) -> int | None:
        """The figure in thousandths; None while the field is empty."""
        return _thousandths(self._typed)

    def set_milli(self, milli: int | None) -> None:
        """Show a figure; the next digit starts a new one."""
        whole, part = divmod(milli or 0, 1000)
        digits = f"{part:03d}".rstrip("0")
        self._typed = "" if milli is None else f"{whole}.{digits}".rstrip(".")
        self._fresh = True
        self._show()

    def press(self, key: str) -> None:
        """Take one key, from the keyboard or a `Keypad`: a digit, `00`, a point, or `back`."""
        before = "" if self._fresh and key != ERASE else self._typed
        self._fresh = False
        wanted = before[:-1] if key == ERASE else before + ("." if key in _POINTS else key)
        if wanted.startswith("."):
            wanted = "0" + wanted
        if not wanted or self._allows(wanted):
            self._typed = wanted
            self._show()

    def _allows(self, typed: str) -> bool:
        whole, point, part = typed.partition(".")
        digits = whole + part
        if not (digits.isascii() and digits.isdecimal()) or "." in part:
            return False
        if len(part) > self._decimals or (point and not self._decimals):
            return False
        milli = _thousandths(typed)
        return milli is not None and milli <= self._limit

    def _show(self) -> None:
        shown = self._typed.replace(".", self._point)
        self.setText(f"{shown}{self._suffix}" if shown else "")
        self.figure_changed.emit(self.milli())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.press(ERASE)
        elif len(text) == 1 and (text in _POINTS or (text.isascii() and text.isdecimal())):
            self.press(text)
        else:
            event.ignore()


def _thousandths(typed: str) -> int | None:
    if not typed:
        return None
    whole, _, part = typed.partition(".")
    return int((whole or "0") + part.ljust(3, "0"))
