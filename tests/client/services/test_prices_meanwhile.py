"""Prices and goods that change while a cart is open: what was quoted holds."""

import pytest

from pos_app.services.find_products import FindProducts
from pos_app.services.open_sale import OpenSale
from pos_app.services.shop_rules import ShopRules
from pos_core.cart import SoldProduct
from pos_core.payment import Payment
from pos_core.tax import TaxClass
from pos_core.wire.changes import Change, Scope
from tests.builders import product_change, tax_class_change
from tests.fakes.till import SALES_1, TillRig

DEARER_TAX = TaxClass("standard", "VAT 25 %", 25_000, included=True)


def scanned(till: TillRig) -> SoldProduct:
    card = FindProducts(till.storage).by_code("LANTERN")
    assert card is not None
    return card.product


def follow(till: TillRig, *changes: Change) -> None:
    till.server.publish(Scope.CATALOGUE, *changes)
    till.monotonic.seconds += 60
    assert till.engine.run_once().changes_applied == len(changes)


@pytest.fixture
def sale(till: TillRig) -> OpenSale:
    """A sale with a lantern in it, quoted at £ 12.00 with 20 % tax."""
    opened = OpenSale(ShopRules(till.storage).pricing(), till.clock)
    opened.add(scanned(till))
    return opened


@pytest.mark.fault(34, "price and tax change between scan and pay")
def test_a_cart_keeps_its_price_and_tax_and_the_next_one_has_the_new_ones(
    till: TillRig, sale: OpenSale
) -> None:
    follow(till, tax_class_change(DEARER_TAX), product_change(price_minor=1500))
    payment = Payment(sale.totals.total_minor, sale.rules).with_cash(1200)

    paid = till.checkout.complete(sale.cart, payment, SALES_1).sale

    assert (paid.totals.total_minor, paid.totals.taxes[0].tax_minor) == (1200, 200)
    later = scanned(till)
    assert (later.price_minor, later.tax.rate_millipercent) == (1500, 25_000)
    till.engine.run_once()
    assert till.journal.state().unposted == 0, "the server takes it as it was quoted"


@pytest.mark.fault(34, "the product is withdrawn between scan and pay")
def test_a_product_that_is_withdrawn_meanwhile_can_still_be_paid(
    till: TillRig, sale: OpenSale
) -> None:
    gone = Change(version=1, kind="product", id="product-LANTERN", data=None)
    follow(till, gone)
    payment = Payment(sale.totals.total_minor, sale.rules).with_cash(1200)

    paid = till.checkout.complete(sale.cart, payment, SALES_1).sale

    assert paid.totals.total_minor == 1200
    assert FindProducts(till.storage).by_code("LANTERN") is None
