"""No card number gets in through a note, a reason or a swiped card; barcodes do."""

import pytest

from pos_app.services.free_text import LONGEST_TEXT, checked_scan, checked_text
from pos_app.services.open_sale import OpenSale
from pos_core.errors import RuleBroken
from pos_core.payment import TenderKind
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity
from tests.builders import RULES, FixedClock, sold_product
from tests.fakes.till import SALES_1, TillRig, lantern

CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    "text", [CARD, "card 4111111111111111", "5500-0000-0000-0004, ask Anna", "378282246310005"]
)
def test_a_card_number_in_a_text_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"tender\.card_number_refused"):
        checked_text(text)


@pytest.mark.parametrize("text", ["call 01632 960 101", "2026-11-21 12:00", "4111 1111 1111 1112"])
def test_other_figures_are_no_card_numbers(text: str) -> None:
    assert checked_text(text) == text


def test_a_text_is_one_line_of_bounded_length() -> None:
    assert checked_text("  wrapped \n in\tred  ") == "wrapped in red"
    assert len(checked_text("x" * 999)) == LONGEST_TEXT


@pytest.mark.parametrize(
    "swiped",
    [
        "%B4111111111111111^DOE/JANE^26112010000?",
        ";4111111111111111=26112010000?",
        "4111111111111111",
    ],
)
def test_a_swiped_card_is_refused(swiped: str) -> None:
    with pytest.raises(RuleBroken, match=r"tender\.card_number_refused"):
        checked_scan(swiped)


@pytest.mark.parametrize("code", ["4006381333931", "10614141000415", "85123A", "0100614141000415"])
def test_a_barcode_is_a_barcode_whatever_its_check_digit(code: str) -> None:
    assert checked_scan(f" {code}\x1d") == code


def test_the_open_sale_lets_none_in() -> None:
    sale = OpenSale(RULES, FixedClock())
    line = sale.add(sold_product())
    before = sale.cart
    discount = Discount(DiscountKind.PERCENT, 5000, CARD)
    for attempt in (
        lambda: sale.set_note(line, CARD),
        lambda: sale.set_discount(line, discount),
        lambda: sale.set_order_discount(discount),
        lambda: sale.add_unknown("4111111111111111"),
    ):
        with pytest.raises(RuleBroken, match=r"tender\.card_number_refused"):
            attempt()
    assert sale.cart is before


def test_the_reason_of_a_return_lets_none_in(till: TillRig) -> None:
    goods = [(lantern(), Quantity.pieces(1), 100)]
    with pytest.raises(RuleBroken, match=r"tender\.card_number_refused"):
        till.returns.without_receipt(goods, TenderKind.CASH, CARD, SALES_1)
    assert till.sell().sale.receipt_number == "T1-000001"
