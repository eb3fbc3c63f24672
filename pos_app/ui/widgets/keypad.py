"""The number pad, with 7-8-9 on top everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button_look import button_look
from pos_app.ui.widgets.press_target import PressTarget

ERASE = "back"
_ROWS = ("789", "456", "123")
_REPEAT_AFTER_MS = 400


class PadKey(PressTarget):
    """One key of the pad. It never takes the keyboard: the field it fills keeps it."""

    def __init__(self, key: str, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key == ERASE:
            self.setAutoRepeat(True)
            self.setAutoRepeatDelay(_REPEAT_AFTER_MS)

    def sizeHint(self) -> QSize:
        return QSize(self._height, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = button_look("secondary", self.state())
        painting.box(painter, self.rect(), look.fill, look.border)
        if self.key == ERASE:
            icons.paint(painter, self.rect(), "delete", look.text, tokens.ICON_LARGE)
        else:
            painting.text(painter, self.rect(), self.key, tokens.FIGURE, look.text, painting.CENTRE)


class Keypad(QWidget):
    """Twelve keys. Signal: `pressed(key)` with a digit, `00`, `.` or `back`.

    `corner` is what stands at the lower left: `00` for amounts, `.` for quantities, nothing for a
    PIN. Typed keys count too while the pad itself has the keyboard.
    """

    pressed = Signal(str)

    def __init__(
        self,
        corner: Literal["00", ".", ""] = "00",
        *,
        key_height: int = tokens.CONTROL_HUGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Number pad"))
        self._keys: dict[str, PadKey] = {}
        # Figures run left to right in every script, and so do number pads.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.S8)
        places = [[*row] for row in _ROWS] + [[corner, "0", ERASE]]
        for row, keys in enumerate(places):
            for column, key in enumerate(keys):
                if key:
                    grid.addWidget(self._make(key, key_height), row, column)
        for column in range(3):
            grid.setColumnStretch(column, 1)

    def _make(self, key: str, height: int) -> PadKey:
        name = self.tr("Delete the last digit") if key == ERASE else key
        made = PadKey(key, name, height)
        made.clicked.connect(self._clicked)
        self._keys[key] = made
        return made

    def drive(self, press: Callable[[str], None]) -> None:
        """Send every key to a field, such as `MoneyField.press`."""
        self.pressed.connect(press)

    def key(self, name: str) -> PadKey:
        """The key of that name, for tests and guided tours."""
        return self._keys[name]

    def _clicked(self) -> None:
        key = self.sender()
        if isinstance(key, PadKey):
            self.pressed.emit(key.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        erase = event.key() == Qt.Key.Key_Backspace
        name = ERASE if erase else event.text().replace(",", ".")
        if name in self._keys:
            self.pressed.emit(name)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painting.box(QPainter(self), self.rect(), "clear", "accent", tokens.FOCUS_WIDTH)
