"""Sums over posted sales and returns, by store and local day or by register.

Fits `Reports`. The sums of a day touch the rows of that day only, through the indexes on store and
day, whatever the books hold beside it. Knows nothing of who may read them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    literal,
    select,
    union_all,
)

from backend_lambdas.data_access.mysql.ledger_tables import (
    payments,
    refunds,
    return_lines,
    returns,
    sale_lines,
    sales,
)
from backend_lambdas.logic.books.reports import DaySums
from pos_core.wire.reports import (
    HourFigures,
    PostedTotals,
    ProductFigures,
    StaffFigures,
    TenderFigures,
)

Chosen = Callable[[Table], ColumnElement[bool]]
"""Which sales (or returns) a sum is about."""

_NONE = literal(0)
_ONE = literal(1)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over sales, or over returns."""

    count: int
    total_minor: int
    tax_minor: int


def _of_day(store_id: str, day: str) -> Chosen:
    return lambda table: and_(table.c.store_id == store_id, table.c.business_day == day)


def _of_register(register_id: str, first_day: str, last_day: str) -> Chosen:
    return lambda table: and_(
        table.c.register_id == register_id, table.c.business_day.between(first_day, last_day)
    )


class SqlReports:
    """Questions to the posted sales. MySQL sums to decimals, hence `int` on every sum."""

    def __init__(self, connection: Connection) -> None:
        """Ask on this open transaction."""
        self._connection = connection

    def day_sums(self, store_id: str, day: str) -> DaySums:
        """Return the sums of a day; all zero when nothing was sold."""
        chosen = _of_day(store_id, day)
        sold, returned = self._sums(sales, chosen), self._sums(returns, chosen)
        rounding = select(func.sum(sales.c.rounding_minor)).where(chosen(sales))
        items = _with_children(select(func.sum(sale_lines.c.quantity_milli)), sales, sale_lines)
        return DaySums(
            sales=sold.count,
            returns=returned.count,
            items_milli=self._sum(items.where(chosen(sales))),
            sold_minor=sold.total_minor,
            returned_minor=returned.total_minor,
            tax_minor=sold.tax_minor - returned.tax_minor,
            rounding_minor=self._sum(rounding),
        )

    def _sums(self, documents: Table, chosen: Chosen) -> _Sums:
        columns = documents.c
        wanted = select(func.count(), func.sum(columns.total_minor), func.sum(columns.tax_minor))
        row = self._connection.execute(wanted.where(chosen(documents))).one()
        return _Sums(row[0], int(row[1] or 0), int(row[2] or 0))

    def _sum(self, wanted: Select[Any]) -> int:
        return int(self._connection.execute(wanted).scalar() or 0)

    def by_hour(self, store_id: str, day: str) -> list[HourFigures]:
        """Return the hours in which something was sold or came back."""
        chosen = _of_day(store_id, day)
        sold, back = sales.c, returns.c
        hours = union_all(
            select(
                sold.local_hour.label("hour"),
                _ONE.label("sales"),
                sold.total_minor.label("sold"),
                _NONE.label("returned"),
            ).where(chosen(sales)),
            select(back.local_hour, _NONE, _NONE, back.total_minor).where(chosen(returns)),
        ).subquery()
        figures = hours.c
        wanted = (
            select(
                figures.hour,
                func.sum(figures.sales),
                func.sum(figures.sold),
                func.sum(figures.returned),
            )
            .group_by(figures.hour)
            .order_by(figures.hour)
        )
        return [
            HourFigures(
                hour=row[0], sales=int(row[1]), sold_minor=int(row[2]), returned_minor=int(row[3])
            )
            for row in self._connection.execute(wanted)
        ]

    def by_tender(self, store_id: str, day: str) -> list[TenderFigures]:
        """Return what came in by each tender, refunds taken off."""
        return self._by_tender(_of_day(store_id, day))

    def _by_tender(self, chosen: Chosen) -> list[TenderFigures]:
        paid = select(payments.c.kind.label("kind"), payments.c.amount_minor.label("amount"))
        out = select(refunds.c.kind, -refunds.c.amount_minor)
        tenders = union_all(
            _with_children(paid, sales, payments).where(chosen(sales)),
            _with_children(out, returns, refunds).where(chosen(returns)),
        ).subquery()
        wanted = (
            select(tenders.c.kind, func.count(), func.sum(tenders.c.amount))
            .group_by(tenders.c.kind)
            .order_by(tenders.c.kind)
        )
        return [
            TenderFigures(kind=row[0], count=row[1], amount_minor=int(row[2]))
            for row in self._connection.execute(wanted)
        ]

    def by_product(self, store_id: str, day: str) -> list[ProductFigures]:
        """Return what each product brought, returns taken off, best first."""
        chosen = _of_day(store_id, day)
        goods = union_all(
            _with_children(_goods(sale_lines, 1), sales, sale_lines).where(chosen(sales)),
            _with_children(_goods(return_lines, -1), returns, return_lines).where(chosen(returns)),
        ).subquery()
        figures = goods.c
        sku, brought = func.max(figures.sku).label("its_sku"), func.sum(figures.amount)
        wanted = (
            select(
                figures.product_id, sku, func.max(figures.name), func.sum(figures.quantity), brought
            )
            .group_by(figures.product_id)
            .order_by(brought.desc(), sku)
        )
        return [
            ProductFigures(
                product_id=row[0],
                sku=row[1],
                name=row[2],
                quantity_milli=int(row[3]),
                amount_minor=int(row[4]),
            )
            for row in self._connection.execute(wanted)
        ]

    def by_staff(self, store_id: str, day: str) -> list[StaffFigures]:
        """Return what each person sold, returns taken off, best first."""
        chosen = _of_day(store_id, day)
        sold, back = sales.c, returns.c
        people = union_all(
            select(
                sold.staff_id.label("staff_id"),
                sold.staff_name.label("name"),
                _ONE.label("sales"),
                sold.total_minor.label("amount"),
            ).where(chosen(sales)),
            select(back.staff_id, back.staff_name, _NONE, -back.total_minor).where(chosen(returns)),
        ).subquery()
        figures = people.c
        name, brought = func.max(figures.name).label("their_name"), func.sum(figures.amount)
        wanted = (
            select(figures.staff_id, name, func.sum(figures.sales), brought)
            .group_by(figures.staff_id)
            .order_by(brought.desc(), name)
        )
        return [
            StaffFigures(staff_id=row[0], name=row[1], sales=int(row[2]), amount_minor=int(row[3]))
            for row in self._connection.execute(wanted)
        ]

    def register_totals(self, register_id: str, first_day: str, last_day: str) -> PostedTotals:
        """Return what is posted of one register on these days, both included."""
        chosen = _of_register(register_id, first_day, last_day)
        sold, returned = self._sums(sales, chosen), self._sums(returns, chosen)
        return PostedTotals(
            sales=sold.count,
            returns=returned.count,
            sold_minor=sold.total_minor,
            returned_minor=returned.total_minor,
            by_tender=self._by_tender(chosen),
        )


def _with_children(wanted: Select[Any], documents: Table, children: Table) -> Select[Any]:
    """Join the documents with their lines or tenders, documents first."""
    return wanted.select_from(documents.join(children, children.c.event_id == documents.c.event_id))


def _goods(lines: Table, sign: int) -> Select[Any]:
    columns = lines.c
    return select(
        columns.product_id.label("product_id"),
        columns.sku.label("sku"),
        columns.name.label("name"),
        (columns.quantity_milli * sign).label("quantity"),
        ((columns.net_minor + columns.tax_minor) * sign).label("amount"),
    )
