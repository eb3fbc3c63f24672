"""The local catalogue: cards, codes, pages, categories, files, and stock as the shop has it now."""

from pos_app.services.records import CategoryRow, StoreStock
from pos_core.cart import SoldProduct
from pos_core.quantity import Unit
from pos_core.tax import TaxClass
from pos_core.wire.changes import Change, Scope
from tests.builders import (
    STANDARD,
    category_change,
    goods_return,
    product_change,
    sale,
    sold_product,
    stock_change,
    store_change,
    tax_class_change,
)
from tests.client.storage.conftest import Till

LANTERN = sold_product("LANTERN", 1200)


def media(media_id: str, kind: str, sha256: str, position: int = 0) -> dict[str, object]:
    return {
        "media_id": media_id,
        "kind": kind,
        "position": position,
        "sha256": sha256,
        "size": 10,
        "content_type": "image/png",
        "name": f"{media_id}.png",
    }


def code(till: Till, text: str) -> str | None:
    with till.storage.read() as books:
        card = books.catalogue.by_code(text)
    return card.product.sku if card else None


def test_a_card_has_what_selling_needs(till: Till) -> None:
    till.feed(
        product_change(
            "TEA",
            unit="kg",
            price_minor=1999,
            brand="Lace",
            barcodes=["5012345678900", "5012345678901"],
            low_stock_milli=5000,
            media=[media("m1", "thumbnail", "aa")],
        )
    )
    with till.storage.read() as books:
        card = books.catalogue.card("product-TEA")
    assert card is not None
    assert card.product == SoldProduct("product-TEA", "TEA", "Tea", Unit.KILOGRAM, 1999, STANDARD)
    assert (card.brand, card.barcode, card.low_stock_milli) == ("Lace", "5012345678900", 5000)
    assert (card.thumbnail_sha256, card.stock_milli, card.other_stock_milli) == ("aa", None, None)


def test_every_barcode_and_the_sku_in_any_case_lead_to_the_product(till: Till) -> None:
    till.feed(product_change("AB-12", barcodes=["5012345678900", "X1"]))
    for text in ("5012345678900", "X1", "AB-12", "ab-12"):
        assert code(till, text) == "AB-12"
    for text in ("501234567890", "AB12", "AB", "", "%"):
        assert code(till, text) is None


def test_a_barcode_goes_before_a_sku_and_a_best_seller_before_the_rest(till: Till) -> None:
    till.feed(
        product_change("123", selling_rank=1),
        product_change("SLOW", selling_rank=9, barcodes=["123", "777"]),
        product_change("FAST", selling_rank=2, barcodes=["777"]),
    )
    assert code(till, "123") == "SLOW"
    assert code(till, "777") == "FAST"


def test_a_product_that_is_no_longer_sold_answers_to_no_code_but_is_still_known(till: Till) -> None:
    till.feed(product_change(barcodes=["123"]))
    till.feed(product_change(barcodes=["123"], active=False))
    assert code(till, "123") is None
    assert till.found("") == []
    with till.storage.read() as books:
        assert books.catalogue.product_count() == 0
        assert books.catalogue.card("product-LANTERN") is not None


def test_a_product_waits_unseen_for_its_tax_class(till: Till) -> None:
    till.feed(product_change("BOOK", tax_code="zero", barcodes=["978"]))
    assert (code(till, "978"), till.found("book")) == (None, [])
    till.feed(tax_class_change(TaxClass("zero", "Zero", 0, included=True)))
    assert (code(till, "978"), till.found("book")) == ("BOOK", ["BOOK"])


def test_a_page_says_everything_about_a_product(till: Till) -> None:
    till.feed(category_change("candles"), category_change("holders", "candles"))
    till.feed(
        product_change(
            description="For tea lights.",
            category_id="holders",
            barcodes=["1", "2"],
            media=[
                media("i2", "image", "cc", 2),
                media("i1", "image", "bb", 1),
                media("s1", "specification", "dd"),
                media("t1", "thumbnail", "aa"),
            ],
        )
    )
    till.feed(store_change("store-2", "Store 2"), scope=Scope.SETTINGS)
    till.feed(stock_change(pieces=5), stock_change(pieces=7, store_id="store-2"), scope=Scope.STOCK)
    with till.storage.begin() as books:
        books.journal.note_contact("online", "2026-11-21T08:00:00.000Z", "")
        page = books.catalogue.page("product-LANTERN")
        assert books.catalogue.page("product-NONE") is None
    assert page is not None
    assert page.description == "For tea lights."
    assert page.category_path == ("Candles", "Holders")
    assert page.barcodes == ("1", "2")
    assert [image.media_id for image in page.images] == ["i1", "i2"]
    assert [file.sha256 for file in page.specifications] == ["dd"]
    assert page.stock_as_of == "2026-11-21T08:00:00.000Z"
    assert page.stock == (
        StoreStock("store-1", "Store 1, High Street", 5000, here=True),
        StoreStock("store-2", "Store 2", 7000, here=False),
    )


