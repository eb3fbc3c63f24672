"""Sales and returns as rows: read back whole, numbered without gaps, summed by day."""

from datetime import UTC, datetime

import pytest

from pos_core.errors import RuleBroken
from pos_core.money import GBP
from pos_core.payment import Payment
from pos_core.pricing import Discount, DiscountKind, PricingRules
from pos_core.quantity import Quantity, Unit
from pos_core.sale import Sale, complete_sale
from pos_core.wire.reports import HourFigures
from tests.builders import (
    NOON,
    PLACE,
    cart_of,
    goods_return,
    numbered_id,
    paid_in_cash,
    sale,
    sale_entry,
    sold_product,
    stamp,
)
from tests.client.storage.conftest import Till

LANTERN = sold_product("LANTERN", 1200)
CANDLE = sold_product("CANDLE", 250)
DAY = "2026-11-21"


def test_a_sale_is_read_back_exactly_by_identity_and_by_number(till: Till) -> None:
    cart = cart_of((LANTERN, 2), (sold_product("TEA", 1999, unit=Unit.KILOGRAM), 1))
    cart = cart.with_quantity(2, Quantity(485)).with_note(2, "für Größe L")
    cart = cart.with_discount(1, Discount(DiscountKind.PERCENT, 5_000, "loyal"))
    cart = cart.with_order_discount(Discount(DiscountKind.AMOUNT, 100))
    rules = PricingRules(GBP, cash_step_minor=5)
    payment = Payment(cart.totals(rules).total_minor, rules).with_card(1000, "A-17").with_cash(5000)
    sold = complete_sale(cart, payment, stamp(1), PLACE, "T1-000001")
    till.sell(sold)
    with till.storage.read() as books:
        assert books.sales.sale(numbered_id(1)) == sold
        assert books.sales.sale_numbered("T1-000001") == sold


def test_nothing_is_found_of_a_sale_that_never_was(till: Till) -> None:
    with till.storage.read() as books:
        assert books.sales.sale(numbered_id(1)) is None
        assert books.sales.sale_numbered("T1-000001") is None
        assert books.sales.goods_return(numbered_id(1)) is None


def test_a_return_is_read_back_exactly_and_is_no_sale(till: Till) -> None:
    sold = sale(1, (LANTERN, 3))
    till.sell(sold)
    returned = goods_return(2, sold, {1: 1})
    till.take_back(returned)
    with till.storage.read() as books:
        assert books.sales.goods_return(numbered_id(2)) == returned
        assert books.sales.sale(numbered_id(2)) is None
        assert books.sales.sale_numbered("T1-000002") is None
        assert books.sales.goods_return(numbered_id(1)) is None


def test_what_came_back_is_added_up_per_line(till: Till) -> None:
    sold = sale(1, (LANTERN, 3), (CANDLE, 4))
    till.sell(sold)
    till.take_back(goods_return(2, sold, {1: 1}))
    till.take_back(goods_return(3, sold, {1: 1, 2: 4}))
    with till.storage.read() as books:
        assert books.sales.returned_quantities(numbered_id(1)) == {
            1: Quantity.pieces(2),
            2: Quantity.pieces(4),
        }
        assert books.sales.returned_quantities(numbered_id(2)) == {}


def numbered_but_not_sold(till: Till) -> None:
    with till.storage.begin() as books:
        assert books.sales.next_receipt_number() == "T1-000001"
        raise RuleBroken("sale.empty")


def test_receipt_numbers_have_no_gap_where_a_sale_failed(till: Till) -> None:
    with pytest.raises(RuleBroken):
        numbered_but_not_sold(till)
    with till.storage.begin() as books:
        assert books.sales.next_receipt_number() == "T1-000001"
        assert books.sales.next_receipt_number() == "T1-000002"


def test_the_latest_receipts_come_newest_first_by_place_in_the_journal(till: Till) -> None:
    sold = sale(1, (LANTERN, 1), at=NOON)
    till.sell(sold)
    till.sell(sale(2, (CANDLE, 2), at=NOON.replace(hour=9)))
    till.take_back(goods_return(3, sold, {1: 1}))
    with till.storage.read() as books:
        latest = books.sales.latest(2)
    assert [(s.receipt_number, s.total_minor, s.is_return) for s in latest] == [
        ("T1-000003", 1200, True),
        ("T1-000002", 500, False),
    ]


