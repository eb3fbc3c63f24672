"""What went wrong in SQLite, as the one kind of error that services know.

The table below is the only place that knows SQLite's result codes. What is not in it (a broken
constraint, wrong SQL) is our own bug and travels on unchanged.
"""

from sqlalchemy.exc import DBAPIError

from pos_core.errors import StorageFailed

DISK_FULL = "storage.disk_full"
IO = "storage.io"
DAMAGED = "storage.damaged"
INDEX_DAMAGED = "storage.index_damaged"
BEHIND = "storage.behind"
GONE = "storage.gone"
LOCKED = "storage.locked"
WRONG_KEY = "storage.wrong_key"

_CODES = {
    5: LOCKED,  # SQLITE_BUSY: another program holds the file
    6: LOCKED,  # SQLITE_LOCKED
    8: "storage.read_only",  # SQLITE_READONLY: the folder or the file is write-protected
    10: IO,  # SQLITE_IOERR
    11: DAMAGED,  # SQLITE_CORRUPT: also a page whose seal the cipher does not accept
    13: DISK_FULL,  # SQLITE_FULL
    14: "storage.cannot_open",  # SQLITE_CANTOPEN
    26: DAMAGED,  # SQLITE_NOTADB
}
_PRIMARY = 0xFF  # the low byte of an extended result code

ENDS_WRITING = frozenset({IO, DAMAGED})
"""After these nothing more is written through the same open file: what a failed `fsync` left on
the disk is unknown, and asking again may be answered with a success that is none."""


def translated(error: BaseException) -> BaseException:
    """Return the StorageFailed that an error of the driver means, or the error itself."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    number = getattr(cause, "sqlite_errorcode", None)
    code = _CODES.get(number & _PRIMARY) if isinstance(number, int) else None
    if code == DAMAGED:
        return damage(str(cause))
    return StorageFailed(code, reason=str(cause)) if code else error


def damage(reason: str) -> StorageFailed:
    """Return the failure for damage that SQLite has found and described.

    Damage of the word index is told apart by its text alone (its code is that of any damage): no
    sale depends on that index, and it can be made anew.
    """
    return StorageFailed(INDEX_DAMAGED if "fts5" in reason.lower() else DAMAGED, reason=reason)
