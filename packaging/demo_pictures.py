"""Draws the gallery pictures and thumbnails of the demo's products as PNG bytes.

Paints with Qt's SVG renderer and packs with Pillow; the same drawing gives the same bytes on the
same versions of both. Needs a QGuiApplication, offscreen will do.
"""

import io
from collections.abc import Iterator

from demo_drawings import Drawing
from demo_scenes import Extent, Shown, close_up, group, in_use, whole
from demo_svg import HEIGHT, WIDTH, picture
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

GALLERY_WIDTH = 800
THUMBNAIL_WIDTH = 192
# Flat drawings keep their look with this many colours, and their files stay small.
_COLOURS = 128


def gallery(drawing: Drawing, tint: int, views: int) -> Iterator[bytes]:
    """The first `views` of: whole, close up, in use, a group; 800 by 600 pixels each.

    A garland runs through the whole field, so there is no group of it.
    """
    seen = shown(drawing, tint)
    possible = (whole, close_up, in_use) if seen.extent.spans else (whole, close_up, in_use, group)
    for view in possible[:views]:
        yield _png(view(seen), GALLERY_WIDTH)


def thumbnail(drawing: Drawing, tint: int) -> bytes:
    """The whole thing, 192 by 144 pixels."""
    return _png(whole(shown(drawing, tint)), THUMBNAIL_WIDTH)


def painted(svg: str, width: int) -> Image.Image:
    """The field of 400 by 300 units as an image of the given width, transparent where empty."""
    image = QImage(width, width * HEIGHT // WIDTH, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(picture(svg, (0, 0, WIDTH, HEIGHT)).encode())).render(painter)
    painter.end()
    size = (image.width(), image.height())
    return Image.frombuffer("RGBA", size, bytes(image.constBits()), "raw", "RGBA", 0, 1)


def shown(drawing: Drawing, tint: int) -> Shown:
    """The drawing with the part of the field that it covers, found by painting it once."""
    svg = drawing.svg()
    left, top, right, bottom = painted(svg, WIDTH).getbbox() or (0, 0, WIDTH, HEIGHT)
    return Shown(svg, Extent(left, top, right, bottom), tint, drawing.place)


def _png(svg: str, width: int) -> bytes:
    flat = painted(svg, width).convert("RGB")
    palette = flat.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    palette.save(packed, "PNG", optimize=True)
    return packed.getvalue()
