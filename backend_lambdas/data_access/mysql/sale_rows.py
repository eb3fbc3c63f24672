"""Sales and returns as rows of their tables.

Knows the columns; knows nothing of connections.
"""

from collections.abc import Iterator

from backend_lambdas.data_access.mysql.rows import Row
from backend_lambdas.logic.books.sales import local_time
from pos_core.identifiers import moment_of, timestamp
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale


def _head(document: Sale | GoodsReturn) -> dict[str, object]:
    stamp, place, local = document.stamp, document.place, local_time(document.stamp)
    return {
        "event_id": stamp.event_id,
        "register_id": place.register_id,
        "store_id": place.store_id,
        "receipt_number": document.receipt_number,
        "occurred_at": timestamp(moment_of(stamp.occurred_at)),
        "utc_offset_minutes": stamp.utc_offset_minutes,
        "business_day": local.date().isoformat(),
        "local_hour": local.hour,
        "staff_id": stamp.actor.staff_id,
        "staff_name": stamp.actor.name,
    }


def sale_row(sale: Sale) -> Row:
    """Return the row of a sale."""
    totals = sale.totals
    return {
        **_head(sale),
        "discount_minor": totals.discount_minor,
        "net_minor": totals.net_minor,
        "tax_minor": totals.tax_minor,
        "total_minor": totals.total_minor,
        "rounding_minor": sale.rounding_minor,
    }


def line_rows(sale: Sale) -> Iterator[Row]:
    """Yield the rows of a sale's lines; nothing of them came back yet."""
    event_id = sale.stamp.event_id
    for line in sale.lines:
        product, amounts = line.product, line.amounts
        yield {
            "event_id": event_id,
            "line_no": line.line_no,
            "product_id": product.product_id,
            "sku": product.sku,
            "name": product.name,
            "quantity_milli": line.quantity.milli,
            "unit_price_minor": line.unit_price_minor,
            "gross_minor": amounts.gross_minor,
            "discount_minor": amounts.line_discount_minor + amounts.order_discount_minor,
            "net_minor": amounts.net_minor,
            "tax_minor": amounts.tax_minor,
        }


def tax_rows(sale: Sale) -> Iterator[Row]:
    """Yield the rows of a sale's taxes, one per class."""
    for position, total in enumerate(sale.totals.taxes, 1):
        yield {
            "event_id": sale.stamp.event_id,
            "position": position,
            "tax_code": total.tax.code,
            "tax_name": total.tax.name,
            "rate_millipercent": total.tax.rate_millipercent,
            "included": total.tax.included,
            "net_minor": total.net_minor,
            "tax_minor": total.tax_minor,
        }


def payment_rows(sale: Sale) -> Iterator[Row]:
    """Yield the rows of what was paid."""
    for position, tender in enumerate(sale.tenders, 1):
        yield {
            "event_id": sale.stamp.event_id,
            "position": position,
            "kind": tender.kind.value,
            "amount_minor": tender.amount_minor,
            "given_minor": tender.given_minor,
            "reference": tender.reference,
        }


def return_row(goods: GoodsReturn) -> Row:
    """Return the row of a return."""
    return {
        **_head(goods),
        "original_number": goods.original.receipt_number if goods.original else "",
        "net_minor": sum(line.net_minor for line in goods.lines),
        "tax_minor": sum(line.tax_minor for line in goods.lines),
        "total_minor": goods.total_minor,
        "reason": goods.reason,
    }


def return_line_rows(goods: GoodsReturn) -> Iterator[Row]:
    """Yield the rows of a return's lines."""
    original_id = goods.original.event_id if goods.original else None
    for number, line in enumerate(goods.lines, 1):
        yield {
            "event_id": goods.stamp.event_id,
            "line_no": number,
            "original_event_id": original_id,
            "original_line_no": line.original_line_no,
            "product_id": line.product.product_id,
            "sku": line.product.sku,
            "name": line.product.name,
            "quantity_milli": line.quantity.milli,
            "net_minor": line.net_minor,
            "tax_minor": line.tax_minor,
        }


def refund_rows(goods: GoodsReturn) -> Iterator[Row]:
    """Yield the rows of what was paid out, as positive amounts."""
    for position, tender in enumerate(goods.tenders, 1):
        yield {
            "event_id": goods.stamp.event_id,
            "position": position,
            "kind": tender.kind.value,
            "amount_minor": tender.amount_minor,
            "reference": tender.reference,
        }
