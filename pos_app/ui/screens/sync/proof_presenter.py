"""The daily proof on the sync page: the days that are kept, and asking the books. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.services.proved_day import ProvedDay


class ProofPresenter(QObject):
    """One day's proof, today's unless another is chosen.

    Signals: `day(ProvedDay, today)`, `days(list of ProvedDay)` the kept ones, newest first,
    `proving(bool)`, `failed(Message)` when somebody asked for it, or our side cannot be read.
    """

    day = Signal(object, str)
    days = Signal(object)
    proving = Signal(bool)
    failed = Signal(object)

    def __init__(self, desk: Desk, bridge: SyncBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._chosen = ""
        self._shown = False
        self._proving = False
        bridge.round_ended.connect(self._round_ended)

    def open(self) -> None:
        """Show today's proof, and hold the day against the books while the network is there."""
        self._shown, self._chosen = True, ""
        self.read()
        if self._bridge.network_on:
            self._prove(asked=False)

    def close(self) -> None:
        """Stop following: the page is not shown."""
        self._shown = False

    def choose(self, day: str) -> None:
        """Show another day, such as `2026-11-20`."""
        self._chosen = day
        self.read()

    def prove(self) -> None:
        """Hold the day that is shown against the books, now."""
        self._prove(asked=True)

    def read(self) -> None:
        """Read what is kept, and our side of the day that is shown when nothing is."""
        proof, chosen = self._desk.services.daily_proof, self._chosen

        def work() -> tuple[ProvedDay, str, list[ProvedDay]]:
            today, kept = proof.today(), proof.kept()
            wanted = chosen or today
            found = next((day for day in kept if day.day == wanted), None)
            return found or proof.own(wanted), today, kept

        self._desk.background.database(work, self._have, self._not_read)

    def _have(self, found: tuple[ProvedDay, str, list[ProvedDay]]) -> None:
        proved, today, kept = found
        if self._chosen in ("", proved.day):
            self.day.emit(proved, today)
            self.days.emit(kept)

    def _not_read(self, error: Exception) -> None:
        self.failed.emit(self._desk.message(error))

    def _prove(self, *, asked: bool) -> None:
        if self._proving:
            return
        self._proving = True
        proof, chosen = self._desk.services.daily_proof, self._chosen

        def failed(error: Exception) -> None:
            self._end()
            if asked:
                self.failed.emit(self._desk.message(error))

        self.proving.emit(True)
        self._desk.background.pool(
            lambda: proof.prove(chosen or proof.today()), lambda _: self._end(), failed
        )

    def _end(self) -> None:
        self._proving = False
        self.proving.emit(False)
        if self._shown:
            self.read()

    def _round_ended(self) -> None:
        """The engine may have proved a day by itself meanwhile."""
        if self._shown and not self._proving:
            self.read()
