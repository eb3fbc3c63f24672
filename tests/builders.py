"""Makes carts, sales, entries, products and changes for tests of the till, each with little to say.

Everything has a sensible default, and the clock stands still, so that a test names only what it is
about. Knows nothing of any database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.records import RegisterIdentity
from pos_core.cart import Cart, SoldProduct
from pos_core.identifiers import timestamp
from pos_core.journal import GENESIS, Actor, Entry, EntryType, Fact, Head, Json, append
from pos_core.money import GBP
from pos_core.payment import Payment, TenderKind
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.returns import GoodsReturn, Original, ReturnRequest, refund_in, returned_lines
from pos_core.sale import Place, Sale, Stamp, complete_sale
from pos_core.tax import TaxClass
from pos_core.wire.changes import Change
from pos_core.wire.convert import return_payload, sale_payload

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
STANDARD = TaxClass("standard", "VAT 20 %", 20_000, included=True)
RULES = PricingRules(GBP)
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SALES_1 = Actor("staff-1", "Sales 1")
REGISTER = RegisterIdentity(
    register_id="register-1",
    code="T1",
    name="Till 1",
    store_id="store-1",
    store_name="Store 1, High Street",
    username="register-t1",
)
PLACE = Place(REGISTER.register_id, REGISTER.code, REGISTER.store_id)


@dataclass
class FixedClock:
    """A clock that shows what it was set to."""

    moment: datetime = NOON

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment

    def forward(self, **by: float) -> None:
        """Move on by `hours=`, `minutes=`, `days=` …"""
        self.moment += timedelta(**by)


def numbered_id(number: int) -> str:
    """Return an identity with the form of an event's, sorted by its number."""
    return f"019ab000-0000-7000-8000-{number:012d}"


def sold_product(
    sku: str = "LANTERN", price_minor: int = 1200, *, unit: Unit = Unit.PIECE, name: str = ""
) -> SoldProduct:
    """Return a product as a sale remembers it; its identity comes from its SKU."""
    return SoldProduct(f"product-{sku}", sku, name or sku.title(), unit, price_minor, STANDARD)


def cart_of(*goods: tuple[SoldProduct, int]) -> Cart:
    """Return a cart with so many pieces of each product; one lantern when none is named."""
    cart = Cart()
    for product, pieces in goods or ((sold_product(), 1),):
        cart = cart.add(product, Quantity.pieces(pieces))
    return cart


def paid_in_cash(cart: Cart, given_minor: int | None = None) -> Payment:
    """Return a payment of a whole cart in cash, exactly when nothing else is said."""
    payment = Payment(cart.totals(RULES).total_minor, RULES)
    return payment.with_cash(payment.cash_due_minor if given_minor is None else given_minor)


def stamp(number: int = 1, at: datetime = NOON, offset_minutes: int = 0) -> Stamp:
    """Return who and when of the event with this number."""
    return Stamp(numbered_id(number), timestamp(at), offset_minutes, SALES_1)


def sale(
    number: int = 1,
    *goods: tuple[SoldProduct, int],
    at: datetime = NOON,
    offset_minutes: int = 0,
    payment: Payment | None = None,
) -> Sale:
    """Return the sale with this number, paid in cash, receipt `T1-00000<number>`."""
    cart = cart_of(*goods)
    return complete_sale(
        cart,
        payment or paid_in_cash(cart),
        stamp(number, at, offset_minutes),
        PLACE,
        f"{REGISTER.code}-{number:06d}",
    )


def goods_return(
    number: int, of: Sale, pieces: Mapping[int, int], at: datetime = NOON
) -> GoodsReturn:
    """Return so many pieces of a sale's lines (by line number), refunded in cash."""
    requests = [ReturnRequest(line_no, Quantity.pieces(n)) for line_no, n in pieces.items()]
    lines = returned_lines(of, requests, {})
    return GoodsReturn(
        stamp=stamp(number, at),
        place=PLACE,
        receipt_number=f"{REGISTER.code}-{number:06d}",
        rules=of.rules,
        original=Original(of.stamp.event_id, of.receipt_number),
        lines=lines,
        tenders=refund_in(TenderKind.CASH, lines),
        reason="unwanted",
    )


def entry_after(head: Head, entry_type: EntryType, payload: Mapping[str, Json], of: Stamp) -> Entry:
    """Return the signed entry of a fact that follows `head`."""
    fact = Fact(
        event_id=of.event_id,
        type=entry_type.value,
        v=1,
        occurred_at=of.occurred_at,
        utc_offset_minutes=of.utc_offset_minutes,
        actor=of.actor,
        payload=payload,
    )
    return append(fact, REGISTER.register_id, head, SIGNING_KEY)


def sale_entry(of: Sale, head: Head = GENESIS) -> Entry:
    """Return the entry of a sale that follows `head`."""
    return entry_after(head, EntryType.SALE_COMPLETED, sale_payload(of), of.stamp)


def return_entry(of: GoodsReturn, head: Head = GENESIS) -> Entry:
    """Return the entry of a return that follows `head`."""
    return entry_after(head, EntryType.SALE_RETURNED, return_payload(of), of.stamp)


def product_change(sku: str = "LANTERN", version: int = 1, **fields: object) -> Change:
    """Return a product in the feed; `fields` are those of `ProductItem`."""
    data = {
        "product_id": f"product-{sku}",
        "sku": sku,
        "name": sku.title(),
        "price_minor": 1200,
        "tax_code": STANDARD.code,
        **fields,
    }
    return Change(version=version, kind="product", id=f"product-{sku}", data=data)


def tax_class_change(tax: TaxClass = STANDARD, version: int = 1) -> Change:
    """Return a tax class in the feed."""
    data = {
        "code": tax.code,
        "name": tax.name,
        "rate_millipercent": tax.rate_millipercent,
        "included": tax.included,
    }
    return Change(version=version, kind="tax_class", id=tax.code, data=data)


def category_change(category_id: str, parent_id: str | None = None, rank: int = 0) -> Change:
    """Return a category in the feed, named like its identity."""
    data = {
        "category_id": category_id,
        "name": category_id.title(),
        "parent_id": parent_id,
        "rank": rank,
    }
    return Change(version=1, kind="category", id=category_id, data=data)


def stock_change(sku: str = "LANTERN", pieces: int = 10, store_id: str = "store-1") -> Change:
    """Return a stock level in the feed."""
    product_id = f"product-{sku}"
    data = {"product_id": product_id, "store_id": store_id, "quantity_milli": pieces * 1000}
    return Change(version=1, kind="stock_level", id=f"{product_id}:{store_id}", data=data)


def staff_change(
    username: str = "sales1", roles: Sequence[str] = ("salesperson",), *, active: bool = True
) -> Change:
    """Return somebody in the staff feed, named like the account."""
    data = {
        "staff_id": f"staff-{username}",
        "username": username,
        "name": username.title(),
        "roles": list(roles),
        "active": active,
    }
    return Change(version=1, kind="staff", id=f"staff-{username}", data=data)


def shop_change(**fields: object) -> Change:
    """Return the company's settings in the feed; `fields` are those of `ShopItem`."""
    data = {
        "name": "Lantern & Lace",
        "currency": "GBP",
        "tax_rounding": "line",
        "cash_step_minor": 1,
        **fields,
    }
    return Change(version=1, kind="shop", id="shop", data=data)


def store_change(store_id: str = "store-1", name: str = "Store 1, High Street") -> Change:
    """Return a store in the feed."""
    data = {"store_id": store_id, "name": name, "address_lines": ["1 High Street"]}
    return Change(version=1, kind="store", id=store_id, data=data)
