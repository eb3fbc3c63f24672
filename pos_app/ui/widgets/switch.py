"""Yes or no: a check box where it is confirmed later, a switch where it holds at once."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.press_target import PressTarget

_KNOB_INSET = 4


class CheckBox(PressTarget):
    """A box with a tick and words. Qt's `toggled(bool)`, `isChecked()` and `setChecked()`."""

    _mark_width = tokens.CHECK

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = fonts.width(self.text(), tokens.TEXT)
        return QSize(self._mark_width + tokens.S8 + words + 1, tokens.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        self._paint_mark(painter, strip.lead(self._mark_width, tokens.S8))
        tint: ColourName = "text" if self.isEnabled() else "secondary"
        painting.text(painter, strip.rest(), self.text(), tokens.TEXT, tint)

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        mark = painting.middle(place, tokens.CHECK, tokens.CHECK)
        if not self.isChecked():
            fill: ColourName = "sunken" if self.state() != "default" else "surface"
            painting.box(painter, mark, fill, "line_strong", radius=tokens.RADIUS_SMALL)
            return
        on = self.isEnabled()
        painting.box(painter, mark, "accent" if on else "sunken", radius=tokens.RADIUS_SMALL)
        icons.paint(painter, mark, "check", "on_accent" if on else "secondary", tokens.ICON_SMALL)


class Switch(CheckBox):
    """A switch with words; it acts at once."""

    _mark_width = tokens.SWITCH_WIDTH

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        track = painting.middle(place, tokens.SWITCH_WIDTH, tokens.SWITCH_HEIGHT)
        on = self.isChecked()
        fill: ColourName = "accent" if on else "surface"
        edge: ColourName = "accent" if on else "line_strong"
        if not self.isEnabled():
            fill, edge = "sunken", "line"
        radius = tokens.SWITCH_HEIGHT // 2
        painting.box(painter, track, fill, edge, 2, radius)
        side = tokens.SWITCH_HEIGHT - 2 * _KNOB_INSET
        knob = QRect(track.x() + _KNOB_INSET, track.y() + _KNOB_INSET, side, side)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if on != right_to_left:
            knob.moveRight(track.right() - _KNOB_INSET)
        knob_fill: ColourName = "on_accent" if on and self.isEnabled() else "line_strong"
        painting.box(painter, knob, knob_fill, radius=side // 2)
