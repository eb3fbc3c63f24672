"""Finding products in the local copy, after the first fill."""

import pytest

from pos_app.services.find_products import FindProducts
from pos_core.errors import NotFound
from pos_core.wire.changes import Scope
from tests.builders import product_change
from tests.fakes.till import TillRig


@pytest.fixture
def find(till: TillRig) -> FindProducts:
    lace = product_change("LACE", barcodes=["2008512300104"], name="Lace ribbon")
    till.server.publish(Scope.CATALOGUE, lace)
    till.fill()
    return FindProducts(till.storage)


def test_products_are_found_by_word_by_barcode_and_by_sku(find: FindProducts) -> None:
    assert [card.product.sku for card in find.search("rib").cards] == ["LACE"]
    for code in ("2008512300104", " LACE "):
        card = find.by_code(code)
        assert card is not None
        assert card.product.name == "Lace ribbon"
    assert find.by_code("999") is None
    assert find.count() == 2


def test_the_page_of_a_product_that_is_gone_is_said_so(find: FindProducts) -> None:
    assert find.page("product-LACE").card.product.sku == "LACE"
    with pytest.raises(NotFound, match=r"product\.unknown"):
        find.page("product-GONE")


def test_stock_is_the_servers_less_what_is_not_in_its_books_yet(
    till: TillRig, find: FindProducts
) -> None:
    till.sell()
    card = find.by_code("LANTERN")
    assert card is not None
    assert card.stock_milli == 9000
