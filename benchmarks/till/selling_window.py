"""The real selling screen on a filled till, driven by key events, and when its paint is done.

What a person or a scanner does comes in as key events of the window's focus; what counts as done is
the paint of the list that shows it. Knows no figure.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.prepared_till import PASSWORD, USERNAME, settings_of
from benchmarks.screen import HEIGHT, WIDTH
from pos_app.bootstrap import build_till
from pos_app.services.records import Session
from pos_app.services.till import Till
from pos_app.ui.background import Background
from pos_app.ui.desk import Desk, open_desk
from pos_app.ui.pictures import Pictures
from pos_app.ui.scanner import ScanFilter
from pos_app.ui.screens.sell.screen import SellScreen
from pos_app.ui.theme import apply_theme

PATIENCE = 10.0
HEARTBEAT_MS = 500
"""How often the event loop wakes up when nothing happens, to see that it never will."""
SCANNER_MS, PERSON_MS = 2, 120
"""The time between two characters of a scanner and of a person, as their key events say it."""


class NeverHappened(Exception):
    """The window did not do what a benchmark waited for."""


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


@dataclass
class SellingWindow:
    """A till, its window, and somebody at it."""

    app: QApplication
    till: Till
    background: Background
    desk: Desk
    sell: SellScreen
    cart_paints: Painted
    grid_paints: Painted
    clock_ms: int = field(default=1_000_000)

    def type(self, text: str, gap_ms: int = PERSON_MS) -> None:
        """Send characters to the widget with the keyboard, and let the window work on each."""
        for character in text:
            self.key(Qt.Key(ord(character.upper())), character, gap_ms)
            self.app.processEvents()

    def key(self, key: Qt.Key, text: str = "", gap_ms: int = PERSON_MS) -> None:
        """Send one key to the widget with the keyboard, as if `gap_ms` after the one before."""
        target = QApplication.focusWidget()
        if target is None:
            raise NeverHappened("no widget has the keyboard")
        self.clock_ms += gap_ms
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, none, text)
            event.setTimestamp(self.clock_ms)
            QCoreApplication.postEvent(target, event)

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

    def settle(self) -> None:
        """Let everything finish that was begun: background work and the events it brings."""
        ended: list[bool] = []
        self.background.database(lambda: True, ended.append, lambda _: None)
        self.until(lambda: bool(ended), "the database worker is idle")
        self.app.processEvents()


@contextmanager
def selling_window(
    folder: Path, around: Callable[[Till], Till] = lambda till: till
) -> Iterator[SellingWindow]:
    """Open the till in this folder, sign its salesperson in offline, and show the selling.

    `around` may put a watch on one of the till's services.
    """
    app = QApplication([])
    apply_theme(app, "light")
    till = around(build_till(settings_of(folder)))
    background = Background()
    desks: list[Desk] = []
    open_desk(till, background, desks.append, _raise)
    while not desks:
        app.processEvents()
    till.network_switch.on = False
    session = till.sign_in.with_password(USERNAME, PASSWORD)
    till.network_switch.on = True
    assert isinstance(session, Session)
    desks[0].session = session
    window = _shown(app, till, background, desks[0])
    try:
        yield window
    finally:
        background.shut_down()
        till.close()


def _shown(app: QApplication, till: Till, background: Background, desk: Desk) -> SellingWindow:
    sell = SellScreen(desk, Pictures(till.media, background))
    scans = ScanFilter(app)
    scans.scanned.connect(sell.scan)
    app.installEventFilter(scans)
    scans.set_on(True)
    heartbeat = QTimer(sell)
    heartbeat.start(HEARTBEAT_MS)
    sell.resize(WIDTH, HEIGHT)
    sell.show()
    sell.activateWindow()
    window = SellingWindow(
        app,
        till,
        background,
        desk,
        sell,
        Painted(sell.panel.list.viewport()),
        Painted(sell.pages.catalogue.grid.viewport()),
    )
    sell.open()
    catalogue = sell.pages.catalogue
    if till.find_products.count():
        window.until_painted(
            window.grid_paints, lambda: catalogue.model.rowCount() > 0, "the catalogue"
        )
    window.until(
        lambda: QApplication.focusWidget() is catalogue.search.edit, "the search has focus"
    )
    window.settle()
    return window


def _raise(error: Exception) -> None:
    raise error
