"""Edits of the open sale: undo, what is kept on the disk, and what stands in the way of Pay."""

import pytest

from pos_app.services.open_sale import OpenSale
from pos_app.ui.desk import Desk
from pos_app.ui.notices import Said, Told
from pos_app.ui.screens.cart.models import LineTexts, sum_rows
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_core.cart import Cart, SoldProduct
from pos_core.errors import StorageFailed
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity
from tests.fakes.ui_services import MANAGER_1, FakeTill
from tests.ui.screens.heard import Heard


def product(till: FakeTill, number: int = 0) -> SoldProduct:
    return till.find_products.cards[number].product


@pytest.fixture
def cart(desk: Desk) -> CartPresenter:
    return CartPresenter(desk, OpenSale(desk.rules, desk.clock))


def test_what_is_added_is_selected_and_kept_on_the_disk(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add(product(till))
    cart.add(product(till, 1))
    assert cart.selected_line is not None
    assert cart.selected_line.product == product(till, 1)
    assert till.drafts.cart == cart.cart


def test_while_the_disk_is_busy_only_the_latest_cart_waits(
    cart: CartPresenter, till: FakeTill
) -> None:
    kept: list[Cart] = []

    def go_on_selling(draft: Cart) -> None:
        kept.append(draft)
        if len(kept) == 1:
            for number in range(1, 4):
                cart.add(product(till, number))

    till.drafts.meanwhile = go_on_selling
    cart.add(product(till))
    assert [len(draft.items) for draft in kept] == [1, 4]


def test_undo_takes_one_step_back_and_is_kept_too(cart: CartPresenter, till: FakeTill) -> None:
    cart.add(product(till))
    cart.add(product(till, 1))
    assert cart.undo()
    assert [line.product for line in cart.cart.lines] == [product(till)]
    assert till.drafts.cart == cart.cart
    assert cart.undo()
    assert not cart.undo()


def test_removing_offers_undo_and_selects_the_neighbour(
    cart: CartPresenter, till: FakeTill
) -> None:
    for number in range(3):
        cart.add(product(till, number))
    said = Heard(cart.notice)
    cart.select(cart.cart.items[1].line_id)
    cart.remove()
    assert isinstance(said.last, Said)
    assert said.last.text == f"{product(till, 1).name} removed"
    assert cart.selected_line is not None
    assert cart.selected_line.product == product(till, 2)
    assert said.last.on_action is not None
    said.last.on_action()
    assert len(cart.cart.lines) == 3


def test_one_less_than_one_takes_the_line_out(cart: CartPresenter, till: FakeTill) -> None:
    cart.add(product(till))
    cart.change(1)
    assert cart.piece_count == 2
    cart.change(-1)
    cart.change(-1)
    assert cart.cart.items == ()


def test_arrows_move_the_selection_and_stop_at_the_ends(
    cart: CartPresenter, till: FakeTill
) -> None:
    for number in range(3):
        cart.add(product(till, number))
    cart.step(1)
    assert cart.selected is cart.cart.items[2]
    cart.step(-5)
    assert cart.selected is cart.cart.items[0]


def test_an_unknown_barcode_blocks_paying_with_the_reason(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add(product(till))
    assert cart.obstacle() is None
    cart.add_unknown("5012345678900")
    obstacle = cart.obstacle()
    assert obstacle is not None
    assert obstacle.title == "Deal with 1 unknown barcode to pay"


def test_an_empty_sale_cannot_be_paid(cart: CartPresenter) -> None:
    assert cart.obstacle() is not None


def test_the_product_of_an_unknown_barcode_takes_its_place(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add_unknown("5012345678900")
    cart.replace_unknown(cart.cart.items[0].line_id, product(till))
    assert cart.obstacle() is None
    assert cart.undo()
    assert len(cart.cart.unknown_codes) == 1


def test_a_salesperson_may_not_change_a_price_and_hears_who_may(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add(product(till))
    said = Heard(cart.notice)
    assert not cart.set_price(cart.cart.items[0].line_id, 100)
    assert isinstance(said.last, Told)
    assert said.last.message.code == "permission.needs_approval"
    assert cart.cart.lines[0].unit_price_minor == product(till).price_minor


def test_a_manager_may_change_a_price(cart: CartPresenter, desk: Desk, till: FakeTill) -> None:
    desk.session = MANAGER_1
    cart.add(product(till))
    assert cart.set_price(cart.cart.items[0].line_id, 100)
    assert cart.totals.total_minor == 100


def test_a_rule_that_is_broken_changes_nothing_and_is_told(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add(product(till))
    said = Heard(cart.notice)
    assert not cart.set_quantity(cart.cart.items[0].line_id, Quantity(1500))
    assert said.last.message.code == "quantity.not_whole"
    assert cart.piece_count == 1


def test_a_disk_that_refuses_the_draft_is_told_and_selling_goes_on(
    cart: CartPresenter, till: FakeTill
) -> None:
    said = Heard(cart.notice)
    till.drafts.broken = StorageFailed("storage.disk_full")
    cart.add(product(till))
    assert said.last.message.code == "storage.disk_full"
    till.drafts.broken = None
    cart.add(product(till, 1))
    assert till.drafts.cart == cart.cart


def test_the_sale_of_before_a_crash_is_back(cart: CartPresenter, till: FakeTill) -> None:
    till.drafts.cart = Cart().add(product(till), Quantity.pieces(2))
    said = Heard(cart.notice)
    cart.restore()
    assert cart.piece_count == 2
    assert said.last.text == "The open sale is back: 2 items"
    assert not cart.can_undo


def test_a_frozen_cart_takes_no_edits_and_keeps_nothing(
    cart: CartPresenter, till: FakeTill
) -> None:
    cart.add(product(till))
    kept = till.drafts.kept
    cart.freeze()
    assert not cart.add(product(till, 1))
    assert not cart.undo()
    assert till.drafts.kept == kept
    cart.thaw()
    assert cart.add(product(till, 1))


def test_lines_say_how_their_price_comes_about(
    cart: CartPresenter, desk: Desk, till: FakeTill
) -> None:
    cart.add(product(till), Quantity.pieces(2))
    line_id = cart.cart.items[0].line_id
    cart.set_discount(line_id, Discount(DiscountKind.PERCENT, 10_000, "box dented"))
    cart.set_note(line_id, "gift wrapped")
    cart.add_unknown("5012345678900")
    line, unknown = LineTexts(desk.money).of(cart.cart, cart.totals)
    assert (line.quantity, line.detail, line.was) == ("2", "£2.95 each", "£5.90")
    assert line.amount == "£5.31"
    texts = [(e.text, e.amount) for e in line.explanations]
    assert texts == [("10\u00a0% off this line: box dented", "−£0.59"), ("gift wrapped", "")]
    assert unknown.kind == "unknown"
    assert unknown.code == "5012345678900"


def test_sums_say_what_was_taken_off_and_the_tax(
    cart: CartPresenter, desk: Desk, till: FakeTill
) -> None:
    cart.add(product(till), Quantity.pieces(2))
    cart.set_discount(None, Discount(DiscountKind.AMOUNT, 90))
    rows = sum_rows(cart.cart, cart.totals, cart.piece_count, desk.money)
    assert [(row.label, row.amount) for row in rows] == [
        ("Before discounts, 2 items", "£5.90"),
        ("Discounts, £0.90 off the whole sale", "−£0.90"),
        ("VAT 20 % included", "£0.83"),
    ]


def test_weighed_goods_say_weight_and_price(
    cart: CartPresenter, desk: Desk, till: FakeTill
) -> None:
    marbles = next(c.product for c in till.find_products.cards if c.product.sku == "W1001")
    cart.add(marbles, Quantity(485))
    (line,) = LineTexts(desk.money).of(cart.cart, cart.totals)
    assert (line.quantity, line.unit) == ("0.485", "kg")
    assert cart.in_cart() == {marbles.product_id: "0.485\u00a0kg"}
    assert line.detail == "0.485\u00a0kg × £3.30 per kg"


def test_lines_that_have_not_changed_are_not_written_again(
    cart: CartPresenter, desk: Desk, till: FakeTill
) -> None:
    texts = LineTexts(desk.money)
    for number in range(3):
        cart.add(product(till, number))
    before = texts.of(cart.cart, cart.totals)
    cart.select(cart.cart.items[1].line_id)
    cart.change(1)
    after = texts.of(cart.cart, cart.totals)
    assert [now is then for now, then in zip(after, before, strict=True)] == [True, False, True]
    assert after[1].quantity == "2"
