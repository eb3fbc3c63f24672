"""What everything that can be pressed has in common: states, focus ring, selection, busy.

The base of buttons, tiles and keys. It paints nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimerEvent
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from shiboken6 import isValid

from pos_app.ui import tokens
from pos_app.ui.widgets.button_look import State
from pos_app.ui.widgets.focus_ring import FocusRing

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPIN_STEP = 30


class PressTarget(QAbstractButton):
    """A button without a face.

    It takes the keyboard by Tab only, so that a click leaves it in the search field, and is
    pressed with Space, never with Enter: a scanner ends every code with Enter.
    """

    ringed = True
    """Whether focus shows as a ring outside the edge; where False the subclass paints it inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._selected = False
        self._busy_text: str | None = None
        self._spin = 0
        self._timer = 0
        self._ring: FocusRing | None = None

    def set_selected(self, selected: bool) -> None:
        """Mark as the chosen one of several."""
        self._selected = selected
        self.update()

    def is_selected(self) -> bool:
        """Whether it is marked as the chosen one."""
        return self._selected

    def set_busy(self, text: str | None) -> None:
        """Show that the work goes on, with its verb ("Paying"); None ends it.

        While busy it cannot be pressed, and its width does not change.
        """
        self._busy_text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, text is not None)
        if text is not None and not self._timer:
            self._timer = self.startTimer(tokens.SPINNER_MS)
        elif text is None and self._timer:
            self.killTimer(self._timer)
            self._timer, self._spin = 0, 0
        self.update()

    def is_busy(self) -> bool:
        """Whether the work it started goes on."""
        return self._busy_text is not None

    def state(self) -> State:
        """What it looks like now."""
        if not self.isEnabled():
            return "disabled"
        if self.isDown():
            return "pressed"
        if self._selected:
            return "selected"
        return "hover" if self.underMouse() and not self.is_busy() else "default"

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() == self._timer:
            self._spin = (self._spin + _SPIN_STEP) % 360
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_busy() or event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.ringed:
            return
        ring = self._living_ring()
        if ring is None:
            ring = self._ring = FocusRing(self)
        ring.place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_ring()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._move_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move_ring()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._hide_ring()

    def _living_ring(self) -> FocusRing | None:
        """The ring, unless the window in which it was is gone."""
        return self._ring if self._ring is not None and isValid(self._ring) else None

    def _hide_ring(self) -> None:
        ring = self._living_ring()
        if ring is not None:
            ring.hide()

    def _move_ring(self) -> None:
        ring = self._living_ring()
        if ring is not None and self.hasFocus():
            ring.place()
