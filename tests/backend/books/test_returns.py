"""Goods that come back: stock rises, and what came back too often is remarked, never refused."""

from dataclasses import replace

import pytest

from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest, lines_without_receipt, returned_lines
from tests.backend.books.reading import levels, one, remarks, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import RULES, product

LANTERN, LACE = product("LANTERN", 1250), product("LACE", 299)
BACK = "SELECT line_no, returned_milli, refunded_minor FROM sale_lines ORDER BY line_no"


@pytest.mark.fault(38, "sale and refund in one run")
def test_a_return_books_stock_back_and_counts_on_the_sales_line(shop: Shop) -> None:
    shop.stock([LANTERN, LACE])
    till = shop.till()
    sale = till.sell((LANTERN, 3), (LACE, 2))
    goods = till.take_back(sale, {1: 2})

    posted = shop.post(till.run())

    assert (posted.applied, posted.remarks) == (2, 0)
    assert levels(shop.engine)["S1", "LANTERN"] == 99
    assert rows(shop.engine, BACK) == [(1, 2000, 2500), (2, 0, 0)]
    assert rows(shop.engine, "SELECT original_number, total_minor FROM returns") == [
        ("T1-000001", goods.total_minor)
    ]
    assert one(shop.engine, "SELECT sum(amount_minor) FROM refunds") == 2500


@pytest.mark.fault(39, "two tills refund one sale, one after the other")
def test_more_than_was_sold_is_remarked_on_the_return_that_exceeds(shop: Shop) -> None:
    shop.stock([LANTERN])
    till, other = shop.till("T1"), shop.till("T2")
    sale = till.sell((LANTERN, 3))
    till.take_back(sale, {1: 2})
    shop.post(till.run())
    excess = other.take_back(sale, {1: 2})

    shop.post(other.run())

    assert remarks(shop.engine) == [("return.exceeds_paid", "1"), ("return.exceeds_sold", "1")]
    assert one(shop.engine, "SELECT min(event_id) FROM remarks") == excess.stamp.event_id
    assert rows(shop.engine, BACK) == [(1, 4000, 5000)]
    assert levels(shop.engine)["S1", "LANTERN"] == 101


def test_in_one_run_only_the_return_that_exceeds_is_remarked(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 2))
    till.take_back(sale, {1: 1})
    till.take_back(sale, {1: 1})
    third = till.take_back(sale, {1: 1})

    shop.post(till.run())

    found = rows(shop.engine, "SELECT DISTINCT event_id FROM remarks")
    assert found == [(third.stamp.event_id,)]


def test_more_money_than_was_paid_is_remarked(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 2))
    (line,) = returned_lines(sale, [ReturnRequest(1, Quantity.pieces(1))], {})
    till.refund((replace(line, net_minor=2083, tax_minor=418),), sale)

    shop.post(till.run())

    assert remarks(shop.engine) == [("return.exceeds_paid", "1")]


def test_a_return_without_a_receipt_is_booked_without_a_remark(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.refund(lines_without_receipt([(LANTERN, Quantity.pieces(1), 1250)], RULES), None)

    shop.post(till.run())

    assert remarks(shop.engine) == []
    assert levels(shop.engine)["S1", "LANTERN"] == 101


@pytest.mark.fault(23, "the refund comes before its sale")
def test_a_return_that_comes_before_its_sale_is_settled_when_the_sale_arrives(
    shop: Shop,
) -> None:
    """Two tills, and the one that sold has no network yet."""
    shop.stock([LANTERN])
    selling, taking_back = shop.till("T1"), shop.till("T2")
    sale = selling.sell((LANTERN, 2))
    taking_back.take_back(sale, {1: 1})

    shop.post(taking_back.run())
    before = remarks(shop.engine)
    shop.post(selling.run())

    assert before == [("return.original_unknown", "1")]
    assert remarks(shop.engine) == []
    assert rows(shop.engine, BACK) == [(1, 1000, 1250)]


@pytest.mark.fault(40, "a till refunds a sale that only another one knows")
def test_an_excess_that_shows_only_when_the_sale_arrives_is_remarked_then(shop: Shop) -> None:
    shop.stock([LANTERN])
    selling, taking_back = shop.till("T1"), shop.till("T2")
    sale = selling.sell((LANTERN, 1))
    taking_back.take_back(sale, {1: 1})
    twice = taking_back.take_back(sale, {1: 1})
    shop.post(taking_back.run())

    shop.post(selling.run())

    assert remarks(shop.engine) == [("return.exceeds_paid", "1"), ("return.exceeds_sold", "1")]
    found = rows(shop.engine, "SELECT DISTINCT event_id FROM remarks WHERE NOT settled")
    assert found == [(twice.stamp.event_id,)]


def test_tenders_that_are_not_what_the_goods_were_worth_are_remarked(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 1))
    goods = till.take_back(sale, {1: 1})
    payload = dict(till.entries.pop().fact.payload)
    payload["tenders"] = [
        {"kind": "cash", "amount_minor": 1300, "given_minor": 1300, "reference": ""}
    ]
    till.write("sale.returned", payload, goods.stamp)

    shop.post(till.run())

    assert remarks(shop.engine) == [("amounts.differ", "")]
