"""How a product looks in the catalogue: as a card, and as a row of a table.

The roles below are what a model of products answers; the views read nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from pos_app.ui import fonts, icons, tokens
from pos_app.ui.tokens import ColourName, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.initials import paint_initials, product_initials
from pos_app.ui.widgets.scaled_picture import covering, draw_clipped

StockState = Literal["enough", "low", "none", "unknown"]

_USER = int(Qt.ItemDataRole.UserRole)
_PAD = 4
_SIDE = 12
_SHAPES_ALIKE = 115


class ProductRole(IntEnum):
    """What a model of products answers for a row. Texts are formatted and translated.

    `DisplayRole` is to answer the name as well, for screen readers.
    """

    NAME = _USER + 1
    SKU = _USER + 2
    PRICE_TEXT = _USER + 3
    UNIT_TEXT = _USER + 4
    """What the price is for when it is not one piece, such as "/kg"; otherwise empty."""
    STOCK_TEXT = _USER + 5
    """Such as "41 in stock", "3 left", "none"."""
    STOCK_COUNT_TEXT = _USER + 6
    """The figure alone, for the table and for narrow cards."""
    STOCK_STATE = _USER + 7
    """A `StockState`."""
    OTHER_STOCK_TEXT = _USER + 8
    """What other stores have, for the table."""
    IN_CART_TEXT = _USER + 9
    """Such as "2 in cart"; empty when it is not in the cart."""
    PICTURE = _USER + 10
    """A `QPixmap`, or None while there is none; then initials are shown."""


_WARNINGS: dict[str, tuple[str, ColourName]] = {
    "low": ("triangle-alert", "warning"),
    "none": ("circle-x", "danger"),
}


def stock_warning(index: QModelIndex) -> tuple[str, ColourName] | None:
    """Icon and colour where the stock is low or gone; None where there is nothing to warn of."""
    return _WARNINGS.get(said(index, ProductRole.STOCK_STATE))


def said(index: QModelIndex, role: ProductRole) -> str:
    """The text that a model answers for a role."""
    return str(index.data(role) or "")


def paint_picture(
    painter: QPainter, rect: QRect, index: QModelIndex, role: Type, radius: int
) -> None:
    """The picture of a product, or its initials, on the calm colour of its SKU.

    A small square is filled: bars beside a picture of that size would be all one sees.
    """
    sku, picture = said(index, ProductRole.SKU), index.data(ProductRole.PICTURE)
    if not isinstance(picture, QPixmap) or picture.isNull():
        letters = product_initials(said(index, ProductRole.NAME))
        paint_initials(painter, rect, letters, sku, role, radius)
        return
    painting.box(painter, rect, tokens.tile_colours(sku)[0], radius=radius)
    fit = covering if rect.width() == rect.height() else picture_place
    draw_clipped(painter, rect, fit(rect, picture.width(), picture.height()), picture, radius)


def picture_place(rect: QRect, width: int, height: int) -> QRect:
    """Where a picture goes: whole inside `rect`, or filling it where the shapes are alike."""
    across, down = rect.width() * height, rect.height() * width
    fills = max(across, down) * 100 <= min(across, down) * _SHAPES_ALIKE
    by_width = (across > down) if fills else (across < down)
    if by_width:
        size = rect.width(), rect.width() * height // width
    else:
        size = rect.height() * width // height, rect.height()
    return painting.middle(rect, *size)


def paint_card(
    painter: QPainter,
    rect: QRect,
    index: QModelIndex,
    border: ColourName = "line",
    fill: ColourName = "surface",
) -> None:
    """One product as a card."""
    painting.box(painter, rect, fill, border, tokens.FOCUS_WIDTH if border == "accent" else 1)
    picture = painting.band(rect.adjusted(_PAD, 0, -_PAD, 0), _PAD, tokens.PICTURE)
    paint_picture(painter, picture, index, tokens.TITLE, tokens.RADIUS_SMALL)
    words = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    name = painting.band(words, _PAD + tokens.PICTURE + _PAD, 2 * tokens.TEXT.line)
    painting.paragraph(painter, name, said(index, ProductRole.NAME), tokens.TEXT, "text", 2)
    foot = painting.band(words, rect.height() - _SIDE - tokens.NAME.line, tokens.NAME.line)
    _paint_foot(painter, foot, index)
    in_cart = said(index, ProductRole.IN_CART_TEXT)
    if in_cart:
        row = painting.band(rect.adjusted(tokens.S8, 0, -tokens.S8, 0), tokens.S8, tokens.BADGE)
        strip = painting.Strip(row, painter.layoutDirection())
        wide = min(painting.badge_width(in_cart), row.width())
        painting.badge(painter, strip.trail(wide), in_cart, "accent", "on_accent")


def _paint_foot(painter: QPainter, foot: QRect, index: QModelIndex) -> None:
    strip = painting.Strip(foot, painter.layoutDirection())
    price, unit = said(index, ProductRole.PRICE_TEXT), said(index, ProductRole.UNIT_TEXT)
    wide = min(fonts.width(price, tokens.NAME_STRONG), strip.left_over)
    painting.text(painter, strip.lead(wide, 2), price, tokens.NAME_STRONG)
    if unit:
        place = strip.lead(fonts.width(unit, tokens.META)).translated(0, 1)
        painting.text(painter, place, unit, tokens.META, "secondary")
    strip.skip(_PAD)
    paint_stock(painter, strip, index)


def paint_stock(painter: QPainter, strip: painting.Strip, index: QModelIndex) -> None:
    """The stock at the trailing end: words where they fit, otherwise an icon and the figure."""
    icon, tone = stock_warning(index) or ("", "secondary")
    role = tokens.META_STRONG if icon else tokens.META
    words = said(index, ProductRole.STOCK_TEXT)
    icon_width = tokens.ICON_SMALL + _PAD if icon else 0
    if fonts.width(words, role) + icon_width > strip.left_over:
        words = said(index, ProductRole.STOCK_COUNT_TEXT) or words
        icon = icon or "package"
        icon_width = tokens.ICON_SMALL + _PAD
    place = strip.trail(max(0, min(fonts.width(words, role), strip.left_over - icon_width)))
    painting.text(painter, place.translated(0, 1), words, role, tone, painting.TRAILING)
    if icon and words:
        strip.trail(_PAD)
        icons.paint(painter, strip.trail(tokens.ICON_SMALL), icon, tone, tokens.ICON_SMALL)


def hit_ranges(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Start and length of every place where a word of the text begins with a searched word."""
    ranges = []
    for word in filter(None, words):
        found = re.finditer(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
        ranges += [(match.start(), match.end() - match.start()) for match in found]
    return ranges
