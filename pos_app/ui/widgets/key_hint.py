"""The name of a key, drawn as a key cap."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets import painting


class KeyHint(QWidget):
    """Says which key does something; it does nothing itself."""

    def __init__(self, key: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(painting.key_hint_width(self._key), tokens.KEY_HINT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.key_hint(QPainter(self), self.rect(), self._key, "secondary", "line")
