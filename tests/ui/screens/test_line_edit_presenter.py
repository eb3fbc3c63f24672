"""The number pad: what it sets, what it would come to, and who may."""

import pytest

from pos_app.services.open_sale import OpenSale
from pos_app.ui.desk import Desk
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_app.ui.screens.line_edit.presenter import LineEditPresenter, Mode
from pos_core.quantity import Quantity
from tests.fakes.ui_services import MANAGER_1, FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def cart(desk: Desk, till: FakeTill) -> CartPresenter:
    """Two of £2.95."""
    made = CartPresenter(desk, OpenSale(desk.rules, desk.clock))
    made.add(till.find_products.cards[0].product, Quantity.pieces(2))
    return made


@pytest.fixture
def edit(desk: Desk, cart: CartPresenter) -> LineEditPresenter:
    made = LineEditPresenter(desk, cart)
    made.open_line(cart.cart.lines[0], Mode.QUANTITY)
    return made


def test_the_quantity_of_a_line_is_set(edit: LineEditPresenter, cart: CartPresenter) -> None:
    finished = Heard(edit.finished)
    assert edit.view().value == 2000
    assert edit.act_text(5000) == "Set the quantity to 5"
    edit.apply(5000)
    assert cart.piece_count == 5
    assert len(finished) == 1


def test_a_quantity_of_nothing_takes_the_line_out(
    edit: LineEditPresenter, cart: CartPresenter
) -> None:
    edit.apply(0)
    assert cart.cart.items == ()


def test_a_discount_says_beforehand_what_the_line_then_costs(
    edit: LineEditPresenter, cart: CartPresenter
) -> None:
    edit.switch(Mode.PERCENT)
    assert edit.outcome(10_000, "") == "This line then costs £5.31"
    assert edit.act_text(10_000) == "Give 10\u00a0% off"
    edit.apply(10_000, "box dented")
    discount = cart.cart.lines[0].discount
    assert discount is not None
    assert (discount.value, discount.reason) == (10_000, "box dented")
    assert edit.view().can_clear
    edit.clear()
    assert cart.cart.lines[0].discount is None


def test_the_whole_sale_gets_a_discount(edit: LineEditPresenter, cart: CartPresenter) -> None:
    edit.open_order_discount()
    edit.switch(Mode.AMOUNT)
    assert edit.whole
    assert edit.outcome(90, "") == "New total £5.00"
    edit.apply(90)
    assert cart.totals.total_minor == 500


def test_a_discount_above_everything_is_refused(
    edit: LineEditPresenter, cart: CartPresenter
) -> None:
    refused = Heard(edit.refused)
    edit.switch(Mode.PERCENT)
    edit.apply(100_001)
    assert refused.last.code == "discount.out_of_range"
    assert cart.cart.lines[0].discount is None


def test_the_price_is_locked_for_a_salesperson_and_open_for_a_manager(
    edit: LineEditPresenter, cart: CartPresenter, desk: Desk
) -> None:
    edit.switch(Mode.PRICE)
    refusal = edit.view().refusal
    assert refusal is not None
    assert "manager" in refusal.whole
    desk.session = MANAGER_1
    assert edit.view().refusal is None
    edit.apply(250)
    assert cart.totals.total_minor == 500


def test_a_note_is_kept_with_the_line(edit: LineEditPresenter, cart: CartPresenter) -> None:
    edit.switch(Mode.NOTE)
    edit.write_note("  gift wrapped ")
    assert cart.cart.lines[0].note == "gift wrapped"
    assert edit.note() == "gift wrapped"


def test_weighed_goods_take_three_decimals_and_pieces_none(
    edit: LineEditPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    assert (edit.view().decimals, edit.view().suffix) == (0, "")
    marbles = next(c.product for c in till.find_products.cards if c.product.sku == "W1001")
    cart.add(marbles)
    edit.open_line(cart.cart.lines[1], Mode.QUANTITY)
    assert (edit.view().decimals, edit.view().suffix) == (3, " kg")
    edit.apply(485)
    assert cart.cart.lines[1].quantity == Quantity(485)
