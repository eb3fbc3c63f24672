"""Quantities as whole thousandths: 1 piece is 1000, 0.485 kg is 485. No floats, no units mixed up.

Knows nothing of prices; `pricing` multiplies the two and names its rounding.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos_core.errors import RuleBroken

MILLI = 1000
_DECIMAL = re.compile(r"(-?)(\d{1,9})(?:\.(\d{1,3}))?", re.ASCII)


class Unit(StrEnum):
    """How a product is sold."""

    PIECE = "piece"
    KILOGRAM = "kg"


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A signed quantity in thousandths of its product's unit."""

    milli: int

    def __post_init__(self) -> None:
        """Refuse anything but whole thousandths."""
        if type(self.milli) is not int:
            raise TypeError(f"Quantity takes whole thousandths, not {type(self.milli).__name__}")

    @classmethod
    def pieces(cls, count: int) -> "Quantity":
        """Return a whole number of pieces (or kilograms)."""
        return cls(count * MILLI)

    @classmethod
    def parse(cls, text: str, unit: Unit = Unit.PIECE) -> "Quantity":
        """Read `3` or `0.485`; raise RuleBroken when unreadable or when a piece is to be cut."""
        match = _DECIMAL.fullmatch(text.strip())
        if match is None:
            raise RuleBroken("quantity.unreadable", text=text)
        milli = int(match[2] + (match[3] or "").ljust(3, "0"))
        if unit is Unit.PIECE and milli % MILLI:
            raise RuleBroken("quantity.not_whole", text=text)
        return cls(-milli if match[1] else milli)

    def plain(self) -> str:
        """Write without needless zeros: `3`, `0.485`."""
        whole, fraction = divmod(abs(self.milli), MILLI)
        sign = "-" if self.milli < 0 else ""
        return f"{sign}{whole}" + (f".{fraction:03d}".rstrip("0") if fraction else "")

    def __add__(self, other: "Quantity") -> "Quantity":
        """Add two quantities of the same product."""
        return Quantity(self.milli + other.milli)

    def __sub__(self, other: "Quantity") -> "Quantity":
        """Subtract a quantity of the same product."""
        return Quantity(self.milli - other.milli)

    def __neg__(self) -> "Quantity":
        """Return the quantity with its sign turned: a return of goods."""
        return Quantity(-self.milli)

    def __bool__(self) -> bool:
        """Tell whether there is any quantity at all."""
        return self.milli != 0
