"""Buttons that share one frame: a choice between few things, and less / more of a quantity."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName, ControlSize, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.press_target import PressTarget

_ICON_WIDTH = tokens.ICON + 2 * tokens.S12


class Segment(NamedTuple):
    """One choice: its key in signals, its icon, its name, and whether the name is shown."""

    key: str
    icon: str
    name: str
    shown: bool = False


class SegmentButton(PressTarget):
    """A part of a frame; it rounds only the corners at the ends of the frame."""

    ringed = False

    def __init__(
        self,
        segment: Segment,
        size: ControlSize,
        ends: tuple[bool, bool],
        *,
        role: Type = tokens.TEXT_STRONG,
    ) -> None:
        super().__init__()
        self._size = size
        self._ends = ends
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_segment(segment, segment.name)

    def set_segment(self, segment: Segment, spoken: str) -> None:
        """Show another icon or name."""
        self.segment = segment
        self.setAccessibleName(spoken)
        self.setToolTip("" if segment.shown else segment.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self.segment.shown:
            return QSize(max(self._size, _ICON_WIDTH), self._size)
        words = fonts.width(self.segment.name, self._role)
        icon = tokens.ICON + tokens.S8 if self.segment.icon else 0
        return QSize(max(self._size, _ICON_WIDTH, words + icon + 2 * tokens.S12), self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, tint = self._colours()
        self._paint_frame(painter, fill)
        if self.hasFocus():
            painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH)
        wide = self.sizeHint().width() - 2 * tokens.S12
        group = painting.middle(self.rect(), max(wide, tokens.ICON), self.height())
        strip = painting.Strip(group, self.layoutDirection())
        if not self.segment.shown:
            icons.paint(painter, self.rect(), self.segment.icon, tint)
            return
        if self.segment.icon:
            icons.paint(painter, strip.lead(tokens.ICON, tokens.S8), self.segment.icon, tint)
        painting.text(painter, strip.rest(), self.segment.name, self._role, tint, painting.CENTRE)

    def _colours(self) -> tuple[ColourName, ColourName]:
        state = self.state()
        if state == "selected":
            return "accent_soft", "accent"
        fills: dict[str, ColourName] = {"hover": "sunken", "pressed": "pressed"}
        plain = state == "default" and not self.segment.shown
        return fills.get(state, "surface"), "secondary" if plain else "text"

    def _paint_frame(self, painter: QPainter, fill: ColourName) -> None:
        """The own part of the common frame: round at its ends, a line between two parts."""
        first, last = self._ends
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if right_to_left:
            first, last = last, first
        left, right = 0 if first else -tokens.RADIUS, 0 if last else tokens.RADIUS
        painter.setClipRect(self.rect())
        painting.box(painter, self.rect().adjusted(left, 0, right, 0), fill, "line")
        if not first:
            painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))


class SegmentedToggle(QWidget):
    """One choice of a few. Signal: `chosen(key)`. Arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self,
        segments: list[Segment],
        *,
        size: ControlSize = 48,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: list[SegmentButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, segment in enumerate(segments):
            ends = (number == 0, number == len(segments) - 1)
            button = SegmentButton(segment, size, ends)
            button.clicked.connect(self._clicked)
            row.addWidget(button)
            self._buttons.append(button)
        self.set_current(segments[0].key)

    def current(self) -> str:
        """The key of the choice."""
        return next(b.segment.key for b in self._buttons if b.is_selected())

    def set_current(self, key: str) -> None:
        """Change the choice without a signal."""
        for button in self._buttons:
            button.set_selected(button.segment.key == key)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, SegmentButton):
            self._choose(button)

    def _choose(self, button: SegmentButton) -> None:
        if not button.is_selected():
            self.set_current(button.segment.key)
            self.chosen.emit(button.segment.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        here = next(i for i, b in enumerate(self._buttons) if b.is_selected())
        wanted = self._buttons[max(0, min(len(self._buttons) - 1, here + step))]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(wanted)
