"""How far long work has come: what it is, a figure, a bar, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui import tokens
from pos_app.ui.tokens import ColourName, Type
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.label import Label

_HEIGHT = 8
_UNKNOWN = 280


def paint_bar(painter: QPainter, rect: QRect, permille: int, fill: ColourName = "chart1") -> None:
    """A bar of which `permille` thousandths are filled, from the leading end."""
    radius = rect.height() // 2
    painting.box(painter, rect, "sunken", radius=radius)
    done = rect.width() * max(0, min(1000, permille)) // 1000
    strip = painting.Strip(rect, painter.layoutDirection())
    painter.save()
    painter.setClipPath(painting.rounded(rect, radius))
    painting.box(painter, strip.lead(done), fill, radius=0)
    painter.restore()


class Bar(QWidget):
    """The bar alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._permille = 0

    def set_permille(self, permille: int) -> None:
        """Fill so many thousandths."""
        self._permille = permille
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(QPainter(self), self.rect(), self._permille)


class ProgressBar(QWidget):
    """Label, figure, bar and, where it can be stopped, *Cancel*. Signal: `cancelled()`."""

    cancelled = Signal()

    def __init__(
        self,
        label: str,
        *,
        cancellable: bool = False,
        role: Type = tokens.TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = Label(label, role)
        self._figure = Label(tone="secondary", align=painting.TRAILING)
        self._bar = Bar()
        self._cancel = Button(self.tr("Cancel"), "ghost")
        self._cancel.setObjectName("progress.cancel")
        self._cancel.clicked.connect(self.cancelled)
        if not cancellable:
            self._cancel.hide()
        line = QHBoxLayout()
        line.addWidget(self._label, 1)
        line.addWidget(self._figure)
        bar = QVBoxLayout()
        bar.setSpacing(tokens.S4)
        bar.addLayout(line)
        bar.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S16)
        row.addLayout(bar, 1)
        row.addWidget(self._cancel)
        self.setAccessibleName(label)

    def set_cancellable(self, cancellable: bool) -> None:
        """Offer *Cancel*, or take it away when there is nothing to stop."""
        self._cancel.setVisible(cancellable)

    def set_label(self, label: str) -> None:
        """Change what the work is called."""
        self._label.setText(label)
        self.setAccessibleName(label)

    def set_progress(self, done: int, total: int, figure: str) -> None:
        """Show how much of how much, and the same as words, such as "2,918 of 4,070".

        While the total is not known yet (0) the bar shows that something is going on.
        """
        self._bar.set_permille(done * 1000 // total if total else _UNKNOWN)
        self._figure.setText(figure)
        self.setAccessibleDescription(figure)
