"""How a bill is paid: tenders, change, and the rounding of cash.

Knows nothing of card terminals or drawers. A card number never gets here: a card tender carries
the terminal's reference only.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_core.errors import RuleBroken
from pos_core.money import Currency, Money
from pos_core.pricing import PricingRules, cash_due

LARGEST_REFERENCE = 40
_LOOKS_LIKE_CARD = re.compile(r"(?:\d[ -]?){13,19}", re.ASCII)


class TenderKind(StrEnum):
    """What a customer pays with."""

    CASH = "cash"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of a payment, in minor units: what it pays of the bill and what was handed over."""

    kind: TenderKind
    amount_minor: int
    given_minor: int
    reference: str = ""

    @property
    def change_minor(self) -> int:
        """What goes back to the customer."""
        return self.given_minor - self.amount_minor


@dataclass(frozen=True, slots=True)
class Payment:
    """A bill and what has been paid of it so far, in minor units."""

    total_minor: int
    rules: PricingRules
    tenders: tuple[Tender, ...] = ()
    rounding_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What is still to be paid, before any rounding of cash."""
        paid = sum(tender.amount_minor for tender in self.tenders)
        return self.total_minor + self.rounding_minor - paid

    @property
    def cash_due_minor(self) -> int:
        """What is still to be paid when the rest is paid in cash."""
        left = Money(self.left_minor, self.rules.currency)
        return cash_due(left, self.rules.cash_step_minor).minor

    @property
    def change_minor(self) -> int:
        """What goes back to the customer, of all tenders."""
        return sum(tender.change_minor for tender in self.tenders)

    @property
    def complete(self) -> bool:
        """Tell whether nothing is left to pay."""
        return self.left_minor == 0

    def with_cash(self, given_minor: int) -> "Payment":
        """Take cash: all that is due with change and rounding, or a part of it as it is."""
        due = self.cash_due_minor
        if self.complete or given_minor < 0 or (given_minor == 0 and due > 0):
            raise RuleBroken("tender.nothing_to_pay", given_minor=given_minor)
        if given_minor < due:
            tender = Tender(TenderKind.CASH, given_minor, given_minor)
            return replace(self, tenders=(*self.tenders, tender))
        tender = Tender(TenderKind.CASH, due, given_minor)
        rounding = due - self.left_minor
        return replace(self, tenders=(*self.tenders, tender), rounding_minor=rounding)

    def with_card(self, amount_minor: int, reference: str) -> "Payment":
        """Take a part or all by card; the terminal gives no change and no rounding applies."""
        if not 0 < amount_minor <= self.left_minor:
            raise RuleBroken(
                "tender.card_amount",
                amount_minor=amount_minor,
                left_minor=self.left_minor,
            )
        tender = Tender(TenderKind.CARD, amount_minor, amount_minor, checked_reference(reference))
        return replace(self, tenders=(*self.tenders, tender))

    def without(self, index: int) -> "Payment":
        """Take back the tender at `index`, and the rounding that came with its cash."""
        kept = self.tenders[:index] + self.tenders[index + 1 :]
        return replace(self, tenders=kept, rounding_minor=0)


def checked_reference(text: str) -> str:
    """Return a terminal's reference in clean form; refuse one that could be a card number."""
    reference = " ".join(text.split())
    if _LOOKS_LIKE_CARD.search(reference) and _passes_luhn(re.sub(r"\D", "", reference)):
        raise RuleBroken("tender.card_number_refused")
    if len(reference) > LARGEST_REFERENCE:
        raise RuleBroken("tender.reference_too_long", limit=LARGEST_REFERENCE)
    return reference


def _passes_luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def suggested_notes(due_minor: int, currency: Currency) -> tuple[int, ...]:
    """Return up to four sums somebody would hand over: exact, then rounded up to common notes."""
    major = currency.minor_per_major
    steps = [major * s for s in (1, 5, 10, 20, 50, 100)] if major > 1 else [100, 500, 1000, 5000]
    sums = dict.fromkeys([due_minor, *(-(-due_minor // step) * step for step in steps)])
    return tuple(list(sums)[:4])
