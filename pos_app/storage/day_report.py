"""A day of this register from its own books: what the shop sees when the server is out of reach.

Sums rows of the projections; knows nothing of the server's figures. A day is the register's local
day, so that a sale at half past midnight belongs to the evening's next day wherever the shop is.
"""

from typing import Any

from sqlalchemy import Connection, Row

from pos_core.errors import RuleBroken
from pos_core.wire.reports import (
    HourFigures,
    ProductFigures,
    StaffFigures,
    TenderFigures,
    TodayReport,
)

_PLACE = """SELECT store_id, coalesce((SELECT json_extract(body, '$.currency') FROM shop), '')
FROM register"""
_HEAD = """SELECT
  count(*) FILTER (WHERE kind = 'sale'),
  count(*) FILTER (WHERE kind = 'return'),
  coalesce(sum(total_minor) FILTER (WHERE kind = 'sale'), 0),
  coalesce(sum(total_minor) FILTER (WHERE kind = 'return'), 0),
  coalesce(sum(CASE kind WHEN 'sale' THEN tax_minor ELSE -tax_minor END), 0),
  coalesce(sum(rounding_minor), 0)
FROM receipts WHERE local_day = ?"""
_ITEMS = """SELECT coalesce(sum(l.quantity_milli), 0)
FROM receipts r JOIN receipt_lines l ON l.place = r.place
WHERE r.local_day = ? AND r.kind = 'sale'"""
_BY_HOUR = """SELECT local_hour,
  count(*) FILTER (WHERE kind = 'sale'),
  coalesce(sum(total_minor) FILTER (WHERE kind = 'sale'), 0),
  coalesce(sum(total_minor) FILTER (WHERE kind = 'return'), 0)
FROM receipts WHERE local_day = ? GROUP BY local_hour ORDER BY local_hour"""
_BY_TENDER = """SELECT t.kind, count(*),
  sum(CASE r.kind WHEN 'sale' THEN t.amount_minor ELSE -t.amount_minor END)
FROM receipts r JOIN receipt_tenders t ON t.place = r.place
WHERE r.local_day = ? GROUP BY t.kind ORDER BY t.kind"""
_BY_PRODUCT = """SELECT l.product_id, max(l.sku), max(l.name),
  sum(CASE r.kind WHEN 'sale' THEN l.quantity_milli ELSE -l.quantity_milli END),
  sum(CASE r.kind WHEN 'sale' THEN l.total_minor ELSE -l.total_minor END) AS amount
FROM receipts r JOIN receipt_lines l ON l.place = r.place
WHERE r.local_day = ? GROUP BY l.product_id ORDER BY amount DESC, 2"""
_BY_STAFF = """SELECT staff_id, max(staff_name), count(*) FILTER (WHERE kind = 'sale'),
  sum(CASE kind WHEN 'sale' THEN total_minor ELSE -total_minor END) AS amount
FROM receipts WHERE local_day = ? GROUP BY staff_id ORDER BY amount DESC, 2"""


def report_day(connection: Connection, day: str, as_of: str) -> TodayReport:
    """Report a local day (`2026-11-21`); `as_of` is when it was asked for, in UTC.

    Sales and returns are told apart in the head and per hour; tenders, products, staff and tax have
    returns taken off. Raises RuleBroken `register.not_enrolled`.
    """
    run = connection.exec_driver_sql
    place = run(_PLACE).first()
    if place is None:
        raise RuleBroken("register.not_enrolled")
    sales, returns, sold, returned, tax, rounding = run(_HEAD, (day,)).one()
    return TodayReport(
        source="register",
        store_id=place[0],
        day=day,
        currency=place[1],
        as_of=as_of,
        sales=sales,
        returns=returns,
        items_milli=run(_ITEMS, (day,)).scalar_one(),
        sold_minor=sold,
        returned_minor=returned,
        tax_minor=tax,
        rounding_minor=rounding,
        by_hour=[_hour(row) for row in run(_BY_HOUR, (day,))],
        by_tender=[_tender(row) for row in run(_BY_TENDER, (day,))],
        by_product=[_product(row) for row in run(_BY_PRODUCT, (day,))],
        by_staff=[_staff(row) for row in run(_BY_STAFF, (day,))],
    )


def _hour(row: Row[Any]) -> HourFigures:
    hour, sales, sold, returned = row
    return HourFigures(hour=hour, sales=sales, sold_minor=sold, returned_minor=returned)


def _tender(row: Row[Any]) -> TenderFigures:
    kind, count, amount = row
    return TenderFigures(kind=kind, count=count, amount_minor=amount)


def _product(row: Row[Any]) -> ProductFigures:
    product_id, sku, name, quantity, amount = row
    return ProductFigures(
        product_id=product_id, sku=sku, name=name, quantity_milli=quantity, amount_minor=amount
    )


def _staff(row: Row[Any]) -> StaffFigures:
    staff_id, name, sales, amount = row
    return StaffFigures(staff_id=staff_id, name=name, sales=sales, amount_minor=amount)
