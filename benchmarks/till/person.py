"""Somebody who waits at the till: runs the window's events until something is so, or painted.

Made of Qt alone, so that it adds nothing to a start that is measured. Knows no screen.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 10.0
HEARTBEAT_MS = 500
"""How often the event loop wakes up when nothing happens, to see that it never will."""


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
    """Waits on the window's thread."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.app = app
        self._heartbeat = QTimer(self)
        self._heartbeat.start(HEARTBEAT_MS)

    def until(self, done: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
        """Run the event loop until something is so; return the time (`perf_counter`)."""
        deadline = perf_counter() + seconds
        while not done():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() > deadline:
                raise NeverHappened(what)
        return perf_counter()

    def until_painted(self, paints: Painted, shows: Callable[[], bool], what: str) -> float:
        """Run the event loop until a paint shows something; return the time."""
        paints.expect(shows)
        return self.until(lambda: paints.happened, f"painted: {what}")

    def rest(self, seconds: float) -> None:
        """Do nothing for a while."""
        alarm = QTimer(self)
        alarm.setSingleShot(True)
        alarm.setTimerType(Qt.TimerType.PreciseTimer)
        alarm.start(int(seconds * 1000))
        self.until(lambda: not alarm.isActive(), "time passes", seconds + PATIENCE)
        alarm.deleteLater()
