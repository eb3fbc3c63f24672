"""What the sync page shows and can do: entries, where sales stand, send, verify, export, notices.

Draws nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.sync.journal_rows import renewed
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.services.overview_records import Standing, Wanted
    from pos_app.services.records import JournalRow, SyncState
    from pos_app.services.till_notices import Notice
    from pos_app.ui.background import Task

ROWS = 200
"""How many entries are read at once."""


class SyncPresenter(QObject):
    """This register's journal.

    Signals: `state(SyncState)`, `standing(Standing)`, `rows(list of JournalRow, more)`,
    `failed(Message)`, `sending(bool)`, `verifying(bool)`, `verified(entries)`, `damaged(Message)`,
    `exported(file name, entries)`, `not_exported(Message)`, `notice(Notice or None)`.
    """

    state = Signal(object)
    standing = Signal(object)
    rows = Signal(object, bool)
    exported = Signal(str, int)
    not_exported = Signal(object)
    notice = Signal(object)
    failed = Signal(object)
    sending = Signal(bool)
    verifying = Signal(bool)
    verified = Signal(int)
    damaged = Signal(object)

    def __init__(self, desk: Desk, bridge: SyncBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._wanted = _everything()
        self._shown = False
        self._loaded: list[JournalRow] = []
        self._more = False
        self._task: Task | None = None
        self._reading = False
        self._read_again = False
        self._rounds_to_wait = 0
        bridge.changed.connect(self._changed)
        bridge.round_ended.connect(self._round_ended)

    @property
    def network_on(self) -> bool:
        """Whether the till's network switch is on."""
        return self._bridge.network_on

    @property
    def wanted(self) -> Wanted:
        """Which entries are shown."""
        return self._wanted

    def open(self) -> None:
        """Show the journal as it is now, and follow it while the page is shown."""
        self._shown = True
        if self._bridge.state is not None:
            self.state.emit(self._bridge.state)
        self._loaded = []
        self._wanted = _everything()
        self.read()
        self.read_notices()

    def close(self) -> None:
        """Stop following: the page is not shown."""
        self._shown = False

    def show_only(self, *, unposted: bool = False, remarked: bool = False) -> None:
        """Show all entries, those that are not in the books yet, or those with a remark."""
        self._want(replace(self._wanted, unposted_only=unposted, remarked_only=remarked))

    def find(self, text: str) -> None:
        """Show only entries in which this text stands; all when it is empty."""
        self._want(replace(self._wanted, text=text))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._loaded = []
        if self._task is not None:
            self._task.cancel()
        self._reading = False
        self.read()

    # Reading.

    def read(self) -> None:
        """Read the newest entries; a wish that comes meanwhile is read after it."""
        if self._reading:
            self._read_again = True
        else:
            self._ask(None)

    def read_more(self) -> None:
        """Read older entries, when there are any: somebody scrolls down."""
        if self._more and self._loaded and not self._reading:
            self._ask(self._loaded[-1].place)

    def _ask(self, before_place: int | None) -> None:
        self._reading, self._read_again = True, False
        services, wanted = self._desk.services, self._wanted
        journal, entries = services.journal_view, services.journal_list

        def work() -> tuple[list[JournalRow], SyncState, Standing]:
            rows = entries.rows(wanted, ROWS + 1, before_place)
            return rows, journal.state(), entries.standing()

        have = self._have_newest if before_place is None else self._have_older
        self._task = self._desk.background.database(work, have, self._not_read)

    def _have_newest(self, read: tuple[list[JournalRow], SyncState, Standing]) -> None:
        rows, state, standing = read
        self.state.emit(state)
        self.standing.emit(standing)
        newest = rows[:ROWS]
        unposted = self._wanted.unposted_only
        self._loaded = renewed(self._loaded, newest, state, unposted=unposted)
        if len(self._loaded) == len(newest):
            self._more = len(rows) > ROWS
        self._show()

    def _have_older(self, read: tuple[list[JournalRow], SyncState, Standing]) -> None:
        rows, _, _ = read
        self._loaded = [*self._loaded, *rows[:ROWS]]
        self._more = len(rows) > ROWS
        self._show()

    def _show(self) -> None:
        self._reading = False
        self.rows.emit(self._loaded, self._more)
        if self._read_again:
            self.read()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(self._desk.message(error))

    def _changed(self, state: SyncState) -> None:
        if self._shown:
            self.state.emit(state)
            self.read()

    # Sending.

    def send_now(self) -> None:
        """Send what waits, now; busy until the round that does it has ended."""
        if self._rounds_to_wait:
            return
        self._rounds_to_wait = 2 if self._bridge.is_running else 1
        self.sending.emit(True)
        self._bridge.ask()
        if self._rounds_to_wait and not self._bridge.is_running:
            self._rounds_to_wait = 0  # sync has not begun yet, so no round will end
            self.sending.emit(False)

    def _round_ended(self) -> None:
        if self._rounds_to_wait:
            self._rounds_to_wait -= 1
            if not self._rounds_to_wait:
                self.sending.emit(False)

    def switch_network(self, on: bool) -> None:
        """Turn the till's network on or off."""
        self._bridge.switch_network(on)

    # Verifying.

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

    # Writing it down.

    def export(self, path: Path, *, unsent_only: bool = False) -> None:
        """Write the journal, or what is not in the books of it, into a file that proves itself."""
        write = self._desk.services.export_journal.to_file

        def failed(error: Exception) -> None:
            self.not_exported.emit(self._desk.message(error))

        self._desk.background.pool(
            lambda: write(path, unsent_only=unsent_only),
            lambda entries: self.exported.emit(path.name, entries),
            failed,
        )

    def suggested_file(self) -> str:
        """Name the file for the journal: `journal-T2-2026-11-21.jsonl`."""
        code, day = self._desk.register.code, self._desk.services.daily_proof.today()
        return f"journal-{code}-{day}.jsonl"

    # What happened to the till.

    def read_notices(self) -> None:
        """Read what there is to tell, and tell the most urgent."""
        current = self._desk.services.notices.current
        self._desk.background.database(
            lambda: next(iter(current()), None), self.notice.emit, self._not_read
        )

    def answer_notice(self, notice: Notice) -> None:
        """Somebody has read it; what lasts is looked at again instead."""
        if notice.lasts:
            self._bridge.ask()
            self.read_notices()
            return
        mark = self._desk.services.notices.mark_read
        self._desk.background.database(
            lambda: mark(notice), lambda _: self.read_notices(), self._not_read
        )


def _everything() -> Wanted:
    from pos_app.services.overview_records import Wanted

    return Wanted()
