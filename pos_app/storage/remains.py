"""What can still be read of a database that is damaged, behind, or set aside; changes nothing.

The file is opened for reading only, so that neither it nor its log is touched. Entries are read
from both ends, and row by row around damage, so that one bad page costs the rows on it and no
others. Judges nothing: whether an entry is whole is for others to tell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.services.records import RegisterIdentity
from pos_app.storage.tables import metadata
from pos_core.errors import RuleBroken
from pos_core.journal import Entry, read_entry

Row = tuple[Any, ...]  # whatever types the columns of a query have

_ENTRY = "SELECT rowid, body, prev_hash, hash, signature FROM journal"
_FORWARD = f"{_ENTRY} WHERE rowid > ? ORDER BY rowid"
_BACKWARD = f"{_ENTRY} ORDER BY rowid DESC"
_WIDEST_GAP = 300  # many times the rows of a page; behind a wider gap it goes on from the end
_REGISTER = """SELECT register_id, code, name, store_id, store_name, username, receipts_issued
FROM register"""
_POSTED = (
    "SELECT posted_through FROM journals WHERE current = 1",
    "SELECT posted_through FROM journal_position",  # the form before several journals
)
CARRIED = {
    "settings": "name, value",
    "draft": "id, body",
    "verifiers": "username, staff_id, name, roles, verifier, signed_in_at",
    "sign_in_attempts": "username, failed, last_at",
}
"""Small tables of this machine's own that nobody else has: table and columns."""
SHOP = (
    "shop", "stores", "tax_classes", "categories", "products", "product_codes", "media", "staff",
)  # fmt: skip
"""What feeds bring and a till cannot sell without. Levels of stock count places of a journal that
is made anew, and cursors would hide what could not be read: both are fetched again."""


def columns_of(table: str) -> str:
    """Return the columns of a table that is carried over, as SQL names them."""
    return CARRIED.get(table) or ", ".join(metadata.tables[table].columns.keys())


@dataclass(slots=True)
class Remains:
    """What was found: entries in their order, and what stood beside them."""

    entries: list[Entry] = field(default_factory=list)
    identity: RegisterIdentity | None = None
    receipts_issued: int = 0
    posted_through: int = 0
    rows: dict[str, list[Row]] = field(default_factory=dict)


def read_remains(file: Path, key: str) -> Remains:
    """Read all that can be read; a file that is gone, or opens with another key, gives nothing."""
    found = Remains()
    reader = _Reader(file, key)
    if not file.exists() or not reader.rows("SELECT count(*) FROM sqlite_master"):
        return found
    registers = reader.rows(_REGISTER)
    if registers:
        *identity, found.receipts_issued = registers[0]
        found.identity = RegisterIdentity(*identity)
    for query in _POSTED:
        found.posted_through = max(0, found.posted_through, *(row[0] for row in reader.rows(query)))
    for table, columns in CARRIED.items():
        found.rows[table] = reader.rows(f"SELECT {columns} FROM {table}")  # noqa: S608 — see above
    for table in SHOP:
        found.rows[table] = reader.from_both_ends(table)
    found.entries = [entry for row in _journal_rows(reader) if (entry := _entry(row))]
    return found


def _entry(row: Row) -> Entry | None:
    try:
        return read_entry(*row[1:])
    except RuleBroken:
        return None


def _journal_rows(reader: "_Reader") -> list[Row]:
    """Read the journal forward, stepping over damage row by row, then what is left from its end."""
    found: list[Row] = []
    place = misses = 0
    while misses < _WIDEST_GAP:
        rows = reader.rows(_FORWARD, which=(place,))
        found += rows
        if not reader.failed:
            return found
        misses = 0 if rows else misses + 1
        place = rows[-1][0] if rows else place + 1
    behind = reader.rows(_BACKWARD, lambda row: row[0] <= place)
    return [*found, *reversed(behind)]


class _Reader:
    """Runs queries on the file as far as each goes; every query has a connection of its own.

    A connection that has met a page it cannot open may answer wrongly afterwards.
    """

    def __init__(self, file: Path, key: str) -> None:
        """Read a file with its raw key."""
        has_log = file.with_name(f"{file.name}-wal").exists()
        how = "mode=ro" if has_log else "mode=ro&immutable=1"  # else an empty log would be made
        self._address = f"{file.absolute().as_uri()}?{how}"
        self._key = key
        self.failed = False

    def from_both_ends(self, table: str) -> list[Row]:
        """Return a table's rows in today's columns, but for those between its damaged pages."""
        columns, key = (
            columns_of(table),
            ", ".join(c.name for c in metadata.tables[table].primary_key),
        )
        every = f"SELECT {columns} FROM {table} ORDER BY {key}"  # noqa: S608 — our own names
        found = self.rows(every)
        return found + self.rows(f"{every} DESC") if self.failed else found

    def rows(
        self, query: str, enough: Callable[[Row], bool] = lambda _: False, which: Row = ()
    ) -> list[Row]:
        """Return the rows up to the first that cannot be read, or that is `enough`."""
        found: list[Row] = []
        self.failed = False
        try:
            for row in self._answers(query, which):
                if enough(row):
                    break
                found.append(row)
        except (sqlcipher.Error, UnicodeDecodeError):
            self.failed = True
        return found

    def _answers(self, query: str, which: Row) -> Iterator[Row]:
        connection = sqlcipher.connect(self._address, uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
            yield from connection.execute(query, which)
        finally:
            connection.close()
