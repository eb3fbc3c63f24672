"""Less, how many, more: the quantity of a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets.segmented import Segment, SegmentButton

_LESS, _COUNT, _MORE = 0, 1, 2


class QuantityStepper(QWidget):
    """Three joined buttons. Signals: `stepped(+1 or -1)`, and `asked()` on the figure itself."""

    stepped = Signal(int)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        segments = (
            Segment("less", "minus", self.tr("One less")),
            Segment("count", "", "", shown=True),
            Segment("more", "plus", self.tr("One more")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = [
            SegmentButton(segment, 40, (number == _LESS, number == _MORE), role=tokens.NAME_STRONG)
            for number, segment in enumerate(segments)
        ]
        for button in self._buttons:
            row.addWidget(button)
        self._buttons[_LESS].clicked.connect(self._less)
        self._buttons[_COUNT].clicked.connect(self.asked)
        self._buttons[_MORE].clicked.connect(self._more)

    def set_quantity(self, quantity: str, can_step: bool = True) -> None:
        """Show a quantity; weighed goods have no steps."""
        self._buttons[_COUNT].set_segment(
            Segment("count", "", quantity, shown=True), self.tr("Quantity %s") % quantity
        )
        self._buttons[_LESS].setEnabled(can_step)
        self._buttons[_MORE].setEnabled(can_step)

    def _less(self) -> None:
        self.stepped.emit(-1)

    def _more(self) -> None:
        self.stepped.emit(1)
