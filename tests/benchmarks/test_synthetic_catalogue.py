"""The catalogue that is measured with is the same in every run and fit to be sold from."""

from stdnum import ean

from benchmarks.synthetic_catalogue import (
    catalogue_changes,
    in_pages,
    product,
    shelves,
    stock_changes,
)
from pos_core.wire.catalogue import ProductItem

SOME = range(1, 2_001)


def test_a_product_is_the_same_in_every_run() -> None:
    assert product(7) == product(7)
    assert product(7).name == "Large Set of 3 Cake Cushion Cover"
    assert product(7).barcodes == ["2100000000074"]


def test_products_can_be_told_apart_and_scanned() -> None:
    made = [product(number) for number in SOME]
    assert len({item.product_id for item in made}) == len(made)
    assert len({item.barcodes[0] for item in made}) == len(made)
    assert all(ean.is_valid(item.barcodes[0]) for item in made)
    assert len({item.name for item in made}) > 0.99 * len(made)


def test_every_category_stands_below_its_parent() -> None:
    seen: set[str | None] = {None}
    for shelf in shelves().values():
        assert shelf.parent_id in seen
        seen.add(shelf.category_id)
    assert product(1).category_id in seen


def test_a_feed_has_every_product_once_with_rising_versions() -> None:
    changes = list(catalogue_changes(1_200))
    products = [change for change in changes if change.kind == "product"]
    assert [change.version for change in changes] == list(range(1, len(changes) + 1))
    assert len({change.id for change in products}) == 1_200
    assert ProductItem.model_validate(products[6].data) == product(7)
    assert [len(page) for page in in_pages(stock_changes(1_200))] == [500, 500, 200]
