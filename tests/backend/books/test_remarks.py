"""What does not agree becomes a remark on the posted sale; nothing is refused."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from pos_core.wire.convert import sale_payload
from tests.backend.books.reading import one, remarks
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product

LANTERN = product("LANTERN", 1250)


def sell_with(till: Till, changes: Mapping[str, Any], line: Mapping[str, Any]) -> None:
    """Write a sale of two lanterns whose payload says something else than the till worked out."""
    sale = till.sell((LANTERN, 2))
    till.entries.pop()
    payload: dict[str, Any] = {**sale_payload(sale), **changes}
    payload["lines"] = [{**payload["lines"][0], **line}]
    till.write("sale.completed", payload, sale.stamp)


@pytest.mark.parametrize(
    ("changes", "line", "fields"),
    [
        ({"total_minor": 2499}, {}, "total_minor"),
        ({"tax_minor": 416}, {}, "tax_minor"),
        ({"tenders": []}, {}, "tenders"),
        ({}, {"gross_minor": 1}, "line 1"),
        ({}, {"unit_price_minor": 1}, "line 1, total_minor, tax_minor, tenders"),
        ({"rounding_minor": 3}, {}, "tenders"),
    ],
)
def test_a_sale_that_does_not_add_up_is_posted_with_a_remark(
    shop: Shop, changes: Mapping[str, Any], line: Mapping[str, Any], fields: str
) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sell_with(till, changes, line)

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.remarks) == (1, 0, 1)
    assert remarks(shop.engine) == [("amounts.differ", "")]
    assert json.loads(one(shop.engine, "SELECT data FROM remarks")) == {"fields": fields}
    assert one(shop.engine, "SELECT count(*) FROM sales") == 1


def test_a_receipt_number_that_was_left_out_is_remarked_once(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    till.next_number()
    till.sell((LANTERN, 1))
    till.sell((LANTERN, 1))

    shop.post(till.run())

    assert remarks(shop.engine) == [("receipt_number.unexpected", "")]
    assert json.loads(one(shop.engine, "SELECT data FROM remarks")) == {
        "expected": 2,
        "found": "T1-000003",
    }


def test_a_receipt_number_that_was_given_twice_is_remarked(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    shop.post(till.run())
    till.receipts -= 1
    till.sell((LANTERN, 1))
    till.sell((LANTERN, 1))

    shop.post(till.run(2))

    assert remarks(shop.engine) == [
        ("receipt.number_repeated", ""),
        ("receipt_number.unexpected", ""),
    ]


def test_sales_and_returns_share_the_registers_numbers(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 1))
    till.take_back(sale, {1: 1})
    till.sell((LANTERN, 1))

    shop.post(till.run())

    assert remarks(shop.engine) == []


def test_a_sale_that_names_another_store_is_remarked_and_moves_that_stores_stock(
    shop: Shop,
) -> None:
    shop.stock([LANTERN])
    till = shop.till("T1", "S1")
    till.store_id = "S2"
    till.sell((LANTERN, 1))

    shop.post(till.run())

    assert ("store.differs", "") in remarks(shop.engine)
    moved = "SELECT store_id FROM stock_movements WHERE kind = 'sale'"
    assert one(shop.engine, moved) == "S2"
