"""How a whole divides: one stacked bar and a row for every share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets import painting

_BAR = 16
_ROW = 32
_PERCENT = 64
_AMOUNT = 96


@dataclass(frozen=True, slots=True)
class Share:
    """One part: its name, its size as a whole number of any unit, and both in words."""

    label: str
    size: int
    percent: str
    amount: str


class ShareBar(QWidget):
    """A stacked bar over rows with name, per cent and amount."""

    def __init__(self, *, empty_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self._empty_text = empty_text
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show these shares, the largest first as they come."""
        self._shares = tuple(shares)
        words = (f"{s.label} {s.percent} {s.amount}" for s in self._shares)
        self.setAccessibleDescription("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, _BAR + tokens.S8 + _ROW * max(1, len(self._shares)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = painting.band(self.rect(), 0, _BAR)
        if not self._shares:
            painting.box(painter, bar, "sunken", radius=tokens.RADIUS_SMALL)
            row = painting.band(self.rect(), _BAR + tokens.S8, _ROW)
            painting.text(painter, row, self._empty_text, tokens.TEXT, "secondary")
            return
        self._paint_bar(painter, bar)
        for number, share in enumerate(self._shares):
            row = painting.band(self.rect(), _BAR + tokens.S8 + number * _ROW, _ROW)
            self._paint_row(painter, row, share, number)

    def _paint_bar(self, painter: QPainter, bar: QRect) -> None:
        sizes = [max(0, share.size) for share in self._shares]
        whole = sum(sizes) or 1
        room = bar.width() - 2 * (len(sizes) - 1)
        strip = painting.Strip(bar, self.layoutDirection())
        for number, size in enumerate(sizes):
            part = strip.lead(max(2, room * size // whole), 2)
            colour = tokens.CHART[number % len(tokens.CHART)]
            painting.box(painter, part, colour, radius=3)

    def _paint_row(self, painter: QPainter, row: QRect, share: Share, number: int) -> None:
        strip = painting.Strip(row, self.layoutDirection())
        swatch = painting.middle(strip.lead(12, tokens.S12), 12, 12)
        painting.box(painter, swatch, tokens.CHART[number % len(tokens.CHART)], radius=3)
        amount = strip.trail(_AMOUNT, tokens.S12)
        painting.text(painter, amount, share.amount, tokens.TEXT_STRONG, "text", painting.TRAILING)
        percent = strip.trail(_PERCENT, tokens.S12)
        painting.text(painter, percent, share.percent, tokens.TEXT, "secondary", painting.TRAILING)
        painting.text(painter, strip.rest(), share.label)
