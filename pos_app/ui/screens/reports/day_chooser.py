"""Which day is shown: the day before, the day after, or one of the last days by its name."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from pos_app.ui import tokens
from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.view import day_name
from pos_app.ui.widgets.button import Button, IconButton

_DAYS_BY_NAME = 7


class DayChooser(QWidget):
    """Back and forth by a day, never after today. Signals: `stepped(±1)`, `chosen(date)`."""

    stepped = Signal(int)
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._today = date.min
        self.back = IconButton("chevron-left", self.tr("The day before"))
        self.back.setObjectName("reports.day_before")
        self.name = Button(icon="calendar", end_icon="chevron-down")
        self.name.setObjectName("reports.day")
        self.forth = IconButton("chevron-right", self.tr("The day after"))
        self.forth.setObjectName("reports.day_after")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S4)
        for button in (self.back, self.name, self.forth):
            row.addWidget(button)
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        self.name.clicked.connect(self.open_menu)

    def show_day(self, day: date, today: date) -> None:
        """Show which day it is; from today there is no way forth."""
        self._today = today
        self.name.set_text(self._name(day))
        self.forth.setEnabled(day < today)

    def _name(self, day: date) -> str:
        if day == self._today:
            return self.tr("Today")
        if day == self._today - timedelta(days=1):
            return self.tr("Yesterday")
        return day_name(day, self._desk)

    def _back(self) -> None:
        self.stepped.emit(-1)

    def _forth(self) -> None:
        self.stepped.emit(1)

    def _chosen(self, action: QAction) -> None:
        self.chosen.emit(date.fromisoformat(action.data()))

    def open_menu(self) -> QMenu:
        """Open the list of the last days."""
        menu = QMenu(self)
        menu.setObjectName("reports.days")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in range(_DAYS_BY_NAME + 1):
            day = self._today - timedelta(days=number)
            menu.addAction(self._name(day)).setData(day.isoformat())
        menu.triggered.connect(self._chosen)
        menu.popup(self.name.mapToGlobal(QPoint(0, self.name.height() + tokens.S4)))
        return menu
