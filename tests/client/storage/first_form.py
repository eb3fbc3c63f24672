"""Writes a database as the first release left it: its own step made the tables, and rows are put in
by plain SQL, so that nothing of today's code for writing takes part.
"""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from pos_app.storage import schema
from pos_app.storage.database import open_database
from pos_core.journal import GENESIS, Entry
from tests.builders import REGISTER, SALES_1, sale, sale_entry

FIRST_RELEASE = "0001"
_REGISTER = "INSERT INTO register VALUES (1, ?, ?, ?, ?, ?, ?, ?)"
_ENTRY = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_RECEIPT = "INSERT INTO receipts VALUES (?, ?, ?, 'sale', NULL, ?, 0, ?, 12, ?, ?, ?, 1200, 200, 0)"
_LINE = "INSERT INTO receipt_lines VALUES (?, 1, NULL, 'product-LANTERN', 'LANTERN', ?, 1000, 1200)"
_TENDER = "INSERT INTO receipt_tenders VALUES (?, 0, 'cash', 1200)"
_PENDING = "INSERT INTO pending_stock VALUES ('product-LANTERN', ?, -1000)"
_LEVEL = "INSERT INTO stock_levels VALUES ('product-LANTERN', ?, 900000, ?)"
_POSITION = """UPDATE journal_position SET accepted_through = ?, posted_through = ?,
reach = 'online', contact_at = '2026-11-20T08:00:00.000Z'"""


def write_first_form(file: Path, key: str, sales: int, posted: int) -> list[Entry]:
    """Write a till that sold one lantern so many times, some of them posted; return its journal."""
    entries: list[Entry] = []
    for number in range(1, sales + 1):
        entries.append(sale_entry(sale(number), entries[-1].head if entries else GENESIS))
    with closing(open_database(file, key)) as database:
        schema.move_to(database.writer, FIRST_RELEASE)
        with database.writer.begin():
            _write_register(database.writer, sales, posted)
            for entry in entries:
                _write_sale(database.writer, entry, pending=entry.seq > posted)
    return entries


def _write_register(writer: Connection, sales: int, posted: int) -> None:
    of = REGISTER
    identity = (of.register_id, of.code, of.name, of.store_id, of.store_name, of.username)
    writer.exec_driver_sql(_REGISTER, (*identity, sales))
    writer.exec_driver_sql(_LEVEL, (of.store_id, posted))
    writer.exec_driver_sql(_POSITION, (posted + 1, posted))


def _write_sale(writer: Connection, entry: Entry, *, pending: bool) -> None:
    run, fact, seq = writer.exec_driver_sql, entry.fact, entry.seq
    chain = (entry.body, entry.prev_hash, entry.hash, entry.signature)
    run(_ENTRY, (seq, fact.event_id, fact.type, fact.occurred_at, *chain))
    number, day = f"T1-{seq:06d}", fact.occurred_at[:10]
    where = (REGISTER.store_id, SALES_1.staff_id, SALES_1.name)
    run(_RECEIPT, (seq, fact.event_id, number, fact.occurred_at, day, *where))
    run(_LINE, (seq, "Lantern"))
    run(_TENDER, (seq,))
    if pending:
        run(_PENDING, (seq,))
