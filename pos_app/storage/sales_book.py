"""Sales and returns as rows: projections of the journal, for receipts, returns and reports.

A whole sale is read back from its entry; the rows hold what is searched and summed. Knows nothing
of how entries are made.
"""

from datetime import timedelta

from sqlalchemy import Connection

from pos_app.services.records import SaleSummary
from pos_app.storage.day_report import report_day
from pos_app.storage.places import place_of, posted_place
from pos_app.storage.register_book import RegisterBook
from pos_core.identifiers import moment_of
from pos_core.journal import Entry, read_entry
from pos_core.quantity import Quantity
from pos_core.returns import GoodsReturn, ReturnedLine
from pos_core.sale import Sale, SaleLine, Stamp
from pos_core.wire.convert import return_of, sale_of
from pos_core.wire.reports import TodayReport

SALE = "sale"
RETURN = "return"

_RECEIPT = "INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_LINE = "INSERT INTO receipt_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_TENDER = "INSERT INTO receipt_tenders VALUES (?, ?, ?, ?)"
_MOVEMENT = """INSERT INTO pending_stock VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET quantity_milli = quantity_milli + excluded.quantity_milli"""
_NO_MORE_WAITING_THERE = """DELETE FROM pending_stock WHERE EXISTS (
SELECT 1 FROM journal o JOIN journal n ON n.event_id = o.event_id AND n.place > o.place
WHERE o.place = pending_stock.place)"""
_WAITS_HERE = """INSERT INTO pending_stock SELECT l.product_id, n.place,
sum(CASE r.kind WHEN 'sale' THEN -l.quantity_milli ELSE l.quantity_milli END)
FROM journal n JOIN receipts r ON r.event_id = n.event_id AND r.place < n.place
JOIN receipt_lines l ON l.place = r.place
WHERE n.place > ? AND NOT EXISTS (
SELECT 1 FROM journal later WHERE later.event_id = n.event_id AND later.place > n.place)
GROUP BY l.product_id, n.place"""
_ENTRY = """SELECT body, prev_hash, hash, signature FROM journal
WHERE place = (SELECT place FROM receipts WHERE event_id = ? AND kind = ?)"""
_NUMBERED = "SELECT event_id FROM receipts WHERE receipt_number = ?"
_RETURNED = """SELECT l.original_line_no, sum(l.quantity_milli)
FROM receipts r JOIN receipt_lines l ON l.place = r.place
WHERE r.original_event_id = ? AND l.original_line_no IS NOT NULL GROUP BY l.original_line_no"""
_LATEST = """SELECT event_id, receipt_number, occurred_at, utc_offset_minutes, staff_name,
total_minor, kind FROM receipts ORDER BY place DESC LIMIT ?"""


