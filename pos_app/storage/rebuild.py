"""Drops the projections and makes them anew from the journal, which alone is the truth.

For repair and for proof: what it makes is row for row what selling made. Knows nothing of when it
is called.
"""

from sqlalchemy import Connection

from pos_app.storage.sales_book import SqliteSalesBook
from pos_core.journal import EntryType, read_entry
from pos_core.wire.convert import return_of, sale_of

_DROPS = (
    "DELETE FROM pending_stock",
    "DELETE FROM receipt_tenders",
    "DELETE FROM receipt_lines",
    "DELETE FROM receipts",
)
_ENTRIES = "SELECT body, prev_hash, hash, signature FROM journal WHERE type IN (?, ?) ORDER BY seq"
_ISSUED = "UPDATE register SET receipts_issued = (SELECT count(*) FROM receipts)"
_STATED = """DELETE FROM pending_stock WHERE seq <= (SELECT l.posted_through FROM register r
JOIN stock_levels l ON l.store_id = r.store_id AND l.product_id = pending_stock.product_id)"""


def rebuild_projections(connection: Connection) -> int:
    """Replay every sale and return within the open transaction; return how many there were."""
    run = connection.exec_driver_sql
    for drop in _DROPS:
        run(drop)
    sales = SqliteSalesBook(connection)
    types = (EntryType.SALE_COMPLETED.value, EntryType.SALE_RETURNED.value)
    count = 0
    for row in run(_ENTRIES, types):
        entry = read_entry(*row)
        if entry.fact.type == EntryType.SALE_COMPLETED:
            sales.record_sale(sale_of(entry.fact, entry.register_id), entry.seq)
        else:
            sales.record_return(return_of(entry.fact, entry.register_id), entry.seq)
        count += 1
    run(_ISSUED)
    run(_STATED)
    return count
