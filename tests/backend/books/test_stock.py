"""The ledger of stock: levels are sums, alerts come once per crossing, shortages are remarked."""

import pytest

from backend_lambdas.logic.books.stock import Level, Movement, MovementKind
from backend_lambdas.logic.take_stock import take_stock
from pos_core.cart import Cart
from pos_core.quantity import Quantity, Unit
from tests.backend.books.reading import levels, one, remarks, rows, summed_movements
from tests.backend.books.shop import Shop
from tests.backend.books.till import product

LANTERN, LACE = product("LANTERN", 1250), product("LACE", 299)
KEY = ("S1", "product-LANTERN")
ALERTS = "SELECT quantity_milli, threshold_milli FROM alerts ORDER BY quantity_milli DESC"


def moved(*pieces: int) -> list[Movement]:
    """Return movements of lanterns, one after the other."""
    return [
        Movement(f"event-{number}", 1, KEY, MovementKind.SALE, count * 1000, "Lantern")
        for number, count in enumerate(pieces, 1)
    ]


@pytest.mark.parametrize(
    ("begin", "low", "pieces", "alerts_at"),
    [
        (10, 5, [-4], []),
        (10, 5, [-5], [5]),
        (10, 5, [-6], [4]),
        (10, 5, [-5, -1, -1], [5]),
        (10, 5, [-5, +1, -1], [5, 5]),
        (10, 5, [-10, +10, -10], [0, 0]),
        (5, 5, [-1, -1], []),
        (3, 5, [+1, -1], []),
        (10, 0, [-10, -1], []),
    ],
)
def test_an_alert_comes_once_each_time_a_level_falls_to_its_threshold(
    begin: int, low: int, pieces: list[int], alerts_at: list[int]
) -> None:
    taken = take_stock(moved(*pieces), {KEY: Level(begin * 1000, low * 1000)})

    assert [alert.quantity_milli // 1000 for alert in taken.low] == alerts_at
    assert taken.quantities[KEY] == (begin + sum(pieces)) * 1000


@pytest.mark.parametrize(
    ("begin", "pieces", "short"),
    [(2, [-2], 0), (2, [-3], 1), (2, [-3, -1], 1), (2, [-3, +1, -1], 2), (-1, [-1], 0)],
)
def test_a_shortage_is_remarked_each_time_a_level_falls_below_nothing(
    begin: int, pieces: list[int], short: int
) -> None:
    taken = take_stock(moved(*pieces), {KEY: Level(begin * 1000, 0)})

    assert [remark.code for remark in taken.remarks] == ["stock.short"] * short


def test_levels_are_the_sums_of_their_movements(shop: Shop) -> None:
    shop.stock([LANTERN, LACE], pieces=50)
    shop.stock([product("CANDLE")], pieces=7, store_id="S2")
    till = shop.till()
    sale = till.sell((LANTERN, 3), (LACE, 1))
    till.take_back(sale, {1: 1})
    till.sell((LACE, 10))

    shop.post(till.run())

    summed = summed_movements(shop.engine)
    assert {key: count for key, count in levels(shop.engine).items() if count} == summed
    assert summed == {("S1", "LANTERN"): 48, ("S1", "LACE"): 39, ("S2", "CANDLE"): 7}


def test_one_alert_and_one_wish_for_a_crossing_whatever_is_repeated(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=10, low_at=5)
    till = shop.till()
    for _ in range(4):
        till.sell((LANTERN, 2))

    for _ in range(3):
        shop.post(till.run())

    assert rows(shop.engine, ALERTS) == [(4000, 5000)]
    assert one(shop.engine, "SELECT count(*) FROM outbox WHERE kind = 'low_stock'") == 1
    assert shop.bell.rings == 1


def test_a_return_lifts_the_level_so_that_the_next_fall_alerts_again(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=6, low_at=5)
    till = shop.till()
    sale = till.sell((LANTERN, 1))
    shop.post(till.run())
    till.take_back(sale, {1: 1})
    till.sell((LANTERN, 2))

    shop.post(till.run(2))

    assert rows(shop.engine, ALERTS) == [(5000, 5000), (4000, 5000)]


def test_goods_that_are_not_there_are_sold_and_the_shortage_is_remarked_once(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=1)
    till = shop.till()
    for _ in range(3):
        till.sell((LANTERN, 1))

    shop.post(till.run())

    assert levels(shop.engine)["S1", "LANTERN"] == -2
    assert remarks(shop.engine) == [("stock.short", "product-LANTERN")]
    assert one(shop.engine, "SELECT count(*) FROM sales") == 3


def test_goods_that_the_catalogue_does_not_know_get_a_level_and_a_remark(shop: Shop) -> None:
    till = shop.till()
    till.sell((LANTERN, 1))

    shop.post(till.run())

    assert levels(shop.engine) == {("S1", "LANTERN"): -1}
    assert remarks(shop.engine) == [
        ("product.unknown", "product-LANTERN"),
        ("stock.short", "product-LANTERN"),
    ]


def test_weighed_goods_move_in_thousandths(shop: Shop) -> None:
    tea = product("TEA", 1800, Unit.KILOGRAM)
    shop.stock([tea], pieces=2)
    till = shop.till()
    till.ring_up(Cart().add(tea, Quantity(485)))

    shop.post(till.run())

    assert one(shop.engine, "SELECT max(quantity_milli) FROM stock_levels") == 1515


def test_a_changed_threshold_counts_from_the_next_movement(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=10, low_at=2)
    shop.books.write(
        lambda work: work.catalogue.save(
            [
                product_.model_copy(update={"low_stock_milli": 9000})
                for product_ in work.catalogue.with_skus(["LANTERN"]).values()
            ]
        )
    )
    till = shop.till()
    till.sell((LANTERN, 1))

    shop.post(till.run())

    assert rows(shop.engine, ALERTS) == [(9000, 9000)]
