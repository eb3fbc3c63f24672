"""What the sync page lists and sums: entries of all journals in this file, and where sales stand.

Reads only. Knows nothing of how entries got here, and of what facts mean but for what is listed.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row

from pos_app.services.overview_records import Share, Standing, Wanted
from pos_app.services.records import JournalRow, Whereabouts
from pos_app.storage.places import posted_place
from pos_core.wire.findings import QUARANTINED

_ROWS = """SELECT e.place, j.code, e.seq, e.event_id, e.type, e.occurred_at, e.body, e.hash,
e.seq <= j.posted_through, e.seq <= j.accepted_through,
(SELECT group_concat(m.code, ' ') FROM remarks m
 WHERE m.register_id = e.register_id AND m.seq = e.seq AND m.settled = 0)
FROM journal e CROSS JOIN journals j ON j.register_id = e.register_id
WHERE e.place < :below AND e.place > :above AND (j.current = 1 OR e.seq <= j.posted_through)
AND (NOT :remarked OR EXISTS (SELECT 1 FROM remarks m
 WHERE m.register_id = e.register_id AND m.seq = e.seq AND m.settled = 0))
AND (:text = '' OR instr(lower(e.body), :text)
 OR (:amount <> '' AND instr(e.body || ',', :amount)))
ORDER BY e.place DESC LIMIT :limit"""
_POSTED = "SELECT posted_through FROM journals WHERE current = 1"
_STANDING = """WITH due AS (
SELECT event_id FROM receipts WHERE local_day = :day
UNION SELECT event_id FROM journal WHERE place > :posted),
last AS (SELECT event_id, max(place) AS place FROM journal
 WHERE event_id IN (SELECT event_id FROM due) GROUP BY event_id),
stood AS (SELECT CASE WHEN e.seq <= j.posted_through THEN 2 WHEN e.seq <= j.accepted_through
 THEN 1 ELSE 0 END AS state,
 CASE r.kind WHEN 'sale' THEN r.total_minor ELSE -r.total_minor END AS amount_minor,
 EXISTS (SELECT 1 FROM remarks m WHERE m.register_id = e.register_id AND m.seq = e.seq
  AND m.settled = 0) AS remarked
 FROM last JOIN journal e ON e.place = last.place JOIN journals j ON j.register_id = e.register_id
 JOIN receipts r ON r.event_id = last.event_id)
SELECT state, remarked, count(*), sum(amount_minor) FROM stood GROUP BY state, remarked"""
_ATTENTION = "SELECT count(DISTINCT register_id || '/' || seq) FROM remarks WHERE settled = 0"

_WAITING = """SELECT count(*) FROM journal
WHERE place > ? AND type IN ('sale.completed', 'sale.returned')"""

_BEYOND_ALL = 2**62
_SAFE_HERE, _SENT, _BOOKED = range(3)


class SqliteOverviewBook:
    """Fits the port OverviewBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def rows(self, wanted: Wanted, limit: int, before_place: int | None) -> list[JournalRow]:
        """Return entries, newest first; a fact that was carried over, where it is now."""
        amount = "" if wanted.amount_minor is None else f'_minor":{wanted.amount_minor},'
        asked = {
            "below": _BEYOND_ALL if before_place is None else before_place,
            "above": self._posted_place() if wanted.unposted_only else 0,
            "remarked": wanted.remarked_only,
            "text": wanted.text.lower(),
            "amount": amount,
            "limit": limit,
        }
        return [_listed(row) for row in self._run(_ROWS, asked)]

    def waiting_sales(self) -> int:
        """Count the sales and returns that are not in the books yet."""
        return int(self._run(_WAITING, (self._posted_place(),)).scalar_one())

    def standing(self, day: str) -> Standing:
        """Sum up where sales and returns stand."""
        shares: dict[tuple[int, int], Share] = {}
        for state, remarked, count, amount in self._run(
            _STANDING, {"day": day, "posted": self._posted_place()}
        ):
            shares[state, remarked] = Share(count, amount)

        def both(state: int) -> Share:
            parts = [shares.get((state, remarked), Share()) for remarked in (0, 1)]
            return Share(sum(p.count for p in parts), sum(p.amount_minor for p in parts))

        return Standing(
            day=day,
            safe_here=both(_SAFE_HERE),
            sent=both(_SENT),
            in_the_books=both(_BOOKED),
            remarked=shares.get((_BOOKED, 1), Share()),
            attention=self._run(_ATTENTION).scalar_one(),
        )

    def _posted_place(self) -> int:
        return posted_place(self._connection, self._run(_POSTED).scalar() or 0)


def _listed(row: Row[Any]) -> JournalRow:
    place, code, seq, event_id, entry_type, occurred_at, body, entry_hash, *far, remarks = row
    raw = json.loads(body)
    payload: Mapping[str, Any] = raw["payload"]
    posted, accepted = far
    state = Whereabouts.SENT if accepted else Whereabouts.SAFE_HERE
    return JournalRow(
        seq=seq,
        event_id=event_id,
        type=entry_type,
        occurred_at=occurred_at,
        utc_offset_minutes=raw["utc_offset_minutes"],
        actor_name=raw["actor"]["name"],
        which=str(payload.get("receipt_number") or payload.get("z_number", "")),
        amount_minor=payload.get("total_minor"),
        state=_noted(remarks) or (Whereabouts.IN_THE_BOOKS if posted else state),
        hash=entry_hash,
        place=place,
        register_code=code,
    )


def _noted(codes: str | None) -> Whereabouts | None:
    if not codes:
        return None
    kept_only = QUARANTINED in codes.split()
    return Whereabouts.QUARANTINED if kept_only else Whereabouts.REMARKED
