"""What a database's failure means for the caller: try again, go away, or this row is refused.

Knows the error numbers of MySQL and MariaDB and the words of SQLite; nothing of tables.
"""

from enum import Enum

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)

# Deadlock, lock wait time-out, and a row that changed since the snapshot was taken.
_AGAIN = {1213, 1205, 1020}
# A check of MySQL or MariaDB, a text that is not of its column's alphabet, a number out of range.
_REFUSED = {3819, 4025, 1366, 1264, 1406}


class Failure(Enum):
    """What to do about it."""

    AGAIN = "again"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OUR_BUG = "our bug"


def failure_of(error: DBAPIError) -> Failure:
    """Tell what a failure of the database means."""
    number = _number_of(error)
    if number in _AGAIN or "database is locked" in str(error.orig):
        return Failure.AGAIN
    if number in _REFUSED or isinstance(error, DataError | IntegrityError):
        return Failure.REFUSED
    if isinstance(error, ProgrammingError | NotSupportedError):
        return Failure.OUR_BUG
    return Failure.UNREACHABLE


def reason_of(error: DBAPIError) -> str:
    """Name the failure without the values of the row, which may be personal."""
    kind = type(error.orig).__name__
    number = _number_of(error)
    return f"{kind} {number}" if number else kind


def _number_of(error: DBAPIError) -> int | None:
    first = error.orig.args[0] if error.orig and error.orig.args else None
    return first if isinstance(first, int) else None
