"""Tells the person what is wrong with the till's disk, and has the books checked now and then.

Asks the caretaker of the books by a timer. Knows nothing of files; what is said, a page shows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pos_app.ui.background import BackgroundWork
from pos_app.ui.messages import Message, message_for
from pos_app.ui.notices import Told
from pos_core.errors import StorageFailed

if TYPE_CHECKING:
    from pos_app.services.records import Salvaged
    from pos_app.ui.till_services import CaresForBooks

log = logging.getLogger("salepoint.books")

_FIRST_LOOK_MS = 60_000  # the first minute belongs to whoever starts the day
_LOOK_EVERY_MS = 3_600_000


class BooksWatch(QObject):
    """Looks after the books as long as the selling page is there."""

    def __init__(
        self,
        care: CaresForBooks,
        background: BackgroundWork,
        say: Callable[[Told], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._care = care
        self._background = background
        self._say = say
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Say at once what a start has found; look at everything in a minute, then every hour."""
        self._background.database(self._care.salvaged, self._tell_salvage, self._failed)
        self.tell_faults()
        QTimer.singleShot(_FIRST_LOOK_MS, self, self.look)
        self._timer.start(_LOOK_EVERY_MS)

    def look(self) -> None:
        """Have the books checked if it is time, beside whatever else goes on."""
        self._background.pool(self._care.check_when_due, self._looked, self._failed)

    def tell_faults(self) -> None:
        """Say each fault of the disk once, as long as it lasts."""
        faults = {fault.code: fault for fault in self._care.faults()}
        self._told &= faults.keys()
        for code, fault in faults.items():
            if code not in self._told:
                self._told.add(code)
                self._say(Told(message_for(fault), "warning"))

    def _looked(self, _: bool) -> None:
        self.tell_faults()

    def _failed(self, error: Exception) -> None:
        log.error("the check of the local books failed", exc_info=error)
        self._say(Told(message_for(error)))

    def _tell_salvage(self, told: Salvaged | None) -> None:
        if told is None:
            return
        self._say(Told(salvage_message(told), "danger" if told.missing else "warning"))


def salvage_message(told: Salvaged) -> Message:
    """Say what a salvage came to: what was saved, and exactly what is missing."""
    missing = ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in told.missing
    )
    if not missing:
        return message_for(StorageFailed("storage.salvaged", entries=told.entries))
    code = "storage.salvaged_in_part" if told.settled else "storage.salvaged_unsure"
    return message_for(StorageFailed(code, missing=missing))
