"""What the sync page shows and can do: the journal's rows, send now, verify. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow, SyncState

ROWS = 200


class SyncPresenter(QObject):
    """This register's journal.

    Signals: `state(SyncState)`, `rows(list of JournalRow, more)`, `failed(Message)`,
    `sending(bool)`, `verifying(bool)`, `verified(entries)`, `damaged(Message)`.
    """

    state = Signal(object)
    rows = Signal(object, bool)
    failed = Signal(object)
    sending = Signal(bool)
    verifying = Signal(bool)
    verified = Signal(int)
    damaged = Signal(object)

    def __init__(self, desk: Desk, bridge: SyncBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._unposted_only = False
        self._shown = False
        self._reading = False
        self._read_again = False
        bridge.changed.connect(self._changed)
        bridge.round_ended.connect(self._round_ended)

    @property
    def network_on(self) -> bool:
        """Whether the till's network switch is on."""
        return self._bridge.network_on

    @property
    def unposted_only(self) -> bool:
        """Whether only entries are shown that are not in the books."""
        return self._unposted_only

    def open(self) -> None:
        """Show the journal as it is now, and follow it while the page is shown."""
        self._shown = True
        if self._bridge.state is not None:
            self.state.emit(self._bridge.state)
        self.read()

    def close(self) -> None:
        """Stop following: the page is not shown."""
        self._shown = False

    def show_only_unposted(self, only: bool) -> None:
        """Show all entries, or those that are not in the books yet."""
        self._unposted_only = only
        self.read()

    def read(self) -> None:
        """Read the newest rows; a wish that comes meanwhile is read after it."""
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        rows, only = self._desk.services.journal_view.rows, self._unposted_only
        self._desk.background.database(
            lambda: rows(ROWS + 1, None, only), self._have_rows, self._not_read
        )

    def _have_rows(self, rows: list[JournalRow]) -> None:
        self._reading = False
        if self._read_again:
            self.read()
            return
        self.rows.emit(rows[:ROWS], len(rows) > ROWS)

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(self._desk.message(error))

    def _changed(self, state: SyncState) -> None:
        if self._shown:
            self.state.emit(state)
            self.read()

    def send_now(self) -> None:
        """Send what waits, now."""
        self.sending.emit(True)
        self._bridge.ask()

    def _round_ended(self) -> None:
        self.sending.emit(False)

    def switch_network(self, on: bool) -> None:
        """Turn the till's network on or off."""
        self._bridge.switch_network(on)

    def verify(self) -> None:
        """Check the whole journal: chain, signatures, receipt numbers."""
        self.verifying.emit(True)
        verify = self._desk.services.journal_view.verify
        self._desk.background.pool(verify, self._was_verified, self._is_damaged)

    def _was_verified(self, entries: int) -> None:
        self.verifying.emit(False)
        self.verified.emit(entries)

    def _is_damaged(self, error: Exception) -> None:
        self.verifying.emit(False)
        message: Message = self._desk.message(error)
        self.damaged.emit(message)
