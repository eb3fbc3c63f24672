"""Which notes and coins make up the change, the fewest first. Knows amounts only."""

from __future__ import annotations

from pos_core.cash_count import denominations_of
from pos_core.money import Currency


def change_in_coins(change_minor: int, currency: Currency) -> list[tuple[int, int, bool]]:
    """Return `(how many, value in minor units, is a note)`, largest first.

    Empty for no change, for an unknown currency, and for what its coins cannot make.
    """
    left, parts = change_minor, []
    for piece in denominations_of(currency):
        count, left = divmod(left, piece.value_minor)
        if count:
            parts.append((count, piece.value_minor, piece.is_note))
    return parts if left == 0 else []
