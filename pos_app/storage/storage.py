"""The local database as the services see it: transactions that hold all, or leave no trace.

Ties file, form, turn and books together; knows nothing of what is written in them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from pos_app.storage.books import SqliteBooks
from pos_app.storage.copy_upkeep import CopyUpkeep, upkeep_of
from pos_app.storage.database import Database, open_database
from pos_app.storage.faults import DAMAGED, ENDS_WRITING, damage, translated
from pos_app.storage.instance import InstanceLock
from pos_app.storage.rebuild import rebuild_projections
from pos_app.storage.schema import bring_up_to_date
from pos_app.storage.word_index import WordIndex
from pos_app.storage.write_turn import WriteTurn
from pos_core.errors import StorageFailed
from pos_core.journal import chain_hash

DATABASE_NAME = "till.db"

_LAST_ENTRY = """SELECT register_id, seq, prev_hash, body, hash FROM journal
ORDER BY place DESC LIMIT 1"""
_HASH_BEFORE = """SELECT coalesce(
(SELECT hash FROM journal WHERE register_id = j.register_id AND seq = ?), base_hash)
FROM journals j WHERE register_id = ?"""


class SqliteStorage:
    """Fits the port Storage. One per process and data directory; `close` it at the end."""

    def __init__(self, database: Database, lock: InstanceLock, upkeep: CopyUpkeep) -> None:
        """Take over an open database; `open_storage` makes one."""
        self._database = database
        self._lock = lock
        self._upkeep = upkeep
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
            if isinstance(failure, StorageFailed) and failure.code in ENDS_WRITING:
                self._fault = failure
            if failure is error:
                raise
            raise failure from error

    def check(self) -> None:
        """Read every page and index, for the idle moments after the start; disturbs nobody.

        On a connection of its own: one that is in use may hold an outdated picture of the word
        index and take it for damage. Raises StorageFailed `storage.damaged`, or
        `storage.index_damaged` when only search suffers and `rebuild` helps.
        """
        with self._failures_told(), self._database.inspection.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if found != "ok":
                raise damage(found)

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


def open_storage(directory: Path, key: str) -> SqliteStorage:
    """Open the data directory's books, new or existing, for this process alone.

    `key` is the raw key of 64 hexadecimal digits out of the platform's key store. Raises
    StorageFailed: `storage.in_use`, `storage.wrong_key`, `storage.newer_schema`,
    `storage.sqlite_too_old`, `storage.damaged`, `storage.disk_full` …
    """
    lock = InstanceLock(directory)
    try:
        database = open_database(directory / DATABASE_NAME, key)
        try:
            bring_up_to_date(database)
            _check_journal_end(database.writer)
            upkeep = upkeep_of(database)
            upkeep.compare()
            upkeep.follow()
        except BaseException:
            database.close()
            raise
    except Exception as error:
        lock.release()
        failure = translated(error)
        if failure is error:
            raise
        raise failure from error
    return SqliteStorage(database, lock, upkeep)


def _check_journal_end(writer: Connection) -> None:
    """Check that the last entry is whole and follows the one before: no work for a long journal.

    Every page is sealed by the cipher and checked whenever it is read, so that damage elsewhere
    cannot pass for data; `check` looks for it early.
    """
    with writer.begin():
        last = writer.exec_driver_sql(_LAST_ENTRY).first()
        if last is None:
            return
        register_id, seq, prev_hash, body, digest = last
        before = writer.exec_driver_sql(_HASH_BEFORE, (seq - 1, register_id)).scalar()
    if before != prev_hash or chain_hash(prev_hash, body) != digest:
        raise StorageFailed(DAMAGED, reason="the journal's last entry does not follow", seq=seq)
