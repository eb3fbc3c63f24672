"""Notes and coins of each currency, and what a drawer holds by them.

Knows nothing of sessions or of who counts.
"""

from dataclasses import dataclass

from pos_core.errors import RuleBroken
from pos_core.money import Currency

_NOTES = {
    "GBP": (50_00, 20_00, 10_00, 5_00),
    "EUR": (200_00, 100_00, 50_00, 20_00, 10_00, 5_00),
    "USD": (100_00, 50_00, 20_00, 10_00, 5_00, 1_00),
    "CHF": (200_00, 100_00, 50_00, 20_00, 10_00),
    "INR": (500_00, 200_00, 100_00, 50_00, 20_00, 10_00),
    "JPY": (10_000, 5_000, 1_000),
    "KWD": (20_000, 10_000, 5_000, 1_000, 500, 250),
}
_COINS = {
    "GBP": (2_00, 1_00, 50, 20, 10, 5, 2, 1),
    "EUR": (2_00, 1_00, 50, 20, 10, 5, 2, 1),
    "USD": (25, 10, 5, 1),
    "CHF": (5_00, 2_00, 1_00, 50, 20, 10, 5),
    "INR": (5_00, 2_00, 1_00),
    "JPY": (500, 100, 50, 10, 5, 1),
    "KWD": (100, 50, 20, 10, 5),
}
LARGEST_COUNT = 10**12


@dataclass(frozen=True, slots=True)
class Denomination:
    """A note or a coin by its value in minor units."""

    value_minor: int
    is_note: bool


def denominations_of(currency: Currency) -> tuple[Denomination, ...]:
    """Return the notes and coins in ordinary use, largest first; none for an unknown currency."""
    notes = (Denomination(value, is_note=True) for value in _NOTES.get(currency.code, ()))
    coins = (Denomination(value, is_note=False) for value in _COINS.get(currency.code, ()))
    return (*notes, *coins)


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many pieces of one value, in minor units."""

    value_minor: int
    count: int

    @property
    def amount_minor(self) -> int:
        """What they are worth together."""
        return self.value_minor * self.count


@dataclass(frozen=True, slots=True)
class CashCount:
    """What somebody counted: pieces by value, and a sum of what was not counted by pieces.

    Raises RuleBroken `till.count_out_of_range` for counts below nothing and beyond all drawers.
    """

    pieces: tuple[Pieces, ...] = ()
    other_minor: int = 0

    def __post_init__(self) -> None:
        """Refuse what no drawer can hold."""
        for part in self.pieces:
            if part.value_minor <= 0 or not 0 <= part.count <= LARGEST_COUNT:
                raise RuleBroken("till.count_out_of_range", value=part.value_minor)
        if not 0 <= self.other_minor <= LARGEST_COUNT or self.counted_minor > LARGEST_COUNT:
            raise RuleBroken("till.count_out_of_range", value=self.other_minor)

    @property
    def counted_minor(self) -> int:
        """What all of it is worth."""
        return self.other_minor + sum(part.amount_minor for part in self.pieces)
