"""Drops the projections and makes them anew from the journal, which alone is the truth.

For repair and for proof: what it makes is row for row what selling made. Knows nothing of when it
is called.
"""

from sqlalchemy import Connection

from pos_app.storage.sales_book import SqliteSalesBook, carry_pending
from pos_app.storage.till_book import place_till_fact
from pos_core.journal import Entry, EntryType, read_entry
from pos_core.wire.convert import return_of, sale_of

_DROPS = (
    "DELETE FROM cash_moves",
    "DELETE FROM till_sessions",
    "DELETE FROM pending_stock",
    "DELETE FROM receipt_tenders",
    "DELETE FROM receipt_lines",
    "DELETE FROM receipts",
)
_ENTRIES = """SELECT place, body, prev_hash, hash, signature FROM journal j
WHERE type IN (?, ?, ?, ?, ?)
AND NOT EXISTS (SELECT 1 FROM journal earlier
WHERE earlier.event_id = j.event_id AND earlier.place < j.place) ORDER BY place"""
_PROJECTED = tuple(
    kind.value
    for kind in (
        EntryType.SALE_COMPLETED,
        EntryType.SALE_RETURNED,
        EntryType.TILL_OPENED,
        EntryType.CASH_MOVED,
        EntryType.TILL_CLOSED,
    )
)
_ISSUED = """UPDATE register SET receipts_issued = (SELECT base_receipts FROM journals
WHERE current = 1) + (SELECT count(*) FROM receipts
WHERE substr(receipt_number, 1, length(register.code) + 1) = register.code || '-')"""
_STATED = """DELETE FROM pending_stock WHERE place <= (SELECT l.posted_place FROM register r
JOIN stock_levels l ON l.store_id = r.store_id AND l.product_id = pending_stock.product_id)"""


def rebuild_projections(connection: Connection) -> int:
    """Replay every fact that has rows once within the open transaction; return how many."""
    run = connection.exec_driver_sql
    for drop in _DROPS:
        run(drop)
    sales = SqliteSalesBook(connection)
    count = 0
    for place, *stored in run(_ENTRIES, _PROJECTED):
        _place(connection, sales, read_entry(*stored), place)
        count += 1
    carry_pending(connection, 0)
    run(_ISSUED)
    run(_STATED)
    return count


def _place(connection: Connection, sales: SqliteSalesBook, entry: Entry, place: int) -> None:
    fact = entry.fact
    if fact.type == EntryType.SALE_COMPLETED:
        sales.place_sale(sale_of(fact, entry.register_id), place)
    elif fact.type == EntryType.SALE_RETURNED:
        sales.place_return(return_of(fact, entry.register_id), place)
    else:
        place_till_fact(connection, entry, place)
