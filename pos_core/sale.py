"""The sale as a fact: lines, totals, tenders, complete and consistent, or it does not exist.

Knows nothing of the journal's chain or of storage; `wire.convert` turns it into an entry's payload.
"""

from dataclasses import dataclass

from pos_core.cart import Cart, SoldProduct
from pos_core.errors import RuleBroken
from pos_core.journal import Actor
from pos_core.payment import Payment, Tender
from pos_core.pricing import Discount, PricedLine, PricingRules, Totals
from pos_core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was made: the register, its code on receipts, and its store."""

    register_id: str
    register_code: str
    store_id: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by whom: identity, UTC time with milliseconds, local offset, member of staff."""

    event_id: str
    occurred_at: str
    utc_offset_minutes: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class SaleLine:
    """A line that was sold: product as it was, quantity, price, discount, and its amounts."""

    line_no: int
    product: SoldProduct
    quantity: Quantity
    unit_price_minor: int
    discount: Discount | None
    note: str
    amounts: PricedLine


@dataclass(frozen=True, slots=True)
class Sale:
    """A paid sale. `stamp.event_id` is its identity for ever; the number is for people."""

    stamp: Stamp
    place: Place
    receipt_number: str
    rules: PricingRules
    lines: tuple[SaleLine, ...]
    order_discount: Discount | None
    totals: Totals
    tenders: tuple[Tender, ...]
    rounding_minor: int

    @property
    def total_minor(self) -> int:
        """What was owed for the goods, before the rounding of cash."""
        return self.totals.total_minor

    @property
    def change_minor(self) -> int:
        """What went back to the customer."""
        return sum(tender.change_minor for tender in self.tenders)


def complete_sale(
    cart: Cart, payment: Payment, stamp: Stamp, place: Place, receipt_number: str
) -> Sale:
    """Make the fact of a sale out of a cart and its payment.

    Raises RuleBroken: `sale.empty`, `sale.unknown_codes`, `sale.not_paid`, `sale.total_changed`
    (the payment was begun for another total).
    """
    totals = cart.totals(payment.rules)
    _check_payable(cart, payment, totals)
    lines = tuple(
        SaleLine(
            number,
            line.product,
            line.quantity,
            line.unit_price_minor,
            line.discount,
            line.note,
            amounts,
        )
        for number, (line, amounts) in enumerate(zip(cart.lines, totals.lines, strict=True), 1)
    )
    return Sale(
        stamp=stamp,
        place=place,
        receipt_number=receipt_number,
        rules=payment.rules,
        lines=lines,
        order_discount=cart.order_discount,
        totals=totals,
        tenders=payment.tenders,
        rounding_minor=payment.rounding_minor,
    )


def _check_payable(cart: Cart, payment: Payment, totals: Totals) -> None:
    if not cart.lines:
        raise RuleBroken("sale.empty")
    if cart.unknown_codes:
        raise RuleBroken("sale.unknown_codes", count=len(cart.unknown_codes))
    if payment.total_minor != totals.total_minor:
        raise RuleBroken(
            "sale.total_changed", paid_for=payment.total_minor, total=totals.total_minor
        )
    if not payment.complete:
        raise RuleBroken("sale.not_paid", left_minor=payment.left_minor)
