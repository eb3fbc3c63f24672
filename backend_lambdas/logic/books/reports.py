"""Sums over posted sales and returns.

Knows nothing of who may read them.
"""

from dataclasses import dataclass
from typing import Protocol

from pos_core.wire.reports import (
    HourFigures,
    PostedTotals,
    ProductFigures,
    StaffFigures,
    TenderFigures,
)


@dataclass(frozen=True, slots=True)
class DaySums:
    """Sums of one store and local day, in minor units; returns are positive amounts paid out.

    Items are what was sold, in thousandths; tax has the tax of returns taken off.
    """

    sales: int
    returns: int
    items_milli: int
    sold_minor: int
    returned_minor: int
    tax_minor: int
    rounding_minor: int


class Reports(Protocol):
    """Questions to the posted sales; days are local days of the registers, `2026-11-21`."""

    def day_sums(self, store_id: str, day: str) -> DaySums:
        """Return the sums of a day; all zero when nothing was sold."""

    def by_hour(self, store_id: str, day: str) -> list[HourFigures]:
        """Return the hours in which something was sold or came back."""

    def by_tender(self, store_id: str, day: str) -> list[TenderFigures]:
        """Return what came in by each tender, refunds taken off."""

    def by_product(self, store_id: str, day: str) -> list[ProductFigures]:
        """Return what each product brought, returns taken off, best first."""

    def by_staff(self, store_id: str, day: str) -> list[StaffFigures]:
        """Return what each person sold, returns taken off, best first."""

    def register_totals(self, register_id: str, first_day: str, last_day: str) -> PostedTotals:
        """Return what is posted of one register on these days, both included."""
