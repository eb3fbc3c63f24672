"""Thumbnails and pictures for the screens: decoded in the background, kept while they are used.

Knows where files are only through the media service. A picture that is not on this machine stays
away until it arrives; nobody waits for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from pos_app.ui.background import BackgroundWork

if TYPE_CHECKING:
    from pos_app.ui.till_services import KeepsMedia

_CACHE_KIB = 48 * 1024
_THUMBNAIL = QSize(288, 192)


class Pictures(QObject):
    """Decoded pictures. Signal: `arrived(sha256)` when one can be painted."""

    arrived = Signal(str)

    def __init__(
        self, media: KeepsMedia, background: BackgroundWork, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._media = media
        self._background = background
        self._asked: set[str] = set()
        QPixmapCache.setCacheLimit(_CACHE_KIB)

    def thumbnail(self, sha256: str) -> QPixmap | None:
        """Return a thumbnail at once, or None and say `arrived` when it is there."""
        if not sha256:
            return None
        kept = QPixmap()
        if QPixmapCache.find(f"thumbnail/{sha256}", kept):
            return kept
        if sha256 not in self._asked:
            self._asked.add(sha256)
            self._background.pool(
                lambda: decoded(self._media.local(sha256), _THUMBNAIL),
                lambda image: self._keep(sha256, image),
                lambda _: None,
            )
        return None

    def forget_missing(self) -> None:
        """Look again for thumbnails that were not there: some may have been fetched."""
        self._asked.clear()

    def _keep(self, sha256: str, image: QImage | None) -> None:
        if image is None:
            return
        self._asked.discard(sha256)
        QPixmapCache.insert(f"thumbnail/{sha256}", QPixmap.fromImage(image))
        self.arrived.emit(sha256)


def decoded(path: Path | None, largest: QSize) -> QImage | None:
    """Decode a picture at the size it is needed in; None when it is absent or unreadable.

    Runs on a worker: an image, unlike a pixmap, may be made there.
    """
    if path is None:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > largest.width() or size.height() > largest.height()):
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
