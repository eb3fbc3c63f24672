"""Icons: outline pictures drawn from SVG in a colour of the theme, sharp on every screen.

`paint` is for painted widgets and delegates; `icon` makes a QIcon that follows the theme for
Qt's own widgets. Icons that point along the reading direction are mirrored right to left.
This module must not know any widget.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
    QPixmapCache,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from pos_app import resources
from pos_app.ui import theme, tokens
from pos_app.ui.tokens import ColourName

_DIRECTED = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "delete")


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    svg = resources.text(f"icons/{name}.svg")
    return svg.replace('stroke-width="2"', f'stroke-width="{tokens.ICON_STROKE}"')


def _draw(name: str, colour: QColor, side: int, mirrored: bool) -> QPixmap:
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    data = QByteArray(_source(name).replace("currentColor", colour.name()).encode())
    QSvgRenderer(data).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return drawn.transformed(QTransform.fromScale(-1, 1)) if mirrored else drawn


def pixmap(
    name: str,
    colour: ColourName = "text",
    size: int = tokens.ICON,
    ratio: float = 1.0,
    direction: Qt.LayoutDirection | None = None,
) -> QPixmap:
    """The icon as a pixmap of `size` px at the device pixel ratio `ratio`.

    Raises ResourceMissing for a name that is not among the shipped icons.
    """
    reading = QGuiApplication.layoutDirection() if direction is None else direction
    mirrored = reading == Qt.LayoutDirection.RightToLeft and name in _DIRECTED
    tint = theme.colour(colour)
    key = f"icon/{name}/{tint.name()}/{size}/{ratio:.3f}/{mirrored}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, tint, round(size * ratio), mirrored)
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def paint(
    painter: QPainter,
    rect: QRect,
    name: str,
    colour: ColourName = "text",
    size: int = tokens.ICON,
    direction: Qt.LayoutDirection | None = None,
) -> None:
    """Paint the icon in the middle of `rect`."""
    drawn = pixmap(name, colour, size, painter.device().devicePixelRatioF(), direction)
    x = rect.x() + (rect.width() - size) // 2
    y = rect.y() + (rect.height() - size) // 2
    painter.drawPixmap(x, y, drawn)


@lru_cache(maxsize=1)
def _logo_source() -> str:
    return resources.text("logo.svg")


def paint_logo(painter: QPainter, rect: QRect) -> None:
    """Paint the mark of SalePoint in the colours of the theme."""
    svg = _logo_source()
    for name in ("accent", "on_accent"):
        drawn = tokens.LIGHT.value(name)
        svg = svg.replace(drawn, theme.colour(name).name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(rect))


class _ThemedEngine(QIconEngine):
    """Draws an icon in the colour that its token has at the moment of painting."""

    def __init__(self, name: str, colour: ColourName, size: int) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._size = size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, rect, self._name, self._tint(mode), min(rect.width(), rect.height()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = min(size.width(), size.height())
        return pixmap(self._name, self._tint(mode), round(side / scale), scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return QSize(self._size, self._size).boundedTo(size)

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._colour, self._size)

    def _tint(self, mode: QIcon.Mode) -> ColourName:
        return "secondary" if mode == QIcon.Mode.Disabled else self._colour


def icon(name: str, colour: ColourName = "text", size: int = tokens.ICON) -> QIcon:
    """The icon for Qt's own widgets. It changes its colour with the theme by itself."""
    resources.path(f"icons/{name}.svg")
    return QIcon(_ThemedEngine(name, colour, size))
