"""Specifications go to a printer of the system after it was chosen in a dialog beside the till."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.screens.product.paper import PaperQueue
from pos_app.ui.screens.product.presenter import SpecificationPage


def test_the_pages_are_printed_where_the_dialog_says(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    queue = PaperQueue(owner)
    image = QImage(200, 280, QImage.Format.Format_RGB32)
    image.fill(0x1F5FE0)
    queue.begin()
    queue.add_page(SpecificationPage(0, image, 2))
    assert owner.findChild(QPrintDialog) is None
    queue.add_page(SpecificationPage(1, image, 2))
    dialog = owner.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    printed = tmp_path / "specification.pdf"
    dialog.printer().setOutputFileName(str(printed))
    dialog.accepted.emit(dialog.printer())
    assert printed.read_bytes().count(b"/Type /Page\n") == 2
    dialog.close()
