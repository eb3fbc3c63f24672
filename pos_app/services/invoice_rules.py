"""What becomes of a line of a real invoice: sold, brought back, or refused with a reason.

A till sells goods, and services for which a customer paid. It does not sell discounts, bank fees or
corrections, and it does not know prices below a penny. Knows nothing of carts or returns.
"""

from dataclasses import dataclass

from pos_app.services.invoice_file import InvoiceLine
from pos_core.errors import RuleBroken
from pos_core.money import Currency, Money

CANCELLATION = "C"
SERVICES = {
    "POST": "Postage",
    "DOT": "Postage of web orders",
    "C2": "Carriage",
    "M": "Amount entered by hand",
}
"""Stock codes that are no goods, yet something the customer paid for; with a name for a receipt."""

_NOT_SOLD = {
    "D": "a discount entered as a line is no goods",
    "S": "samples are given, not sold",
    "B": "a bad debt written off is no goods",
    "BANK CHARGES": "a fee of the bank is no goods",
    "AMAZONFEE": "a fee of a marketplace is no goods",
    "CRUK": "a donation is no goods",
    "22016": "a gift voucher is a means of payment, no goods",
}
_NOT_SOLD_PREFIXES = {
    "GIFT_": "a gift voucher is a means of payment, no goods",
    "TEST": "a trial entry is no sale",
}
_PRICE_REASONS = {
    "money.too_precise": "the price has more than two decimals",
    "money.unreadable": "the price cannot be read",
}


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A line that can be rung up: positive pieces at a positive price in minor units."""

    line: InvoiceLine
    sku: str
    pieces: int
    price_minor: int
    is_return: bool


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that is not rung up, and why."""

    line: int
    invoice: str
    reason: str


def judge(line: InvoiceLine, currency: Currency) -> GoodsLine | RefusedLine:
    """Say what becomes of a line, looking at this line alone."""
    sku = line.code.strip().upper()
    cancelled = line.invoice.startswith(CANCELLATION)
    pieces, price = _pieces(line.quantity), _price(line.price, currency)
    reason = _not_goods(sku)
    if reason is None and isinstance(price, str):
        reason = price
    if reason is None:
        reason = _wrong_quantity(pieces, cancelled=cancelled)
    if reason is not None:
        return RefusedLine(line.line, line.invoice, reason)
    assert pieces is not None
    assert isinstance(price, int)
    return GoodsLine(line, sku, abs(pieces), price, cancelled)


def name_of(line: InvoiceLine, sku: str) -> str:
    """Return a name for a product that the catalogue does not have."""
    words = " ".join(line.description.split())
    return SERVICES.get(sku) or words.title() or f"Article {sku}"


def _not_goods(sku: str) -> str | None:
    if not sku:
        return "there is no stock code"
    if sku in _NOT_SOLD:
        return _NOT_SOLD[sku]
    return next((why for start, why in _NOT_SOLD_PREFIXES.items() if sku.startswith(start)), None)


def _price(text: str, currency: Currency) -> int | str:
    """Return the price in minor units, or why it is none."""
    try:
        price = Money.parse(text, currency).minor
    except RuleBroken as broken:
        return _PRICE_REASONS[broken.code]
    if price <= 0:
        return "the price is zero" if price == 0 else "the price is negative"
    return price


def _pieces(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() else None


def _wrong_quantity(pieces: int | None, *, cancelled: bool) -> str | None:
    if pieces is None:
        return "the quantity cannot be read"
    if pieces == 0:
        return "the quantity is zero"
    if cancelled and pieces > 0:
        return "a cancellation with a positive quantity"
    if not cancelled and pieces < 0:
        return "a negative quantity without a cancellation"
    return None
