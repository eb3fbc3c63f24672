"""Where entries stand in this file: a register counts its own, the file counts all of them.

Knows nothing of what entries say.
"""

from sqlalchemy import Connection

_OF_ENTRY = """SELECT e.place FROM journals j JOIN journal e ON e.register_id = j.register_id
WHERE j.current = 1 AND e.seq = ?"""
_POSTED = """SELECT coalesce(
(SELECT place FROM journal WHERE register_id = j.register_id AND seq <= ?
 ORDER BY seq DESC LIMIT 1),
(SELECT place - 1 FROM journal WHERE register_id = j.register_id ORDER BY seq LIMIT 1),
(SELECT max(place) FROM journal), 0) FROM journals j WHERE current = 1"""


def place_of(connection: Connection, seq: int) -> int:
    """Return the place of an entry of the current journal, which must be there."""
    place: int = connection.exec_driver_sql(_OF_ENTRY, (seq,)).scalar_one()
    return place


def posted_place(connection: Connection, posted_through: int) -> int:
    """Return up to which place all is posted when the current journal is posted through `seq`.

    What is left in the journals of former registers is posted: the rest was carried over.
    """
    place: int | None = connection.exec_driver_sql(_POSTED, (posted_through,)).scalar()
    return place or 0
