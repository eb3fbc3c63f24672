"""Posted sales and returns, remarks on them, and how much of each line came back.

Fits `Sales`. Knows nothing of stock.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, select, union_all, update

from backend_lambdas.data_access.mysql import sale_rows
from backend_lambdas.data_access.mysql.ledger_tables import (
    payments,
    refunds,
    return_lines,
    sale_lines,
    sale_taxes,
)
from backend_lambdas.data_access.mysql.ledger_tables import (
    remarks as kept_remarks,
)
from backend_lambdas.data_access.mysql.ledger_tables import (
    returns as kept_returns,
)
from backend_lambdas.data_access.mysql.ledger_tables import (
    sales as kept_sales,
)
from backend_lambdas.data_access.mysql.rows import add, add_if_absent
from backend_lambdas.logic.books.sales import GoodsBack, LineBalance, Remark, SaleLineKey
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale

_LINES = sale_lines.c
_BACK = return_lines.c
_TAKE_BACK = (
    update(sale_lines)
    .where(_LINES.event_id == bindparam("of_sale"), _LINES.line_no == bindparam("of_line"))
    .values(
        returned_milli=_LINES.returned_milli + bindparam("quantity"),
        refunded_minor=_LINES.refunded_minor + bindparam("amount"),
    )
)


class SqlSales:
    """The posted sales and returns."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def add_sales(self, sales: Sequence[Sale]) -> None:
        """Add sales with their lines, taxes and payments."""
        run = self._connection
        add(run, kept_sales, [sale_rows.sale_row(sale) for sale in sales])
        add(run, sale_lines, [row for sale in sales for row in sale_rows.line_rows(sale)])
        add(run, sale_taxes, [row for sale in sales for row in sale_rows.tax_rows(sale)])
        add(run, payments, [row for sale in sales for row in sale_rows.payment_rows(sale)])

    def add_returns(self, returns: Sequence[GoodsReturn]) -> None:
        """Add returns with their lines and refunds."""
        run = self._connection
        add(run, kept_returns, [sale_rows.return_row(goods) for goods in returns])
        lines = [row for goods in returns for row in sale_rows.return_line_rows(goods)]
        add(run, return_lines, lines)
        add(run, refunds, [row for goods in returns for row in sale_rows.refund_rows(goods)])

    def numbered(self, numbers: Collection[str]) -> dict[str, str]:
        """Return which facts carry these receipt numbers: number and identity."""
        if not numbers:
            return {}
        of_sales, of_returns = (
            select(kept.c.receipt_number, kept.c.event_id).where(kept.c.receipt_number.in_(numbers))
            for kept in (kept_sales, kept_returns)
        )
        rows = self._connection.execute(union_all(of_sales, of_returns))
        return {row.receipt_number: row.event_id for row in rows}

    def returns_before(self, sale_ids: Collection[str]) -> list[GoodsBack]:
        """Return, in order, the goods that these sales' returns booked before the sales came."""
        if not sale_ids:
            return []
        wanted = (
            select(return_lines)
            .where(_BACK.original_event_id.in_(sale_ids), _BACK.original_line_no.is_not(None))
            .order_by(_BACK.event_id, _BACK.line_no)
        )
        return [
            GoodsBack(
                row.event_id,
                (row.original_event_id, row.original_line_no),
                row.quantity_milli,
                row.net_minor + row.tax_minor,
            )
            for row in self._connection.execute(wanted)
        ]

    def take_back(self, goods: Sequence[GoodsBack]) -> dict[SaleLineKey, LineBalance]:
        """Count goods that came back; return the balances after it.

        The update works on the rows as they are now and keeps them locked, so that two registers
        that take back the same goods see each other. Only lines that exist are touched: an update
        of one that does not would lock the gap where other registers' sales go.
        """
        if not goods:
            return {}
        sums: defaultdict[SaleLineKey, list[int]] = defaultdict(lambda: [0, 0])
        for back in goods:
            sums[back.line][0] += back.quantity_milli
            sums[back.line][1] += back.refunded_minor
        existing = self._balances({sale_id for sale_id, _ in sums})
        changes = [
            {"of_sale": key[0], "of_line": key[1], "quantity": sums[key][0], "amount": sums[key][1]}
            for key in sorted(sums)
            if key in existing
        ]
        if changes:
            self._connection.execute(_TAKE_BACK, changes)
        after = self._balances({key[0] for key in existing if key in sums})
        return {key: balance for key, balance in after.items() if key in sums}

    def _balances(self, sale_ids: Collection[str]) -> dict[SaleLineKey, LineBalance]:
        if not sale_ids:
            return {}
        rows = self._connection.execute(select(sale_lines).where(_LINES.event_id.in_(sale_ids)))
        return {
            (row.event_id, row.line_no): LineBalance(
                row.quantity_milli,
                row.net_minor + row.tax_minor,
                row.returned_milli,
                row.refunded_minor,
            )
            for row in rows
        }

    def add_remarks(self, remarks: Sequence[Remark]) -> None:
        """Add remarks; one that is there already stays as it is."""
        rows = {
            (remark.event_id, remark.code, remark.about): {
                "event_id": remark.event_id,
                "code": remark.code,
                "about": remark.about,
                "data": json.dumps(remark.data, ensure_ascii=False),
                "settled": False,
            }
            for remark in remarks
        }
        add_if_absent(self._connection, kept_remarks, list(rows.values()))

    def settle_remarks(self, event_ids: Collection[str], code: str) -> None:
        """Note that what these remarks said has been made good."""
        if not event_ids:
            return
        columns = kept_remarks.c
        self._connection.execute(
            update(kept_remarks)
            .where(columns.event_id.in_(event_ids), columns.code == code)
            .values(settled=True)
        )
