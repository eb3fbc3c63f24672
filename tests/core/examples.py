"""Plain examples that the core's tests share. Knows nothing of storage."""

from datetime import UTC, datetime

from pos_core.cart import SoldProduct
from pos_core.journal import Actor
from pos_core.money import GBP
from pos_core.pricing import PricingRules
from pos_core.quantity import Unit
from pos_core.sale import Place, Stamp
from pos_core.tax import TaxClass

VAT = TaxClass("standard", "VAT 20 %", 20_000, included=True)
RULES = PricingRules(GBP)
PLACE = Place("register-1", "T1", "S1")
SELLER = Actor("staff-1", "Sales 1")


class FixedClock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, moment: datetime | None = None) -> None:
        """Start at the given moment, or at one chosen once for all tests."""
        self.moment = moment or datetime(2026, 11, 21, 9, 30, 0, 123_000, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.moment


def product(
    sku: str, price_minor: int, *, unit: Unit = Unit.PIECE, tax: TaxClass = VAT
) -> SoldProduct:
    """Return a product whose name is its SKU."""
    return SoldProduct(f"id-{sku}", sku, f"Product {sku}", unit, price_minor, tax)


def stamp(event_id: str = "0192f0c1-0000-7000-8000-000000000001") -> Stamp:
    """Return a stamp of the fixed moment."""
    return Stamp(event_id, "2026-11-21T09:30:00.123Z", 0, SELLER)
