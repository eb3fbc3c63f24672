"""What a person does with widgets: click, press keys, type, look at a window."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def click(
    widget: QWidget,
    at: QPoint | None = None,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    """Click on a widget, in its middle unless a place is given."""
    spot = widget.rect().center() if at is None else at
    QTest.mouseClick(widget, button, _NO_MODIFIER, spot)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER, times: int = 1
) -> None:
    """Press a key so many times."""
    for _ in range(times):
        QTest.keyClick(widget, key, modifiers)


def type_text(widget: QWidget, text: str) -> None:
    """Type a text."""
    QTest.keyClicks(widget, text)


class Stage:
    """Windows that stay as long as the test, ready for the keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._windows: list[QWidget] = []

    def show(self, *widgets: QWidget, width: int = 0, height: int = 0) -> QWidget:
        """A window with these widgets, one below the other."""
        window = QWidget()
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            column.addWidget(widget)
        self._windows.append(window)
        self._qtbot.addWidget(window)
        if width and height:
            window.resize(width, height)
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    def destroy_first(self) -> None:
        """Take the oldest window away with everything that is still in it."""
        shiboken6.delete(self._windows.pop(0))
