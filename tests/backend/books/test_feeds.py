"""Feeds: pages in the order of the commits, tombstones, cursors, and snapshots of the whole."""

import gzip
import hashlib
import json

import pytest

from backend_lambdas.logic.books.feeds import News
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.read_changes import ReadChanges
from backend_lambdas.logic.snapshots import LinkSnapshot, RebuildSnapshots
from pos_core.errors import Conflict, NotFound, RuleBroken
from pos_core.wire.changes import Change, Scope, StaffItem
from tests.backend.books.shop import Shop, catalogued, goods
from tests.backend.books.till import product
from tests.builders import FixedClock
from tests.fakes.cloud import FakeSnapshotStore


def follow(shop: Shop, scope: Scope, cursor: int = 0, limit: int = 1000) -> list[Change]:
    """Return all changes after a cursor, page by page."""
    found: list[Change] = []
    while True:
        page = ReadChanges(shop.books)(scope, cursor, None, limit)
        found += page.changes
        cursor = page.cursor
        if not page.more:
            return found


def staff(name: str, *, active: bool = True) -> StaffItem:
    return StaffItem(staff_id=name, username=name, name=name.title(), roles=["it"], active=active)


def test_changes_come_in_pages_and_in_order(shop: Shop) -> None:
    shop.stock(goods(25))
    read = ReadChanges(shop.books)

    first = read(Scope.CATALOGUE, 0, None, limit=10)
    rest = follow(shop, Scope.CATALOGUE, first.cursor, limit=7)

    versions = [change.version for change in [*first.changes, *rest]]
    assert (len(first.changes), first.more, first.cursor) == (10, True, first.changes[-1].version)
    assert versions == sorted(set(versions))
    assert len(versions) == 26  # the tax class is in the catalogue's feed


def test_a_page_never_holds_more_than_a_thousand(shop: Shop) -> None:
    shop.stock(goods(1100))

    page = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None, limit=5000)

    assert len(page.changes) == 1000
    assert page.more


def test_the_last_page_is_marked_and_its_cursor_finds_nothing_more(shop: Shop) -> None:
    shop.stock(goods(3))
    page = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None, limit=4)

    after = ReadChanges(shop.books)(Scope.CATALOGUE, page.cursor, None)

    assert not page.more
    assert (after.changes, after.cursor, after.more) == ([], page.cursor, False)


def test_a_thing_that_changed_again_stands_once_at_its_new_place(shop: Shop) -> None:
    shop.books.write(lambda work: work.settings.save_staff([staff("ann"), staff("bob")]))
    before = ReadChanges(shop.books)(Scope.STAFF, 0, None).cursor

    shop.books.write(lambda work: work.settings.save_staff([staff("ann", active=False)]))

    changes = follow(shop, Scope.STAFF)
    assert [change.id for change in changes] == ["bob", "ann"]
    assert [change.id for change in follow(shop, Scope.STAFF, before)] == ["ann"]
    assert changes[-1].data is not None
    assert changes[-1].data["active"] is False


def test_a_tombstone_tells_that_a_thing_is_gone(shop: Shop) -> None:
    shop.books.write(lambda work: work.settings.save_staff([staff("ann")]))

    shop.books.write(lambda work: work.feeds.publish(Scope.STAFF, [News("staff", "ann", None)]))

    assert [(c.id, c.data) for c in follow(shop, Scope.STAFF)] == [("ann", None)]


def test_the_catalogues_feed_never_tells_what_a_product_cost(shop: Shop) -> None:
    shop.stock([product("LANTERN")])

    (found,) = [c for c in follow(shop, Scope.CATALOGUE) if c.kind == "product"]

    assert found.data is not None
    assert found.data["sku"] == "LANTERN"
    assert "cost_minor" not in found.data
    assert "version" not in found.data


