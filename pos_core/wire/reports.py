"""Reports as data: the same form whether the server or the register's own books made it.

Knows nothing of charts. Amounts are minor units; returns are positive amounts that were paid out.
"""

from typing import Literal

from pydantic import Field, StrictInt

from pos_core.wire.message import Identity, Message, Milli, Minor


class HourFigures(Message):
    """One hour of the day, by the register's local time."""

    hour: StrictInt
    sales: StrictInt
    sold_minor: Minor
    returned_minor: Minor = 0


class TenderFigures(Message):
    """What came in by one tender, refunds taken off."""

    kind: str
    count: StrictInt
    amount_minor: Minor


class ProductFigures(Message):
    """What one product brought, returns taken off."""

    product_id: Identity
    sku: str
    name: str
    quantity_milli: Milli
    amount_minor: Minor


class StaffFigures(Message):
    """What one person sold, returns taken off."""

    staff_id: str
    name: str
    sales: StrictInt
    amount_minor: Minor


class TillFigures(Message):
    """One till session that began on the day: what should be in its drawer, and what was counted.

    `z_number` is empty and `counted_minor` None while the till is open.
    """

    register_code: str
    session_id: Identity
    opened_at: str
    utc_offset_minutes: StrictInt
    staff_name: str
    z_number: str
    opening_float_minor: Minor
    expected_minor: Minor
    counted_minor: Minor | None


class TodayReport(Message):
    """One business day of one store (`server`) or of one register (`register`)."""

    source: Literal["server", "register"]
    store_id: Identity
    day: str
    currency: str
    as_of: str
    sales: StrictInt
    returns: StrictInt
    items_milli: Milli
    sold_minor: Minor
    returned_minor: Minor
    tax_minor: Minor
    rounding_minor: Minor
    by_hour: list[HourFigures]
    by_tender: list[TenderFigures]
    by_product: list[ProductFigures]
    by_staff: list[StaffFigures]
    tills: list[TillFigures] = Field(default_factory=list)  # the server's reports have them


class PostedTotals(Message):
    """What is posted of one register on some days, for reconciling it with the register's books.

    Amounts of returns are positive; by tender, refunds are taken off.
    """

    sales: StrictInt
    returns: StrictInt
    sold_minor: Minor
    returned_minor: Minor
    by_tender: list[TenderFigures]
