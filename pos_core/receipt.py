"""The receipt as data: what is printed is what is mailed is what is shown.

Knows nothing of paper, HTML or locales: renderers turn it into text, and only they format amounts.
"""

from dataclasses import dataclass
from enum import StrEnum

from pos_core.money import Currency
from pos_core.payment import Tender
from pos_core.quantity import Quantity, Unit
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale, SaleLine
from pos_core.tax import TaxTotal, totals_by_class


class ReceiptKind(StrEnum):
    """What the paper is about."""

    SALE = "sale"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class ShopIdentity:
    """What the law wants at the head of a receipt, and the shop's words at its foot."""

    name: str
    store_name: str
    address_lines: tuple[str, ...]
    vat_number: str
    footer: str


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; amounts in minor units, `saved_minor` is what discounts of all kinds took off."""

    name: str
    sku: str
    quantity: Quantity
    unit: Unit
    unit_price_minor: int
    gross_minor: int
    saved_minor: int
    total_minor: int
    explanation: str
    note: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A whole receipt. `copy` marks a reprint; the barcode of a receipt is its number."""

    kind: ReceiptKind
    shop: ShopIdentity
    number: str
    original_number: str
    issued_at: str
    utc_offset_minutes: int
    salesperson: str
    currency: Currency
    lines: tuple[ReceiptLine, ...]
    saved_minor: int
    taxes: tuple[TaxTotal, ...]
    total_minor: int
    rounding_minor: int
    tenders: tuple[Tender, ...]
    change_minor: int
    copy: bool = False


def receipt_of_sale(sale: Sale, shop: ShopIdentity, *, copy: bool = False) -> Receipt:
    """Make the receipt of a sale."""
    return Receipt(
        kind=ReceiptKind.SALE,
        shop=shop,
        number=sale.receipt_number,
        original_number="",
        issued_at=sale.stamp.occurred_at,
        utc_offset_minutes=sale.stamp.utc_offset_minutes,
        salesperson=sale.stamp.actor.name,
        currency=sale.rules.currency,
        lines=tuple(_sale_line(line) for line in sale.lines),
        saved_minor=sale.totals.discount_minor,
        taxes=sale.totals.taxes,
        total_minor=sale.total_minor,
        rounding_minor=sale.rounding_minor,
        tenders=sale.tenders,
        change_minor=sale.change_minor,
        copy=copy,
    )


def _sale_line(line: SaleLine) -> ReceiptLine:
    amounts = line.amounts
    saved = amounts.line_discount_minor + amounts.order_discount_minor
    return ReceiptLine(
        name=line.product.name,
        sku=line.product.sku,
        quantity=line.quantity,
        unit=line.product.unit,
        unit_price_minor=line.unit_price_minor,
        gross_minor=amounts.gross_minor,
        saved_minor=saved,
        total_minor=amounts.gross_minor - saved,
        explanation=line.discount.reason if line.discount else "",
        note=line.note,
    )


def receipt_of_return(goods: GoodsReturn, shop: ShopIdentity, *, copy: bool = False) -> Receipt:
    """Make the receipt of a return; its amounts are what the customer gets back."""
    taxes = totals_by_class([(ln.product.tax, ln.net_minor, ln.tax_minor) for ln in goods.lines])
    return Receipt(
        kind=ReceiptKind.RETURN,
        shop=shop,
        number=goods.receipt_number,
        original_number=goods.original.receipt_number if goods.original else "",
        issued_at=goods.stamp.occurred_at,
        utc_offset_minutes=goods.stamp.utc_offset_minutes,
        salesperson=goods.stamp.actor.name,
        currency=goods.rules.currency,
        lines=tuple(
            ReceiptLine(
                name=line.product.name,
                sku=line.product.sku,
                quantity=line.quantity,
                unit=line.product.unit,
                unit_price_minor=line.product.price_minor,
                gross_minor=line.total_minor,
                saved_minor=0,
                total_minor=line.total_minor,
                explanation="",
                note="",
            )
            for line in goods.lines
        ),
        saved_minor=0,
        taxes=taxes,
        total_minor=goods.total_minor,
        rounding_minor=0,
        tenders=goods.tenders,
        change_minor=0,
        copy=copy,
    )