def test_stock_comes_with_how_far_the_askers_journal_is_posted(shop: Shop) -> None:
    lantern = product("LANTERN")
    shop.stock([lantern], pieces=10)
    till = shop.till()
    till.sell((lantern, 3))
    shop.post(till.run())

    page = ReadChanges(shop.books)(Scope.STOCK, 0, till.register_id)
    person = ReadChanges(shop.books)(Scope.STOCK, 0, None)

    here = {c.id: c.data["quantity_milli"] for c in page.changes if c.data is not None}
    assert here == {"S1:product-LANTERN": 7000, "S2:product-LANTERN": 0}
    assert (page.posted_through, person.posted_through) == (1, 0)


def test_a_cursor_of_another_life_of_the_books_is_expired(shop: Shop) -> None:
    with pytest.raises(Conflict, match=r"cursor\.expired"):
        ReadChanges(shop.books)(Scope.STOCK, 99, None)
    with pytest.raises(RuleBroken, match=r"cursor\.unreadable"):
        ReadChanges(shop.books)(Scope.STOCK, -1, None)


def test_a_snapshot_holds_the_feed_as_it_is_and_the_rest_comes_after_its_cursor(
    shop: Shop,
) -> None:
    shop.stock(goods(30))
    store = FakeSnapshotStore()
    built = RebuildSnapshots(shop.books, store, FixedClock())()
    shop.stock([product("LATER")])

    link = LinkSnapshot(shop.books, store)(Scope.CATALOGUE, None)

    content = store.objects[next(s.key for s in built if s.scope is Scope.CATALOGUE)]
    lines = gzip.decompress(content).decode().splitlines()
    changes = [Change.model_validate_json(line) for line in lines]
    assert hashlib.sha256(content).hexdigest() == link.sha256
    assert (link.size, link.count) == (len(content), 31)
    assert [c.version for c in changes] == list(range(1, 32))
    assert changes + follow(shop, Scope.CATALOGUE, link.cursor) == follow(shop, Scope.CATALOGUE)


def test_a_snapshot_leaves_out_what_is_gone(shop: Shop) -> None:
    people = [staff("ann"), staff("bob")]
    shop.books.write(lambda work: work.settings.save_staff(people))
    shop.books.write(lambda work: work.feeds.publish(Scope.STAFF, [News("staff", "ann", None)]))
    store = FakeSnapshotStore()

    RebuildSnapshots(shop.books, store, FixedClock())()

    link = LinkSnapshot(shop.books, store)(Scope.STAFF, None)
    key = next(key for key in store.objects if "staff" in key)
    assert [
        json.loads(line)["id"] for line in gzip.decompress(store.objects[key]).splitlines()
    ] == ["bob"]
    assert (link.count, link.cursor) == (1, 3)


def test_a_snapshot_is_built_anew_only_when_it_is_old(shop: Shop) -> None:
    store = FakeSnapshotStore()
    rebuild = RebuildSnapshots(shop.books, store, FixedClock())
    rebuild()
    shop.stock(goods(5))

    within = rebuild(fresh_within=10)
    beyond = rebuild(fresh_within=4)

    assert within == []
    assert {snapshot.scope for snapshot in beyond} == {Scope.CATALOGUE, Scope.STOCK}


def test_a_snapshot_that_was_never_built_is_missing(shop: Shop) -> None:
    with pytest.raises(NotFound, match=r"snapshot\.missing"):
        LinkSnapshot(shop.books, FakeSnapshotStore())(Scope.STOCK, None)


def test_the_same_books_make_the_same_file(shop: Shop) -> None:
    shop.stock(goods(5))
    one, other = FakeSnapshotStore(), FakeSnapshotStore()

    RebuildSnapshots(shop.books, one, FixedClock())()
    RebuildSnapshots(shop.books, other, FixedClock())(fresh_within=-1)

    assert one.objects == other.objects


def test_a_failed_change_leaves_no_hole_and_no_version(shop: Shop) -> None:
    before = ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor

    def save_and_fail(work: Work) -> None:
        work.catalogue.save([catalogued(product("LANTERN"))])
        raise RuleBroken("on.purpose")

    with pytest.raises(RuleBroken):
        shop.books.write(save_and_fail)

    assert ReadChanges(shop.books)(Scope.CATALOGUE, 0, None).cursor == before
