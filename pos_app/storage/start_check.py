"""What is looked at before a till may sell, in a time that does not grow with the books.

At every start: that the journal's last entry is whole and follows the one before it, and that the
second copy knows of no later one. A complete check takes as long as the file is large, so it comes
at a start only when something was found before: whoever meets damage leaves a mark in the data
directory. Knows nothing of how damage is dealt with.
"""

from pathlib import Path

from sqlalchemy import Connection

from pos_app.storage.database import Database
from pos_app.storage.durable import flush_folder
from pos_app.storage.faults import DAMAGED, INDEX_DAMAGED, damage
from pos_core.errors import StorageFailed
from pos_core.journal import chain_hash

MARK_FILE = "till.db.damage-found"

_LAST_ENTRY = (
    "SELECT register_id, seq, prev_hash, body, hash FROM journal ORDER BY place DESC LIMIT 1"
)
_BEFORE = """SELECT coalesce((SELECT hash FROM journal WHERE register_id = ?1 AND seq = ?2),
(SELECT base_hash FROM journals WHERE register_id = ?1 AND base_seq = ?2))"""


def check_journal_end(writer: Connection) -> None:
    """Check that the last entry is whole and follows the one before: no work for a long journal.

    Every page is sealed by the cipher and checked whenever it is read, so that damage elsewhere
    cannot pass for data; the complete check looks for it early.
    """
    with writer.begin():
        last = writer.exec_driver_sql(_LAST_ENTRY).first()
        if last is None:
            return
        register_id, seq, prev_hash, body, digest = last
        before = writer.exec_driver_sql(_BEFORE, (register_id, seq - 1)).scalar()
    if before != prev_hash or chain_hash(prev_hash, body) != digest:
        raise StorageFailed(DAMAGED, reason="the journal's last entry does not follow", seq=seq)


def check_every_page(database: Database) -> None:
    """Read every page and index; disturbs nobody.

    On a connection of its own: one that is in use may hold an outdated picture of the word index
    and take it for damage. Raises StorageFailed `storage.damaged`, or `storage.index_damaged` when
    only search suffers.
    """
    with database.inspection.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != "ok":
        raise damage(found)


def mark_damage(directory: Path, failure: StorageFailed) -> None:
    """Leave a mark, so that the next start looks at every page; a full disk forgoes it."""
    if failure.code not in (DAMAGED, INDEX_DAMAGED):
        return
    try:
        (directory / MARK_FILE).write_text(f"{failure}\n", encoding="utf-8")
        flush_folder(directory)
    except OSError:
        return


def is_marked(directory: Path) -> bool:
    """Tell whether damage was met since the last complete check at a start."""
    return (directory / MARK_FILE).exists()


def clear_mark(directory: Path) -> None:
    """Take the mark away: the damage was dealt with, or there was none."""
    (directory / MARK_FILE).unlink(missing_ok=True)