def test_a_day_is_summed_with_returns_taken_off_where_the_report_says_so(till: Till) -> None:
    first = sale(1, (LANTERN, 2), (CANDLE, 1), at=NOON)
    cart = cart_of((CANDLE, 4))
    by_card = Payment(1000, first.rules).with_card(1000, "A-1")
    till.sell(first)
    till.sell(sale(2, (CANDLE, 4), at=NOON.replace(hour=15), payment=by_card))
    till.take_back(goods_return(3, first, {1: 1}, at=NOON.replace(hour=15)))
    assert cart.totals(first.rules).total_minor == 1000
    with till.storage.read() as books:
        report = books.sales.day_report(DAY, "2026-11-21T18:00:00.000Z")
    assert (report.source, report.store_id, report.currency) == ("register", "store-1", "GBP")
    assert (report.sales, report.returns, report.items_milli) == (2, 1, 7000)
    assert (report.sold_minor, report.returned_minor) == (3650, 1200)
    assert report.tax_minor == 400 + 42 + 167 - 200
    assert report.by_hour == [
        HourFigures(hour=12, sales=1, sold_minor=2650),
        HourFigures(hour=15, sales=1, sold_minor=1000, returned_minor=1200),
    ]
    assert [(t.kind, t.count, t.amount_minor) for t in report.by_tender] == [
        ("card", 1, 1000),
        ("cash", 2, 1450),
    ]
    assert [(p.sku, p.quantity_milli, p.amount_minor) for p in report.by_product] == [
        ("CANDLE", 5000, 1250),
        ("LANTERN", 1000, 1200),
    ]
    assert [(s.name, s.sales, s.amount_minor) for s in report.by_staff] == [("Sales 1", 2, 2450)]


def test_a_sale_after_local_midnight_belongs_to_the_new_day(till: Till) -> None:
    till.sell(sale(1, at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC), offset_minutes=60))
    till.sell(sale(2, at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC), offset_minutes=60))
    with till.storage.read() as books:
        report = books.sales.day_report(DAY, "now")
    assert report.sales == 1
    assert [figures.hour for figures in report.by_hour] == [0]


def test_a_day_without_sales_is_a_report_of_nothing(till: Till) -> None:
    with till.storage.read() as books:
        report = books.sales.day_report(DAY, "now")
    assert (report.sales, report.sold_minor, report.by_hour, report.by_product) == (0, 0, [], [])


def test_cash_rounding_is_a_sum_of_its_own(till: Till) -> None:
    rules = PricingRules(GBP, cash_step_minor=5)
    cart = cart_of((sold_product("PIN", 99), 1))
    sold = complete_sale(cart, Payment(99, rules).with_cash(100), stamp(1), PLACE, "T1-000001")
    till.sell(sold)
    with till.storage.read() as books:
        report = books.sales.day_report(DAY, "now")
    assert (report.sold_minor, report.rounding_minor) == (99, 1)
    assert report.by_tender[0].amount_minor == 100


def sold_but_failed_later(till: Till, sold: Sale) -> None:
    with till.storage.begin() as books:
        books.journal.append(sale_entry(sold, books.journal.head()))
        books.sales.record_sale(sold, 1)
        raise RuleBroken("something.later")


def test_the_projection_of_a_sale_and_its_entry_stand_or_fall_together(till: Till) -> None:
    sold = sale(1)
    with pytest.raises(RuleBroken):
        sold_but_failed_later(till, sold)
    with till.storage.read() as books:
        assert books.journal.head().seq == 0
        assert books.sales.latest(10) == []
    assert till.rows("SELECT count(*) FROM receipt_lines") == [(0,)]


def test_two_lines_of_one_product_move_its_stock_once_by_their_sum(till: Till) -> None:
    cart = cart_of((LANTERN, 2)).with_note(1, "gift").add(LANTERN, Quantity.pieces(3))
    till.sell(complete_sale(cart, paid_in_cash(cart), stamp(1), PLACE, "T1-000001"))
    assert till.rows("SELECT product_id, place, quantity_milli FROM pending_stock") == [
        ("product-LANTERN", 1, -5000)
    ]
