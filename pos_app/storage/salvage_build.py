"""Writes a new, complete database out of what a salvage chose; one transaction, then projections.

Knows nothing of where the entries were found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from pos_app.services.records import SALVAGED, RegisterIdentity, Salvaged
from pos_app.storage.database import open_database
from pos_app.storage.faults import translated
from pos_app.storage.journal_book import SqliteJournalBook
from pos_app.storage.rebuild import rebuild_projections
from pos_app.storage.register_book import Beginning, RegisterBook
from pos_app.storage.remains import Row, columns_of
from pos_app.storage.salvage_choice import Choice
from pos_app.storage.schema import bring_up_to_date
from pos_app.storage.word_index import WordIndex
from pos_core.journal import Entry, EntryType, append, carried_over

_WITH_NUMBER = (EntryType.SALE_COMPLETED.value, EntryType.SALE_RETURNED.value)
_POSTED = "UPDATE journals SET accepted_through = ?1, posted_through = ?1 WHERE current = 1"
_ISSUED = "UPDATE register SET receipts_issued = max(receipts_issued, ?)"


@dataclass(frozen=True, slots=True)
class Contents:
    """What the new database is to hold."""

    identity: RegisterIdentity | None
    choice: Choice
    receipts_issued: int
    rows: Mapping[str, Sequence[Row]]
    told: Salvaged
    signing_key: Ed25519PrivateKey | None


def build(file: Path, key: str, contents: Contents) -> None:
    """Write the file and close it, whole in itself; raises StorageFailed and leaves a torso."""
    try:
        database = open_database(file, key)
        try:
            bring_up_to_date(database)
            with database.writer.begin():
                _write(database.writer, contents)
        finally:
            database.close()
    except Exception as error:
        failure = translated(error)
        if failure is error:
            raise
        raise failure from error


def _write(connection: Connection, contents: Contents) -> None:
    register = RegisterBook(connection)
    for table, rows in contents.rows.items():
        _carry(connection, table, rows)
    WordIndex(connection).rebuild()
    register.set_setting(SALVAGED, contents.told.text())
    if contents.identity is None:
        return
    choice = contents.choice
    before = _receipts_before(choice.run, contents)
    register.keep(contents.identity, Beginning(choice.base, before))
    journal = SqliteJournalBook(connection)
    for entry in choice.run:
        journal.append(entry)
    posted = min(choice.posted, journal.head().seq)
    connection.exec_driver_sql(_POSTED, (max(posted, choice.base.seq),))
    if contents.signing_key is not None:
        of = contents.identity
        for stray in choice.strays:
            fact = carried_over(stray, of.code)
            journal.append(append(fact, of.register_id, journal.head(), contents.signing_key))
    rebuild_projections(connection)
    connection.exec_driver_sql(_ISSUED, (contents.receipts_issued,))


def _carry(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table; those that were read from both ends go in once."""
    columns = columns_of(table)
    marks = ", ".join("?" for _ in columns.split(","))
    into = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 — our own names
    if rows:
        connection.exec_driver_sql(into, list(rows))


def _receipts_before(run: Sequence[Entry], contents: Contents) -> int:
    """Return how many receipts were issued before the run: its first own one says so."""
    for entry in run:
        if entry.fact.type in _WITH_NUMBER and entry.fact.origin is None:
            return int(str(entry.fact.payload["receipt_number"]).rpartition("-")[2]) - 1
    return contents.receipts_issued
