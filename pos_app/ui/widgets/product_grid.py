"""The catalogue as cards."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from pos_app.ui import tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets.product_card import paint_card
from pos_app.ui.widgets.uniform_view import UniformView

_END = 10


class ProductGrid(UniformView):
    """Cards that share the width, over a list model that answers `ProductRole`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("Products"))

    def columns(self) -> int:
        return max(1, (self._room() + self.gap()) // (tokens.CARD_MIN + self.gap()))

    def item_width(self) -> int:
        many = self.columns()
        share = (self._room() - self.gap() * (many - 1)) // many
        return min(tokens.CARD_MAX, max(1, share))

    def item_height(self) -> int:
        return tokens.CARD_HEIGHT

    def gap(self) -> int:
        return tokens.S12

    def margin(self) -> int:
        return tokens.S16

    def _room(self) -> int:
        """The width for cards, the same whether or not there is a scroll bar."""
        return self.width() - tokens.S16 - tokens.S12 - _END

    def paint_item(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        row = index.row()
        border: ColourName = "line_strong" if row == self.hovered_row else "line"
        if row == self.current_row():
            border = "accent"
        fill: ColourName = "pressed" if row == self.pressed_row else "surface"
        paint_card(painter, rect, index, border, fill)
