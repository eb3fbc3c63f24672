"""The line one types into, inside every field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.ui import fonts, tokens
from pos_app.ui.tokens import Type


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class FieldEdit(QLineEdit):
    """A line edit whose text begins at the side where the window's reading begins.

    Qt would follow the first letter instead, and a name in Latin letters would stand alone at the
    far end of a form that runs right to left. `numeric` text stands at the other side.
    """

    def __init__(
        self, role: Type = tokens.TEXT, *, numeric: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._numeric = numeric
        self.setFont(fonts.font(role))
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = right_to_left != self._numeric
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
