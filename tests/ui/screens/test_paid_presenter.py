"""After the sale: receipt, change, and where it is. Nothing here can harm the sale."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.services.records import PaidSale, Reach, SyncState
from pos_app.ui.desk import Desk
from pos_app.ui.screens.paid.presenter import Choice, PaidPresenter
from pos_core.cart import Cart
from pos_core.errors import DeviceFailed
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def paid_sale(desk: Desk, till: FakeTill) -> PaidSale:
    """£5.90, paid with £10.00 in cash."""
    cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(2))
    payment = Payment(590, desk.rules).with_cash(1000)
    return till.checkout.complete(cart, payment, desk.actor)


@pytest.fixture
def paid(desk: Desk) -> PaidPresenter:
    return PaidPresenter(desk)


def state(last: int, accepted: int, posted: int, reach: Reach = Reach.ONLINE) -> SyncState:
    return SyncState(reach, last, accepted, posted, "", "", "")


def test_the_receipt_is_printed_by_itself_and_opens_the_drawer_for_cash(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    paid.begin(paid_sale)
    assert till.receipts.printed == [("event-1", True)]
    assert paid.view().notes[Choice.PRINT].text.startswith("Printed ")
    assert paid.view().can_print_again


def test_change_is_suggested_in_notes_and_coins(paid: PaidPresenter, paid_sale: PaidSale) -> None:
    paid.begin(paid_sale)
    view = paid.view()
    assert view.change == "£4.10"
    words = "".join(text for text, _ in view.change_parts)
    assert words == "Suggested change: 2 × £2, 1 × £0.10"


@pytest.mark.fault(54, "the printer fails, on the screen")
def test_a_printer_that_fails_is_told_and_the_sale_stands(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    refused = Heard(paid.refused)
    till.receipts.broken = DeviceFailed("printer.failed")
    paid.begin(paid_sale)
    assert refused.last.code == "printer.failed"
    assert paid.view().notes[Choice.PRINT].text == "Not printed"
    till.receipts.broken = None
    paid.choose_print()
    assert till.receipts.printed == [("event-1", True)]


def test_without_a_printer_nothing_is_printed_and_the_page_says_so(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    till.receipts.status = "absent"
    paid.begin(paid_sale)
    assert till.receipts.printed == []
    assert not paid.view().can_print
    assert paid.view().notes[Choice.PRINT].text == "No printer set up"


def test_no_receipt_holds_for_the_next_sales_until_print_is_chosen(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    paid.begin(paid_sale)
    paid.choose_none()
    paid.begin(paid_sale)
    assert len(till.receipts.printed) == 1
    assert paid.view().choice is Choice.NONE
    paid.choose_print()
    assert len(till.receipts.printed) == 2
    paid.begin(paid_sale)
    assert len(till.receipts.printed) == 3


def test_a_second_print_is_a_marked_copy(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    paid.begin(paid_sale)
    paid.print_again()
    assert till.receipts.copies == ["event-1"]
    assert paid.view().notes[Choice.PRINT].text.startswith("Copy printed")


def test_a_receipt_goes_out_by_mail(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    paid.begin(paid_sale)
    paid.mail("customer@example.com")
    assert till.receipts.mailed == [("event-1", "customer@example.com")]
    assert paid.view().choice is Choice.MAIL


def test_an_address_that_is_none_is_refused(
    paid: PaidPresenter, paid_sale: PaidSale, till: FakeTill
) -> None:
    refused = Heard(paid.refused)
    paid.begin(paid_sale)
    paid.mail("nobody")
    assert refused.last.title == "“nobody” is no e-mail address."
    assert till.receipts.mailed == []


def test_a_pdf_is_saved_whole(paid: PaidPresenter, paid_sale: PaidSale, tmp_path: Path) -> None:
    paid.begin(paid_sale)
    assert paid.suggested_file() == "T2-000001.pdf"
    target = tmp_path / "receipt.pdf"
    paid.save_pdf(target)
    assert target.read_bytes().startswith(b"%PDF")
    assert paid.view().notes[Choice.PDF].text == "Saved as receipt.pdf"


def test_a_pdf_that_cannot_be_saved_is_told(
    paid: PaidPresenter, paid_sale: PaidSale, tmp_path: Path
) -> None:
    refused = Heard(paid.refused)
    paid.begin(paid_sale)
    paid.save_pdf(tmp_path / "no such folder" / "receipt.pdf")
    assert refused.last.code == "pdf.not_written"


def test_the_next_sale_has_its_own_choice_again(
    paid: PaidPresenter, paid_sale: PaidSale, tmp_path: Path
) -> None:
    paid.begin(paid_sale)
    paid.save_pdf(tmp_path / "receipt.pdf")
    paid.begin(paid_sale)
    assert paid.view().choice is Choice.PRINT


def test_the_sale_is_followed_on_its_way(paid: PaidPresenter, paid_sale: PaidSale) -> None:
    paid.begin(paid_sale)
    states = []
    for last, accepted, posted in ((1, 0, 0), (1, 1, 0), (1, 1, 1)):
        paid.follow(state(last, accepted, posted))
        states.append([step.state for step in paid.view().steps])
    assert states == [
        ["done", "now", "next"],
        ["done", "done", "now"],
        ["done", "done", "done"],
    ]


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
def test_the_numbers_of_another_register_say_nothing_about_this_sale(
    paid: PaidPresenter, paid_sale: PaidSale
) -> None:
    paid.begin(paid_sale)
    paid.follow(replace(state(9, 9, 9), register_code="T9"))
    assert [step.state for step in paid.view().steps] == ["done", "now", "next"]
    paid.follow(replace(state(1, 1, 1), register_code=paid_sale.sale.place.register_code))
    assert [step.state for step in paid.view().steps] == ["done", "done", "done"]


def test_without_a_network_the_sale_waits_for_it(paid: PaidPresenter, paid_sale: PaidSale) -> None:
    paid.begin(paid_sale)
    paid.follow(state(1, 0, 0, Reach.OFFLINE))
    assert paid.view().steps[1].when == "with the network"


def test_what_the_receipt_says_can_be_looked_at(paid: PaidPresenter, paid_sale: PaidSale) -> None:
    preview = Heard(paid.preview)
    paid.begin(paid_sale)
    paid.show_receipt()
    assert preview.last.number == "T2-000001"
