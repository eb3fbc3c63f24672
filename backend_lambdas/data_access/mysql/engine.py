"""The engine of the books: how connections are opened and what is set on each of them.

MySQL and MariaDB run in strict mode with REPEATABLE READ; SQLite with a write-ahead log, full
synchronisation, and transactions that take the write lock when they begin, so that a reader never
has to become a writer. Knows nothing of tables.
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

READING = "salepoint_reading"
"""Execution option of connections that only read."""

BUSY_MILLISECONDS = 10_000
_CONNECT_SECONDS = 3
_ANSWER_SECONDS = 25
_RECYCLE_SECONDS = 240
# Less than a function's time: a wait that long is a fault, and the run is better tried again.
_SET_SESSION = "SET SESSION sql_mode='TRADITIONAL,ONLY_FULL_GROUP_BY', innodb_lock_wait_timeout=5"


def books_engine(url: URL | str) -> Engine:
    """Make the engine for an address; connects when it is first used.

    `mysql+pymysql://…` for MySQL and MariaDB, `sqlite:///path` for SQLite.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return create_engine(
        address,
        hide_parameters=True,  # an error ends in the log; what customers typed does not
        paramstyle="format",  # values by position: the driver writes them faster than by name
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_recycle=_RECYCLE_SECONDS,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "read_timeout": _ANSWER_SECONDS,
            "write_timeout": _ANSWER_SECONDS,
            "init_command": _SET_SESSION,
        },
    )


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - sqlite3 is not named here
    connection.isolation_level = None  # transactions begin below, not by the driver's guess
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
