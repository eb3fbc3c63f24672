"""The money examples that the product promises, to the cent. Knows nothing of storage."""

import pytest

from pos_core.cart import Cart
from pos_core.money import EUR, GBP, Money
from pos_core.payment import Payment
from pos_core.pricing import Discount, DiscountKind, LineInput, PricingRules, Totals, price_lines
from pos_core.quantity import Quantity
from pos_core.receipt import ShopIdentity, receipt_of_sale
from pos_core.returns import ReturnRequest, returned_lines
from pos_core.sale import Sale, complete_sale
from pos_core.tax import TaxClass, TaxRounding
from pos_core.wire.convert import differences_in
from tests.core.examples import PLACE, RULES, product, stamp

ADDED_21 = TaxClass("high", "VAT 21 %", 21_000, included=False)
SHOP = ShopIdentity("Shop", "Store", ("Street 1",), "GB 1", "Thank you")


def _priced(rounding: TaxRounding) -> Totals:
    lines = [
        LineInput(Quantity.pieces(count), price, ADDED_21)
        for count, price in [(4, 148), (1, 152), (1, 154), (1, 39)]
    ]
    return price_lines(lines, None, PricingRules(EUR, rounding))


def _sold(cart: Cart, rules: PricingRules = RULES) -> Sale:
    total = cart.totals(rules).total_minor
    payment = Payment(total, rules)
    if total:
        payment = payment.with_card(total, "ref 1")
    return complete_sale(cart, payment, stamp(), PLACE, "T1-000001")


def test_added_tax_rounded_per_line() -> None:
    assert _priced(TaxRounding.PER_LINE).total_minor == 1133


def test_added_tax_rounded_per_document() -> None:
    totals = _priced(TaxRounding.PER_DOCUMENT)
    assert totals.total_minor == 1134
    assert sum(line.total_minor for line in totals.lines) == 1134


def test_two_included_rates_make_the_total_of_the_prices() -> None:
    cart = Cart()
    for sku, price, rate in [("A", 2890, 22_000), ("B", 125, 10_000)]:
        tax = TaxClass(f"t{rate}", "VAT", rate, included=True)
        cart = cart.add(product(sku, price, tax=tax), Quantity.pieces(1))
    assert cart.totals(PricingRules(EUR)).total_minor == 3015


def test_five_percent_off_is_one_total_on_line_receipt_and_server() -> None:
    cart = Cart().add(product("A", 230), Quantity.pieces(1))
    cart = cart.with_discount(1, Discount(DiscountKind.PERCENT, 5_000))
    sale = _sold(cart)
    receipt = receipt_of_sale(sale, SHOP)
    claimed = {"total_minor": sale.total_minor, "tax_minor": sale.totals.tax_minor}
    assert sale.lines[0].amounts.total_minor == 218  # 11.5 pence off, rounded up to 12
    assert receipt.total_minor == receipt.lines[0].total_minor == 218
    assert differences_in(sale, claimed) == []


def test_everything_off_can_still_be_completed() -> None:
    cart = Cart().add(product("A", 230), Quantity.pieces(3))
    cart = cart.with_order_discount(Discount(DiscountKind.PERCENT, 100_000))
    sale = _sold(cart)
    assert (sale.total_minor, sale.tenders) == (0, ())


def test_ten_split_three_ways_loses_nothing() -> None:
    parts = Money(1000, GBP).split(3)
    assert [part.plain() for part in parts] == ["3.34", "3.33", "3.33"]


@pytest.mark.parametrize("order", [[1, 2, 3], [3, 2, 1], [2, 3, 1]])
def test_refunds_of_all_lines_add_up_to_what_was_paid(order: list[int]) -> None:
    cart = Cart()
    for sku, price, count in [("A", 333, 3), ("B", 199, 7), ("C", 1, 1)]:
        cart = cart.add(product(sku, price), Quantity.pieces(count))
    sale = _sold(cart.with_order_discount(Discount(DiscountKind.AMOUNT, 101)))
    before: dict[int, Quantity] = {}
    refunded = 0
    for line_no in order:
        for _ in range(sale.lines[line_no - 1].quantity.milli // 1000):
            one = Quantity.pieces(1)
            line = returned_lines(sale, [ReturnRequest(line_no, one)], before)[0]
            before[line_no] = before.get(line_no, Quantity(0)) + one
            refunded += line.total_minor
    assert refunded == sale.total_minor


def test_cash_is_rounded_to_five_cents_on_a_line_of_its_own() -> None:
    cart = Cart().add(product("A", 1233), Quantity.pieces(1))
    rules = PricingRules(EUR, cash_step_minor=5)
    payment = Payment(1233, rules)
    assert payment.cash_due_minor == 1235
    sale = complete_sale(cart, payment.with_cash(2000), stamp(), PLACE, "T1-000001")
    assert (sale.rounding_minor, sale.change_minor) == (2, 765)
    assert sale.totals.tax_minor == cart.totals(PricingRules(EUR)).tax_minor


def test_the_same_total_by_card_is_not_rounded() -> None:
    payment = Payment(1233, PricingRules(EUR, cash_step_minor=5)).with_card(1233, "ref")
    assert (payment.complete, payment.rounding_minor, payment.tenders[0].amount_minor) == (
        True,
        0,
        1233,
    )
