"""Entries of journals in the books, kept word for word.

Fits `Journals`. Knows nothing of what an entry means.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, RowMapping, select, update

from backend_lambdas.data_access.mysql.ledger_tables import journal_entries
from backend_lambdas.data_access.mysql.rows import Row, add
from backend_lambdas.logic.books.journal import EntryState, KeptEntry, is_identity
from pos_core.journal import Entry, Fact, read_entry

_COLUMNS = journal_entries.c
_LONGEST_REASON = 200
_LONGEST_TYPE = 200


class SqlJournals:
    """The entries of all registers."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def hashes(self, register_id: str, first_seq: int, last_seq: int) -> dict[int, str]:
        """Return the hashes of the entries in this range."""
        wanted = select(_COLUMNS.seq, _COLUMNS.hash).where(
            _COLUMNS.register_id == register_id, _COLUMNS.seq.between(first_seq, last_seq)
        )
        return {row.seq: row.hash for row in self._connection.execute(wanted)}

    def facts(self, event_ids: Collection[str]) -> list[Fact]:
        """Return those of the facts that are in the books, as they were first told."""
        plain = [event_id for event_id in event_ids if is_identity(event_id)]
        wanted = select(journal_entries).where(_COLUMNS.event_id.in_(plain))
        return [_entry(row).fact for row in self._connection.execute(wanted).mappings()]

    def add(self, entries: Sequence[KeptEntry], received_at: str) -> None:
        """Keep entries of one register."""
        add(self._connection, journal_entries, [_row(kept, received_at) for kept in entries])

    def entry(self, event_id: str) -> Entry | None:
        """Return a fact's entry by its identity."""
        wanted = select(journal_entries).where(_COLUMNS.event_id == event_id)
        row = self._connection.execute(wanted).mappings().first()
        return _entry(row) if row else None

    def quarantined(self, register_id: str, seq: int) -> Entry | None:
        """Return an entry that is quarantined; None when there is no such entry."""
        wanted = select(journal_entries).where(
            _COLUMNS.register_id == register_id,
            _COLUMNS.seq == seq,
            _COLUMNS.state == EntryState.QUARANTINED.value,
        )
        row = self._connection.execute(wanted).mappings().first()
        return _entry(row) if row else None

    def release(self, register_id: str, seq: int, state: EntryState) -> None:
        """Note what became of an entry that was quarantined."""
        self._connection.execute(
            update(journal_entries)
            .where(_COLUMNS.register_id == register_id, _COLUMNS.seq == seq)
            .values(state=state.value, reason="")
        )


def _row(kept: KeptEntry, received_at: str) -> Row:
    """Return a row that every database takes, whatever is wrong with the fact."""
    entry = kept.entry
    event_id = entry.fact.event_id
    is_first = kept.state is not EntryState.REPEATED and not kept.identity_taken
    keeps_it = is_first and is_identity(event_id)
    return {
        "register_id": entry.register_id,
        "seq": entry.seq,
        "event_id": event_id if keeps_it else None,  # the body says it anyway
        "type": entry.fact.type.encode("ascii", "replace").decode()[:_LONGEST_TYPE],
        "state": kept.state.value,
        "reason": kept.reason[:_LONGEST_REASON],
        "body": entry.body,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
        "signature": entry.signature,
        "received_at": received_at,
    }


def kept_entry(row: RowMapping) -> KeptEntry:
    """Return a row as what it keeps."""
    return KeptEntry(_entry(row), EntryState(row["state"]), row["reason"])


def _entry(row: RowMapping) -> Entry:
    return read_entry(row["body"], row["prev_hash"], row["hash"], row["signature"])
