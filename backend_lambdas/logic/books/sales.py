"""Sales and returns in the books, what is remarkable about them, and how much came back.

Knows nothing of stock or of journals.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pos_core.identifiers import local_moment
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale, Stamp

SaleLineKey = tuple[str, int]
"""A line of a sale: event_id and line number."""


def local_time(stamp: Stamp) -> datetime:
    """Return when it happened by the register's own clock and zone: its day and hour in reports.

    Raises ValueError or OverflowError for a stamp that is no moment.
    """
    return local_moment(stamp.occurred_at, stamp.utc_offset_minutes)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a manager should look at; the fact is posted regardless.

    `about` tells two remarks of one kind on one fact apart: a line's number or a product's id.
    """

    event_id: str
    code: str
    about: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """Part of a line that came back with the return `return_id`, and what was paid out for it."""

    return_id: str
    line: SaleLineKey
    quantity_milli: int
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class LineBalance:
    """What was sold and paid on a line, and what came back and was paid out of that so far."""

    sold_milli: int
    paid_minor: int
    returned_milli: int
    refunded_minor: int


class Sales(Protocol):
    """The posted sales and returns."""

    def add_sales(self, sales: Sequence[Sale]) -> None:
        """Add sales with their lines, taxes and payments."""

    def add_returns(self, returns: Sequence[GoodsReturn]) -> None:
        """Add returns with their lines and refunds."""

    def numbered(self, numbers: Collection[str]) -> dict[str, str]:
        """Return which facts carry these receipt numbers: number and identity."""

    def returns_before(self, sale_ids: Collection[str]) -> list[GoodsBack]:
        """Return, in order, the goods that these sales' returns booked before the sales came."""

    def take_back(self, goods: Sequence[GoodsBack]) -> dict[SaleLineKey, LineBalance]:
        """Count goods that came back; return the balances after it.

        Lines that are not in the books (yet) are left out of the answer.
        """

    def add_remarks(self, remarks: Sequence[Remark]) -> None:
        """Add remarks; one that is there already stays as it is."""

    def settle_remarks(self, event_ids: Collection[str], code: str) -> None:
        """Note that what these remarks said has been made good."""
