"""Products one at a time: what is created, changed, refused, and who may see what it cost."""

import pytest

from backend_lambdas.logic.products import Products
from backend_lambdas.logic.read_changes import ReadChanges
from pos_core.errors import Conflict, NotAllowed, NotFound, RuleBroken
from pos_core.permissions import Role
from pos_core.wire.catalogue import ProductRead, ProductWrite
from pos_core.wire.changes import Scope
from tests.backend.books.reading import levels, one, rows
from tests.backend.books.shop import Shop
from tests.builders import FixedClock

MANAGER, SALESPERSON, REGISTER = [Role.MANAGER], [Role.SALESPERSON], [Role.REGISTER]


def lantern(**fields: object) -> ProductWrite:
    """Return a product to write; `fields` differ from a plain lantern's."""
    plain: dict[str, object] = {
        "sku": "LANTERN",
        "name": "Lantern",
        "price_minor": 1250,
        "cost_minor": 600,
        "tax_code": "standard",
        "barcodes": ["2000000000015"],
        "low_stock_milli": 5000,
    }
    return ProductWrite.model_validate(plain | fields)


def products(shop: Shop) -> Products:
    return Products(shop.books, FixedClock())


def create(shop: Shop, **fields: object) -> ProductRead:
    return products(shop).create(MANAGER, lantern(**fields))


def test_a_product_is_created_announced_and_has_a_level_in_every_store(shop: Shop) -> None:
    made = products(shop).create(MANAGER, lantern(opening_stock_milli=7000), "S2")

    assert (made.version, made.cost_minor, made.barcodes) == (1, 600, ["2000000000015"])
    assert products(shop).read(MANAGER, made.product_id) == made
    changes = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).changes
    assert [change.id for change in changes][-1] == made.product_id
    assert sorted(levels(shop.engine).values()) == [0, 7]
    assert one(shop.engine, "SELECT sum(low_stock_milli) FROM stock_levels") == 10_000


def test_opening_stock_needs_a_store_that_exists(shop: Shop) -> None:
    with pytest.raises(RuleBroken, match=r"product\.opening_stock_needs_store"):
        create(shop, opening_stock_milli=1000)
    with pytest.raises(NotFound, match=r"store\.unknown"):
        products(shop).create(MANAGER, lantern(opening_stock_milli=1000), "S9")
    assert one(shop.engine, "SELECT count(*) FROM products") == 0


def test_a_sku_belongs_to_one_product(shop: Shop) -> None:
    made = create(shop)

    with pytest.raises(Conflict, match=r"product\.sku_taken") as refused:
        create(shop, barcodes=[])

    assert refused.value.data["product_id"] == made.product_id


