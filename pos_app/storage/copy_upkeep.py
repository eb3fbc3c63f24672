"""Keeps the second copy of the newest entries in step with the journal, commit by commit.

Runs behind the commit and before the sale is shown as paid. Nothing here refuses a sale: the entry
is in the database already, and what the copy lacks is added at the next commit.
"""

from dataclasses import dataclass

from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.services.records import RegisterIdentity
from pos_app.storage.database import Database
from pos_app.storage.entry_copy import Copied, CopyReader, EntryCopy
from pos_app.storage.faults import BEHIND
from pos_core.errors import StorageFailed
from pos_core.journal import read_entry

_WHERE = """SELECT register_id, posted_through, (SELECT max(place) FROM journal)
FROM journals WHERE current = 1"""
_IDENTITY = """SELECT register_id, code, name, store_id, store_name, username, receipts_issued
FROM register"""
_AFTER = """SELECT place, body, prev_hash, hash, signature FROM journal
WHERE place > ? AND register_id = ? ORDER BY place LIMIT ?"""
_ENTRY = "SELECT place, hash FROM journal WHERE register_id = ? AND seq = ?"
_IN_THE_BOOKS = "SELECT coalesce(max(place), 0) FROM journal WHERE register_id = ? AND seq <= ?"
_NOT_POSTED = "SELECT hash FROM journal WHERE register_id = ? AND seq > ? AND place <= ?"
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the journal stands: whose it is, what is posted, and its last place in the file."""

    register_id: str
    posted: int
    last_place: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What the copy holds, as hashes, of the entries up to a place."""

    held: frozenset[str]
    through_place: int


class CopyUpkeep:
    """The copy of one open database; everything it reads goes through the writing connection."""

    def __init__(self, driver: sqlcipher.Connection, copy: EntryCopy, reader: CopyReader) -> None:
        """Take over both ends; `compare` comes first, then `follow` behind every commit."""
        self._driver = driver
        self._copy = copy
        self._reader = reader
        self._copied_place = 0
        self._tidied: _Stand | None = None
        self.failed = ""

    def compare(self) -> None:
        """Find out what the copy holds.

        Raises StorageFailed `storage.behind` when its last entry is not in the journal: the
        database lost its log, or was replaced by an older one.
        """
        stand = self._stand()
        newest = self._reader.newest()
        if newest is not None:
            last = newest.entries[-1].entry
            found = self._driver.execute(_ENTRY, (last.register_id, last.seq)).fetchone()
            if found is None or found[1] != last.hash:
                raise StorageFailed(BEHIND, copied=last.seq, found=stand.last_place if stand else 0)
            if not newest.damaged:
                self._copied_place = found[0]
                return
        if stand is not None:
            self._copied_place = self._posted_place(stand)

    def follow(self) -> None:
        """Add what was committed since the last time, and let go of what is in the books."""
        try:
            stand = self._stand()
            if stand is None or stand == self._tidied:
                return
            while self._copied_place < stand.last_place and self._add_next(stand):
                pass
            if self._copied_place == stand.last_place:
                self._copy.posted(stand.register_id, stand.posted)
                self._tidied = stand
            self.failed = self._copy.failed
        except Exception as error:  # noqa: BLE001 — the entry is committed: no refusal may follow
            self.failed = type(error).__name__

    def survey(self) -> Survey:
        """Read the whole copy; changes nothing, so that checkouts go on meanwhile."""
        through = self._copied_place
        entries = (one.entry for segment in self._reader.segments() for one in segment.entries)
        return Survey(frozenset(entry.hash for entry in entries), through)

    def mend(self, survey: Survey) -> bool:
        """Write anew what the copy lacked when it was surveyed; return whether it lacked any."""
        stand = self._stand()
        if stand is None:
            return False
        which = (stand.register_id, stand.posted, survey.through_place)
        if all(digest in survey.held for (digest,) in self._driver.execute(_NOT_POSTED, which)):
            return False
        self._copied_place, self._tidied = self._posted_place(stand), None
        self.follow()
        return True

    def close(self) -> None:
        """Let go of the copy's open file."""
        self._copy.close()

    def _stand(self) -> _Stand | None:
        row = self._driver.execute(_WHERE).fetchone()
        return _Stand(row[0], row[1], row[2] or 0) if row else None

    def _posted_place(self, stand: _Stand) -> int:
        found = self._driver.execute(_IN_THE_BOOKS, (stand.register_id, stand.posted)).fetchone()
        return int(found[0])

    def _add_next(self, stand: _Stand) -> bool:
        """Copy the next entries; return whether there may be more and the disk takes them."""
        *identity, issued = self._driver.execute(_IDENTITY).fetchone()
        which = (self._copied_place, stand.register_id, _AT_ONCE)
        rows = self._driver.execute(_AFTER, which).fetchall()
        copied = [Copied(read_entry(*row[1:]), issued, stand.posted) for row in rows]
        if not copied or not self._copy.add(RegisterIdentity(*identity), copied):
            return False
        self._copied_place = rows[-1][0]
        return True


def upkeep_of(database: Database) -> CopyUpkeep:
    """Make the upkeep of the copy beside a database."""
    folder, key = database.file.parent, database.key
    return CopyUpkeep(database.driver, EntryCopy(folder, key), CopyReader(folder, key))
