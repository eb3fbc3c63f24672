"""Receipts with everything on them, for tests of paper."""

from pos_core.payment import Payment
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity, Unit
from pos_core.receipt import Receipt, ShopIdentity, receipt_of_return, receipt_of_sale
from pos_core.sale import Sale, complete_sale
from tests.builders import PLACE, RULES, cart_of, goods_return, sold_product, stamp

SHOP = ShopIdentity(
    "Lantern & Lace",
    "Store 1, High Street",
    ("12 High Street", "Lacebridge LB1 2LL"),
    "GB 123 4567 89",
    "Thank you for your visit.\nOpen Monday to Saturday",
)


def full_sale() -> Sale:
    """Return a sale with a long name, a weight, a discount, a note, two tenders and change."""
    heart = sold_product("85123A", 295, name="White Hanging Heart T-Light Holder – “Café” edition")
    tea = sold_product("W1", 890, unit=Unit.KILOGRAM, name="Pot pourri")
    cart = cart_of((heart, 4), (tea, 1)).with_quantity(2, Quantity(485))
    cart = cart.with_discount(1, Discount(DiscountKind.PERCENT, 5000, "Staff 5 %"))
    cart = cart.with_note(2, "a present for €5")
    payment = Payment(cart.totals(RULES).total_minor, RULES).with_card(500, "A1B2-77")
    return complete_sale(cart, payment.with_cash(2000), stamp(1), PLACE, "T1-000001")


def full_receipt(*, copy: bool = False) -> Receipt:
    """Return the receipt of that sale."""
    return receipt_of_sale(full_sale(), SHOP, copy=copy)


def return_receipt() -> Receipt:
    """Return the receipt of one of its goods coming back."""
    return receipt_of_return(goods_return(2, full_sale(), {1: 1}), SHOP)
