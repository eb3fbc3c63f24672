"""A till that sells, takes back and writes a real journal, and the runs that it would send.

Several of them share a shop. Knows nothing of the books.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend_lambdas.logic.ports import JournalRun
from pos_core.cart import Cart, SoldProduct
from pos_core.identifiers import receipt_number, timestamp
from pos_core.journal import (
    GENESIS,
    Actor,
    Entry,
    EntryType,
    Fact,
    Head,
    Json,
    append,
    public_key_text,
)
from pos_core.money import GBP
from pos_core.payment import Payment, TenderKind
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.returns import (
    GoodsReturn,
    Original,
    ReturnedLine,
    ReturnRequest,
    refund_in,
    returned_lines,
)
from pos_core.sale import Place, Sale, Stamp, complete_sale
from pos_core.tax import TaxClass
from pos_core.wire.convert import return_payload, sale_payload

OPENING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STANDARD = TaxClass("standard", "VAT 20 %", 20_000, included=True)
RULES = PricingRules(GBP)
RECEIVED_AT = "2026-11-21T18:00:00.000Z"


def product(sku: str, price_minor: int = 250, unit: Unit = Unit.PIECE) -> SoldProduct:
    """Return a product as a till sells it; its identity and name come from its SKU."""
    return SoldProduct(f"product-{sku}", sku, f"Product {sku}", unit, price_minor, STANDARD)


@dataclass
class Till:
    """One register: its code, its key, its journal so far, and a clock that it moves itself."""

    code: str
    store_id: str = "S1"
    moment: datetime = OPENING
    offset_minutes: int = 0
    actor: Actor = field(default_factory=lambda: Actor("staff-1", "Sales 1"))
    entries: list[Entry] = field(default_factory=list)
    receipts: int = 0

    @property
    def register_id(self) -> str:
        return f"register-{self.code}"

    @property
    def head(self) -> Head:
        return self.entries[-1].head if self.entries else GENESIS

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(self.code.encode()).digest())

    @property
    def public_key(self) -> str:
        return public_key_text(self.key)

    @property
    def place(self) -> Place:
        return Place(self.register_id, self.code, self.store_id)

    def sell(self, *goods: tuple[SoldProduct, int], card: bool = False) -> Sale:
        """Sell so many pieces of each product, paid in cash or by card."""
        cart = Cart()
        for item, pieces in goods:
            cart = cart.add(item, Quantity.pieces(pieces))
        return self.ring_up(cart, card=card)

    def ring_up(self, cart: Cart, *, card: bool = False) -> Sale:
        """Sell a cart."""
        payment = Payment(cart.totals(RULES).total_minor, RULES)
        if payment.total_minor:
            payment = (
                payment.with_card(payment.left_minor, "ref")
                if card
                else payment.with_cash(payment.cash_due_minor)
            )
        sale = complete_sale(cart, payment, self.stamp(), self.place, self.next_number())
        self.write(EntryType.SALE_COMPLETED, sale_payload(sale), sale.stamp)
        return sale

    def take_back(self, sale: Sale, pieces: Mapping[int, int]) -> GoodsReturn:
        """Take back so many pieces of the sale's lines, as this till knows nothing of earlier."""
        requests = [ReturnRequest(line_no, Quantity.pieces(n)) for line_no, n in pieces.items()]
        return self.refund(returned_lines(sale, requests, {}), sale)

    def refund(self, lines: tuple[ReturnedLine, ...], sale: Sale | None) -> GoodsReturn:
        """Pay out what these lines are worth."""
        original = Original(sale.stamp.event_id, sale.receipt_number) if sale else None
        goods = GoodsReturn(
            self.stamp(),
            self.place,
            self.next_number(),
            RULES,
            original,
            lines,
            refund_in(TenderKind.CASH, lines),
            "unwanted",
        )
        self.write(EntryType.SALE_RETURNED, return_payload(goods), goods.stamp)
        return goods

    def mail_receipt(self, sale: Sale, address: str) -> Entry:
        """Ask for a sale's receipt by mail."""
        payload = {
            "event_id": sale.stamp.event_id,
            "receipt_number": sale.receipt_number,
            "address": address,
        }
        return self.write(EntryType.RECEIPT_MAIL_REQUESTED, payload)

    def write(
        self, entry_type: str, payload: Mapping[str, Json], stamp: Stamp | None = None, v: int = 1
    ) -> Entry:
        """Write any fact."""
        stamp = stamp or self.stamp()
        fact = Fact(
            stamp.event_id,
            entry_type,
            v,
            stamp.occurred_at,
            stamp.utc_offset_minutes,
            stamp.actor,
            payload,
        )
        return self.write_fact(fact)

    def write_fact(self, fact: Fact) -> Entry:
        """Write a fact as it is, also one that another till wrote before."""
        entry = append(fact, self.register_id, self.head, self.key)
        self.entries.append(entry)
        return entry

    def stamp(self) -> Stamp:
        """Return the next moment and a new identity; both follow from the journal's length."""
        self.moment += timedelta(minutes=1)
        number = len(self.entries) + 1
        digest = hashlib.sha256(f"{self.code} {number}".encode()).hexdigest()
        event_id = f"019ab000-{number:04x}-7000-8000-{digest[:12]}"
        return Stamp(event_id, timestamp(self.moment), self.offset_minutes, self.actor)

    def next_number(self) -> str:
        """Allocate the next receipt number."""
        self.receipts += 1
        return receipt_number(self.code, self.receipts)

    def run(self, first: int = 1, last: int | None = None) -> JournalRun:
        """Return the run of entries `first` to `last`, both included."""
        return run_of(self.register_id, self.entries[first - 1 : last])


def run_of(register_id: str, entries: Sequence[Entry]) -> JournalRun:
    """Return a run of any entries, as it comes from the queue."""
    request = {
        "protocol": 1,
        "request_id": "request",
        "entries": [
            {
                "body": entry.body,
                "prev_hash": entry.prev_hash,
                "hash": entry.hash,
                "signature": entry.signature,
            }
            for entry in entries
        ],
    }
    return JournalRun("request", register_id, RECEIVED_AT, json.dumps(request).encode())
