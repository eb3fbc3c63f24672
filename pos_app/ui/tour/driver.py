"""Hands and eyes of the guided tour: finds widgets by name, presses, types, scans, waits, looks.

Knows nothing of what the tour wants to show. Everything goes through the window's own events.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from pos_core.errors import EnvironmentFailed

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 30_000
GLANCE_MS = 20
SETTLE_MS = 150
_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")


class Driver:
    """Drives one main window as a person with keyboard, mouse and scanner would."""

    def __init__(self, window: QWidget, pictures: Path, prefix: str) -> None:
        """Drive `window`; pictures go into `pictures`, their names beginning with `prefix`."""
        self._window = window
        self._prefix = prefix
        self._pictures = pictures
        self._taken = 0

    def find(self, name: str, kind: type[W]) -> W | None:
        """Return the visible widget of this name, or None while there is none."""
        for widget in QApplication.allWidgets():
            if widget.objectName() == name and isinstance(widget, kind) and widget.isVisible():
                return widget
        return None

    def wait(self, look: Callable[[], object], what: str, patience_ms: int = PATIENCE_MS) -> None:
        """Let the window live until `look` is true; raise `tour.waited_in_vain` otherwise."""
        for _ in range(patience_ms // GLANCE_MS):
            if look():
                return
            self.rest(GLANCE_MS)
        self.picture("waited-in-vain")
        raise EnvironmentFailed("tour.waited_in_vain", what=what)

    def rest(self, milliseconds: int) -> None:
        """Let the window live for a while.

        An event loop of its own and not `QTest.qWait`, which keeps Python's lock while it waits
        and so starves the workers.
        """
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def need(self, name: str, kind: type[W]) -> W:
        """Wait for the visible, enabled widget of this name and return it."""

        def ready() -> bool:
            widget = self.find(name, kind)
            return widget is not None and widget.isEnabled()

        self.wait(ready, f"{name} to be ready")
        found = self.find(name, kind)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        """Click a widget in its middle."""
        widget = self.need(name, QWidget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def write(self, name: str, text: str) -> None:
        """Replace a field's text by typing."""
        widget = self.need(name, QWidget)
        field = widget if isinstance(widget, QLineEdit) else widget.findChild(QLineEdit)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text, delay=60)  # slower than a scanner
        self.wait(lambda: field.text() == text, f"{name} to hold what was typed")

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type_keys(self, text: str) -> None:
        """Type at a person's pace where the focus is."""
        QTest.keyClicks(self._focus(), text, delay=60)

    def scan(self, code: str) -> None:
        """Send a code at a scanner's pace, ended by Enter, wherever the focus is."""
        target = self._focus()
        QTest.keyClicks(target, code)
        QTest.keyClick(target, Qt.Key.Key_Return)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def text(self, name: str) -> str:
        """Return what a label, a button or a field says; its accessible name where it has none."""
        widget = self.need_visible(name)
        if isinstance(widget, QLabel | QLineEdit):
            return widget.text()
        labels = widget.findChildren(QLabel) if not widget.accessibleName() else []
        return widget.accessibleName() or " ".join(label.text() for label in labels)

    def words(self, name: str) -> str:
        """Return all that the labels within a visible widget say."""
        labels = self.need_visible(name).findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def need_visible(self, name: str) -> QWidget:
        """Wait for the visible widget of this name, enabled or not."""
        self.wait(lambda: self.find(name, QWidget), f"{name} to be seen")
        found = self.find(name, QWidget)
        assert found is not None
        return found

    def amount_minor(self, name: str) -> int:
        """Return the amount a widget shows, in minor units of a currency with two decimals."""
        shown = _AMOUNT.search(self.text(name))
        if shown is None:
            raise EnvironmentFailed("tour.no_amount", widget=name, text=self.text(name))
        return int(re.sub(r"[,.]", "", shown[0]))

    def picture(self, name: str) -> Path:
        """Save what the window looks like now, numbered in the order of the tour."""
        self._taken += 1
        file = self._pictures / f"{self._prefix}-{self._taken:02d}-{name}.png"
        self.save(file)
        return file

    def save(self, file: Path) -> None:
        """Save what the window looks like now as a PNG file, in the pixels of the screen."""
        self.rest(SETTLE_MS)  # a motion of 120 ms may be under way
        window = self._window
        shot = window.screen().grabWindow(window.winId(), 0, 0, window.width(), window.height())
        shot.save(str(file))

    def point_away(self) -> None:
        """Move the mouse where it changes nothing in a picture."""
        QTest.mouseMove(self._window, QPoint(2, 2))
