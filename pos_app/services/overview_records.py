"""What the sync page is made of: which entries are wanted, where sales stand, what was remarked.

Small frozen records; amounts in minor units. Knows nothing of widgets or tables.
"""

from dataclasses import dataclass

from pos_core.wire.findings import RemarkItem


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: all, or those that fit everything that is said here.

    `text` is looked for in the whole entry: numbers, names, goods. `amount_minor` widens it to
    entries with such an amount.
    """

    unposted_only: bool = False
    remarked_only: bool = False
    text: str = ""
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many sales and returns, and what they come to; returns are taken off."""

    count: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where sales and returns stand: all that are not in the books, and those of one day that are.

    `remarked` are those of the day that are in the books with a remark, or kept there without
    being booked; they count in `in_the_books` too.
    """

    day: str
    safe_here: Share = Share()
    sent: Share = Share()
    in_the_books: Share = Share()
    remarked: Share = Share()
    attention: int = 0


@dataclass(frozen=True, slots=True)
class Examined:
    """One entry, looked at closely: its parts as they are kept, and what is wrong with it.

    `problem` is the code of what is wrong with hash or signature, empty when both are right.
    """

    body: str
    prev_hash: str
    hash: str
    signature: str
    problem: str = ""
    remarks: tuple[RemarkItem, ...] = ()
