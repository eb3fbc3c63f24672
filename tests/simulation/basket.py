"""What a customer wants and how they pay, decided once, so that a till can ring it up again.

Knows nothing of tills.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from pos_core.cart import SoldProduct
from pos_core.payment import Payment
from pos_core.pricing import Discount, DiscountKind, PricingRules
from pos_core.quantity import Quantity, Unit
from tests.backend.books.till import product

GOODS: Sequence[SoldProduct] = (
    product("LANTERN", 1299),
    product("LACE", 333),
    product("CANDLE", 105),
    product("TEAPOT", 2450),
    product("BUTTON", 7),
    product("TEA", 1987, Unit.KILOGRAM),
)
_NOTE_MINOR = 500
_MOST_LINES = 4
_MOST_PIECES = 5
_MOST_GRAMS = 2500


class HowPaid(StrEnum):
    """How a customer pays."""

    EXACT = "in cash"
    NOTES = "with notes"
    CARD = "by card"
    BOTH = "by card and in cash"


@dataclass(frozen=True)
class Basket:
    """Goods by SKU, the discounts that were agreed, and how it is paid."""

    goods: tuple[tuple[str, Quantity], ...]
    line_discount: Discount | None
    order_discount: Discount | None
    how: HowPaid

    @property
    def words(self) -> str:
        """The basket as the diary has it."""
        return ", ".join(f"{quantity.plain()} {sku}" for sku, quantity in self.goods)


def any_basket(chance: Random) -> Basket:
    """Let a customer choose."""
    chosen = chance.sample(GOODS, chance.randint(1, _MOST_LINES))
    return Basket(
        tuple((item.sku, any_quantity(chance, item.unit)) for item in chosen),
        _any_discount(chance),
        _any_discount(chance),
        chance.choice(list(HowPaid)),
    )


def any_quantity(chance: Random, unit: Unit) -> Quantity:
    """Choose some pieces, or some grams of what is weighed."""
    if unit is Unit.KILOGRAM:
        return Quantity(chance.randint(1, _MOST_GRAMS))
    return Quantity.pieces(chance.randint(1, _MOST_PIECES))


def _any_discount(chance: Random) -> Discount | None:
    kind = chance.choice([None, None, DiscountKind.PERCENT, DiscountKind.AMOUNT])
    value = chance.randint(1, 9_999)
    return None if kind is None else Discount(kind, value, "regular customer")


def payment_of(total_minor: int, rules: PricingRules, how: HowPaid) -> Payment:
    """Pay a bill that way; one that comes to nothing needs no tender."""
    payment = Payment(total_minor, rules)
    if how is HowPaid.CARD and total_minor:
        return payment.with_card(total_minor, "terminal 1")
    if how is HowPaid.BOTH and total_minor > 1:
        payment = payment.with_card(total_minor // 2, "terminal 1")
    if payment.complete:
        return payment
    due = payment.cash_due_minor
    return payment.with_cash(-(-due // _NOTE_MINOR) * _NOTE_MINOR if how is HowPaid.NOTES else due)