def test_a_barcode_belongs_to_one_product(shop: Shop) -> None:
    create(shop)

    with pytest.raises(Conflict, match=r"product\.barcode_taken"):
        create(shop, sku="LACE")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"tax_code": "none"}, "product.tax_unknown"),
        ({"barcodes": ["1", "1"]}, "product.barcode_repeated"),
        ({"barcodes": [""]}, "product.barcode_unreadable"),
        ({"barcodes": ["1 "]}, "product.barcode_unreadable"),
        ({"sku": " LANTERN"}, "product.sku_unreadable"),
        ({"category": "Light > "}, "product.category_unreadable"),
        ({"low_stock_milli": 10**15}, "product.number_too_large"),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_reason(
    shop: Shop, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        create(shop, **fields)

    assert refused.value.code == code
    assert one(shop.engine, "SELECT count(*) FROM products") == 0


def test_a_change_needs_the_version_that_was_seen(shop: Shop) -> None:
    made = create(shop)
    change = products(shop).change
    first = change(MANAGER, made.product_id, lantern(price_minor=1300, expected_version=1))

    with pytest.raises(Conflict, match=r"product\.version_moved") as moved:
        change(MANAGER, made.product_id, lantern(price_minor=1400, expected_version=1))
    with pytest.raises(RuleBroken, match=r"product\.version_missing"):
        change(MANAGER, made.product_id, lantern(price_minor=1400))

    assert (first.version, first.price_minor) == (2, 1300)
    assert moved.value.data["version"] == 2
    assert products(shop).read(MANAGER, made.product_id).price_minor == 1300


def test_a_change_that_changes_nothing_is_not_announced(shop: Shop) -> None:
    made = create(shop)
    before = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor

    same = products(shop).change(MANAGER, made.product_id, lantern(expected_version=1))

    assert same == made
    assert ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor == before


def test_a_change_may_move_sku_and_barcodes_and_leaves_stock_alone(shop: Shop) -> None:
    made = products(shop).create(MANAGER, lantern(opening_stock_milli=4000), "S1")

    write = lantern(sku="LANTERN-2", barcodes=["9", "8"], expected_version=1)
    changed = products(shop).change(MANAGER, made.product_id, write)

    assert (changed.sku, changed.barcodes) == ("LANTERN-2", ["9", "8"])
    assert rows(shop.engine, "SELECT barcode FROM barcodes ORDER BY position") == [("9",), ("8",)]
    assert sum(levels(shop.engine).values()) == 4


def test_a_sku_cannot_be_moved_onto_another_products(shop: Shop) -> None:
    create(shop)
    other = create(shop, sku="LACE", barcodes=[])

    with pytest.raises(Conflict, match=r"product\.sku_taken"):
        products(shop).change(MANAGER, other.product_id, lantern(barcodes=[], expected_version=1))


def test_a_cost_that_is_left_out_of_a_change_stays(shop: Shop) -> None:
    made = create(shop)

    write = lantern(cost_minor=None, price_minor=1300, expected_version=1)
    changed = products(shop).change(MANAGER, made.product_id, write)

    assert changed.cost_minor == 600


def test_categories_are_made_with_their_parents(shop: Shop) -> None:
    create(shop, category="Light > Lanterns > Paper")

    found = rows(shop.engine, "SELECT path, name FROM categories ORDER BY rank")
    assert found == [
        ("Light", "Light"),
        ("Light > Lanterns", "Lanterns"),
        ("Light > Lanterns > Paper", "Paper"),
    ]
    kinds = [change.kind for change in ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).changes]
    assert kinds == ["tax_class", "category", "category", "category", "product"]


def test_only_those_who_may_see_it_learn_what_a_product_cost(shop: Shop) -> None:
    made = create(shop)

    assert products(shop).read(SALESPERSON, made.product_id).cost_minor is None
    assert products(shop).read(REGISTER, made.product_id).cost_minor is None
    assert products(shop).page(SALESPERSON).products[0].cost_minor is None
    assert products(shop).page(MANAGER).products[0].cost_minor == 600


def test_only_those_who_may_edit_it_change_a_product(shop: Shop) -> None:
    made = create(shop)

    for roles in (SALESPERSON, REGISTER, [Role.IT]):
        with pytest.raises(NotAllowed):
            products(shop).create(roles, lantern(sku="LACE"))
        with pytest.raises(NotAllowed):
            products(shop).change(roles, made.product_id, lantern(expected_version=1))
    with pytest.raises(NotAllowed):
        products(shop).page([])


def test_pages_go_by_sku_and_end(shop: Shop) -> None:
    for sku in ("C", "A", "B"):
        create(shop, sku=sku, barcodes=[])

    first = products(shop).page(MANAGER, limit=2)
    last = products(shop).page(MANAGER, first.next_sku or "", limit=2)

    assert [product.sku for product in first.products] == ["A", "B"]
    assert (first.next_sku, [product.sku for product in last.products]) == ("B", ["C"])
    assert last.next_sku is None


def test_a_product_that_nobody_made_is_unknown(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"product\.unknown"):
        products(shop).read(MANAGER, "nobody")
    with pytest.raises(NotFound, match=r"product\.unknown"):
        products(shop).change(MANAGER, "nobody", lantern(expected_version=1))
