"""The sums below the cart: small rows, then the total as the largest thing on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, theme, tokens
from pos_app.ui.tokens import Tone
from pos_app.ui.widgets import painting

_ROW = 20


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of the sums: what it is and how much, formatted."""

    label: str
    amount: str
    tone: Tone = "text"


class SumsPanel(QWidget):
    """Rows and the total."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SumRow, ...] = ()
        self._total = SumRow("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_sums(self, rows: Sequence[SumRow], total: SumRow) -> None:
        """Show these rows and this total."""
        self._rows, self._total = tuple(rows), total
        words = (f"{row.label} {row.amount}" for row in (*rows, total))
        self.setAccessibleName("; ".join(words))
        self.updateGeometry()
        self.update()

    def total_text(self) -> str:
        """The total as shown."""
        return self._total.amount

    def sizeHint(self) -> QSize:
        high = _ROW * len(self._rows) + tokens.S4 + tokens.TOTAL.line + 2 * tokens.S8 + 1
        return QSize(tokens.CART_MIN, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        inside = self.rect().adjusted(tokens.S16, tokens.S8 + 1, -tokens.S16, 0)
        for number, row in enumerate(self._rows):
            place = painting.band(inside, number * _ROW, _ROW)
            strip = painting.Strip(place, self.layoutDirection())
            end = strip.trail(fonts.width(row.amount, tokens.TEXT), tokens.S16)
            painting.text(painter, end, row.amount, tokens.TEXT, row.tone, painting.TRAILING)
            painting.text(painter, strip.rest(), row.label, tokens.TEXT, "secondary")
        top = len(self._rows) * _ROW + tokens.S4
        strip = painting.Strip(
            painting.band(inside, top, tokens.TOTAL.line), self.layoutDirection()
        )
        amount, tone = self._total.amount, self._total.tone
        end = strip.trail(min(fonts.width(amount, tokens.TOTAL), strip.left_over), tokens.S16)
        painting.text(painter, end, amount, tokens.TOTAL, tone, painting.TRAILING)
        label = strip.rest().translated(0, 6)
        painting.text(painter, label, self._total.label, tokens.LARGE_STRONG)
