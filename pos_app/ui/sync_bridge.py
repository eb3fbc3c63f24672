"""Drives the sync engine by a timer: when a round runs, and who hears what came of it.

The engine says when it wants to run again; a sale or a person may call earlier. Knows nothing of
what is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.ui.background import BackgroundWork

if TYPE_CHECKING:
    from pos_app.services.records import SyncOutcome, SyncState
    from pos_app.ui.till_services import TillServices

_SOONEST_MS = 200
_LATEST_MS = 120_000  # a server may ask for a minute, and chance adds up to one
_AFTER_FAILURE_MS = 5_000
_THUMBNAILS_AT_ONCE = 40


class SyncBridge(QObject):
    """One loop over `engine.run_once`.

    Signals: `changed(SyncState)` whenever the journal's state may have moved; `catalogue_changed()`
    when a feed brought changes; `thumbnails_arrived()`; `failed(Exception)` when the disk did not
    play along; `round_ended()`.
    """

    changed = Signal(object)
    catalogue_changed = Signal()
    thumbnails_arrived = Signal()
    failed = Signal(object)
    round_ended = Signal()

    def __init__(
        self, services: TillServices, background: BackgroundWork, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._background = background
        self._running = False
        self._again = False
        self._fetching = False
        self._stopped = True
        self.state: SyncState | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._run)

    @property
    def network_on(self) -> bool:
        """Whether the till's own network switch is on."""
        return self._services.network_switch.on

    @property
    def is_running(self) -> bool:
        """Whether a round is under way."""
        return self._running

    def start(self) -> None:
        """Begin: a first round at once."""
        self._stopped = False
        self.read_state()
        self.wake()

    def stop(self) -> None:
        """Run no further round."""
        self._stopped = True
        self._timer.stop()

    def wake(self) -> None:
        """Run a round now, or right after the one that is under way."""
        if self._stopped:
            return
        self._again = self._running
        if not self._running:
            self._run()

    def sold(self) -> None:
        """Something new is in the journal: show it, and send it."""
        self.read_state()
        self.wake()

    def switch_network(self, on: bool) -> None:
        """Turn the till's network on or off; it holds at once."""
        self._services.network_switch.on = on
        self.ask()

    def ask(self) -> None:
        """Run a round that asks the server, whether anything is due or not."""
        self._services.engine.ask_now()
        self.wake()

    def read_state(self) -> None:
        """Read how far the journal has come and tell everybody."""
        view, note = self._services.journal_view, self._services.unsent_note

        def read() -> SyncState:
            state = view.state()
            note.keep(state)
            return state

        self._background.database(read, self._state_read, self.failed.emit)

    def _state_read(self, state: SyncState) -> None:
        self.state = state
        self.changed.emit(state)

    def _run(self) -> None:
        if self._stopped or self._running:
            return
        self._timer.stop()
        self._running = True
        self._again = False
        self._background.pool(self._services.engine.run_once, self._ran, self._broke)

    def _ran(self, outcome: SyncOutcome) -> None:
        self._running = False
        if outcome.changes_applied:
            self.catalogue_changed.emit()
        wait_ms = int(outcome.retry_after_seconds * 1000)
        self._finish(max(_SOONEST_MS, min(_LATEST_MS, wait_ms)))
        if outcome.idle and self.network_on:
            self._fetch_thumbnails()

    def _broke(self, error: Exception) -> None:
        self._running = False
        self.failed.emit(error)
        self._finish(_AFTER_FAILURE_MS)

    def _finish(self, wait_ms: int) -> None:
        self.read_state()
        self.round_ended.emit()
        if not self._stopped:
            self._timer.start(_SOONEST_MS if self._again else wait_ms)

    def _fetch_thumbnails(self) -> None:
        """Fetch pictures that are missing, a few at a time, while there is nothing better to do."""
        if self._fetching:
            return
        self._fetching = True
        fetch = self._services.media.fetch_thumbnails
        self._background.pool(lambda: fetch(_THUMBNAILS_AT_ONCE), self._fetched, self._not_fetched)

    def _fetched(self, count: int) -> None:
        self._fetching = False
        if count:
            self.thumbnails_arrived.emit()
            self._fetch_thumbnails()

    def _not_fetched(self, _: Exception) -> None:
        """Without a network there are no pictures; the next idle round tries again."""
        self._fetching = False
