"""Journals that registers would write: sales of five lines each, hashed, signed, cut into runs.

Made with the core alone, so that what is measured is what happens to them afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend_lambdas.logic.ports import JournalRun
from benchmarks.synthetic_catalogue import STAFF, STORE, TAX, product
from pos_core.cart import Cart, SoldProduct
from pos_core.identifiers import SystemClock, moment_of, new_id, receipt_number, timestamp
from pos_core.journal import (
    GENESIS,
    Actor,
    Entry,
    EntryType,
    Fact,
    Head,
    append,
    public_key_text,
)
from pos_core.money import GBP
from pos_core.payment import Payment
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.sale import Place, Sale, Stamp, complete_sale
from pos_core.tax import TaxClass
from pos_core.wire.convert import sale_payload
from pos_core.wire.journal import MAX_RUN_BYTES, MAX_RUN_ENTRIES, PushRequest, WireEntry
from pos_core.wire.message import PROTOCOL

LINES_OF_A_SALE = 5
RULES = PricingRules(GBP)
_OPENING = moment_of("2026-11-21T09:00:00.000Z")
_STEP = 7919
_ENVELOPE = 200  # bytes of a request around its entries


def sold_product(number: int) -> SoldProduct:
    """Return product `number` as a till sells it."""
    item = product(number)
    tax = TaxClass(TAX.code, TAX.name, TAX.rate_millipercent, TAX.included)
    return SoldProduct(item.product_id, item.sku, item.name, Unit(item.unit), item.price_minor, tax)


def cart_of(products: Sequence[SoldProduct]) -> Cart:
    """Return a cart with one piece of each."""
    cart = Cart()
    for item in products:
        cart = cart.add(item, Quantity.pieces(1))
    return cart


def some_cart(number: int, products: int, lines: int = LINES_OF_A_SALE) -> Cart:
    """Return the cart of a sale: other products each time, spread over the whole catalogue."""
    first = number * lines
    return cart_of([sold_product((first + n) * _STEP % products + 1) for n in range(lines)])


def paid_in_cash(cart: Cart) -> Payment:
    """Return an exact payment of a cart."""
    payment = Payment(cart.totals(RULES).total_minor, RULES)
    return payment.with_cash(payment.cash_due_minor)


@dataclass
class Register:
    """A register that rings sales up as fast as it can."""

    register_id: str
    code: str
    products: int
    lines: int = LINES_OF_A_SALE
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    head: Head = GENESIS
    sold: int = 0

    @property
    def public_key(self) -> str:
        """The public half of its key, as enrolment sends it."""
        return public_key_text(self.key)

    def sell(self) -> Entry:
        """Ring up the next sale of a few products, spread over the whole catalogue."""
        number = self.sold + 1
        cart = some_cart(number, self.products, self.lines)
        return self.sell_cart(cart, _OPENING + timedelta(seconds=number))

    def sell_cart(self, cart: Cart, at: datetime) -> Entry:
        """Ring up a cart at a moment, paid in cash."""
        self.sold += 1
        actor = Actor(STAFF.staff_id, STAFF.name)
        stamp = Stamp(new_id(SystemClock()), timestamp(at), 0, actor)
        place = Place(self.register_id, self.code, STORE.store_id)
        number = receipt_number(self.code, self.sold)
        sale = complete_sale(cart, paid_in_cash(cart), stamp, place, number)
        entry = append(fact_of(sale), self.register_id, self.head, self.key)
        self.head = entry.head
        return entry

    def runs(self, sales: int) -> list[JournalRun]:
        """Ring up so many sales and cut them into runs as the sender does."""
        return self.runs_of(self.sell() for _ in range(sales))

    def runs_of(self, entries: Iterable[Entry]) -> list[JournalRun]:
        """Cut entries of its journal into runs."""
        return [run_of(self.register_id, run) for run in cut(entries)]


def fact_of(sale: Sale) -> Fact:
    """Return the fact that a sale is, as the till writes it down."""
    stamp = sale.stamp
    return Fact(
        stamp.event_id,
        EntryType.SALE_COMPLETED.value,
        1,
        stamp.occurred_at,
        stamp.utc_offset_minutes,
        stamp.actor,
        sale_payload(sale),
    )


def cut(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut a journal into runs within the limits of a request."""
    run: list[Entry] = []
    size = 0
    for entry in entries:
        travels = len(wire_entry(entry).model_dump_json()) + 1
        if run and (len(run) == MAX_RUN_ENTRIES or size + travels > MAX_RUN_BYTES - _ENVELOPE):
            yield run
            run, size = [], 0
        run.append(entry)
        size += travels
    if run:
        yield run


def wire_entry(entry: Entry) -> WireEntry:
    """Return an entry as it travels."""
    return WireEntry(
        body=entry.body, prev_hash=entry.prev_hash, hash=entry.hash, signature=entry.signature
    )


def run_of(register_id: str, entries: Sequence[Entry]) -> JournalRun:
    """Return a run as it comes out of the queue."""
    request = PushRequest(
        protocol=PROTOCOL,
        request_id=new_id(SystemClock()),
        entries=[wire_entry(entry) for entry in entries],
    )
    received_at = entries[-1].fact.occurred_at
    body = request.model_dump_json().encode()
    return JournalRun(request.request_id, register_id, received_at, body)
