"""A line of text with a small icon before it: a reason, a hint, a source."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import Tone, Type
from pos_app.ui.widgets import painting


class NoteLine(QWidget):
    """Icon of 16 px and words in one tone. Without words it takes no room."""

    def __init__(
        self,
        icon: str,
        tone: Tone = "secondary",
        role: Type | None = None,
        *,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        strong = tokens.TEXT_STRONG if tone != "secondary" else tokens.TEXT
        self._icon, self._role = icon, role or strong
        self._tone: Tone = tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Change the words; an empty text hides the line."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.updateGeometry()
        self.update()

    def set_look(self, icon: str, tone: Tone) -> None:
        """Change icon and tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def sizeHint(self) -> QSize:
        wide = tokens.ICON_SMALL + tokens.S8 + fonts.width(self._text, self._role)
        return QSize(wide, self._role.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.ICON_SMALL, self._role.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        place = strip.lead(tokens.ICON_SMALL, tokens.S8)
        icons.paint(painter, place, self._icon, self._tone, tokens.ICON_SMALL)
        painting.text(painter, strip.rest(), self._text, self._role, self._tone)
