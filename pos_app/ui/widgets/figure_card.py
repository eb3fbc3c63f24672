"""One figure of a report, with what it was before."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName, Tone
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.press_target import PressTarget

_HEIGHT = 96


class FigureCard(PressTarget):
    """A figure; a click asks for what is behind it (Qt's `clicked`) when `opens` is set."""

    def __init__(self, label: str, *, opens: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opens = opens
        self._figure = ""
        self._delta, self._note, self._icon = "", "", ""
        self._tone: ColourName = "secondary"
        self.setText(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not opens:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_figure("")

    def set_figure(self, figure: str) -> None:
        """Show a figure, already formatted."""
        self._figure = figure
        self._name()

    def set_delta(
        self, delta: str, note: str = "", *, up: bool | None = None, tone: Tone = "positive"
    ) -> None:
        """Show the change ("8.2 %"), its direction, whether that is good, and a note behind it."""
        self._delta, self._note, self._tone = delta, note, tone
        self._icon = "" if up is None else ("arrow-up" if up else "arrow-down")
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(filter(None, (self.text(), self._figure))))
        direction = {"arrow-up": "+", "arrow-down": "\u2212"}.get(self._icon, "")
        self.setAccessibleDescription(f"{direction}{self._delta} {self._note}".strip())
        self.setToolTip(self.accessibleDescription())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(168, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        state = self.state() if self._opens else "default"
        fills: dict[str, ColourName] = {"hover": "sunken", "pressed": "pressed"}
        painting.box(painter, self.rect(), fills.get(state, "surface"), "line")
        inside = self.rect().adjusted(tokens.S16 + 1, 13, -tokens.S16 - 1, 0)
        head = painting.Strip(painting.band(inside, 0, 20), self.layoutDirection())
        if self._opens:
            place = head.trail(tokens.ICON_SMALL)
            icons.paint(painter, place, "chevron-right", "secondary", tokens.ICON_SMALL)
        painting.text(painter, head.rest(), self.text(), tokens.TEXT, "secondary")
        painting.text(painter, painting.band(inside, 22, 32), self._figure, tokens.TITLE)
        self._paint_delta(painter, painting.band(inside, 56, 16))

    def _paint_delta(self, painter: QPainter, rect: QRect) -> None:
        strip = painting.Strip(rect, self.layoutDirection())
        if self._icon:
            place = strip.lead(tokens.ICON_SMALL, tokens.S4)
            icons.paint(painter, place, self._icon, self._tone, tokens.ICON_SMALL)
        wide = min(fonts.width(self._delta, tokens.META_STRONG), strip.left_over)
        gap = tokens.S4 if self._delta else 0
        painting.text(painter, strip.lead(wide, gap), self._delta, tokens.META_STRONG, self._tone)
        painting.text(painter, strip.rest(), self._note, tokens.META, "secondary")
