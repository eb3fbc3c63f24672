"""The register's journal on disk: append, read, and how far the server has come.

Triggers refuse any change or removal of an entry. Knows nothing of what the facts mean, but for
what the list of the sync screen shows of them.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row

from pos_app.services.records import JournalRow, Reach, SyncState, Whereabouts
from pos_core.errors import RuleBroken, StorageFailed
from pos_core.journal import GENESIS, GENESIS_HASH, Entry, Head, read_entry, verify_link

_HEAD = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
_APPEND = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_BY_EVENT = "SELECT body, prev_hash, hash, signature FROM journal WHERE event_id = ?"
_AFTER = """SELECT body, prev_hash, hash, signature FROM journal
WHERE seq > ? ORDER BY seq LIMIT ?"""
_OF_TIME = """SELECT body, prev_hash, hash, signature FROM journal
WHERE occurred_at BETWEEN ? AND ? ORDER BY seq"""
_ROWS = """SELECT seq, event_id, type, occurred_at, body, hash FROM journal
WHERE seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?"""
_POSITION = """SELECT reach, accepted_through, posted_through, contact_at, error_code
FROM journal_position"""
_NOTE_POSTED = "UPDATE journal_position SET posted_through = max(posted_through, ?)"
_NOTE_ACCEPTED = "UPDATE journal_position SET accepted_through = max(accepted_through, ?)"
_NOTE_CONTACT = """UPDATE journal_position
SET reach = ?1, contact_at = coalesce(nullif(?2, ''), contact_at), error_code = ?3"""

_ANSWERED = frozenset({Reach.ONLINE, Reach.SIGN_IN_AGAIN, Reach.REFUSED})
_BEYOND_ALL = 2**62
_ENVELOPE_BYTES = 280  # hashes, signature and the names around them, as an entry travels


class SqliteJournalBook:
    """Fits the port JournalBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def head(self) -> Head:
        """Return where the journal stands."""
        row = self._run(_HEAD).first()
        return Head(row[0], row[1]) if row else GENESIS

    def append(self, entry: Entry) -> None:
        """Add the next entry; raises StorageFailed `journal.not_next` if it does not follow."""
        try:
            verify_link(entry, self.head())
        except RuleBroken as error:
            raise StorageFailed("journal.not_next", reason=error.code, seq=entry.seq) from error
        fact = entry.fact
        self._run(
            _APPEND,
            (
                entry.seq,
                fact.event_id,
                fact.type,
                fact.occurred_at,
                entry.body,
                entry.prev_hash,
                entry.hash,
                entry.signature,
            ),
        )

    def entry(self, event_id: str) -> Entry | None:
        """Return one entry by its identity."""
        row = self._run(_BY_EVENT, (event_id,)).first()
        return read_entry(*row) if row else None

    def to_send(self, after_seq: int, max_entries: int, max_bytes: int) -> list[Entry]:
        """Return the next contiguous run; one entry at least, however large it is."""
        run: list[Entry] = []
        size = 0
        for row in self._run(_AFTER, (after_seq, max_entries)):
            size += _travel_size(row[0])
            if run and size > max_bytes:
                break
            run.append(read_entry(*row))
        return run

    def of_time(self, first: str, last: str) -> list[Entry]:
        """Return the entries of a stretch of time, both moments included, in their order."""
        return [read_entry(*row) for row in self._run(_OF_TIME, (first, last))]

    def hash_at(self, seq: int) -> str:
        """Return an entry's hash, the genesis hash for 0, empty when there is no such entry."""
        if seq == 0:
            return GENESIS_HASH
        found = self._run("SELECT hash FROM journal WHERE seq = ?", (seq,)).scalar()
        return found or ""

    def state(self) -> SyncState:
        """Return how far the journal has come and what the last contact came to."""
        reach, accepted, posted, contact_at, error_code = self._run(_POSITION).one()
        oldest = self._run("SELECT occurred_at FROM journal WHERE seq = ?", (posted + 1,)).scalar()
        return SyncState(
            Reach(reach), self.head().seq, accepted, posted, oldest or "", contact_at, error_code
        )

    def note_accepted(self, through: int) -> None:
        """Remember that the server took entries into its queue; never goes back."""
        self._run(_NOTE_ACCEPTED, (through,))

    def note_posted(self, through: int, posted_hash: str) -> None:
        """Remember that entries are in the books; never goes back.

        Raises StorageFailed `journal.fork` when the server's hash there is not ours, also when it
        has more than we do: this machine was restored from a backup, or cloned.
        """
        ours = self.hash_at(through)
        if not ours or ours != posted_hash:
            raise StorageFailed("journal.fork", seq=through)
        self._run(_NOTE_POSTED, (through,))

    def note_contact(self, state: str, at: str, error_code: str) -> None:
        """Remember what the last attempt to reach the server came to (`Reach` value).

        `at` counts as contact only when the server itself answered, if only to refuse.
        """
        reach = Reach(state)
        self._run(_NOTE_CONTACT, (reach.value, at if reach in _ANSWERED else "", error_code))

    def rows(self, limit: int, before_seq: int | None, unposted_only: bool) -> list[JournalRow]:
        """Return entries for the sync screen, newest first, those before `before_seq`."""
        state = self.state()
        above = state.posted_through if unposted_only else 0
        below = _BEYOND_ALL if before_seq is None else before_seq
        return [_listed(row, state) for row in self._run(_ROWS, (below, above, limit))]


def _travel_size(body: str) -> int:
    """Return an entry's bytes on the wire, where its body is a JSON text within JSON."""
    return len(body.encode()) + body.count('"') + body.count("\\") + _ENVELOPE_BYTES


def _listed(row: Row[Any], state: SyncState) -> JournalRow:
    seq, event_id, entry_type, occurred_at, body, entry_hash = row
    raw = json.loads(body)
    payload: Mapping[str, Any] = raw["payload"]
    return JournalRow(
        seq=seq,
        event_id=event_id,
        type=entry_type,
        occurred_at=occurred_at,
        utc_offset_minutes=raw["utc_offset_minutes"],
        actor_name=raw["actor"]["name"],
        which=str(payload.get("receipt_number", "")),
        amount_minor=payload.get("total_minor"),
        state=_whereabouts(seq, state),
        hash=entry_hash,
    )


def _whereabouts(seq: int, state: SyncState) -> Whereabouts:
    if seq <= state.posted_through:
        return Whereabouts.IN_THE_BOOKS
    return Whereabouts.SENT if seq <= state.accepted_through else Whereabouts.SAFE_HERE
