"""Which notes and coins make up the change, the fewest first. Knows amounts only."""

from __future__ import annotations

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


def change_in_coins(change_minor: int, currency: Currency) -> list[tuple[int, int, bool]]:
    """Return `(how many, value in minor units, is a note)`, largest first.

    Empty for no change, for an unknown currency, and for what its coins cannot make.
    """
    notes = _NOTES.get(currency.code, ())
    pieces = [(value, True) for value in notes]
    pieces += [(value, False) for value in _COINS.get(currency.code, ())]
    left, parts = change_minor, []
    for value, is_note in pieces:
        count, left = divmod(left, value)
        if count:
            parts.append((count, value, is_note))
    return parts if left == 0 else []
