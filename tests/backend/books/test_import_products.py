"""Catalogue files: every row is answered for; dry runs and repeats change nothing."""

import pytest

from backend_lambdas.logic.import_products import ImportProducts
from pos_core.errors import Conflict, NotAllowed, NotFound
from pos_core.permissions import Role
from pos_core.wire.catalogue import ImportAnswer, ImportRequest, ProductWrite
from pos_core.wire.changes import Scope
from tests.backend.books.reading import levels, one, rows, summed_movements
from tests.backend.books.shop import Shop
from tests.builders import FixedClock

ADMIN = [Role.ADMIN]


def row(sku: str, **fields: object) -> ProductWrite:
    plain: dict[str, object] = {
        "sku": sku,
        "name": sku.title(),
        "price_minor": 100,
        "tax_code": "standard",
        "opening_stock_milli": 3000,
    }
    return ProductWrite.model_validate(plain | fields)


def bring(
    shop: Shop, *products: ProductWrite, request_id: str = "1", dry_run: bool = False
) -> ImportAnswer:
    request = ImportRequest(
        request_id=request_id, store_id="S1", dry_run=dry_run, products=list(products)
    )
    return ImportProducts(shop.books, FixedClock())(ADMIN, request)


def outcomes(answer: ImportAnswer) -> list[tuple[str, str, str]]:
    return [(found.sku, found.outcome, found.code) for found in answer.rows]


def test_rows_are_created_changed_left_or_refused_and_each_is_answered_for(shop: Shop) -> None:
    bring(shop, row("OLD"), row("SAME"), row("OWNER", barcodes=["1"]))

    answer = bring(
        shop,
        row("NEW", category="Light > Paper"),
        row("OLD", price_minor=200),
        row("SAME"),
        row("THIEF", barcodes=["1"]),
        row("NEW"),
        row("TAXED", tax_code="none"),
        request_id="2",
    )

    assert outcomes(answer) == [
        ("NEW", "created", ""),
        ("OLD", "changed", ""),
        ("SAME", "unchanged", ""),
        ("THIEF", "refused", "product.barcode_taken"),
        ("NEW", "refused", "product.sku_repeated"),
        ("TAXED", "refused", "product.tax_unknown"),
    ]
    assert [found.index for found in answer.rows] == list(range(6))
    assert rows(shop.engine, "SELECT sku, price_minor, version FROM products ORDER BY sku") == [
        ("NEW", 100, 1),
        ("OLD", 200, 2),
        ("OWNER", 100, 1),
        ("SAME", 100, 1),
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(shop: Shop) -> None:
    bring(shop, row("OLD"))
    products = (row("NEW", category="Light"), row("OLD", price_minor=5), row("BAD", tax_code="x"))
    before = shop.books.read(lambda work: work.feeds.version(Scope.CATALOGUE))

    told = bring(shop, *products, request_id="2", dry_run=True)
    after = shop.books.read(lambda work: work.feeds.version(Scope.CATALOGUE))
    done = bring(shop, *products, request_id="2")

    assert outcomes(told) == outcomes(done)
    assert before == after


def test_opening_stock_is_for_new_products_only(shop: Shop) -> None:
    bring(shop, row("OLD"))

    bring(shop, row("OLD", opening_stock_milli=9000, price_minor=7), request_id="2")

    assert sorted(count for count in levels(shop.engine).values() if count) == [3]
    assert list(summed_movements(shop.engine).values()) == [3]


def test_a_repeated_request_gets_its_answer_again(shop: Shop) -> None:
    first = bring(shop, row("NEW"))

    again = bring(shop, row("NEW"))

    assert again == first
    assert outcomes(again) == [("NEW", "created", "")]
    assert one(shop.engine, "SELECT count(*) FROM stock_movements") == 1


@pytest.mark.fault(21, "one request, two different bodies")
def test_a_request_id_does_not_serve_twice_for_different_rows(shop: Shop) -> None:
    bring(shop, row("NEW"))

    with pytest.raises(Conflict, match=r"request\.reused"):
        bring(shop, row("OTHER"))


def test_a_barcode_may_move_to_a_product_that_comes_later_in_the_file(shop: Shop) -> None:
    bring(shop, row("A", barcodes=["1"]))

    answer = bring(shop, row("A", barcodes=["2"]), row("B", barcodes=["1"]), request_id="2")

    assert [found.outcome for found in answer.rows] == ["changed", "created"]
    found = "SELECT sku, barcode FROM products JOIN barcodes USING (product_id) ORDER BY sku"
    assert rows(shop.engine, found) == [("A", "2"), ("B", "1")]


def test_a_barcode_that_two_new_rows_claim_goes_to_the_first(shop: Shop) -> None:
    answer = bring(shop, row("A", barcodes=["1"]), row("B", barcodes=["1"]))

    assert outcomes(answer)[1] == ("B", "refused", "product.barcode_taken")


def test_five_hundred_rows_are_one_commit(shop: Shop) -> None:
    answer = bring(shop, *[row(f"SKU{number:03d}") for number in range(500)])

    assert {found.outcome for found in answer.rows} == {"created"}
    assert one(shop.engine, "SELECT count(*) FROM products") == 500
    assert one(shop.engine, "SELECT count(*) FROM stock_levels WHERE version > 0") == 1000


def test_only_admins_import_and_into_a_store_that_exists(shop: Shop) -> None:
    request = ImportRequest(request_id="1", store_id="S9", dry_run=True, products=[row("A")])
    importing = ImportProducts(shop.books, FixedClock())

    with pytest.raises(NotFound, match=r"store\.unknown"):
        importing(ADMIN, request)
    with pytest.raises(NotAllowed):
        importing([Role.MANAGER], request)
