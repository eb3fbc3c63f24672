"""Search as you type: the latest wish counts, pages come when they are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pos_app.services.find_products import PAGE
from pos_app.services.records import CategoryRow
from pos_app.ui.background import Immediate, Task
from pos_app.ui.desk import Desk
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.catalogue.models import ProductModel
from pos_app.ui.screens.catalogue.presenter import CataloguePresenter, category_chips
from pos_app.ui.widgets.product_card import ProductRole
from pos_core.errors import StorageFailed
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard


class Later(Immediate):
    """Background work that waits until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Task] = []

    def database(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None],
    ) -> Task:
        task = Task(work, on_done, on_failed)
        self.waiting.append(task)
        return task

    def go_on(self) -> None:
        task = self.waiting.pop(0)
        task.run()
        task.deliver()


@pytest.fixture
def catalogue(desk: Desk) -> CataloguePresenter:
    return CataloguePresenter(desk)


def test_nothing_typed_shows_best_sellers(catalogue: CataloguePresenter) -> None:
    found, counted = Heard(catalogue.found), Heard(catalogue.counted)
    catalogue.open()
    assert found.last.cards[0].product.name == "White Hanging Heart T-Light Holder"
    assert counted.last == 300


def test_every_key_searches(catalogue: CataloguePresenter) -> None:
    found = Heard(catalogue.found)
    for text in ("c", "ca", "cake"):
        catalogue.search(text)
    assert [answer.text for answer in found.said] == ["c", "ca", "cake"]
    assert catalogue.words == ("cake",)


def test_typing_faster_than_the_disk_leaves_out_what_nobody_wants_any_more(
    desk: Desk, till: FakeTill
) -> None:
    later = desk.background = Later()
    catalogue = CataloguePresenter(desk)
    found = Heard(catalogue.found)
    for text in ("c", "ca", "cak", "cake"):
        catalogue.search(text)
    assert len(later.waiting) == 1
    later.go_on()
    assert len(found) == 0
    later.go_on()
    assert till.find_products.searched == ["c", "cake"]
    assert found.last.text == "cake"
    assert later.waiting == []


def test_the_same_wish_is_not_asked_twice(catalogue: CataloguePresenter, till: FakeTill) -> None:
    catalogue.search("cake")
    catalogue.search("cake ")
    assert till.find_products.searched == ["cake"]


def test_a_multiplier_is_not_searched_for(catalogue: CataloguePresenter, till: FakeTill) -> None:
    catalogue.search("5*cake")
    assert till.find_products.searched == ["cake"]
    assert catalogue.quantity == Quantity.pieces(5)
    catalogue.search("cake stand")
    assert catalogue.quantity == Quantity.pieces(1)


def test_a_category_keeps_what_was_typed(catalogue: CataloguePresenter) -> None:
    found = Heard(catalogue.found)
    catalogue.search("bag")
    catalogue.choose("Bags")
    assert found.last.category_id == "Bags"
    assert found.last.text == "bag"
    assert found.last.total > 0


def test_a_search_that_fails_is_told_and_the_next_one_works(
    catalogue: CataloguePresenter, till: FakeTill
) -> None:
    failed, found = Heard(catalogue.failed), Heard(catalogue.found)
    till.find_products.broken = StorageFailed("storage.io")
    catalogue.search("cake")
    assert failed.last.code == "storage.io"
    till.find_products.broken = None
    catalogue.search("cakes")
    assert found.last.text == "cakes"


def test_rows_are_all_there_and_their_contents_come_when_looked_at(
    catalogue: CataloguePresenter, desk: Desk, till: FakeTill
) -> None:
    model = ProductModel(desk, Pictures(till.media, desk.background))
    catalogue.found.connect(model.show_found)
    catalogue.page.connect(model.add_page)
    model.page_wanted.connect(catalogue.want_page)
    catalogue.open()
    assert model.rowCount() == 300
    far = model.index(PAGE * 2 + 5)
    model.data(far, ProductRole.NAME)
    name = till.find_products.cards[PAGE * 2 + 5].product.name
    assert model.data(far, ProductRole.NAME) == name


def test_a_page_is_fetched_once(catalogue: CataloguePresenter, till: FakeTill) -> None:
    catalogue.open()
    catalogue.want_page(PAGE)
    catalogue.want_page(PAGE)
    assert till.find_products.searched == ["", ""]


def test_a_page_of_another_search_is_dropped(desk: Desk) -> None:
    later = desk.background = Later()
    catalogue = CataloguePresenter(desk)
    page, found = Heard(catalogue.page), Heard(catalogue.found)
    catalogue.search("ba")
    later.go_on()
    catalogue.want_page(PAGE)
    catalogue.search("bag")
    later.go_on()
    assert len(page) == 0
    later.go_on()
    assert found.last.text == "bag"


def test_stock_is_said_in_words_and_warns_when_it_is_low(
    catalogue: CataloguePresenter, desk: Desk, till: FakeTill
) -> None:
    model = ProductModel(desk, Pictures(till.media, desk.background))
    catalogue.found.connect(model.show_found)
    said: dict[str, tuple[str, str]] = {}
    for words in ("Set 3 Cake Tins Pantry", "Chocolate Hot Water", "White Hanging Heart"):
        catalogue.search(words)
        row = model.index(0)
        said[words] = (
            model.data(row, ProductRole.STOCK_TEXT),
            model.data(row, ProductRole.STOCK_STATE),
        )
    assert list(said.values()) == [("3 left", "low"), ("none", "none"), ("99 in stock", "enough")]


def test_what_is_in_the_cart_is_said_on_its_card(
    catalogue: CataloguePresenter, desk: Desk, till: FakeTill
) -> None:
    model = ProductModel(desk, Pictures(till.media, desk.background))
    catalogue.found.connect(model.show_found)
    catalogue.open()
    product_id = till.find_products.cards[1].product.product_id
    model.set_in_cart({product_id: "3 in cart"})
    texts = [model.data(model.index(row), ProductRole.IN_CART_TEXT) for row in range(3)]
    assert texts == ["", "3 in cart", ""]


def test_chips_are_for_the_uppermost_categories_that_have_products() -> None:
    rows = [
        CategoryRow("home", "Home", None, 0),
        CategoryRow("candles", "Candles", "home", 4),
        CategoryRow("empty", "Empty", None, 0),
        CategoryRow("bags", "Bags", None, 2),
    ]
    assert [row.name for row in category_chips(rows)] == ["Home", "Bags"]
