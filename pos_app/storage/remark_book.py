"""What the server's books remarked about this machine's facts, as rows.

Derived: asked anew it is all there again. Knows nothing of who asks or of what a remark means.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection

from pos_core.wire.findings import RemarkItem

_DROP = "DELETE FROM remarks WHERE register_id = ? AND seq > ? AND seq <= ?"
_KEEP = "INSERT OR REPLACE INTO remarks VALUES (?, ?, ?, ?, ?, ?, ?)"
_OF = """SELECT event_id, seq, code, about, data, settled FROM remarks
WHERE event_id = ? ORDER BY register_id, seq, code, about"""
_FIRST_OPEN = "SELECT min(seq) FROM remarks WHERE register_id = ? AND settled = 0"


class SqliteRemarkBook:
    """Fits the port RemarkBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def keep(
        self, register_id: str, after: int, through: int, remarks: Sequence[RemarkItem]
    ) -> None:
        """Replace what is known of entries beyond `after`, through `through`."""
        self._run(_DROP, (register_id, after, through))
        for item in remarks:
            data = json.dumps(item.data, sort_keys=True)
            row = (register_id, item.seq, item.code, item.about, item.event_id, data, item.settled)
            self._run(_KEEP, row)

    def of(self, event_id: str) -> list[RemarkItem]:
        """Return the remarks about one fact."""
        return [
            RemarkItem(
                event_id=row[0],
                seq=row[1],
                code=row[2],
                about=row[3],
                data=json.loads(row[4]),
                settled=bool(row[5]),
            )
            for row in self._run(_OF, (event_id,))
        ]

    def first_open(self, register_id: str) -> int:
        """Return the lowest number of an entry with a remark that is not settled; 0 for none."""
        return self._run(_FIRST_OPEN, (register_id,)).scalar() or 0
