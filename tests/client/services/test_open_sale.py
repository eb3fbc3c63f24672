"""The open sale: edits, the step back, and what a multiplier means."""

import pytest

from pos_app.services.open_sale import OpenSale, parse_multiplier
from pos_core.cart import Cart
from pos_core.errors import RuleBroken
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity, Unit
from tests.builders import RULES, FixedClock, cart_of, sold_product


@pytest.fixture
def sale() -> OpenSale:
    return OpenSale(RULES, FixedClock())


LANTERN = sold_product("LANTERN", 1200)
LACE = sold_product("LACE", 350)


def test_a_second_scan_goes_onto_the_first_line(sale: OpenSale) -> None:
    first = sale.add(LANTERN)
    sale.add(LACE)
    assert sale.add(LANTERN) == first
    assert [line.quantity for line in sale.cart.lines] == [Quantity.pieces(2), Quantity.pieces(1)]
    assert sale.totals.total_minor == 2750


def test_every_edit_can_be_taken_back_in_turn(sale: OpenSale) -> None:
    line = sale.add(LANTERN)
    sale.set_quantity(line, Quantity.pieces(3))
    sale.set_discount(line, Discount(DiscountKind.PERCENT, 10_000))
    sale.set_price(line, 1000)
    sale.set_note(line, "gift")
    sale.set_order_discount(Discount(DiscountKind.AMOUNT, 100))
    totals = [sale.totals.total_minor]
    while sale.undo():
        totals.append(sale.totals.total_minor)
    assert totals == [2600, 2700, 2700, 3240, 3600, 1200, 0]
    assert not sale.can_undo
    assert sale.cart == Cart()


def test_an_edit_that_changes_nothing_is_no_step(sale: OpenSale) -> None:
    line = sale.add(LANTERN)
    sale.set_quantity(line, Quantity.pieces(1))
    assert sale.undo()
    assert sale.cart == Cart()


def test_taking_the_last_piece_off_takes_the_line_out(sale: OpenSale) -> None:
    line = sale.add(LANTERN, Quantity.pieces(2))
    sale.change_quantity(line, -1)
    assert sale.cart.line(line).quantity == Quantity.pieces(1)
    sale.change_quantity(line, -1)
    assert sale.cart.items == ()


def test_an_unknown_scan_is_a_line_until_it_is_dealt_with(sale: OpenSale) -> None:
    unknown = sale.add_unknown("999\x07")
    assert [code.code for code in sale.cart.unknown_codes] == ["999"]
    sale.replace_unknown(unknown, LANTERN)
    assert sale.cart.unknown_codes == ()
    assert sale.totals.total_minor == 1200
    sale.undo()
    assert len(sale.cart.unknown_codes) == 1, "dealing with it is one step"


def test_only_an_unknown_scan_can_be_replaced(sale: OpenSale) -> None:
    line = sale.add(LANTERN)
    with pytest.raises(RuleBroken, match=r"cart\.no_such_line"):
        sale.replace_unknown(line, LACE)


def test_a_refused_edit_leaves_the_cart_and_the_steps_alone(sale: OpenSale) -> None:
    line = sale.add(LANTERN)
    before = sale.cart
    with pytest.raises(RuleBroken):
        sale.set_quantity(line, Quantity(0))
    assert sale.cart is before
    sale.undo()
    assert not sale.can_undo


def test_a_restored_cart_has_nothing_to_take_back(sale: OpenSale) -> None:
    sale.add(LACE)
    sale.restore(cart_of((LANTERN, 2)))
    assert sale.totals.total_minor == 2400
    assert not sale.can_undo
    sale.clear()
    assert sale.cart == Cart()


@pytest.mark.parametrize(
    ("text", "milli", "code"),
    [
        ("4006381333931", 1000, "4006381333931"),
        ("5*4006381333931", 5000, "4006381333931"),
        (" 12 x LACE ", 12000, "LACE"),
        ("0,485*W1001", 485, "W1001"),
        ("85123A", 1000, "85123A"),
        ("5*", 1000, "5*"),
        ("*5", 1000, "*5"),
    ],
)
def test_a_multiplier_stands_before_the_code(text: str, milli: int, code: str) -> None:
    assert parse_multiplier(text) == (Quantity(milli), code)


def test_nothing_times_a_code_is_refused() -> None:
    with pytest.raises(RuleBroken, match=r"quantity\.out_of_range"):
        parse_multiplier("0*4006381333931")


def test_pieces_cannot_be_cut(sale: OpenSale) -> None:
    quantity, _ = parse_multiplier("0.5*LANTERN")
    with pytest.raises(RuleBroken, match=r"quantity\.not_whole"):
        sale.add(LANTERN, quantity)
    sale.add(sold_product("TEA", 800, unit=Unit.KILOGRAM), quantity)
    assert sale.totals.total_minor == 400
