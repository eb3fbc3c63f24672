"""The catalogue as a table, with what was searched for in bold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import fonts, icons, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.product_card import (
    ProductRole,
    hit_ranges,
    paint_picture,
    said,
    stock_warning,
)
from pos_app.ui.widgets.uniform_view import UniformView

_PICTURE = 40
_GAP = tokens.S16
_PRICE, _OTHER, _STOCK, _SKU = 80, 80, 72, 60
_ROOM_FOR_SKU = 520
_ROOM_FOR_OTHER = 640


class _Places:
    """Where the columns of a row are. Narrow tables leave out the other stores, then the SKU.

    `titles` of figures make their columns wider where another language needs it.
    """

    def __init__(
        self, rect: QRect, direction: Qt.LayoutDirection, titles: Mapping[str, str]
    ) -> None:
        strip = painting.Strip(rect.adjusted(_GAP, 0, -_GAP, 0), direction)
        self.picture = painting.middle(strip.lead(_PICTURE, tokens.S24), _PICTURE, _PICTURE)
        self.price = strip.trail(_PRICE, _GAP)
        other, stock = (fonts.width(titles[name], tokens.META) for name in ("other", "stock"))
        wide = rect.width()
        self.other = strip.trail(max(_OTHER, other), _GAP) if wide >= _ROOM_FOR_OTHER else None
        self.stock = strip.trail(max(_STOCK, stock), _GAP)
        self.sku = strip.trail(_SKU, _GAP) if wide >= _ROOM_FOR_SKU else None
        self.name = strip.rest()


class _Head(QWidget):
    """The column titles above the rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.titles = {
            "name": self.tr("Product"),
            "sku": self.tr("SKU"),
            "stock": self.tr("Stock here"),
            "other": self.tr("Other stores"),
            "price": self.tr("Price"),
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        places = _Places(self.rect(), self.layoutDirection(), self.titles)
        painting.rule(painter, self.rect())
        self._title(painter, places.name, "name", painting.LEADING)
        self._title(painter, places.sku, "sku", painting.LEADING)
        self._title(painter, places.stock, "stock", painting.TRAILING)
        self._title(painter, places.other, "other", painting.TRAILING)
        self._title(painter, places.price, "price", painting.TRAILING)

    def _title(
        self, painter: QPainter, place: QRect | None, column: str, align: Qt.AlignmentFlag
    ) -> None:
        if place is not None:
            words = self.titles[column]
            painting.text(painter, place, words, tokens.META, "secondary", align)


class ProductTable(UniformView):
    """Rows with picture, name, SKU, stock and price, over a model that answers `ProductRole`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(self.tr("Products"))
        self._words: tuple[str, ...] = ()
        self._head = _Head(self)
        self.setViewportMargins(0, tokens.TABLE_HEAD, 0, 0)

    def set_hits(self, words: Sequence[str]) -> None:
        """Set what was searched for, to be shown in bold where a word begins with it."""
        self._words = tuple(words)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        frame = self.viewport().geometry()
        self._head.setGeometry(
            frame.left(), frame.top() - tokens.TABLE_HEAD, frame.width(), tokens.TABLE_HEAD
        )

    def paint_item(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        row = index.row()
        fill: ColourName | None = "accent_soft" if row == self.current_row() else None
        if row == self.pressed_row:
            fill = "pressed"
        elif row == self.hovered_row and fill is None:
            fill = "sunken"
        if fill is not None:
            painter.fillRect(rect, theme.colour(fill))
        painting.rule(painter, rect)
        places = _Places(rect, self.layoutDirection(), self._head.titles)
        paint_picture(painter, places.picture, index, tokens.TEXT_STRONG, tokens.RADIUS)
        self._paint_name(painter, places.name, index)
        self._paint_figures(painter, places, index)

    def _paint_name(self, painter: QPainter, place: QRect, index: QModelIndex) -> None:
        name = said(index, ProductRole.NAME)
        line = painting.middle(place, place.width(), tokens.NAME.line)
        hits = hit_ranges(name, self._words)
        painting.paragraph(painter, line, name, tokens.NAME, "text", 1, bold=hits)

    def _paint_figures(self, painter: QPainter, places: _Places, index: QModelIndex) -> None:
        if places.sku is not None:
            sku = said(index, ProductRole.SKU)
            painting.text(painter, places.sku, sku, tokens.TEXT, "secondary")
        end = painting.TRAILING
        if places.other is not None:
            other = said(index, ProductRole.OTHER_STOCK_TEXT)
            painting.text(painter, places.other, other, tokens.TEXT, "secondary", end)
        price = said(index, ProductRole.PRICE_TEXT)
        painting.text(painter, places.price, price, tokens.NAME_STRONG, "text", end)
        self._paint_stock(painter, places.stock, index)

    def _paint_stock(self, painter: QPainter, place: QRect, index: QModelIndex) -> None:
        words = said(index, ProductRole.STOCK_COUNT_TEXT)
        warning = stock_warning(index)
        if warning is None:
            painting.text(painter, place, words, tokens.TEXT, "text", painting.TRAILING)
            return
        icon, tone = warning
        strip = painting.Strip(place, self.layoutDirection())
        end = strip.trail(fonts.width(words, tokens.TEXT_STRONG), tokens.S4)
        painting.text(painter, end, words, tokens.TEXT_STRONG, tone, painting.TRAILING)
        icons.paint(painter, strip.trail(tokens.ICON_SMALL), icon, tone, tokens.ICON_SMALL)
