"""Laws of prices, discounts, taxes and returns. Knows nothing of storage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_core.cart import Cart
from pos_core.errors import RuleBroken
from pos_core.pricing import (
    Discount,
    DiscountKind,
    LineInput,
    PricingRules,
    price_lines,
    refund_minor,
)
from pos_core.quantity import Quantity, Unit
from pos_core.tax import TaxClass, TaxRounding, tax_of
from tests.core.examples import RULES, product
from tests.core.strategies import carts, discounts, line_inputs, rules

documents = st.lists(line_inputs, min_size=1, max_size=12)


@given(documents, st.none() | discounts, rules)
def test_lines_and_taxes_add_up_to_the_document(
    lines: list[LineInput], order: Discount | None, company: PricingRules
) -> None:
    totals = price_lines(lines, order, company)
    assert totals.total_minor == sum(line.total_minor for line in totals.lines)
    assert totals.tax_minor == sum(tax.tax_minor for tax in totals.taxes)
    assert totals.net_minor == sum(tax.net_minor for tax in totals.taxes)


@given(documents, st.none() | discounts, rules)
def test_no_line_costs_less_than_nothing(
    lines: list[LineInput], order: Discount | None, company: PricingRules
) -> None:
    for line in price_lines(lines, order, company).lines:
        assert line.net_minor >= 0
        assert line.tax_minor >= 0
        assert line.line_discount_minor + line.order_discount_minor <= line.gross_minor


@given(documents, rules)
def test_included_tax_never_changes_what_is_paid(
    lines: list[LineInput], company: PricingRules
) -> None:
    included = [
        LineInput(
            ln.quantity,
            ln.unit_price_minor,
            TaxClass(ln.tax.code, ln.tax.name, ln.tax.rate_millipercent, included=True),
        )
        for ln in lines
    ]
    totals = price_lines(included, None, company)
    assert totals.total_minor == totals.gross_minor


@given(documents, discounts, rules)
def test_the_order_discount_is_shared_without_loss(
    lines: list[LineInput], order: Discount, company: PricingRules
) -> None:
    totals = price_lines(lines, order, company)
    payable = sum(line.before_order_minor for line in totals.lines)
    shared = sum(line.order_discount_minor for line in totals.lines)
    assert shared == order.amount_on(payable)


@given(documents)
def test_tax_per_document_is_rounded_once_per_class(lines: list[LineInput]) -> None:
    company = PricingRules(RULES.currency, TaxRounding.PER_DOCUMENT)
    totals = price_lines(lines, None, company)
    for total in totals.taxes:
        base = total.gross_minor if total.tax.included else total.net_minor
        assert total.tax_minor == tax_of(base, total.tax)


@given(carts(), rules)
def test_pricing_the_same_cart_twice_gives_the_same(cart: Cart, company: PricingRules) -> None:
    assert cart.totals(company) == cart.totals(company)


@given(st.integers(0, 10**7), st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_refunds_in_any_steps_add_up(paid: int, steps: list[int]) -> None:
    sold = Quantity.pieces(sum(steps))
    before, refunded = Quantity(0), 0
    for step in steps:
        now = Quantity.pieces(step)
        refunded += refund_minor(paid, sold, before, now)
        before += now
    assert refunded == paid


def test_no_more_comes_back_than_was_sold() -> None:
    with pytest.raises(RuleBroken) as refused:
        refund_minor(500, Quantity.pieces(2), Quantity.pieces(1), Quantity.pieces(2))
    assert refused.value.code == "return.exceeds_sold"


@pytest.mark.parametrize(
    ("kind", "value"),
    [(DiscountKind.PERCENT, 100_001), (DiscountKind.PERCENT, -1), (DiscountKind.AMOUNT, -1)],
)
def test_discounts_out_of_range_are_refused(kind: DiscountKind, value: int) -> None:
    with pytest.raises(RuleBroken):
        Discount(kind, value)


def test_weighed_goods_are_priced_per_kilogram() -> None:
    cart = Cart().add(product("M", 330, unit=Unit.KILOGRAM), Quantity(485))
    assert cart.totals(RULES).total_minor == 160