class SqliteSalesBook:
    """Fits the port SalesBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def next_receipt_number(self) -> str:
        """Allocate the next number of this register; gapless, part of the transaction."""
        return RegisterBook(self._connection).next_receipt_number()

    def record_sale(self, sale: Sale, seq: int) -> None:
        """Project a sale, its lines and tenders, and what it took out of the stock."""
        self.place_sale(sale, place_of(self._connection, seq))

    def record_return(self, goods: GoodsReturn, seq: int) -> None:
        """Project a return; what came back is in stock again."""
        self.place_return(goods, place_of(self._connection, seq))

    def place_sale(self, sale: Sale, place: int) -> None:
        """Project a sale whose entry stands at this place of the file."""
        sums = (sale.total_minor, sale.totals.tax_minor, sale.rounding_minor)
        self._record(place, sale, (SALE, None), sums)
        lines = sale.lines
        self._run(
            _LINE,
            [(place, ln.line_no, None, *_goods(ln), ln.amounts.total_minor) for ln in lines],
        )
        self._run(_MOVEMENT, [(ln.product.product_id, place, -ln.quantity.milli) for ln in lines])

    def place_return(self, goods: GoodsReturn, place: int) -> None:
        """Project a return whose entry stands at this place of the file."""
        original = goods.original.event_id if goods.original else None
        sums = (goods.total_minor, sum(line.tax_minor for line in goods.lines), 0)
        self._record(place, goods, (RETURN, original), sums)
        lines = goods.lines
        self._run(
            _LINE,
            [
                (place, no, ln.original_line_no, *_goods(ln), ln.total_minor)
                for no, ln in enumerate(lines, 1)
            ],
        )
        self._run(_MOVEMENT, [(ln.product.product_id, place, ln.quantity.milli) for ln in lines])

    def carry_over(self, after_seq: int) -> None:
        """Let stock wait for the entries after `after_seq` that carry facts of former journals."""
        carry_pending(self._connection, posted_place(self._connection, after_seq))

    def _record(
        self,
        place: int,
        document: Sale | GoodsReturn,
        kind: tuple[str, str | None],
        sums: tuple[int, int, int],
    ) -> None:
        """Write the head and the tenders; `kind` goes with the original, `sums` end in rounding."""
        stamp = document.stamp
        self._run(
            _RECEIPT,
            (
                place,
                stamp.event_id,
                document.receipt_number,
                *kind,
                stamp.occurred_at,
                stamp.utc_offset_minutes,
                *_local_day_and_hour(stamp),
                document.place.store_id,
                stamp.actor.staff_id,
                stamp.actor.name,
                *sums,
            ),
        )
        if document.tenders:
            self._run(
                _TENDER,
                [
                    (place, position, tender.kind.value, tender.amount_minor)
                    for position, tender in enumerate(document.tenders)
                ],
            )

    def sale(self, event_id: str) -> Sale | None:
        """Return a sale by identity."""
        entry = self._entry(event_id, SALE)
        return sale_of(entry.fact, entry.register_id) if entry else None

    def sale_numbered(self, receipt_number: str) -> Sale | None:
        """Return a sale by its receipt number."""
        event_id = self._run(_NUMBERED, (receipt_number,)).scalar()
        return self.sale(event_id) if event_id else None

    def goods_return(self, event_id: str) -> GoodsReturn | None:
        """Return a return by identity."""
        entry = self._entry(event_id, RETURN)
        return return_of(entry.fact, entry.register_id) if entry else None

    def _entry(self, event_id: str, kind: str) -> Entry | None:
        row = self._run(_ENTRY, (event_id, kind)).first()
        return read_entry(*row) if row else None

    def returned_quantities(self, event_id: str) -> dict[int, Quantity]:
        """Say per line number how much of a sale came back."""
        return {line_no: Quantity(milli) for line_no, milli in self._run(_RETURNED, (event_id,))}

    def latest(self, limit: int) -> list[SaleSummary]:
        """Return the latest receipts, newest first."""
        return [
            SaleSummary(event_id, number, at, offset, staff, total, is_return=kind == RETURN)
            for event_id, number, at, offset, staff, total, kind in self._run(_LATEST, (limit,))
        ]

    def day_report(self, day: str, as_of: str) -> TodayReport:
        """Report a local day (`2026-11-21`) from this register's own books."""
        return report_day(self._connection, day, as_of)


def carry_pending(connection: Connection, after_place: int) -> None:
    """Move stock that waits to where its facts are written last: they are posted with that entry.

    Looks at the entries after a place. What a page of the stock feed took for posted meanwhile,
    because the server counts another journal under our name, waits again.
    """
    connection.exec_driver_sql(_NO_MORE_WAITING_THERE)
    connection.exec_driver_sql(_WAITS_HERE, (after_place,))


def _goods(line: SaleLine | ReturnedLine) -> tuple[str, str, str, int]:
    product = line.product
    return product.product_id, product.sku, product.name, line.quantity.milli


def _local_day_and_hour(stamp: Stamp) -> tuple[str, int]:
    local = moment_of(stamp.occurred_at) + timedelta(minutes=stamp.utc_offset_minutes)
    return f"{local:%Y-%m-%d}", local.hour
