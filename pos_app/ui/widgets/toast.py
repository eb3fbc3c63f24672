"""A short confirmation at the bottom of the catalogue, with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import icons, theme, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label

_SHADOW = tokens.S16
_WIDEST = 480


class Toast(QWidget):
    """One message with one action. Signal: `acted()`."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = "circle-check"
        self._tone: ColourName = "positive"
        self._words = Label()
        self._action = Button(kind="ghost")
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SHADOW + 4, _SHADOW + 4, _SHADOW + 4, _SHADOW + 4)
        row.setSpacing(0)
        row.addSpacing(tokens.S8 + tokens.ICON + tokens.S12)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.TOAST_MS)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    def show_message(
        self, text: str, action: str, icon: str = "circle-check", tone: ColourName = "positive"
    ) -> None:
        """Show a message for five seconds; the one before it goes at once."""
        self._icon, self._tone = icon, tone
        self._words.setText(text)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._timer.start()
        self.show()
        self.raise_()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        card = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        self._paint_shadow(painter, card.translated(0, 4))
        painting.box(painter, card, "surface", "line")
        strip = painting.Strip(card, self.layoutDirection())
        strip.skip(tokens.S12)
        icons.paint(painter, strip.lead(tokens.ICON), self._icon, self._tone)

    def _paint_shadow(self, painter: QPainter, card: QRect) -> None:
        """Rings that fade towards the outside: no effect object, and the same on every system."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = _SHADOW - 4
        tint = QColor(theme.colour("shadow"))
        full = tint.alphaF()
        for out in range(-4, reach):
            tint.setAlphaF(full * ((reach - out) / (reach + 4)) ** 2)
            painter.setPen(QPen(tint, 1))
            ring = QRectF(card).adjusted(-out, -out, out, out).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(ring, tokens.RADIUS + out, tokens.RADIUS + out)


class ToastArea(QWidget):
    """A page with room for one toast above its lower edge. Put the content into it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        self.toast = Toast(self)
        self.toast.acted.connect(self._act)
        self._on_action: Callable[[], None] | None = None

    def show_toast(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        icon: str = "circle-check",
        tone: ColourName = "positive",
    ) -> None:
        """Say what was done and offer the way back, such as "Undo"."""
        self._on_action = on_action
        self.toast.show_message(text, action, icon, tone)
        self._place()

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = min(_WIDEST, self.width() - 2 * tokens.S16)
        card = QRect(0, self.height() - tokens.TOAST - tokens.S16, wide, tokens.TOAST)
        card.moveLeft((self.width() - wide) // 2)
        self.toast.setGeometry(card.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))
