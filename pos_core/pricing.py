"""What a cart costs: lines, discounts, tax and totals, computed the same on till and server.

Knows nothing of who sells, of tenders or of storage. Everything is whole minor units inside; every
rounding happens in a function that says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_core.errors import RuleBroken
from pos_core.money import Currency, Money, allocate_minor, divide_half_up
from pos_core.quantity import MILLI, Quantity
from pos_core.tax import (
    FULL,
    TaxClass,
    TaxRounding,
    TaxTotal,
    taxes_of_lines,
    totals_by_class,
)


class DiscountKind(StrEnum):
    """A share of the price or a fixed amount off it."""

    PERCENT = "percent"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount on a line or on the whole order.

    `value` is thousandths of a percent (5 % = 5000) for PERCENT and minor units for AMOUNT.
    """

    kind: DiscountKind
    value: int
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a discount below nothing or above everything."""
        top = FULL if self.kind is DiscountKind.PERCENT else None
        if self.value < 0 or (top is not None and self.value > top):
            raise RuleBroken("discount.out_of_range", kind=self.kind.value, value=self.value)

    def amount_on(self, base_minor: int) -> int:
        """Return what is taken off an amount, rounded half up, never more than the amount."""
        if self.kind is DiscountKind.PERCENT:
            return divide_half_up(base_minor * self.value, FULL)
        limited = min(self.value, abs(base_minor))
        return -limited if base_minor < 0 else limited


@dataclass(frozen=True, slots=True)
class PricingRules:
    """The company's settings that prices depend on; they travel with every sale.

    `cash_step_minor` is the smallest coin in use: 1 means that cash is not rounded.
    """

    currency: Currency
    tax_rounding: TaxRounding = TaxRounding.PER_LINE
    cash_step_minor: int = 1


@dataclass(frozen=True, slots=True)
class LineInput:
    """What the price of one line depends on. The unit price is per piece or per kilogram."""

    quantity: Quantity
    unit_price_minor: int
    tax: TaxClass
    discount: Discount | None = None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line's amounts in minor units.

    gross − line discount − order share = base; net + tax = total; with tax included total = base,
    with tax added net = base.
    """

    gross_minor: int
    line_discount_minor: int
    order_discount_minor: int
    net_minor: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        """What this line adds to the bill, tax and all discounts considered."""
        return self.net_minor + self.tax_minor

    @property
    def before_order_minor(self) -> int:
        """The line after its own discount, as the cart shows it."""
        return self.gross_minor - self.line_discount_minor


@dataclass(frozen=True, slots=True)
class Totals:
    """A priced document: its lines and their sums in minor units, and its tax per class."""

    lines: tuple[PricedLine, ...]
    taxes: tuple[TaxTotal, ...]
    gross_minor: int
    discount_minor: int
    net_minor: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        """What the customer owes."""
        return self.net_minor + self.tax_minor


def gross_of(quantity: Quantity, unit_price_minor: int) -> int:
    """Return quantity × unit price, rounded half away from zero to the minor unit."""
    return divide_half_up(quantity.milli * unit_price_minor, MILLI)


def price_lines(
    lines: Sequence[LineInput], order_discount: Discount | None, rules: PricingRules
) -> Totals:
    """Price a document: line discounts first, then the order discount over what is left.

    The order discount is shared over the lines in proportion to what they cost, by largest
    remainder, so that refunds of single lines add up to what was paid.
    """
    gross = [gross_of(line.quantity, line.unit_price_minor) for line in lines]
    own = [
        line.discount.amount_on(amount) if line.discount else 0
        for line, amount in zip(lines, gross, strict=True)
    ]
    after_own = [amount - off for amount, off in zip(gross, own, strict=True)]
    shares = _order_shares(after_own, order_discount)
    bases = [amount - share for amount, share in zip(after_own, shares, strict=True)]
    taxes = taxes_of_lines(
        [(base, line.tax) for base, line in zip(bases, lines, strict=True)],
        rules.tax_rounding,
    )
    priced = tuple(
        PricedLine(
            gross[i],
            own[i],
            shares[i],
            base - taxes[i] if line.tax.included else base,
            tax,
        )
        for i, (line, base, tax) in enumerate(zip(lines, bases, taxes, strict=True))
    )
    return totals_of(priced, [line.tax for line in lines])


def totals_of(priced: tuple[PricedLine, ...], taxes: Sequence[TaxClass]) -> Totals:
    """Sum lines that are priced already; `taxes` names each line's class."""
    return Totals(
        lines=priced,
        taxes=totals_by_class(
            [(tax, p.net_minor, p.tax_minor) for tax, p in zip(taxes, priced, strict=True)]
        ),
        gross_minor=sum(line.gross_minor for line in priced),
        discount_minor=sum(p.line_discount_minor + p.order_discount_minor for p in priced),
        net_minor=sum(line.net_minor for line in priced),
        tax_minor=sum(line.tax_minor for line in priced),
    )


def _order_shares(amounts: Sequence[int], discount: Discount | None) -> list[int]:
    """Share the order discount over the lines that cost something; no line goes below zero."""
    if discount is None or not amounts:
        return [0] * len(amounts)
    payable = [max(amount, 0) for amount in amounts]
    if not sum(payable):
        return [0] * len(amounts)
    return allocate_minor(discount.amount_on(sum(payable)), payable)


def cash_due(left: Money, step_minor: int) -> Money:
    """Return what is to be paid when the rest of a bill is paid in cash.

    The difference is the document's rounding line; it touches neither lines nor tax.
    """
    return left.rounded_to_step(step_minor)


def refund_minor(paid_minor: int, sold: Quantity, before: Quantity, now: Quantity) -> int:
    """Return one amount's share for `now` more units, after `before` were returned.

    Shares of a growing part of the whole: whatever the steps, the refunds of all units add up to
    what was paid. Raises RuleBroken when more would come back than was sold.
    """
    after = before + now
    if now.milli <= 0 or after > sold:
        raise RuleBroken("return.exceeds_sold", sold_milli=sold.milli, returned_milli=before.milli)
    share = divide_half_up(paid_minor * after.milli, sold.milli)
    return share - divide_half_up(paid_minor * before.milli, sold.milli)
