"""Feeds from the server: changes in the order in which they were committed, and snapshots.

Knows nothing of what the changed things mean. A cursor is a version allocated in commit order.
"""

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt

from pos_core.wire.message import Identity, Message, Milli, ShortText

MAX_PAGE = 1000


class Scope(StrEnum):
    """The feeds a register follows."""

    CATALOGUE = "catalogue"
    STOCK = "stock"
    STAFF = "staff"
    SETTINGS = "settings"


class Change(Message):
    """A thing as it is now, or its tombstone (`data` is None).

    Kinds: catalogue has `tax_class`, `category`, `product`; stock has `stock_level`; staff has
    `staff`; settings has `shop`, `store`.
    """

    version: StrictInt
    kind: Literal["tax_class", "category", "product", "stock_level", "staff", "shop", "store"]
    id: Identity
    data: dict[str, Any] | None


class ChangesPage(Message):
    """Changes after a cursor. `posted_through` is the asking register's, read with the page."""

    scope: Scope
    after: StrictInt
    cursor: StrictInt
    more: bool
    posted_through: StrictInt = 0
    changes: list[Change] = Field(max_length=MAX_PAGE)


class SnapshotLink(Message):
    """A compressed file of the whole scope: gzip, one Change as JSON per line, at `cursor`."""

    scope: Scope
    cursor: StrictInt
    url: str
    sha256: str
    size: StrictInt
    count: StrictInt
    posted_through: StrictInt = 0


class StockLevel(Message):
    """What the books say a store has of a product."""

    product_id: Identity
    store_id: Identity
    quantity_milli: Milli


class StaffItem(Message):
    """Somebody who may sign in at a register."""

    staff_id: Identity
    username: ShortText
    name: ShortText
    roles: list[str]
    active: bool = True


class StoreItem(Message):
    """A store of the shop."""

    store_id: Identity
    name: ShortText
    address_lines: list[ShortText] = Field(default_factory=list)


class ShopItem(Message):
    """The company's settings that a register needs."""

    name: ShortText
    vat_number: ShortText = ""
    receipt_footer: str = ""
    currency: str
    tax_rounding: Literal["line", "document"]
    cash_step_minor: StrictInt = Field(ge=1)
    offline_days: StrictInt = 14
    sessions_required: StrictBool = False  # no sale without an open till session
    difference_limit_minor: StrictInt = Field(default=200, ge=0)  # of counted to expected cash