def test_categories_stand_in_order_and_count_all_that_is_below_them(till: Till) -> None:
    till.feed(
        category_change("bags", rank=2),
        category_change("candles", rank=1),
        category_change("holders", "candles", rank=3),
        product_change("A", category_id="candles"),
        product_change("B", category_id="holders"),
        product_change("C", category_id="holders", active=False),
    )
    with till.storage.read() as books:
        assert books.catalogue.categories() == [
            CategoryRow("candles", "Candles", None, 2),
            CategoryRow("bags", "Bags", None, 0),
            CategoryRow("holders", "Holders", "candles", 1),
        ]


def test_a_circle_of_categories_is_walked_once(till: Till) -> None:
    till.feed(
        category_change("hen", "egg"),
        category_change("egg", "hen"),
        product_change("A", category_id="egg"),
    )
    with till.storage.read() as books:
        assert [row.product_count for row in books.catalogue.categories()] == [1, 1]
        page = books.catalogue.page("product-A")
    assert page is not None
    assert page.category_path[-1] == "Egg"
    assert till.found("", "hen") == ["A"]


def test_settings_of_shop_and_stores_are_kept_as_they_came(till: Till) -> None:
    with till.storage.read() as books:
        shop, store = books.catalogue.shop(), books.catalogue.store("store-1")
        assert books.catalogue.store("store-9") is None
    assert shop is not None
    assert (shop.name, shop.currency, shop.offline_days) == ("Lantern & Lace", "GBP", 14)
    assert store is not None
    assert store.address_lines == ["1 High Street"]


def test_stock_is_the_level_less_what_was_sold_here_since(till: Till) -> None:
    till.feed(product_change())
    till.feed(stock_change(pieces=10), scope=Scope.STOCK)
    sold = sale(1, (LANTERN, 3))
    till.sell(sold)
    assert here(till) == 7000
    till.take_back(goods_return(2, sold, {1: 1}))
    assert here(till) == 8000


def test_a_level_that_holds_our_sales_already_is_not_lowered_twice(till: Till) -> None:
    till.feed(product_change(), product_change("CANDLE"))
    till.feed(stock_change(pieces=10), scope=Scope.STOCK)
    till.sell(sale(1, (LANTERN, 3)))
    till.sell(sale(2, (LANTERN, 1)))
    till.feed(stock_change(pieces=7), scope=Scope.STOCK, posted=1)
    assert here(till) == 6000
    till.feed(stock_change("CANDLE", 4), scope=Scope.STOCK, posted=2)
    assert here(till) == 6000
    till.feed(stock_change(pieces=6), scope=Scope.STOCK, posted=2)
    assert here(till) == 6000


def test_another_stores_level_says_nothing_about_our_own_sales(till: Till) -> None:
    till.feed(product_change())
    till.feed(stock_change(pieces=10), scope=Scope.STOCK)
    till.sell(sale(1, (LANTERN, 3)))
    till.feed(stock_change(pieces=5, store_id="store-2"), scope=Scope.STOCK, posted=1)
    with till.storage.read() as books:
        card = books.catalogue.card("product-LANTERN")
    assert card is not None
    assert (card.stock_milli, card.other_stock_milli) == (7000, 5000)


def here(till: Till) -> int | None:
    with till.storage.read() as books:
        card = books.catalogue.by_code("LANTERN")
    assert card is not None
    return card.stock_milli


def test_missing_files_come_best_seller_first_and_each_content_once(till: Till) -> None:
    till.feed(
        product_change("SLOW", selling_rank=3, media=[media("m3", "thumbnail", "cc")]),
        product_change("FAST", selling_rank=1, media=[media("m1", "thumbnail", "aa")]),
        product_change("TWIN", selling_rank=2, media=[media("m2", "thumbnail", "aa")]),
        product_change("GONE", active=False, media=[media("m4", "thumbnail", "dd")]),
        product_change("SPEC", media=[media("m5", "specification", "ee")]),
    )
    assert missing(till) == ["aa", "cc"]
    with till.storage.begin() as books:
        books.catalogue.media_arrived("aa", "/cache/aa")
        record = books.catalogue.media("aa")
        assert books.catalogue.media("zz") is None
    assert record is not None
    assert record.path == "/cache/aa"
    assert missing(till) == ["cc"]


def missing(till: Till) -> list[str]:
    with till.storage.read() as books:
        return [record.sha256 for record in books.catalogue.media_missing("thumbnail", 10)]


def test_a_file_that_is_here_is_not_fetched_again_when_its_product_changes(till: Till) -> None:
    till.feed(product_change(media=[media("m1", "thumbnail", "aa")]))
    with till.storage.begin() as books:
        books.catalogue.media_arrived("aa", "/cache/aa")
    till.feed(product_change(price_minor=5, media=[media("m1", "thumbnail", "aa")]))
    assert missing(till) == []
    with till.storage.begin() as books:
        books.catalogue.media_arrived("aa", "")
    assert missing(till) == ["aa"]


def test_a_tombstone_takes_a_product_with_all_that_belongs_to_it(till: Till) -> None:
    till.feed(product_change(barcodes=["123"], media=[media("m1", "thumbnail", "aa")]))
    till.feed(Change(version=2, kind="product", id="product-LANTERN", data=None))
    till.feed(Change(version=2, kind="product", id="product-NEVER", data=None))
    assert (till.found("lantern"), code(till, "123"), missing(till)) == ([], None, [])
    for table in ("products", "product_codes", "media"):
        assert till.rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 — names above
