"""The ring around a button that has the keyboard: 2 px wide, 2 px away from its edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from pos_app.ui import tokens
from pos_app.ui.widgets import painting

_REACH = tokens.FOCUS_GAP + tokens.FOCUS_WIDTH


class FocusRing(QWidget):
    """A transparent neighbour of the widget it was made for, 4 px larger on every side.

    A widget cannot paint outside its own edge. The ring becomes a child of the nearest ancestor
    that has room for it, so that it scrolls and is clipped like its target.
    """

    def __init__(self, target: QWidget) -> None:
        super().__init__(target.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target = target
        target.destroyed.connect(self.deleteLater)
        self.hide()

    def place(self) -> None:
        """Show the ring around the place where its target is now."""
        host, ring = self._target.parentWidget(), QRect()
        while host is not None:
            corner = self._target.mapTo(host, QPoint(0, 0))
            ring = QRect(corner, self._target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
            if host.isWindow() or host.rect().contains(ring):
                break
            host = host.parentWidget()
        if host is None:
            return
        if self.parentWidget() is not host:
            self.setParent(host)
        self.setGeometry(ring)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = tokens.RADIUS + _REACH
        painting.box(painter, self.rect(), "clear", "accent", tokens.FOCUS_WIDTH, radius)
