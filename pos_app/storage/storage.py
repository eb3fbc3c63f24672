"""The local database as the services see it: transactions that hold all, or leave no trace.

Ties file, form, turn and books together; knows nothing of what is written in them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from pos_app.services.records import DiskHealth
from pos_app.storage.books import SqliteBooks
from pos_app.storage.copy_upkeep import CopyUpkeep, upkeep_of
from pos_app.storage.data_place import doubt_about
from pos_app.storage.database import Database, open_database
from pos_app.storage.disk_reserve import DiskReserve
from pos_app.storage.entry_copy import COPY_FOLDER, CopyReader
from pos_app.storage.faults import DISK_FULL, ENDS_WRITING, GONE, INDEX_DAMAGED, translated
from pos_app.storage.instance import InstanceLock
from pos_app.storage.rebuild import rebuild_projections
from pos_app.storage.salvage import Rescue, calls_for_salvage, finish_exchange, salvage
from pos_app.storage.schema import bring_up_to_date
from pos_app.storage.start_check import (
    check_every_page,
    check_journal_end,
    clear_mark,
    is_marked,
    mark_damage,
)
from pos_app.storage.word_index import WordIndex
from pos_app.storage.write_turn import WriteTurn
from pos_core.errors import StorageFailed

FILES_ALONE = Rescue()
DATABASE_NAME = "till.db"


class SqliteStorage:
    """Fits the port Storage. One per process and data directory; `close` it at the end."""

    def __init__(
        self,
        database: Database,
        lock: InstanceLock,
        upkeep: CopyUpkeep,
        *,
        was_interrupted: bool = False,
    ) -> None:
        """Take over an open database; `open_storage` makes one.

        `was_interrupted`: the process before this one did not close it.
        """
        self._database = database
        self._lock = lock
        self._upkeep = upkeep
        self._reserve = DiskReserve(database.file.parent)
        self._place_fault = doubt_about(database.file.parent)
        self.was_interrupted = was_interrupted
        self._turn = WriteTurn()
        self._fault: StorageFailed | None = None

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[SqliteBooks]:
        """Open the one writing transaction: commits at the end, rolls back on any error.

        Waits for its turn; `urgent=False` lets every checkout that waits go first. Raises
        StorageFailed with the code of what happened. After `storage.io` or `storage.damaged`
        nothing is written any more until the file has been opened anew.
        """
        with self._writing(urgent=urgent) as connection:
            self._reserve.before_writing(urgent=urgent)
            with connection.begin():
                yield SqliteBooks(connection)
            self._upkeep.follow()

    @contextmanager
    def read(self) -> Iterator[SqliteBooks]:
        """Open a reading transaction on one consistent state; never waits for a writer."""
        with self._failures_told(), self._database.readers.begin() as connection:
            yield SqliteBooks(connection)

    @contextmanager
    def _writing(self, *, urgent: bool) -> Iterator[Connection]:
        """Take the turn and hand out the connection that writes, unless a fault ended that."""
        with self._turn.taken(urgent=urgent):
            if self._fault:
                raise StorageFailed(self._fault.code, **self._fault.data)
            with self._failures_told():
                yield self._database.writer

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        """Turn the driver's errors into ours, and remember those that end all writing."""
        try:
            yield
        except Exception as error:
            failure = translated(error)
            if isinstance(failure, StorageFailed):
                self._consider(failure)
            if failure is error:
                raise
            raise failure from error

    def _consider(self, failure: StorageFailed) -> None:
        """Remember what ends all writing, make room on a full disk, and mark damage."""
        if failure.code in ENDS_WRITING:
            self._fault = failure
        if failure.code == DISK_FULL:
            self._reserve.give_up()
        mark_damage(self._database.file.parent, failure)

    def settle_in(self) -> None:
        """Do what a start owes: look into damage that was met, catch up the copy, keep a reserve.

        Raises StorageFailed `storage.damaged`.
        """
        folder = self._database.file.parent
        if is_marked(folder):
            self._look_into_damage()
            clear_mark(folder)
        self._upkeep.follow()
        self.keep_reserve(DiskReserve(folder))

    def keep_reserve(self, reserve: DiskReserve) -> None:
        """Set room aside for checkouts on a full disk, from now on with this reserve."""
        self._reserve = reserve
        reserve.keep()

    def _look_into_damage(self) -> None:
        try:
            check_every_page(self._database)
        except Exception as error:
            failure = translated(error)
            if not isinstance(failure, StorageFailed) or failure.code != INDEX_DAMAGED:
                raise
            self.rebuild()
            check_every_page(self._database)

    def faults(self) -> tuple[StorageFailed, ...]:
        """Return what is wrong with the disk while selling goes on, most urgent first.

        `storage.space_low`, `storage.copy_behind`, `storage.on_network`,
        `storage.in_synced_folder`.
        """
        found = (self._space_fault(), self._copy_fault(), self._place_fault)
        return tuple(fault for fault in found if fault)

    def health(self) -> DiskHealth:
        """Return the codes of the same."""
        return DiskHealth(
            copy_fault=_code_of(self._copy_fault()),
            space_fault=_code_of(self._space_fault()),
            place_fault=_code_of(self._place_fault),
        )

    def _space_fault(self) -> StorageFailed | None:
        return StorageFailed("storage.space_low") if self._reserve.given_up else None

    def _copy_fault(self) -> StorageFailed | None:
        return StorageFailed("storage.copy_behind") if self._upkeep.failed else None

    def check(self) -> None:
        """Read every page and index, and the whole second copy; disturbs no sale.

        What the copy lacks is written anew. Raises StorageFailed `storage.damaged`, or
        `storage.index_damaged` when only search suffers; the next start deals with either.
        """
        with self._failures_told():
            check_every_page(self._database)
        survey = self._upkeep.survey()
        with self._writing(urgent=False):
            self._upkeep.mend(survey)
            self._reserve.keep()

    def rebuild(self) -> int:
        """Make all anew that is derived: projections from the journal, word index from products.

        Returns how many facts were replayed.
        """
        with self._writing(urgent=False) as connection, connection.begin():
            WordIndex(connection).rebuild()
            return rebuild_projections(connection)

    def checkpoint(self) -> None:
        """Fold the WAL into the file while nobody sells, so that no checkout has to."""
        with self._writing(urgent=False):
            self._database.driver.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the file and let another process have the directory."""
        with self._turn.taken(urgent=True):
            self._upkeep.close()
            self._database.close()
            self._lock.release()


def _code_of(fault: StorageFailed | None) -> str:
    return fault.code if fault else ""


def holds_books(directory: Path) -> bool:
    """Tell whether there are books in a directory, or what is left of them."""
    patterns = (f"{DATABASE_NAME}*", f"{COPY_FOLDER}*")
    return any(next(directory.glob(pattern), None) for pattern in patterns)


def open_storage(directory: Path, key: str, rescue: Rescue = FILES_ALONE) -> SqliteStorage:
    """Open the data directory's books, new or existing, for this process alone.

    `key` is the raw key of 64 hexadecimal digits out of the platform's key store. Books that are
    damaged, or behind the second copy of their entries, are set aside and made anew from what is
    left (`salvaged` tells). Raises StorageFailed: `storage.in_use`, `storage.wrong_key`,
    `storage.newer_schema`, `storage.sqlite_too_old`, `storage.disk_full` …
    """
    lock = InstanceLock(directory)
    try:
        finish_exchange(directory, DATABASE_NAME)
        return _opened_or_salvaged(directory, key, lock, rescue)
    except Exception as error:
        lock.release()
        failure = translated(error)
        if failure is error:
            raise
        raise failure from error


def _opened_or_salvaged(
    directory: Path, key: str, lock: InstanceLock, rescue: Rescue
) -> SqliteStorage:
    """Open the books, and make new ones of what is left where they are damaged.

    A single read that a device got wrong looks like damage; it must not set aside books that are
    whole, so they are opened a second time first.
    """
    try:
        return _opened(directory, key, lock)
    except Exception as error:
        if not _damage_in(error, directory, key):
            raise
    try:
        return _opened(directory, key, lock)
    except Exception as error:
        failure = _damage_in(error, directory, key)
        if failure is None:
            raise
    salvage(directory, DATABASE_NAME, key, failure, rescue)
    return _opened(directory, key, lock)


def _damage_in(error: Exception, directory: Path, key: str) -> StorageFailed | None:
    """Return the failure that calls for a salvage; None when the error is of another kind."""
    failure = translated(error)
    if isinstance(failure, StorageFailed) and calls_for_salvage(failure, directory, key):
        return failure
    return None


def _opened(directory: Path, key: str, lock: InstanceLock) -> SqliteStorage:
    file = directory / DATABASE_NAME
    if not file.exists() and CopyReader(directory, key).files():
        raise StorageFailed(GONE, file=str(file))
    was_interrupted = file.with_name(f"{DATABASE_NAME}-wal").exists()
    database = open_database(file, key)
    try:
        bring_up_to_date(database)
        check_journal_end(database.writer)
        upkeep = upkeep_of(database)
        upkeep.compare()
        storage = SqliteStorage(database, lock, upkeep, was_interrupted=was_interrupted)
        storage.settle_in()
    except BaseException:
        database.close()
        raise
    return storage
