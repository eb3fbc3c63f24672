"""Pages of the feeds: whole or not at all, again without harm, in any order of arrival."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_core.errors import RuleBroken
from pos_core.wire.changes import Change, Scope
from tests.builders import category_change, product_change, staff_change, stock_change
from tests.client.storage.conftest import Till


def apply(till: Till, scope: Scope, changes: list[Change], cursor: int) -> None:
    with till.storage.begin() as books:
        books.catalogue.apply(scope, changes, cursor, 0)


def cursor(till: Till, scope: Scope = Scope.CATALOGUE) -> int:
    with till.storage.read() as books:
        return books.catalogue.cursor(scope)


def test_each_feed_has_its_own_cursor_and_it_never_goes_back(till: Till) -> None:
    assert cursor(till, Scope.STOCK) == 0
    apply(till, Scope.CATALOGUE, [], 7)
    apply(till, Scope.STOCK, [stock_change()], 3)
    apply(till, Scope.CATALOGUE, [], 5)
    assert (cursor(till), cursor(till, Scope.STOCK)) == (7, 3)


@pytest.mark.parametrize(
    ("change", "kind", "field"),
    [
        (product_change(price_minor=-1), "product", "price_minor"),
        (product_change(price_minor=12.5), "product", "price_minor"),
        (product_change(tax_code=None), "product", "tax_code"),
        (product_change(media=[{"media_id": "m"}]), "product", "media.0.kind"),
        (Change(version=1, kind="tax_class", id="x", data={"code": "x"}), "tax_class", "name"),
    ],
)
def test_a_page_with_one_bad_thing_changes_nothing_and_says_which(
    till: Till, change: Change, kind: str, field: str
) -> None:
    apply(till, Scope.CATALOGUE, [], 5)
    with pytest.raises(RuleBroken) as refused:
        apply(till, Scope.CATALOGUE, [product_change("GOOD"), category_change("c"), change], 9)
    assert refused.value.code == "feed.unreadable"
    assert dict(refused.value.data) == {"kind": kind, "id": change.id, "field": field}
    assert cursor(till) == 5
    assert till.found("") == []


def test_a_page_applied_twice_is_a_page_applied_once(till: Till) -> None:
    page = [category_change("c"), *(product_change(f"P{n}", selling_rank=n) for n in range(9))]
    apply(till, Scope.CATALOGUE, page, 5)
    before = contents(till)
    apply(till, Scope.CATALOGUE, page, 5)
    assert contents(till) == before


def contents(till: Till) -> list[list[tuple[object, ...]]]:
    return [
        till.rows("SELECT * FROM products ORDER BY position"),
        till.rows("SELECT * FROM product_codes ORDER BY plain, position"),
        till.rows("SELECT rowid FROM product_words ORDER BY rowid"),
        till.rows("SELECT * FROM categories"),
        till.rows("SELECT * FROM words"),
    ]


def test_the_last_word_of_a_page_about_a_product_counts(till: Till) -> None:
    gone = Change(version=2, kind="product", id="product-LANTERN", data=None)
    apply(till, Scope.CATALOGUE, [product_change(), gone], 2)
    assert till.found("") == []
    apply(till, Scope.CATALOGUE, [gone, product_change(name="Old"), product_change()], 4)
    assert till.found("lantern") == ["LANTERN"]


def test_what_is_deleted_and_made_again_in_one_page_is_there(till: Till) -> None:
    gone = Change(version=1, kind="category", id="c", data=None)
    apply(till, Scope.CATALOGUE, [gone, category_change("c")], 1)
    assert till.rows("SELECT category_id FROM categories") == [("c",)]


def test_what_a_feed_holds_is_told_by_kind_and_id_but_levels_never_go(till: Till) -> None:
    apply(till, Scope.CATALOGUE, [category_change("c"), product_change("P")], 1)
    apply(till, Scope.STAFF, [staff_change("sales1")], 1)
    apply(till, Scope.STOCK, [stock_change("P")], 1)
    with till.storage.read() as books:
        assert books.catalogue.held(Scope.CATALOGUE) == {
            ("tax_class", "standard"),
            ("category", "c"),
            ("product", "product-P"),
        }
        assert books.catalogue.held(Scope.STAFF) == {("staff", "staff-sales1")}
        assert books.catalogue.held(Scope.SETTINGS) == {("store", "store-1")}
        assert books.catalogue.held(Scope.STOCK) == set()


def test_best_sellers_stand_first_and_move_when_their_rank_moves(till: Till) -> None:
    apply(
        till,
        Scope.CATALOGUE,
        [
            product_change("C", selling_rank=3),
            product_change("N"),
            product_change("A", selling_rank=1),
        ],
        1,
    )
    assert till.found("") == ["A", "C", "N"]
    apply(till, Scope.CATALOGUE, [product_change("N", selling_rank=2)], 2)
    apply(till, Scope.CATALOGUE, [product_change("A", selling_rank=0)], 3)
    assert till.found("") == ["N", "C", "A"]


def test_many_products_may_share_a_rank(till: Till) -> None:
    page = [product_change(f"P{n:02d}", selling_rank=1) for n in range(40)]
    apply(till, Scope.CATALOGUE, [*page, product_change("Z", selling_rank=2)], 1)
    found = till.found("")
    assert sorted(found) == sorted([*(f"P{n:02d}" for n in range(40)), "Z"])
    assert found.index("Z") == 16


def test_ranks_that_are_swapped_within_a_page_are_swapped(till: Till) -> None:
    apply(
        till,
        Scope.CATALOGUE,
        [product_change("A", selling_rank=1), product_change("B", selling_rank=2)],
        1,
    )
    apply(
        till,
        Scope.CATALOGUE,
        [product_change("A", selling_rank=2), product_change("B", selling_rank=1)],
        2,
    )
    assert till.found("") == ["B", "A"]


def test_tombstones_empty_the_other_feeds_too(till: Till) -> None:
    apply(till, Scope.CATALOGUE, [category_change("c")], 1)
    apply(till, Scope.STAFF, [staff_change("sales1")], 1)
    apply(till, Scope.CATALOGUE, [Change(version=2, kind="category", id="c", data=None)], 2)
    apply(till, Scope.STAFF, [Change(version=2, kind="staff", id="staff-sales1", data=None)], 2)
    apply(till, Scope.SETTINGS, [Change(version=2, kind="store", id="store-1", data=None)], 2)
    for table in ("categories", "staff", "stores"):
        assert till.rows(f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 — names above


steps = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["red lamp", "blue lamp", "red cup"]),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(steps, min_size=1, max_size=4))
def test_whatever_comes_in_whatever_order_search_shows_the_last_state(
    till: Till, pages: list[list[tuple[int, str, int, bool, bool]]]
) -> None:
    expected: dict[str, str] = {}
    for page in pages:
        changes = []
        for number, name, rank, active, gone in page:
            sku = f"P{number}"
            change = product_change(sku, name=name, selling_rank=rank, active=active)
            changes.append(change.model_copy(update={"data": None}) if gone else change)
            expected.pop(sku, None)
            if active and not gone:
                expected[sku] = name
        apply(till, Scope.CATALOGUE, changes, 1)
    try:
        for word in ("red", "blue", "lamp", "cup"):
            wanted = {sku for sku, name in expected.items() if word in name}
            assert set(till.found(word)) == wanted
        assert set(till.found("")) == set(expected)
        till.storage.check()
    finally:
        everything = [product_change(f"P{n}").model_copy(update={"data": None}) for n in range(6)]
        apply(till, Scope.CATALOGUE, everything, 1)
