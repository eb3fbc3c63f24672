"""The box under the total: figures while paying, the answer when paid. Widgets only."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui import icons, tokens
from pos_app.ui.tokens import ColourName
from pos_app.ui.widgets import painting
from pos_app.ui.widgets.label import Label


class FigureBox(QWidget):
    """A box under the total, 64 high: figures while paying, the answer when paid."""

    def __init__(self, fill: ColourName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self._icon = ""
        self.setFixedHeight(tokens.CONTROL_HUGE)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.S16, 0, tokens.S16, 0)
        self._row.setSpacing(tokens.S24)

    def add_figure(self, label: str, *, trailing: bool = False) -> Label:
        """Add a label over a figure and return the figure, to be set."""
        align = painting.TRAILING if trailing else painting.LEADING
        figure = Label("", tokens.LARGE_STRONG, align=align)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(Label(label, tokens.TEXT, "secondary", align=align))
        column.addWidget(figure)
        column.addStretch()
        if self._row.count():
            self._row.addStretch()
        self._row.addLayout(column)
        return figure

    def add_widget(self, widget: QWidget, stretch: int = 0) -> None:
        """Add anything else."""
        self._row.addWidget(widget, stretch)

    def set_icon(self, icon: str) -> None:
        """Show an icon at the leading end."""
        self._icon = icon
        room = QWidget()  # a mere distance would take the one to its neighbour away
        room.setFixedWidth(tokens.ICON_LARGE + tokens.S12 - self._row.spacing())
        self._row.insertWidget(0, room)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), self._fill)
        if self._icon:
            strip = painting.Strip(self.rect(), self.layoutDirection())
            strip.skip(tokens.S16)
            place = strip.lead(tokens.ICON_LARGE)
            icons.paint(painter, place, self._icon, "positive", tokens.ICON_LARGE)
