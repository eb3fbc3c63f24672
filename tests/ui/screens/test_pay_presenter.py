"""Taking money: change, split, rounding, card references, and a disk that refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos_app.services.open_sale import OpenSale
from pos_app.ui.desk import Desk
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_app.ui.screens.pay.presenter import PayPresenter
from pos_core.errors import StorageFailed
from pos_core.payment import TenderKind
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def cart(desk: Desk, till: FakeTill) -> CartPresenter:
    """A sale of £5.90."""
    made = CartPresenter(desk, OpenSale(desk.rules, desk.clock))
    made.add(till.find_products.cards[0].product, Quantity.pieces(2))
    return made


@pytest.fixture
def pay(desk: Desk, cart: CartPresenter) -> PayPresenter:
    made = PayPresenter(desk, cart)
    made.begin()
    return made


def test_nothing_given_means_exactly_what_is_due(pay: PayPresenter, till: FakeTill) -> None:
    paid = Heard(pay.paid)
    assert pay.view().take == "Take £5.90 cash"
    pay.take()
    assert paid.last.sale.total_minor == 590
    assert paid.last.sale.change_minor == 0
    assert len(till.journal.sales) == 1


def test_more_than_is_due_gives_change(pay: PayPresenter) -> None:
    paid = Heard(pay.paid)
    pay.give(1000)
    view = pay.view()
    assert (view.take, view.outcome_label, view.outcome) == ("Take £10.00 cash", "Change", "£4.10")
    assert view.outcome_is_change
    pay.take()
    assert paid.last.sale.change_minor == 410


def test_suggested_sums_begin_with_the_exact_one(pay: PayPresenter) -> None:
    first, *others = pay.view().suggestions
    assert first.exact
    assert [first.text, *(s.text for s in others)] == ["£5.90", "£6.00", "£10.00", "£20.00"]


def test_a_bill_is_split_between_card_and_cash(pay: PayPresenter, till: FakeTill) -> None:
    paid = Heard(pay.paid)
    pay.choose(TenderKind.CARD)
    pay.give(400)
    pay.refer("TX 4471")
    assert pay.view().take == "Take £4.00 by card"
    pay.take()
    assert len(till.journal.sales) == 0
    view = pay.view()
    assert [(t.text, t.amount) for t in view.taken] == [("Card (TX 4471)", "−£4.00")]
    assert not pay.has_typed
    pay.choose(TenderKind.CASH)
    assert pay.view().left == "£1.90"
    pay.take()
    kinds = [(t.kind, t.amount_minor) for t in paid.last.sale.tenders]
    assert kinds == [(TenderKind.CARD, 400), (TenderKind.CASH, 190)]


def test_a_tender_can_be_taken_back(pay: PayPresenter) -> None:
    pay.give(200)
    pay.take()
    assert pay.view().left == "£3.90"
    pay.take_back(0)
    assert pay.view().left == "£5.90"
    assert pay.view().taken == ()


def test_a_card_pays_no_more_than_is_left(pay: PayPresenter) -> None:
    pay.choose(TenderKind.CARD)
    pay.give(1000)
    assert not pay.view().can_take


def test_a_card_number_is_refused_next_to_its_field(pay: PayPresenter, till: FakeTill) -> None:
    problem, refused = Heard(pay.problem), Heard(pay.refused)
    pay.choose(TenderKind.CARD)
    pay.refer("4111 1111 1111 1111")
    assert problem.last.code == "tender.card_number_refused"
    pay.take()
    assert len(refused) == 0
    assert len(till.journal.sales) == 0
    pay.refer("AUTH 12")
    assert problem.last is None


def test_cash_is_rounded_and_a_card_is_not(desk: Desk, cart: CartPresenter, till: FakeTill) -> None:
    desk.rules = replace(desk.rules, cash_step_minor=5)
    cart.set_discount(None, Discount(DiscountKind.AMOUNT, 7))
    pay = PayPresenter(desk, cart)
    pay.begin()
    assert (pay.view().left, pay.view().rounding) == ("£5.85", "+£0.02")
    pay.choose(TenderKind.CARD)
    assert (pay.view().left, pay.view().rounding) == ("£5.83", "")
    pay.choose(TenderKind.CASH)
    pay.take()
    assert till.journal.sales[0].rounding_minor == 2


def test_a_disk_that_refuses_leaves_sale_and_payment_as_they_were(
    pay: PayPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    refused, paid = Heard(pay.refused), Heard(pay.paid)
    before = cart.cart
    till.journal.broken = StorageFailed("storage.disk_full")
    pay.give(1000)
    pay.take()
    assert refused.last.code == "storage.disk_full"
    assert cart.cart == before
    assert len(paid) == 0
    till.journal.broken = None
    pay.take()
    assert paid.last.sale.change_minor == 410


def test_while_the_sale_is_being_recorded_nothing_is_taken_twice(
    pay: PayPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    busy = Heard(pay.recording)

    def press_again(on: bool) -> None:
        if on:
            pay.take()
            assert not cart.add(till.find_products.cards[1].product)

    pay.recording.connect(press_again)
    pay.take()
    assert len(till.journal.sales) == 1
    assert busy.said == [True, False]


def test_a_sale_of_nothing_to_pay_can_be_completed(
    pay: PayPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    cart.set_discount(None, Discount(DiscountKind.PERCENT, 100_000))
    assert pay.view().take == "Complete the sale"
    pay.take()
    assert till.journal.sales[0].total_minor == 0


def test_what_is_scanned_meanwhile_changes_what_is_left(
    pay: PayPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    pay.give(200)
    pay.take()
    cart.add(till.find_products.cards[1].product)
    assert pay.view().left == "£5.98"
    assert pay.view().paid == "£2.00"


def test_less_than_was_taken_already_has_to_be_taken_back(
    pay: PayPresenter, cart: CartPresenter
) -> None:
    pay.give(500)
    pay.take()
    cart.change(-1)
    view = pay.view()
    assert view.outcome_label == "Taken too much"
    assert not view.can_take


def test_an_unknown_barcode_stops_the_payment(
    pay: PayPresenter, cart: CartPresenter, till: FakeTill
) -> None:
    refused = Heard(pay.refused)
    cart.add_unknown("5012345678900")
    pay.take()
    assert refused.last.code == "sale.unknown_codes"
    assert till.journal.sales == []
