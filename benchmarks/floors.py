"""What the bare work underneath costs on this machine and disk: the floor of the same run.

Uses the drivers alone, none of the application's code but the key that opens its file.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.bench import milliseconds
from benchmarks.figures import Round
from pos_app.bootstrap import DATABASE_KEY
from pos_app.devices.key_store import FILE_NAME
from pos_app.storage.storage import DATABASE_NAME

BYTES_OF_A_SALE = 3_000
"""About what the entry and the rows of a sale with a few lines take."""


class Driver(Protocol):
    """The few words of the driver that are used here; it publishes no types."""

    def execute(self, statement: str, values: Sequence[object] = ()) -> "Iterator[object]":
        """Run one statement."""

    def executemany(self, statement: str, rows: Sequence[Sequence[object]]) -> object:
        """Run one statement for many rows."""


def durable_write(folder: Path, samples: int) -> Round:
    """Append the bytes of a sale to a file and wait until the disk has them, in milliseconds."""
    sale = b"s" * BYTES_OF_A_SALE
    file = os.open(folder / "durable", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        append = partial(_append, file, sale)
        return [milliseconds(append) for _ in range(samples)]
    finally:
        os.close(file)


def _append(file: int, sale: bytes) -> None:
    os.write(file, sale)
    os.fdatasync(file)


@contextmanager
def raw_database(file: Path, key: str) -> Iterator[Driver]:
    """Open a database with the driver alone, with the settings without which sales get lost."""
    connection = sqlcipher.connect(str(file), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        yield connection
    finally:
        connection.close()


@contextmanager
def raw_till(folder: Path) -> Iterator[Driver]:
    """Open a till's own file with the driver alone."""
    key = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))[DATABASE_KEY]
    with raw_database(folder / DATABASE_NAME, key) as driver:
        yield driver


def raw_commits(folder: Path, samples: int) -> Round:
    """Insert the bytes of a sale in a commit of its own, encrypted, in milliseconds."""
    numbers = count(1)
    with raw_database(folder / "raw.db", "ab" * 32) as driver:
        driver.execute("CREATE TABLE IF NOT EXISTS sales (id INTEGER PRIMARY KEY, body BLOB)")
        statement = "INSERT OR REPLACE INTO sales VALUES (?, ?)"
        body = os.urandom(BYTES_OF_A_SALE)
        return [
            milliseconds(lambda: driver.execute(statement, (next(numbers), body)))
            for _ in range(samples)
        ]
