"""Journal entries on their way: the run that is pushed, the answer, and the payloads of facts.

Knows nothing of queues or tables. Amounts are minor units, quantities thousandths, rates
thousandths of a percent. A payload is complete: the server recomputes it with the till's inputs.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from pos_core.wire.message import Identity, Message, Milli, Minor, ShortText

MAX_RUN_ENTRIES = 200
MAX_RUN_BYTES = 192 * 1024
HexHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class WireEntry(Message):
    """One entry: the canonical body exactly as it was hashed, its place and its signature."""

    body: str
    prev_hash: HexHash
    hash: HexHash
    signature: str = Field(max_length=88)


class PushRequest(Message):
    """A contiguous run of entries in order."""

    protocol: int
    request_id: Identity
    entries: list[WireEntry] = Field(min_length=1, max_length=MAX_RUN_ENTRIES)


class PushAnswer(Message):
    """What the server has: `request_id` echoes the question, so a stranger's 200 is no answer.

    `epoch` is another one after the books were restored from a backup: only then may what they
    have go back.
    """

    request_id: Identity
    accepted_through: int
    posted_through: int
    posted_hash: str
    epoch: str = ""


class TaxPayload(Message):
    """A tax class as it was applied."""

    code: str
    name: str
    rate_millipercent: StrictInt
    included: bool


class DiscountPayload(Message):
    """A discount: thousandths of a percent or minor units."""

    kind: Literal["percent", "amount"]
    value: StrictInt
    reason: str = ""


class RulesPayload(Message):
    """The company's settings that the amounts depend on."""

    currency: str
    tax_rounding: Literal["line", "document"]
    cash_step_minor: Minor


class TenderPayload(Message):
    """One tender: what it paid of the bill and what was handed over."""

    kind: Literal["cash", "card"]
    amount_minor: Minor
    given_minor: Minor
    reference: str = ""


class ProductPayload(Message):
    """A product as it was when it was sold."""

    product_id: Identity
    sku: ShortText
    name: ShortText
    unit: Literal["piece", "kg"]
    price_minor: Minor
    tax: TaxPayload


class SaleLinePayload(Message):
    """A line that was sold, with the till's amounts."""

    line_no: StrictInt
    product: ProductPayload
    quantity_milli: Milli
    unit_price_minor: Minor
    discount: DiscountPayload | None = None
    note: str = ""
    gross_minor: Minor
    line_discount_minor: Minor
    order_discount_minor: Minor
    net_minor: Minor
    tax_minor: Minor


class SaleCompletedV1(Message):
    """Payload of `sale.completed`, version 1."""

    receipt_number: ShortText
    register_code: ShortText
    store_id: Identity
    rules: RulesPayload
    lines: list[SaleLinePayload] = Field(min_length=1)
    order_discount: DiscountPayload | None = None
    total_minor: Minor
    tax_minor: Minor
    rounding_minor: Minor
    tenders: list[TenderPayload]


class OriginalPayload(Message):
    """The sale that a return goes back to."""

    event_id: Identity
    receipt_number: ShortText


class ReturnedLinePayload(Message):
    """Goods that came back; positive quantity, positive amounts."""

    original_line_no: StrictInt | None
    product: ProductPayload
    quantity_milli: Milli
    net_minor: Minor
    tax_minor: Minor


class SaleReturnedV1(Message):
    """Payload of `sale.returned`, version 1; tenders are what was paid out."""

    receipt_number: ShortText
    register_code: ShortText
    store_id: Identity
    rules: RulesPayload
    original: OriginalPayload | None
    lines: list[ReturnedLinePayload] = Field(min_length=1)
    total_minor: Minor
    tenders: list[TenderPayload]
    reason: ShortText = ""


class ReceiptReprintedV1(Message):
    """Payload of `receipt.reprinted`, version 1."""

    event_id: Identity
    receipt_number: ShortText


class ReceiptMailRequestedV1(Message):
    """Payload of `receipt.mail_requested`, version 1: mail this sale's receipt to the customer."""

    event_id: Identity
    receipt_number: ShortText
    address: str = Field(max_length=254, pattern=r"^[^@\s<>\",;:]+@[^@\s<>\",;:]+\.[^@\s<>\",;:]+$")


class StaffSignedInV1(Message):
    """Payload of `staff.signed_in`, version 1."""

    offline: bool
