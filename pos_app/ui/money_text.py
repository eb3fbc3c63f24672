"""Amounts, quantities and figures as people read them, by locale.

The only place of the screens where amounts become text. It works on whole minor units, never on
fractions of them, and knows no widget.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from pos_core.money import Currency, divide_half_up
from pos_core.quantity import MILLI, Unit

MINUS = "\u2212"
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "CHF": "CHF", "INR": "₹", "JPY": "¥", "KWD": "KD"}
_PLACEHOLDER = "¤"


class MoneyText:
    """Writes the figures of one currency in one locale."""

    def __init__(self, currency: Currency, locale: QLocale | None = None) -> None:
        self.currency = currency
        self.locale = locale or QLocale()
        pattern = self.locale.toCurrencyString(1, _PLACEHOLDER)
        symbol = _SYMBOLS.get(currency.code, currency.code)
        before, _, after = pattern.partition(self.locale.toString(1))
        self._before = before.replace(_PLACEHOLDER, symbol)
        self._after = after.replace(_PLACEHOLDER, symbol)

    def amount(self, minor: int) -> str:
        """Write an amount: `£41.98`, `−£2.08`."""
        sign = MINUS if minor < 0 else ""
        return f"{sign}{self._before}{self.bare(abs(minor))}{self._after}"

    def signed(self, minor: int) -> str:
        """Write an amount that is a difference, with its sign also when it adds: `+£0.02`."""
        return ("+" if minor > 0 else "") + self.amount(minor)

    def bare(self, minor: int) -> str:
        """Write an amount ≥ 0 without its currency: `41.98`."""
        major, rest = divmod(minor, self.currency.minor_per_major)
        if not self.currency.exponent:
            return self.count(major)
        digits = self._digits(f"{rest:0{self.currency.exponent}d}")
        return f"{self.count(major)}{self.locale.decimalPoint()}{digits}"

    def short(self, minor: int) -> str:
        """Write an amount of whole units without decimals where it has none: `£5`, `£2.50`."""
        major, rest = divmod(abs(minor), self.currency.minor_per_major)
        if rest:
            return self.amount(minor)
        sign = MINUS if minor < 0 else ""
        return f"{sign}{self._before}{self.count(major)}{self._after}"

    def count(self, number: int) -> str:
        """Write a whole number with its groups: `4,070`."""
        if number < 0:
            return MINUS + self.locale.toString(-number)
        return self.locale.toString(number)

    def quantity(self, milli: int) -> str:
        """Write a quantity without needless zeros: `3`, `0.485`."""
        whole, part = divmod(abs(milli), MILLI)
        written = self.count(whole)
        if part:
            written += self.locale.decimalPoint() + self._digits(f"{part:03d}".rstrip("0"))
        return (MINUS if milli < 0 else "") + written

    def measured(self, milli: int, unit: Unit) -> str:
        """Write a quantity with its unit when that is a weight: `3`, `0.485 kg`."""
        written = self.quantity(milli)
        return written if unit is Unit.PIECE else f"{written}\u00a0{unit.value}"

    def percent(self, millipercent: int) -> str:
        """Write thousandths of a percent: `20 %`, `12.5 %`."""
        return f"{self.quantity(millipercent)}\u00a0%"

    def share(self, part: int, whole: int) -> str:
        """Write what share `part` is of `whole`, with one decimal: `53.9 %`; 0 of 0 is 0."""
        tenths = divide_half_up(part * 1000, whole) if whole > 0 else 0
        major, rest = divmod(abs(tenths), 10)
        sign = MINUS if tenths < 0 else ""
        digits = self._digits(str(rest))
        return f"{sign}{self.count(major)}{self.locale.decimalPoint()}{digits}\u00a0%"

    def _digits(self, ascii_digits: str) -> str:
        zero = ord(self.locale.zeroDigit()[0])
        return "".join(chr(zero + int(digit)) for digit in ascii_digits)
