"""The register's journal on disk: append, read, and how far the server has come.

A file holds the journals of all registers this machine has been; all but `entry` and `rows` speak
of the current one. Triggers refuse any change or removal of an entry. Knows nothing of what the
facts mean, but for what the list of the sync screen shows of them.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from pos_app.services.records import FormerJournal, Reach, SyncState
from pos_core.errors import RuleBroken, StorageFailed
from pos_core.journal import GENESIS, Entry, Head, read_entry, verify_link

_HEAD = """SELECT coalesce(e.seq, j.base_seq), coalesce(e.hash, j.base_hash)
FROM journals j LEFT JOIN journal e ON e.register_id = j.register_id
AND e.seq = (SELECT max(seq) FROM journal WHERE register_id = j.register_id)
WHERE j.current = 1"""
_BASE = "SELECT base_seq, base_hash, base_receipts FROM journals WHERE current = 1"
_APPEND = """INSERT INTO journal
SELECT coalesce(max(place), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM journal"""
_BY_EVENT = """SELECT body, prev_hash, hash, signature FROM journal
WHERE event_id = ? ORDER BY place DESC LIMIT 1"""
_AFTER = """SELECT body, prev_hash, hash, signature FROM journal
WHERE register_id = coalesce(?, (SELECT register_id FROM journals WHERE current = 1))
AND seq > ? ORDER BY seq LIMIT ?"""
_OF_TIME = """SELECT body, prev_hash, hash, signature FROM journal
WHERE register_id = (SELECT register_id FROM journals WHERE current = 1)
AND occurred_at BETWEEN ? AND ? ORDER BY seq"""
_HASH = """SELECT e.hash FROM journals j JOIN journal e ON e.register_id = j.register_id
WHERE j.current = 1 AND e.seq = ?"""
_POSITION = """SELECT c.reach, coalesce(j.accepted_through, 0), coalesce(j.posted_through, 0),
c.contact_at, c.error_code, coalesce(j.code, '')
FROM last_contact c LEFT JOIN journals j ON j.current = 1"""
_OLDEST = """SELECT e.occurred_at FROM journals j JOIN journal e ON e.register_id = j.register_id
WHERE j.current = 1 AND e.seq = ?"""
_NOTE_POSTED = """UPDATE journals SET posted_through = max(posted_through, ?) WHERE current = 1"""
_NOTE_ACCEPTED = """UPDATE journals SET accepted_through = max(accepted_through, ?)
WHERE current = 1"""
_GO_BACK = """UPDATE journals SET accepted_through = ?1, posted_through = ?1 WHERE current = 1"""
_NOTE_CONTACT = """UPDATE last_contact
SET reach = ?1, contact_at = coalesce(nullif(?2, ''), contact_at), error_code = ?3"""
_FORMER = """SELECT j.register_id, j.code, j.public_key, j.base_seq, j.base_hash,
coalesce(e.seq, j.base_seq), coalesce(e.hash, j.base_hash), j.base_receipts
FROM journals j LEFT JOIN journal e ON e.register_id = j.register_id
AND e.seq = (SELECT max(seq) FROM journal WHERE register_id = j.register_id)
WHERE j.current = 0 ORDER BY e.place"""

_ANSWERED = frozenset({Reach.ONLINE, Reach.SIGN_IN_AGAIN, Reach.REFUSED})
_ENVELOPE_BYTES = 280  # hashes, signature and the names around them, as an entry travels


class SqliteJournalBook:
    """Fits the port JournalBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def head(self) -> Head:
        """Return where the journal stands."""
        row = self._run(_HEAD).first()
        return Head(row[0], row[1]) if row else GENESIS

    def append(self, entry: Entry) -> None:
        """Add the next entry; raises StorageFailed `journal.not_next` if it does not follow."""
        self.append_run([entry])

    def append_run(self, entries: Sequence[Entry]) -> None:
        """Add many entries that follow the head and each other; raises as `append` does."""
        head = self.head()
        for entry in entries:
            try:
                verify_link(entry, head)
            except RuleBroken as error:
                raise StorageFailed("journal.not_next", reason=error.code, seq=entry.seq) from error
            head = entry.head
        self._run(_APPEND, [_row(entry) for entry in entries])

    def entry(self, event_id: str) -> Entry | None:
        """Return a fact's entry by its identity; of one that was carried over, the last."""
        row = self._run(_BY_EVENT, (event_id,)).first()
        return read_entry(*row) if row else None

    def to_send(self, after_seq: int, max_entries: int, max_bytes: int) -> list[Entry]:
        """Return the next contiguous run; one entry at least, however large it is."""
        return self._run_of(None, after_seq, max_entries, max_bytes)

    def former_run(
        self, register_id: str, after_seq: int, max_entries: int, max_bytes: int
    ) -> list[Entry]:
        """Return such a run out of the journal of a register this machine has been."""
        return self._run_of(register_id, after_seq, max_entries, max_bytes)

    def _run_of(
        self, register_id: str | None, after_seq: int, max_entries: int, max_bytes: int
    ) -> list[Entry]:
        run: list[Entry] = []
        size = 0
        for row in self._run(_AFTER, (register_id, after_seq, max_entries)):
            size += _travel_size(row[0])
            if run and size > max_bytes:
                break
            run.append(read_entry(*row))
        return run

    def former(self) -> list[FormerJournal]:
        """Return the journals of the registers this machine has been, the oldest first."""
        return [
            FormerJournal(
                row[0], row[1], row[2], Head(row[3], row[4]), Head(row[5], row[6]), row[7]
            )
            for row in self._run(_FORMER)
        ]

    def base(self) -> tuple[Head, int]:
        """Return where this journal begins in this file, and how many receipts came before."""
        row = self._run(_BASE).first()
        return (Head(row[0], row[1]), row[2]) if row else (GENESIS, 0)

    def of_time(self, first: str, last: str) -> list[Entry]:
        """Return the entries of a stretch of time, both moments included, in their order."""
        return [read_entry(*row) for row in self._run(_OF_TIME, (first, last))]

    def hash_at(self, seq: int) -> str:
        """Return an entry's hash, empty when there is no such entry.

        What the journal begins after has a hash too: the genesis hash for 0, or that of its base.
        """
        found = self._run(_HASH, (seq,)).scalar()
        if found is None:
            base, _ = self.base()
            return base.hash if base.seq == seq else ""
        return str(found)

    def state(self) -> SyncState:
        """Return how far the journal has come and what the last contact came to."""
        reach, accepted, posted, contact_at, error_code, code = self._run(_POSITION).one()
        oldest = self._run(_OLDEST, (posted + 1,)).scalar()
        return SyncState(
            reach=Reach(reach),
            last_seq=self.head().seq,
            accepted_through=accepted,
            posted_through=posted,
            oldest_unposted_at=oldest or "",
            last_contact_at=contact_at,
            last_error_code=error_code,
            register_code=code,
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

    def go_back(self, through: int) -> None:
        """Set accepted and posted back to this place: the books were restored from a backup."""
        self._run(_GO_BACK, (through,))

    def note_contact(self, state: str, at: str, error_code: str) -> None:
        """Remember what the last attempt to reach the server came to (`Reach` value).

        `at` counts as contact only when the server itself answered, if only to refuse.
        """
        reach = Reach(state)
        self._run(_NOTE_CONTACT, (reach.value, at if reach in _ANSWERED else "", error_code))


def _row(entry: Entry) -> tuple[str | int, ...]:
    fact = entry.fact
    return (
        entry.register_id,
        entry.seq,
        fact.event_id,
        fact.type,
        fact.occurred_at,
        entry.body,
        entry.prev_hash,
        entry.hash,
        entry.signature,
    )


def _travel_size(body: str) -> int:
    """Return an entry's bytes on the wire, where its body is a JSON text within JSON."""
    return len(body.encode()) + body.count('"') + body.count("\\") + _ENVELOPE_BYTES
