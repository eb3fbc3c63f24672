"""Writes the one-page PDF specification of a product of the demo shop.

Title, a drawing with dimensions, a table of properties, care and the barcode. Sizes and materials
are invented and the page says so. Needs a QGuiApplication and the font Inter; the same product
gives the same bytes on the same version of Qt.
"""

import re
from collections.abc import Iterator

from barcode.ean import EAN13
from demo_care import care_of
from demo_catalogue import CatalogueRow
from demo_drawings import Drawing
from demo_pictures import painted, shown
from demo_scenes import BACKGROUNDS, Extent
from demo_svg import WIDTH
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

# Everything is measured in tenths of a millimetre: that many of them make an inch.
_UNITS_PER_INCH = 254
_PAGE = QRectF(0, 0, 2100, 2970)
_LEFT, _RIGHT = 190, 1910
_TEXT, _QUIET, _LINE = QColor("#14181F"), QColor("#5A6472"), QColor("#D5DAE1")
_PANEL = QRectF(_LEFT, 520, _RIGHT - _LEFT, 1080)
_IMAGE_WIDTH = 560
_COLOURS = 40
# A PDF carries the time of its making; a build that is to repeat itself has none.
_DATES = (
    (re.compile(rb"D:\d{14}"), b"D:20111209120000"),
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), b"2011-12-09T12:00:00"),
)


