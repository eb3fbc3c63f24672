"""A tag: one state, by icon, words and a soft colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName, SoftTone
from pos_app.ui.widgets import painting


def tag_width(text: str, icon: str) -> int:
    """The width of a tag in px."""
    return fonts.width(text, tokens.META_STRONG) + (20 if icon else 0) + 2 * tokens.S8


def paint_tag(
    painter: QPainter,
    rect: QRect,
    text: str,
    tone: SoftTone,
    icon: str = "",
    fill: ColourName | None = None,
) -> None:
    """Paint a tag at the leading end of `rect`; `fill` replaces its colour in a selected row."""
    wide = min(tag_width(text, icon), rect.width())
    spot = painting.Strip(rect, painter.layoutDirection()).lead(wide)
    pill = painting.middle(spot, wide, tokens.TAG)
    soft, tint = tokens.SOFT[tone]
    painting.box(painter, pill, fill or soft)
    inside = pill.adjusted(tokens.S8, 0, -tokens.S8, 0)
    strip = painting.Strip(inside, painter.layoutDirection())
    if icon:
        place = strip.lead(tokens.ICON_SMALL, tokens.S4)
        icons.paint(painter, place, icon, tint, tokens.ICON_SMALL)
    painting.text(painter, strip.rest(), text, tokens.META_STRONG, tint)


class Tag(QWidget):
    """A state such as *In the books*. Colour alone never says it: the words always do."""

    def __init__(
        self,
        text: str = "",
        tone: SoftTone = "neutral",
        icon: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)

    def set_state(self, text: str, tone: SoftTone, icon: str = "") -> None:
        """Show another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(tag_width(self._text, self._icon), tokens.TAG)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tag(QPainter(self), self.rect(), self._text, self._tone, self._icon)
