"""Pages of a PDF file as images, for specifications. Runs on a worker; knows no widget.

PDFium may not be entered twice at the same time, so there is one lock around it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from PySide6.QtGui import QImage

from pos_core.errors import EnvironmentFailed

_ONE_AT_A_TIME = Lock()


def render_page(path: Path, number: int, width_px: int) -> tuple[QImage, int]:
    """Draw page `number` (0 is the first) `width_px` wide; return it and how many pages there are.

    Raises EnvironmentFailed `pdf.unreadable` for a file that is no PDF or lacks the page.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(str(path))
            try:
                page = document[number]
                bitmap = page.render(scale=width_px / page.get_width())
                size = (bitmap.width, bitmap.height, bitmap.stride)
                drawn = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_BGR888)
                return drawn.copy(), len(document)
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError, OSError) as error:
            raise EnvironmentFailed("pdf.unreadable", reason=str(error)) from error
