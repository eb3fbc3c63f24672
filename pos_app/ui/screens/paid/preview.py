"""The receipt to look at, in the place of the catalogue. Widgets only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.widgets.page_head import PageHead
from pos_app.ui.widgets.receipt_paper import ReceiptPaper
from pos_core.receipt import Receipt


class ReceiptPreview(QWidget):
    """A receipt as it comes out of the printer. Signal: `back()`."""

    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("receipt")
        self.head = PageHead(self.tr("Receipt"), back=self.tr("Back to the sale"))
        self.head.back.connect(self.back)
        self.paper = ReceiptPaper(desk.money)
        self.paper.setObjectName("receipt.paper")
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        middle.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._area, 1)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show a receipt from its top."""
        self.head.set_title(self.tr("Receipt"), receipt.number)
        self.paper.show_receipt(receipt)
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus()
