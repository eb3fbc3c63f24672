"""Puts drawn pages on a printer of the system, after the person chose one. Not for receipts.

Qt's printing is imported when it is first needed: hardly any day needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from pos_app.ui.screens.product.presenter import SpecificationPage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter


class PaperQueue:
    """Collects the pages of one file and asks where to print them, without stopping the till."""

    def __init__(self, owner: QWidget) -> None:
        self._owner = owner
        self._pages: list[SpecificationPage] = []
        self._dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None  # the dialog uses it and does not keep it

    def begin(self) -> None:
        """Begin another file."""
        self._pages = []

    def add_page(self, page: SpecificationPage) -> None:
        """Take a page; after the last one, ask for the printer."""
        self._pages.append(page)
        if len(self._pages) == page.pages:
            self._ask()

    def _ask(self) -> None:
        if self._dialog is None:
            self._dialog = self._made_dialog()
        self._dialog.show()

    def _made_dialog(self) -> QPrintDialog:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self._owner)
        dialog.setModal(False)
        dialog.accepted.connect(self._print)
        return dialog

    def _print(self) -> None:
        printer = self._printer
        if printer is None:
            return
        painter = QPainter(printer)
        for number, page in enumerate(self._pages):
            if number:
                printer.newPage()
            area: QRect = painter.viewport()
            size = page.image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(area.topLeft(), size), page.image)
        painter.end()
        self._pages = []
