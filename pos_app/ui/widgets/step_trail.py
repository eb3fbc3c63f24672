"""Where a sale is on its way: safe here, sent, in the books, each with its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.widgets import painting

StepState = Literal["done", "now", "next"]
_DOT = 24
_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Step:
    """A station: its name, when it was reached or is expected, and whether it was."""

    label: str
    when: str
    state: StepState


class StepTrail(QWidget):
    """Stations from the leading to the trailing end, with lines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these stations."""
        self._steps = tuple(steps)
        self.setAccessibleName("; ".join(f"{s.label}: {s.when}" for s in self._steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._width(s) + 2 * tokens.S12 for s in self._steps) + 40, _HEIGHT)

    def _width(self, step: Step) -> int:
        words = fonts.width(step.label, tokens.NAME_STRONG)
        return _DOT + tokens.S8 + max(words, fonts.width(step.when, tokens.META))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = painting.Strip(self.rect(), self.layoutDirection())
        gaps = max(1, len(self._steps) - 1)
        free = self.width() - sum(self._width(step) for step in self._steps)
        line = max(0, free // gaps - 2 * tokens.S12)
        for number, step in enumerate(self._steps):
            if number:
                place = strip.lead(line, tokens.S12)
                reached = self._steps[number - 1].state == "done" and step.state != "next"
                tint = theme.colour("positive" if reached and step.state == "done" else "line")
                painter.fillRect(place.left(), place.center().y(), place.width(), 2, tint)
            self._paint_step(painter, strip.lead(self._width(step), tokens.S12), step)

    def _paint_step(self, painter: QPainter, place: QRect, step: Step) -> None:
        strip = painting.Strip(place, self.layoutDirection())
        dot = painting.middle(strip.lead(_DOT, tokens.S8), _DOT, _DOT)
        if step.state == "next":
            painting.box(painter, dot, "clear", "line_strong", 2, _DOT // 2)
        elif step.state == "done":
            painting.box(painter, dot, "positive", radius=_DOT // 2)
            icons.paint(painter, dot, "check", "on_positive", tokens.ICON_SMALL)
        else:
            painting.box(painter, dot, "accent", radius=_DOT // 2)
            icons.paint(painter, dot, "hourglass", "on_accent", tokens.ICON_SMALL)
        words = strip.rest()
        painting.text(painter, painting.band(words, 0, 20), step.label, tokens.NAME_STRONG)
        when = painting.band(words, 22, tokens.META.line)
        painting.text(painter, when, step.when, tokens.META, "secondary")
