"""A column that scrolls where a window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QScroller, QWidget

from pos_app.ui import tokens

_ROOM = tokens.FOCUS_GAP + tokens.FOCUS_WIDTH


class ScrollColumn(QScrollArea):
    """Shows a layout as high as it wants to be; what does not fit is scrolled to.

    It is as wide as its place, and never narrower than what it holds. It takes `room` px around
    for the rings of focus, so that they are not cut off: place it that much further out. `in_card`
    gives it a card's ground instead of the page's.
    """

    room = _ROOM

    def __init__(
        self, layout: QLayout, *, in_card: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._inner = QWidget()
        if in_card:
            self._inner.setProperty("surface", "surface")
        layout.setContentsMargins(_ROOM, _ROOM, _ROOM, _ROOM)
        self._inner.setLayout(layout)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, tokens.CONTROL)
