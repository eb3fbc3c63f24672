"""Returns: to the cent, never more than was sold, with and without a receipt."""

import pytest

from pos_core.errors import NotFound, RuleBroken
from pos_core.payment import TenderKind
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from tests.builders import cart_of, paid_in_cash
from tests.fakes.till import SALES_1, TillRig, lantern


def test_goods_come_back_against_their_sale_and_are_posted(till: TillRig) -> None:
    paid = till.sell((lantern(), 3))
    done = till.take_back(paid, 2)
    assert done.goods.total_minor == 2400
    assert done.goods.original is not None
    assert done.goods.original.receipt_number == "T1-000001"
    assert done.goods.receipt_number == "T1-000002"
    with till.storage.read() as books:
        returned = books.sales.returned_quantities(paid.sale.stamp.event_id)
    assert returned == {1: Quantity.pieces(2)}
    assert till.journal.verify() == done.seq
    assert till.engine.run_once().posted_through == done.seq


def test_no_more_comes_back_than_was_sold_also_in_several_steps(till: TillRig) -> None:
    paid = till.sell((lantern(), 2))
    till.take_back(paid)
    till.take_back(paid)
    with pytest.raises(RuleBroken, match=r"return\.exceeds_sold"):
        till.take_back(paid)
    assert till.journal.verify() == 4, "the refused return left no entry"


def test_the_refunds_of_all_lines_add_up_to_what_was_paid(till: TillRig) -> None:
    paid = till.sell((lantern(333), 3))
    refunds = [till.take_back(paid).goods.total_minor for _ in range(3)]
    assert sum(refunds) == paid.sale.total_minor


def test_goods_without_a_receipt_come_back_at_the_price_that_was_named(till: TillRig) -> None:
    goods = [(lantern(), Quantity.pieces(1), 1000)]
    done = till.returns.without_receipt(goods, TenderKind.CARD, "  no \n receipt ", SALES_1)
    assert done.goods.total_minor == 1000
    assert done.goods.original is None
    assert done.goods.reason == "no receipt"
    assert done.goods.tenders[0].kind is TenderKind.CARD


@pytest.mark.fault(40, "a sale of another till")
def test_a_sale_that_nobody_knows_cannot_be_returned(till: TillRig) -> None:
    requests = [ReturnRequest(1, Quantity.pieces(1))]
    with pytest.raises(NotFound, match=r"sale\.unknown"):
        till.returns.against("nothing", requests, TenderKind.CASH, "", SALES_1)


@pytest.mark.parametrize("quantity", [Quantity(0), Quantity.pieces(-1)])
def test_a_return_of_nothing_is_refused(till: TillRig, quantity: Quantity) -> None:
    with pytest.raises(RuleBroken, match=r"return\.empty"):
        till.returns.without_receipt([(lantern(), quantity, 100)], TenderKind.CASH, "", SALES_1)
    with pytest.raises(RuleBroken, match=r"return\.empty"):
        till.returns.without_receipt([], TenderKind.CASH, "", SALES_1)


def test_receipt_numbers_of_sales_and_returns_are_one_series(till: TillRig) -> None:
    first = till.sell()
    till.take_back(first)
    cart = cart_of()
    last = till.checkout.complete(cart, paid_in_cash(cart), SALES_1)
    assert last.sale.receipt_number == "T1-000003"
    assert till.journal.verify() == 4
