"""From a code, a word or a click to a line in the cart."""

import pytest

from pos_app.ui.desk import Desk
from pos_app.ui.screens.sell.presenter import SellPresenter
from pos_core.errors import StorageFailed
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard


@pytest.fixture
def sell(desk: Desk) -> SellPresenter:
    return SellPresenter(desk)


def lines(sell: SellPresenter) -> list[tuple[str, str]]:
    return [(line.product.sku, line.quantity.plain()) for line in sell.cart.cart.lines]


def test_a_scanned_code_becomes_a_line(sell: SellPresenter, till: FakeTill) -> None:
    sell.scan(till.find_products.cards[0].barcode)
    sell.scan(till.find_products.cards[0].barcode)
    assert lines(sell) == [("85123A", "2")]


def test_five_times_typed_before_a_scan_makes_five(sell: SellPresenter, till: FakeTill) -> None:
    sell.catalogue.search("5*")
    assert sell.catalogue.quantity == Quantity.pieces(1)
    sell.scan(till.find_products.cards[0].barcode)
    sell.catalogue.search("5*2")
    sell.scan(till.find_products.cards[1].barcode)
    assert lines(sell) == [("85123A", "1"), ("85099B", "5")]


def test_a_code_typed_with_its_multiplier_makes_so_many(
    sell: SellPresenter, till: FakeTill
) -> None:
    sell.enter(f"5*{till.find_products.cards[1].barcode}", None)
    sell.enter("2*85123a".upper(), None)
    assert lines(sell) == [("85099B", "5"), ("85123A", "2")]


def test_words_add_what_is_seen_first(sell: SellPresenter, till: FakeTill) -> None:
    sell.enter("cakestand", till.find_products.cards[2])
    assert lines(sell) == [("22423", "1")]


def test_words_that_found_nothing_add_nothing(sell: SellPresenter) -> None:
    sell.enter("nothing like that", None)
    assert sell.cart.cart.items == ()


def test_a_typed_barcode_that_nobody_knows_becomes_a_loud_line(sell: SellPresenter) -> None:
    sell.enter("5012345678900", None)
    assert sell.cart.cart.unknown_codes[0].code == "5012345678900"


def test_a_scan_that_nobody_knows_becomes_a_loud_line(sell: SellPresenter) -> None:
    sell.scan("5012345678900")
    assert sell.cart.obstacle() is not None


def test_the_product_that_is_chosen_next_takes_the_place_of_an_unknown_code(
    sell: SellPresenter, till: FakeTill
) -> None:
    looking = Heard(sell.looking_for)
    sell.scan("5012345678900")
    sell.seek(sell.cart.cart.items[0].line_id)
    assert looking.last == "5012345678900"
    sell.add(till.find_products.cards[0])
    assert sell.cart.obstacle() is None
    assert lines(sell) == [("85123A", "1")]
    sell.add(till.find_products.cards[1])
    assert len(sell.cart.cart.lines) == 2


def test_the_search_for_an_unknown_code_ends_when_its_line_goes(sell: SellPresenter) -> None:
    sell.scan("5012345678900")
    sell.seek(sell.cart.cart.items[0].line_id)
    sell.cart.remove()
    assert sell.unknown_line is None


def test_nothing_times_a_product_is_refused(sell: SellPresenter, till: FakeTill) -> None:
    said = Heard(sell.notice)
    sell.enter("0*85123A", till.find_products.cards[0])
    assert said.last.message.code == "quantity.out_of_range"
    assert sell.cart.cart.items == ()


def test_weighed_goods_ask_for_their_weight(sell: SellPresenter, till: FakeTill) -> None:
    wanted = Heard(sell.weight_wanted)
    marbles = next(c for c in till.find_products.cards if c.product.sku == "W1001")
    sell.add(marbles)
    assert len(wanted) == 1
    sell.add(marbles, Quantity(485))
    assert len(wanted) == 1


def test_a_lookup_that_fails_is_told(sell: SellPresenter, till: FakeTill) -> None:
    said = Heard(sell.notice)
    till.find_products.broken = StorageFailed("storage.io")
    sell.scan("2008512300104")
    assert said.last.message.code == "storage.io"
