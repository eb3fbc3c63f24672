"""Somebody at the till: keys into whatever has the keyboard, and eyes on what is painted.

Made of Qt alone, so that it adds nothing to a start that is measured. Knows no screen.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 10.0
HEARTBEAT_MS = 500
"""How often the event loop wakes up when nothing happens, to see that it never will."""
SCANNER_MS, PERSON_MS = 2, 120
"""The time between two characters of a scanner and of a person, as their key events say it."""


class NeverHappened(Exception):
    """The window did not do what was waited for."""


class Painted(QObject):
    """Watches a widget for the first paint that shows what is waited for."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._shows: Callable[[], bool] | None = None
        widget.installEventFilter(self)

    def expect(self, shows: Callable[[], bool]) -> None:
        """Wait for a paint at which this is so."""
        self._shows = shows

    @property
    def happened(self) -> bool:
        """Whether it was painted."""
        return self._shows is None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        if self._shows is not None and event.type() == QEvent.Type.Paint and self._shows():
            self._shows = None
        return False


class Person(QObject):
    """Types and waits on the window's thread."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._clock_ms = 1_000_000
        self._heartbeat = QTimer(self)
        self._heartbeat.start(HEARTBEAT_MS)

    def type(self, text: str, gap_ms: int = PERSON_MS) -> None:
        """Send characters to the widget with the keyboard, and let the window work on each."""
        for character in text:
            self.press(Qt.Key(ord(character.upper())), character, gap_ms)
            self._app.processEvents()

    def scan(self, code: str) -> float:
        """Scan a code; return the time (`perf_counter`) of its Enter, which is still to be seen."""
        self.type(code, SCANNER_MS)
        self.press(Qt.Key.Key_Return, "\r", SCANNER_MS)
        return perf_counter()

    def press(self, key: Qt.Key, text: str = "", gap_ms: int = PERSON_MS) -> None:
        """Send one key to the widget with the keyboard, as if `gap_ms` after the one before."""
        target = QApplication.focusWidget()
        if target is None:
            raise NeverHappened("no widget has the keyboard")
        self._clock_ms += gap_ms
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, none, text)
            event.setTimestamp(self._clock_ms)
            QCoreApplication.postEvent(target, event)

    def until(self, done: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
        """Run the event loop until something is so; return the time (`perf_counter`)."""
        deadline = perf_counter() + seconds
        while not done():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() > deadline:
                raise NeverHappened(what)
        return perf_counter()

    def until_painted(self, paints: Painted, shows: Callable[[], bool], what: str) -> float:
        """Run the event loop until a paint shows something; return the time."""
        paints.expect(shows)
        return self.until(lambda: paints.happened, f"painted: {what}")

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        end = perf_counter() + seconds
        self.until(lambda: perf_counter() > end, "time passes", seconds + PATIENCE)
