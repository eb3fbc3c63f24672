"""One icon on a page, in a tone and at one of the sizes of the family."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.tokens import Tone


class IconMark(QWidget):
    """An icon that says what stands beside it; it does nothing itself."""

    def __init__(
        self,
        icon: str,
        tone: Tone = "secondary",
        size: int = tokens.ICON,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self._tone: Tone = tone
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.rect(), self._icon, self._tone, self._size)
