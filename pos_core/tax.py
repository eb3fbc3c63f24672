"""Percent taxes, included in the price or added to it, rounded per line or per document.

Knows nothing of products or discounts: it is handed amounts after discount. Rates are whole
thousandths of a percent (20 % = 20000).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_core.money import divide_half_up

FULL = 100_000  # one hundred percent in thousandths of a percent


class TaxRounding(StrEnum):
    """Where a company rounds its tax."""

    PER_LINE = "line"
    PER_DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class TaxClass:
    """What a product is taxed with: a code for ever, a name for people, a rate, and its place."""

    code: str
    name: str
    rate_millipercent: int
    included: bool

    def __post_init__(self) -> None:
        """Refuse rates that are no percentage."""
        if not 0 <= self.rate_millipercent <= FULL:
            raise ValueError(f"tax rate out of range: {self.rate_millipercent}")


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """The tax of one class on one document, in minor units."""

    tax: TaxClass
    net_minor: int
    tax_minor: int

    @property
    def gross_minor(self) -> int:
        """Net and tax together."""
        return self.net_minor + self.tax_minor


def tax_of(base_minor: int, tax: TaxClass) -> int:
    """Return the tax in or on an amount, rounded half away from zero to the minor unit.

    An amount with tax included of 12.00 at 20 % holds 2.00; 10.00 with tax added carries 2.00.
    """
    whole = FULL + tax.rate_millipercent if tax.included else FULL
    return divide_half_up(base_minor * tax.rate_millipercent, whole)


def taxes_of_lines(bases: Sequence[tuple[int, TaxClass]], rounding: TaxRounding) -> list[int]:
    """Return the tax of every line, in the lines' order, so that lines and document agree.

    Per line, each line is rounded on its own. Per document, each class is rounded once on the sum
    of its bases and that tax is shared over its lines, so that what the lines say adds up to what
    the document says.
    """
    if rounding is TaxRounding.PER_LINE:
        return [tax_of(base, tax) for base, tax in bases]
    taxes = [0] * len(bases)
    for tax in dict.fromkeys(tax for _, tax in bases):
        indexes = [i for i, (_, line_tax) in enumerate(bases) if line_tax == tax]
        shares = _document_shares([bases[i][0] for i in indexes], tax)
        for index, share in zip(indexes, shares, strict=True):
            taxes[index] = share
    return taxes


def _document_shares(bases: Sequence[int], tax: TaxClass) -> list[int]:
    """Round the tax of all bases once and share it by largest remainder; bases may be negative."""
    whole = FULL + tax.rate_millipercent if tax.included else FULL
    shares = [base * tax.rate_millipercent // whole for base in bases]
    missing = tax_of(sum(bases), tax) - sum(shares)
    by_remainder = sorted(
        range(len(bases)), key=lambda i: -(bases[i] * tax.rate_millipercent % whole)
    )
    for index in by_remainder[:missing]:
        shares[index] += 1
    return shares


def totals_by_class(lines: Sequence[tuple[TaxClass, int, int]]) -> tuple[TaxTotal, ...]:
    """Sum `(class, net, tax)` of all lines per class, highest rate first."""
    sums: dict[TaxClass, tuple[int, int]] = {}
    for tax, net, amount in lines:
        known_net, known_tax = sums.get(tax, (0, 0))
        sums[tax] = (known_net + net, known_tax + amount)
    ordered = sorted(sums.items(), key=lambda item: (-item[0].rate_millipercent, item[0].code))
    return tuple(TaxTotal(tax, net, amount) for tax, (net, amount) in ordered)
