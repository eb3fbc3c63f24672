"""How carts are edited and bills are paid. Knows nothing of screens."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_core.cart import Cart, piece_count
from pos_core.errors import RuleBroken
from pos_core.money import GBP, JPY
from pos_core.payment import Payment, TenderKind, checked_reference, suggested_notes
from pos_core.pricing import Discount, DiscountKind, PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.sale import complete_sale
from tests.core.examples import PLACE, RULES, product, stamp

ONE = Quantity.pieces(1)
MUG = product("MUG", 250)
TEN_OFF = Discount(DiscountKind.PERCENT, 10_000)


def test_scanning_a_product_again_raises_its_quantity() -> None:
    cart = Cart().add(MUG, ONE).add(MUG, Quantity.pieces(2))
    assert [line.quantity for line in cart.lines] == [Quantity.pieces(3)]


@pytest.mark.parametrize("edit", ["discount", "note", "price"])
def test_a_line_that_was_touched_stays_its_own(edit: str) -> None:
    cart = Cart().add(MUG, ONE)
    touched = {
        "discount": cart.with_discount(1, TEN_OFF),
        "note": cart.with_note(1, "chipped"),
        "price": cart.with_price(1, 200),
    }[edit]
    assert len(touched.add(MUG, ONE).lines) == 2


def test_weighed_goods_are_a_line_each_time() -> None:
    cheese = product("CHEESE", 1200, unit=Unit.KILOGRAM)
    cart = Cart().add(cheese, Quantity(250)).add(cheese, Quantity(300))
    assert (len(cart.lines), piece_count(cart.lines)) == (2, 2)


def test_a_changed_price_in_the_catalogue_starts_a_new_line() -> None:
    cart = Cart().add(MUG, ONE).add(replace(MUG, price_minor=300), ONE)
    assert [line.unit_price_minor for line in cart.lines] == [250, 300]


@pytest.mark.parametrize("milli", [0, -1000, 1500, 1_000_001_000])
def test_quantities_no_shop_would_sell_are_refused(milli: int) -> None:
    with pytest.raises(RuleBroken):
        Cart().add(MUG, Quantity(milli))


def test_an_edit_of_a_line_that_is_gone_says_so() -> None:
    with pytest.raises(RuleBroken) as refused:
        Cart().add(MUG, ONE).without(1).with_note(1, "x")
    assert refused.value.code == "cart.no_such_line"


def test_an_unknown_code_blocks_the_sale_until_it_is_dealt_with() -> None:
    cart = Cart().add(MUG, ONE).add_unknown("5012345678900", "2026-11-21T09:00:00.000Z")
    paid = Payment(250, RULES).with_cash(250)
    with pytest.raises(RuleBroken) as refused:
        complete_sale(cart, paid, stamp(), PLACE, "T1-000001")
    assert refused.value.code == "sale.unknown_codes"
    dealt_with = cart.without(cart.unknown_codes[0].line_id)
    assert complete_sale(dealt_with, paid, stamp(), PLACE, "T1-000001").total_minor == 250


def test_a_sale_needs_lines_full_payment_and_the_same_total() -> None:
    cart = Cart().add(MUG, ONE)
    for wrong_cart, payment, code in [
        (Cart(), Payment(0, RULES), "sale.empty"),
        (cart, Payment(250, RULES).with_cash(100), "sale.not_paid"),
        (cart, Payment(100, RULES).with_cash(100), "sale.total_changed"),
    ]:
        with pytest.raises(RuleBroken) as refused:
            complete_sale(wrong_cart, payment, stamp(), PLACE, "T1-000001")
        assert refused.value.code == code


def test_cash_and_card_share_a_bill_and_cash_gives_change() -> None:
    payment = Payment(4198, RULES).with_card(2000, "auth 12").with_cash(3000)
    assert payment.complete
    assert [t.kind for t in payment.tenders] == [TenderKind.CARD, TenderKind.CASH]
    assert payment.change_minor == 802


def test_taking_back_cash_takes_back_its_rounding() -> None:
    payment = Payment(1233, PricingRules(GBP, cash_step_minor=5)).with_cash(1235)
    undone = payment.without(0)
    assert (undone.left_minor, undone.rounding_minor) == (1233, 0)


def test_a_card_pays_no_more_than_is_left() -> None:
    with pytest.raises(RuleBroken):
        Payment(500, RULES).with_card(501, "")


@given(st.integers(0, 10**6), st.sampled_from([1, 5, 10]), st.lists(st.integers(1, 10**6)))
def test_payments_make_up_the_total_whatever_is_handed_over(
    total: int, step: int, notes: list[int]
) -> None:
    payment = Payment(total, PricingRules(GBP, cash_step_minor=step))
    for given_minor in [*notes, 10**7]:
        if not payment.complete:
            payment = payment.with_cash(given_minor)
    paid = sum(t.amount_minor for t in payment.tenders)
    assert paid == total + payment.rounding_minor
    assert abs(payment.rounding_minor) * 2 <= step


@pytest.mark.parametrize(
    "text", ["4242 4242 4242 4242", "4242424242424242", "ref 5555-5555-5555-4444"]
)
def test_a_card_number_never_gets_in(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        checked_reference(text)
    assert refused.value.code == "tender.card_number_refused"
    assert text not in str(refused.value)


def test_a_terminals_reference_is_kept_without_needless_blanks() -> None:
    assert checked_reference("  auth  004213 ") == "auth 004213"


def test_suggested_sums_begin_with_the_exact_one() -> None:
    assert suggested_notes(2200, GBP) == (2200, 2500, 3000, 4000)
    assert suggested_notes(2000, GBP) == (2000, 5000, 10000)
    assert suggested_notes(730, JPY)[0] == 730
