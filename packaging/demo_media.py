"""Writes pictures, thumbnails and specifications of the demo shop, and the list of them.

Best sellers get more views. The list (`media.csv`) names every file with its hash, so that whoever
loads the demo shop can check what was copied.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from demo_catalogue import CatalogueRow, write_rows
from demo_drawings import Drawing
from demo_drawn import DRAWN
from demo_pictures import gallery, thumbnail
from demo_specifications import specification
from PySide6.QtCore import (
    QCoreApplication,
    QHashSeed,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication

_FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
# Down to this selling rank a product has so many views; all others that are drawn have two.
_VIEWS = ((24, 4), (90, 3))
_OTHER_VIEWS = 2
# Down to this rank drawn products have a specification.
_LAST_SPECIFIED_RANK = 90
_TYPES = {".png": "image/png", ".pdf": "application/pdf"}


class MediaRow(NamedTuple):
    """One file of one product; `position` counts from 1 within its kind."""

    sku: str
    kind: str
    file: str
    position: str
    sha256: str
    bytes: str
    media_type: str


class DrawingFailed(Exception):
    """Qt or a font could not do what a drawing needs; the text says what."""


def write_media(folder: Path, rows: Sequence[CatalogueRow]) -> list[MediaRow]:
    """All files below `folder/media`, and `folder/media.csv`; the folder is a fresh one.

    The caller holds a `drawing_surface`. Raises DrawingFailed.
    """
    with _strict_qt():
        _load_fonts()
        media = [
            _written(folder, row.sku, *part)
            for row in rows
            if row.sku in DRAWN
            for part in _parts(row, DRAWN[row.sku])
        ]
    write_rows(folder / "media.csv", MediaRow._fields, media)
    return media


def drawing_surface() -> QCoreApplication:
    """A Qt application without windows, which fonts and painters need: hold it while drawing.

    Qt orders the fonts of a PDF by hash; with a fixed seed the order is the same every time.
    """
    QHashSeed.setDeterministicGlobalSeed()
    return QGuiApplication.instance() or QGuiApplication(["demo", "-platform", "offscreen"])


@contextmanager
def _strict_qt() -> Iterator[None]:
    """Turns what Qt grumbles about into an error: it draws something else then."""
    grumbles: list[str] = []

    def note(_kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
        grumbles.append(text or "")

    before = qInstallMessageHandler(note)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    if grumbles:
        raise DrawingFailed(f"Qt could not draw everything: {grumbles[0]}")


def _load_fonts() -> None:
    for font in sorted(_FONTS.glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(font))
    if "Inter" not in QFontDatabase.families():
        raise DrawingFailed(f"The font Inter is missing: put its files into {_FONTS}.")


def _parts(row: CatalogueRow, drawing: Drawing) -> Iterator[tuple[str, int, str, bytes]]:
    """Kind, position, file name and content of each file of a product."""
    rank = int(row.selling_rank)
    stem = f"{row.sku}-{slug(row.name)}"
    views = next((views for last, views in _VIEWS if rank <= last), _OTHER_VIEWS)
    for position, image in enumerate(gallery(drawing, rank, views), 1):
        yield "image", position, f"media/images/{stem}-{position}.png", image
    yield "thumbnail", 1, f"media/thumbnails/{stem}.png", thumbnail(drawing, rank)
    if rank <= _LAST_SPECIFIED_RANK:
        pdf = specification(row, drawing, rank)
        yield "specification", 1, f"media/specifications/{stem}.pdf", pdf


def slug(name: str) -> str:
    """`Paper Chain Kit 50's Christmas` as `paper-chain-kit-50s-christmas`."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")


def _written(
    folder: Path, sku: str, kind: str, position: int, file: str, content: bytes
) -> MediaRow:
    target = folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return MediaRow(
        sku=sku,
        kind=kind,
        file=file,
        position=str(position),
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=str(len(content)),
        media_type=_TYPES[target.suffix],
    )
