"""Remarks on facts and quarantined entries, as their registers and menders read them.

Fits `Notices`. Knows nothing of who may read them.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from backend_lambdas.data_access.mysql.ledger_tables import journal_entries, remarks
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.notices import Noticed, Place
from pos_core.wire.findings import QUARANTINED, QuarantinedItem, RemarkItem

_ENTRIES = journal_entries.c
_REMARKS = remarks.c
_IN_QUARANTINE = _ENTRIES.state == EntryState.QUARANTINED.value
_WITH_REMARKS = journal_entries.outerjoin(remarks, _REMARKS.event_id == _ENTRIES.event_id)


class SqlNotices:
    """Questions to what is remarkable."""

    def __init__(self, connection: Connection) -> None:
        """Ask on this open transaction."""
        self._connection = connection

    def remarks(self, register_id: str, after: int, most: int) -> Noticed:
        """Return the remarks of the next remarkable entries of a journal."""
        remarkable = and_(
            _ENTRIES.register_id == register_id,
            _ENTRIES.seq > after,
            or_(_IN_QUARANTINE, _REMARKS.event_id.is_not(None)),
        )
        places = select(_ENTRIES.seq).distinct().select_from(_WITH_REMARKS).where(remarkable)
        found = self._connection.execute(places.order_by(_ENTRIES.seq).limit(most + 1))
        seqs = list(found.scalars())
        if not seqs:
            return Noticed([], None)
        here = seqs[:most]
        columns = (_ENTRIES.event_id, _ENTRIES.seq, _ENTRIES.state, _ENTRIES.reason)
        wanted = (
            select(*columns, _REMARKS.code, _REMARKS.about, _REMARKS.data, _REMARKS.settled)
            .select_from(_WITH_REMARKS)
            .where(remarkable, _ENTRIES.seq <= here[-1])
            .order_by(_ENTRIES.seq, _REMARKS.code, _REMARKS.about)
        )
        items = [_remark(row) for row in self._connection.execute(wanted)]
        return Noticed(items, here[-1] if len(seqs) > most else None)

    def quarantined(self, after: Place, most: int) -> list[QuarantinedItem]:
        """Return quarantined entries in the order of register and number."""
        register_id, seq = after
        behind = or_(
            _ENTRIES.register_id > register_id,
            and_(_ENTRIES.register_id == register_id, _ENTRIES.seq > seq),
        )
        columns = (_ENTRIES.register_id, _ENTRIES.seq, _ENTRIES.type, _ENTRIES.reason)
        wanted = (
            select(*columns, _ENTRIES.received_at)
            .where(_IN_QUARANTINE, behind)
            .order_by(_ENTRIES.register_id, _ENTRIES.seq)
            .limit(most)
        )
        rows = self._connection.execute(wanted).mappings()
        return [QuarantinedItem.model_validate(dict(row)) for row in rows]


def _remark(row: Row[Any]) -> RemarkItem:
    if row.code is None:
        reason = {"reason": row.reason}
        return RemarkItem(event_id=row.event_id or "", seq=row.seq, code=QUARANTINED, data=reason)
    return RemarkItem(
        event_id=row.event_id,
        seq=row.seq,
        code=row.code,
        about=row.about,
        data=json.loads(row.data),
        settled=row.settled,
    )