def specification(row: CatalogueRow, drawing: Drawing, tint: int) -> bytes:
    """The PDF of one product."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, row)
    painter = QPainter(writer)
    # Packed without loss, few colours need less room than a JPEG, and stay clean.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    _head(painter, row)
    _drawing_with_sizes(painter, drawing, tint)
    _properties(painter, row, drawing)
    _barcode(painter, row.barcode)
    _foot(painter)
    painter.end()
    return _without_time(bytes(buffer.data().data()))


def _writer(buffer: QBuffer, row: CatalogueRow) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    writer.setTitle(f"{row.name}: specification")
    writer.setCreator("Lantern & Lace (demo)")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), row.sku.encode()))
    return writer


def _without_time(pdf: bytes) -> bytes:
    for pattern, fixed in _DATES:
        pdf = pattern.sub(fixed, pdf)
    return pdf


def _font(size: int, bold: bool = False) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: QColor = _TEXT,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap), text)


def _head(painter: QPainter, row: CatalogueRow) -> None:
    width = _RIGHT - _LEFT
    _write(painter, QRectF(_LEFT, 150, width, 60), "Lantern & Lace", _font(38, bold=True), _QUIET)
    _write(
        painter,
        QRectF(_LEFT, 150, width, 60),
        "Product specification · demo data",
        _font(34),
        _QUIET,
        Qt.AlignmentFlag.AlignRight,
    )
    painter.fillRect(QRectF(_LEFT, 218, width, 3), _LINE)
    size = 92 if len(row.name) <= 30 else 74
    _write(painter, QRectF(_LEFT, 276, width, 120), row.name, _font(size, bold=True))
    where = row.category.replace(" > ", " › ")
    _write(painter, QRectF(_LEFT, 410, width, 60), f"{where} · SKU {row.sku}", _font(42), _QUIET)


def _drawing_with_sizes(painter: QPainter, drawing: Drawing, tint: int) -> None:
    seen = shown(drawing, tint)
    image = _image(seen.svg, seen.extent, tint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(image.pixelColor(0, 0))
    painter.drawRoundedRect(_PANEL, 24, 24)
    target = _target(seen.extent)
    painter.drawImage(target, image)
    width, height, depth = drawing.size
    across = f"{_cm(width)} wide" + (f", {_cm(depth)} deep" if depth >= 1 else "")
    _measure(
        painter,
        QPointF(target.left(), target.bottom() + 50),
        QPointF(target.right(), target.bottom() + 50),
        across,
    )
    _measure(
        painter,
        QPointF(target.left() - 50, target.top()),
        QPointF(target.left() - 50, target.bottom()),
        _cm(height),
    )


def _target(extent: Extent) -> QRectF:
    """Where the drawing stands in the panel, with room for its measures."""
    top = max(extent.top, 0)
    scale = min(1150 / extent.width, 830 / (extent.bottom - top))
    size = (extent.width * scale, (extent.bottom - top) * scale)
    centre = _PANEL.center()
    return QRectF(centre.x() - size[0] / 2 + 40, centre.y() - size[1] / 2 - 40, *size)


def _image(svg: str, extent: Extent, tint: int) -> QImage:
    """The covered part on its background, with a margin whose first pixel is background only.

    It is a picture of few colours: drawn as shapes, the masks would swell the file.
    """
    whole = painted(svg, _IMAGE_WIDTH * 2)
    scale = whole.width / WIDTH
    left, top, right, bottom = extent
    corner = (round((left - 2) * scale), round((max(top, 0) - 2) * scale))
    opposite = (round((right + 2) * scale), round((bottom + 2) * scale))
    part = whole.crop((*corner, *opposite))
    part.thumbnail((_IMAGE_WIDTH, _IMAGE_WIDTH))
    flat = Image.new("RGBA", part.size, BACKGROUNDS[tint % len(BACKGROUNDS)])
    flat.alpha_composite(part)
    few = flat.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).convert("RGB")
    size = (few.width, few.height, few.width * 3)
    return QImage(few.tobytes(), *size, QImage.Format.Format_RGB888).copy()


def _measure(painter: QPainter, start: QPointF, end: QPointF, text: str) -> None:
    """A line with a head at both ends and its length beside it."""
    painter.setPen(QPen(_QUIET, 4))
    painter.setBrush(_QUIET)
    painter.drawLine(start, end)
    along = end - start
    length = (along.x() ** 2 + along.y() ** 2) ** 0.5
    step = along / length
    side = QPointF(-step.y(), step.x())
    for tip, inward in ((start, step), (end, -step)):
        painter.drawPolygon(
            QPolygonF([tip, tip + inward * 22 + side * 8, tip + inward * 22 - side * 8])
        )
    middle = (start + end) / 2
    if abs(along.x()) > abs(along.y()):
        box = QRectF(middle.x() - 500, middle.y() + 14, 1000, 60)
        _write(painter, box, text, _font(38), _TEXT, Qt.AlignmentFlag.AlignHCenter)
    else:
        box = QRectF(middle.x() - 330, middle.y() - 26, 306, 60)
        _write(painter, box, text, _font(38), _TEXT, Qt.AlignmentFlag.AlignRight)


def _cm(value: float) -> str:
    return f"{value:g} cm"


def _properties(painter: QPainter, row: CatalogueRow, drawing: Drawing) -> None:
    y = 1690.0
    _write(painter, QRectF(_LEFT, y, 900, 60), "Properties", _font(54, bold=True))
    y += 92
    for name, value in _facts(row, drawing):
        _write(painter, QRectF(_LEFT, y, 380, 60), name, _font(42), _QUIET)
        _write(painter, QRectF(_LEFT + 330, y, 800, 60), value, _font(42))
        y += 72
        painter.fillRect(QRectF(_LEFT, y, 1110, 2), _LINE)
        y += 18
    _write(painter, QRectF(_LEFT, y + 44, 900, 60), "Care *", _font(54, bold=True))
    care = QRectF(_LEFT, y + 124, 1110, 170)
    _write(painter, care, care_of(drawing.material), _font(42))


def _facts(row: CatalogueRow, drawing: Drawing) -> Iterator[tuple[str, str]]:
    width, height, depth = drawing.size
    vat = {"standard": "20 %", "reduced": "5 %", "zero": "0 %"}[row.tax_class]
    per = "per kg" if row.unit == "kg" else "each"
    yield "Price", f"£{row.price} {per}, VAT {vat} included"
    yield "Sold by", "weight" if row.unit == "kg" else "the piece"
    if row.brand:
        yield "Range", row.brand
    yield "Size *", f"{width:g} × {height:g} × {depth:g} cm (w × h × d)"
    yield "Material *", drawing.material
    yield "Barcode", row.barcode


def _barcode(painter: QPainter, code: str) -> None:
    """EAN-13 at nominal size: 0.33 mm a module, bars 22.85 mm high."""
    modules, unit, x, y = EAN13(code).build()[0], 5.2, 1414.0, 1800.0
    _write(painter, QRectF(x, 1690, 490, 60), "Scan me", _font(54, bold=True))
    for place, bit in enumerate(modules):
        if bit != "0":
            painter.fillRect(QRectF(x + place * unit, y, unit, 250), _TEXT)
    digits = QRectF(x, y + 262, unit * len(modules), 60)
    spaced = f"{code[0]} {code[1:7]} {code[7:]}"
    _write(painter, digits, spaced, _font(44), _TEXT, Qt.AlignmentFlag.AlignHCenter)
    note = QRectF(x, y + 340, 490, 120)
    _write(painter, note, "In-store number, valid in this shop only.", _font(32), _QUIET)


def _foot(painter: QPainter) -> None:
    y = _PAGE.bottom() - 230
    painter.fillRect(QRectF(_LEFT, y, _RIGHT - _LEFT, 3), _LINE)
    text = (
        "* Demo data: size, material and care are invented for the demo shop. Name and price come "
        "from the data set “Online Retail” (D. Chen et al., UCI, CC0)."
    )
    _write(painter, QRectF(_LEFT, y + 26, _RIGHT - _LEFT - 240, 120), text, _font(32), _QUIET)
    _write(
        painter,
        QRectF(_LEFT, y + 26, _RIGHT - _LEFT, 60),
        "Page 1 of 1",
        _font(32),
        _QUIET,
        Qt.AlignmentFlag.AlignRight,
    )
