"""Looks after the local books while nobody waits: complete checks, and what a person must be told.

A complete check reads the whole file, so it is done in the background: once a day, and soon after
a start that follows an end nobody asked for. Knows nothing of files or threads.
"""

from collections.abc import Callable
from datetime import timedelta

from pos_app.services.ports import BooksOnDisk
from pos_app.services.records import SALVAGED, Salvaged
from pos_core.errors import StorageFailed
from pos_core.identifiers import Clock, moment_of, timestamp

CHECKED_AT = "books.checked_at"
_A_DAY = timedelta(days=1)


class BooksCare:
    """The till's caretaker for what lies on the disk."""

    def __init__(
        self, storage: BooksOnDisk, clock: Clock, seal_keys: Callable[[], None] = lambda: None
    ) -> None:
        """Look after `storage`; `seal_keys` keeps the way back to lost keys up to date.

        Keys are sealed whenever they change; once per start is for a recovery key that came later.
        """
        self._storage = storage
        self._clock = clock
        self._seal_keys = seal_keys
        self._is_interrupted = storage.was_interrupted
        self._is_sealed = False

    def check_when_due(self) -> bool:
        """Check every page and the second copy if it is time; return whether it was.

        Raises StorageFailed `storage.damaged` or `storage.index_damaged` (the next start repairs
        either) and EnvironmentFailed when keys cannot be sealed. Takes as long as the books are
        large; runs beside sales.
        """
        if not self._is_sealed:
            self._seal_keys()
            self._is_sealed = True
        if not self._is_due():
            return False
        self._storage.check()
        self._is_interrupted = False
        with self._storage.begin(urgent=False) as books:
            books.set_setting(CHECKED_AT, timestamp(self._clock.now()))
        return True

    def faults(self) -> tuple[StorageFailed, ...]:
        """Return what is wrong with the disk while selling goes on; touches no disk."""
        return self._storage.faults()

    def salvaged(self) -> Salvaged | None:
        """Return what the last salvage came to, until somebody has read it."""
        with self._storage.read() as books:
            told = Salvaged.of(books.setting(SALVAGED))
        return None if told is None or told.seen else told

    def _is_due(self) -> bool:
        with self._storage.read() as books:
            last = books.setting(CHECKED_AT)
        if self._is_interrupted or not last:
            return True
        since = self._clock.now() - moment_of(last)
        return not timedelta(0) <= since < _A_DAY  # a clock that was set back counts as due
