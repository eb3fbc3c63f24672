"""A count on an accent or a soft warning ground."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets import painting


class Badge(QWidget):
    """A small number. `warning` marks something that waits for a person."""

    def __init__(
        self, text: str = "", *, warning: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = text
        self._warning = warning
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the number; an empty text hides the badge."""
        self._text = text
        self.setAccessibleName(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:  # without one it would be a window of its own
            self.show()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(painting.badge_width(self._text), tokens.BADGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._warning:
            painting.badge(painter, self.rect(), self._text, "warning_soft", "warning")
        else:
            painting.badge(painter, self.rect(), self._text, "accent", "on_accent")
