"""Keeps the second copy of the newest entries in step with the journal, commit by commit.

Runs behind the commit and before the sale is shown as paid. Nothing here refuses a sale: the entry
is in the database already, and what the copy lacks is added at the next commit.
"""

from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.services.records import RegisterIdentity
from pos_app.storage.database import Database
from pos_app.storage.entry_copy import Copied, CopyReader, EntryCopy
from pos_app.storage.faults import BEHIND
from pos_core.errors import SalePointError, StorageFailed
from pos_core.journal import read_entry

_WHERE = """SELECT coalesce((SELECT max(seq) FROM journal), 0), p.posted_through
FROM journal_position p"""
_IDENTITY = """SELECT register_id, code, name, store_id, store_name, username, receipts_issued
FROM register"""
_AFTER = "SELECT body, prev_hash, hash, signature FROM journal WHERE seq > ? ORDER BY seq LIMIT ?"
_HASH = "SELECT hash FROM journal WHERE seq = ?"
_AT_ONCE = 256


class CopyUpkeep:
    """The copy of one open database; everything it reads goes through the writing connection."""

    def __init__(self, driver: sqlcipher.Connection, copy: EntryCopy, reader: CopyReader) -> None:
        """Take over both ends; `compare` comes first, then `follow` behind every commit."""
        self._driver = driver
        self._copy = copy
        self._reader = reader
        self._copied = 0
        self._posted = 0
        self.failed = ""

    def compare(self) -> None:
        """Find out what the copy holds.

        Raises StorageFailed `storage.behind` when its last entry is not in the journal: the
        database lost its log, or was replaced by an older one.
        """
        head, self._posted = self._where()
        newest = self._reader.newest()
        if newest is None:
            self._copied = self._posted
            return
        last = newest.entries[-1].entry
        found = self._driver.execute(_HASH, (last.seq,)).fetchone()
        if found is None or found[0] != last.hash:
            raise StorageFailed(BEHIND, copied=last.seq, found=head)
        self._copied = self._posted if newest.damaged else last.seq

    def follow(self) -> None:
        """Add what was committed since the last time, and let go of what is in the books."""
        try:
            head, posted = self._where()
            while self._copied < head and self._add_next():
                pass
            if self._copied == head and posted > self._posted:
                self._copy.posted(posted)
                self._posted = posted
            self.failed = self._copy.failed
        except (sqlcipher.Error, OSError, SalePointError) as error:
            self.failed = type(error).__name__

    def mend(self) -> bool:
        """Read the whole copy and write anew what it lacks; return whether it lacked anything."""
        held = {one.entry.hash for segment in self._reader.segments() for one in segment.entries}
        posted = self._where()[1]
        wanted = self._driver.execute("SELECT hash FROM journal WHERE seq > ?", (posted,))
        if all(digest in held for (digest,) in wanted):
            return False
        self._copied = posted
        self.follow()
        return True

    def close(self) -> None:
        """Let go of the copy's open file."""
        self._copy.close()

    def _where(self) -> tuple[int, int]:
        head, posted = self._driver.execute(_WHERE).fetchone()
        return head, posted

    def _add_next(self) -> bool:
        """Copy the next entries; return whether there may be more and the disk takes them."""
        row = self._driver.execute(_IDENTITY).fetchone()
        if row is None:
            return False
        posted = self._where()[1]
        rows = self._driver.execute(_AFTER, (self._copied, _AT_ONCE)).fetchall()
        copied = [Copied(read_entry(*found), row[6], posted) for found in rows]
        if not copied or not self._copy.add(RegisterIdentity(*row[:6]), self._copied, copied):
            return False
        self._copied = copied[-1].entry.seq
        return True


def upkeep_of(database: Database) -> CopyUpkeep:
    """Make the upkeep of the copy beside a database."""
    folder, key = database.file.parent, database.key
    return CopyUpkeep(database.driver, EntryCopy(folder, key), CopyReader(folder, key))
