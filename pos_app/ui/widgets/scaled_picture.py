"""Draws a picture at another size than its own without jagged edges.

A painter that scales by more than half leaves pixels out; here the picture is scaled once, with
all its pixels, and kept.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from pos_app.ui.widgets import painting


def draw_scaled(painter: QPainter, place: QRect, picture: QPixmap) -> None:
    """Draw the whole picture into `place`, in the pixels of the screen."""
    ratio = painter.device().devicePixelRatioF()
    wide, high = round(place.width() * ratio), round(place.height() * ratio)
    key = f"scaled/{picture.cacheKey()}/{wide}x{high}"
    scaled = QPixmap()
    if not QPixmapCache.find(key, scaled):
        whole, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        scaled = picture.scaled(wide, high, whole, smooth.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, scaled)
    painter.drawPixmap(place.topLeft(), scaled)


def draw_clipped(
    painter: QPainter, rect: QRect, place: QRect, picture: QPixmap, radius: int
) -> None:
    """Draw a picture into `place`, and of that only what is inside `rect` and its round corners."""
    painter.save()
    painter.setClipPath(painting.rounded(rect, radius))
    draw_scaled(painter, place, picture)
    painter.restore()


def covering(rect: QRect, width: int, height: int) -> QRect:
    """Where a picture of that size goes to fill `rect`; what sticks out is to be clipped."""
    if rect.width() * height > rect.height() * width:
        return painting.middle(rect, rect.width(), rect.width() * height // width)
    return painting.middle(rect, rect.height() * width // height, rect.height())
