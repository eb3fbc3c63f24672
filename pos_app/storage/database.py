"""Opens the encrypted SQLite file: which library, which key, which settings.

Knows nothing of tables. `sqlcipher3` is the only SQLite in this process that may touch the file:
two libraries on one file would break each other's locks.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.storage.faults import DAMAGED, WRONG_KEY, translated
from pos_core.errors import StorageFailed

OLDEST_SQLITE = (3, 51, 3)
"""Older releases can corrupt a WAL file when two connections write and checkpoint at once."""

_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)
_BUSY_SECONDS = 5.0
_SETTINGS = (
    "PRAGMA synchronous = FULL",  # anything less loses paid sales when the power goes
    "PRAGMA wal_autocheckpoint = 200",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # so that REPLACE cannot slip past a trigger on DELETE
    "PRAGMA temp_store = MEMORY",  # temporary files would hold plain text
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -8192",
)


@dataclass(frozen=True)
class Database:
    """The open file: the one connection that writes, a pool that reads, single-use connections."""

    file: Path
    key: str = field(repr=False)
    writer: Connection
    readers: Engine
    inspection: Engine

    @property
    def driver(self) -> sqlcipher.Connection:
        """The writer's own connection, for the few statements that stand outside transactions."""
        return self.writer.connection.driver_connection

    def close(self) -> None:
        """Close every connection; the last one folds the WAL into the file."""
        self.readers.dispose()
        self.writer.close()
        self.writer.engine.dispose()


def open_database(file: Path, key: str) -> Database:
    """Open (or create) the file with its raw key, 64 hexadecimal digits.

    Raises StorageFailed: `storage.sqlite_too_old`, `storage.wrong_key` (also when the file is no
    database at all: behind encryption the two look alike), `storage.cannot_open`, `storage.io`.
    """
    check_library(sqlcipher.sqlite_version_info)
    if not _KEY.fullmatch(key):
        raise StorageFailed(WRONG_KEY, reason="a key is 64 hexadecimal digits")
    writing = _engine(file, key, "BEGIN IMMEDIATE", NullPool)
    readers = _engine(file, key, "BEGIN", QueuePool)
    inspection = _engine(file, key, "BEGIN", NullPool)
    try:
        return Database(file, key, writing.connect(), readers, inspection)
    except Exception as error:
        failure = translated(error)
        if isinstance(failure, StorageFailed) and failure.code == DAMAGED:
            failure = StorageFailed(WRONG_KEY, file=str(file))
        raise failure from error


def check_library(version: tuple[int, int, int]) -> None:
    """Raise StorageFailed `storage.sqlite_too_old` for an SQLite that can corrupt its file."""
    if version < OLDEST_SQLITE:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_SQLITE))
        raise StorageFailed("storage.sqlite_too_old", found=found, needed=needed)


def _engine(file: Path, key: str, begin: str, poolclass: type[Pool]) -> Engine:
    """Return an engine whose transactions start as said: only `BEGIN IMMEDIATE` may write."""

    def connect() -> DBAPIConnection:
        return _connect(file, key, reading=begin == "BEGIN")

    def begin_explicitly(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=poolclass)
    event.listen(engine, "begin", begin_explicitly)
    return engine


def _connect(file: Path, key: str, *, reading: bool) -> DBAPIConnection:
    """Open one connection; `isolation_level=None` leaves BEGIN to us, not to the driver."""
    connection: DBAPIConnection = sqlcipher.connect(
        str(file),
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        for setting in _SETTINGS:
            connection.execute(setting)
        if reading:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection
