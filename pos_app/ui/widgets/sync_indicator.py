"""Whether everything is in the books, always visible, in one line."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.press_target import PressTarget

SyncState = Literal["booked", "sending", "offline", "attention"]

_LOOKS: dict[SyncState, tuple[str, ColourName]] = {
    "booked": ("circle-check", "positive"),
    "sending": ("cloud-upload", "accent"),
    "offline": ("cloud-off", "warning"),
    "attention": ("cloud-alert", "warning"),
}


class SyncIndicator(PressTarget):
    """One state in words, with count and age of what is not sent. A click asks for the sync page.

    Offline is a state and no alarm: calm amber, never red.
    """

    ringed = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SyncState = "booked"
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def set_state(self, state: SyncState, text: str) -> None:
        """Show a state with its sentence."""
        self._state = state
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def shown_state(self) -> SyncState:
        """The state that is shown."""
        return self._state

    def sizeHint(self) -> QSize:
        words = fonts.width(self.text(), tokens.TEXT_STRONG)
        return QSize(words + tokens.ICON + 3 * tokens.S8, tokens.STATUS - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.ICON + 2 * tokens.S8, tokens.STATUS - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon, tone = _LOOKS[self._state]
        offline = self._state == "offline"
        pointed = self.state() in ("hover", "pressed")
        if offline or pointed:
            painter.fillRect(self.rect(), theme.colour("warning_soft" if offline else "sunken"))
        if self.hasFocus():
            painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH, 0)
        inside = self.rect().adjusted(tokens.S8, 0, -tokens.S8, 0)
        strip = painting.Strip(inside, self.layoutDirection())
        icons.paint(painter, strip.lead(tokens.ICON, tokens.S8), icon, tone)
        tint: ColourName = "warning" if offline else "text"
        painting.text(painter, strip.rest(), self.text(), tokens.TEXT_STRONG, tint)
