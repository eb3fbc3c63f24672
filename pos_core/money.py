"""Money as whole minor units of one currency, and the only places where money is rounded or split.

Knows nothing of locales: text for people is made in views. Floats are refused everywhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pos_core.errors import RuleBroken

_DECIMAL = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency: its code and how many decimals its minor unit has (0, 2 or 3)."""

    code: str
    exponent: int

    @property
    def minor_per_major(self) -> int:
        """How many minor units make one major unit: 100 pence, 1 yen, 1000 fils."""
        return int(10**self.exponent)


GBP = Currency("GBP", 2)
EUR = Currency("EUR", 2)
USD = Currency("USD", 2)
CHF = Currency("CHF", 2)
INR = Currency("INR", 2)
JPY = Currency("JPY", 0)
KWD = Currency("KWD", 3)
_KNOWN = {c.code: c for c in (GBP, EUR, USD, CHF, INR, JPY, KWD)}


def currency_of(code: str) -> Currency:
    """Return the currency of an ISO 4217 code; raise RuleBroken `currency.unknown` otherwise."""
    try:
        return _KNOWN[code]
    except KeyError:
        raise RuleBroken("currency.unknown", currency=code) from None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency in minor units; amounts of two currencies never mix."""

    minor: int
    currency: Currency

    def __post_init__(self) -> None:
        """Refuse anything but whole minor units (bool is no amount either)."""
        if type(self.minor) is not int:
            raise TypeError(f"Money takes whole minor units, not {type(self.minor).__name__}")

    @classmethod
    def zero(cls, currency: Currency) -> "Money":
        """Return nothing at all, in the given currency."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: Currency) -> "Money":
        """Read a plain decimal such as `12.30`.

        Raises RuleBroken `money.unreadable` for anything else and `money.too_precise` when the
        text has more decimals than the currency (a third decimal in a GBP price, say).
        """
        match = _DECIMAL.fullmatch(text.strip())
        if match is None:
            raise RuleBroken("money.unreadable", text=text)
        sign, major, fraction = match[1], match[2], match[3] or ""
        if len(fraction) > currency.exponent:
            if fraction[currency.exponent :].strip("0"):
                raise RuleBroken("money.too_precise", text=text, decimals=currency.exponent)
            fraction = fraction[: currency.exponent]
        minor = int(major + fraction.ljust(currency.exponent, "0"))
        return cls(-minor if sign else minor, currency)

    def plain(self) -> str:
        """Write the amount as a plain decimal, `-12.30`: for files and logs, not for people."""
        if self.currency.exponent == 0:
            return str(self.minor)
        major, fraction = divmod(abs(self.minor), self.currency.minor_per_major)
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{major}.{fraction:0{self.currency.exponent}d}"

    def _minor_of(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise TypeError(f"{self.currency.code} and {other.currency.code} do not mix")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        """Add an amount of the same currency."""
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract an amount of the same currency."""
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> "Money":
        """Return the amount with its sign turned."""
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        """Multiply by a whole number; fractions go through `scaled`, which names its rounding."""
        if type(times) is not int:
            raise TypeError("Money is multiplied by whole numbers only")
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Compare with an amount of the same currency."""
        return self.minor < self._minor_of(other)

    def __le__(self, other: "Money") -> bool:
        """Compare with an amount of the same currency."""
        return self.minor <= self._minor_of(other)

    def __bool__(self) -> bool:
        """Tell whether there is any amount at all."""
        return self.minor != 0

    def scaled(self, numerator: int, denominator: int) -> "Money":
        """Return the amount times a fraction, rounded half away from zero to the minor unit."""
        return Money(divide_half_up(self.minor * numerator, denominator), self.currency)

    def split(self, parts: int) -> tuple["Money", ...]:
        """Split into equal parts that add up: 10.00 in three is 3.34, 3.33, 3.33."""
        if parts < 1:
            raise ValueError("an amount is split into at least one part")
        return self.allocate([1] * parts)

    def allocate(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Share the amount in proportion to weights ≥ 0 so that the shares add up exactly."""
        return tuple(Money(m, self.currency) for m in allocate_minor(self.minor, weights))

    def rounded_to_step(self, step_minor: int) -> "Money":
        """Round half away from zero to a multiple of `step_minor` (5 for 0.05 cash steps)."""
        return Money(divide_half_up(self.minor, step_minor) * step_minor, self.currency)


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers and round half away from zero, the rounding of tax law and of tills."""
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


def allocate_minor(minor: int, weights: Sequence[int]) -> list[int]:
    """Share `minor` in proportion to weights ≥ 0 by largest remainder; the shares add up exactly.

    Ties go to the earlier weight. Weights that are all zero count as equal.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("weights must be given and must not be negative")
    total = sum(weights)
    if total == 0:
        weights, total = [1] * len(weights), len(weights)
    sign, amount = (-1, -minor) if minor < 0 else (1, minor)
    shares = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % total))
    for index in by_remainder[: amount - sum(shares)]:
        shares[index] += 1
    return [sign * share for share in shares]


def total_of(amounts: Iterable[Money], currency: Currency) -> Money:
    """Add amounts of one currency; nothing to add is zero."""
    total = Money.zero(currency)
    for amount in amounts:
        total += amount
    return total
