"""Feeds and the first fill: nothing is skipped, nothing goes back, nothing stays that is gone."""

import pytest

from pos_app.sync.feeds import BROKEN_PAGES, CHUNK, CHUNK_WHILE_SELLING, Feeds
from pos_core.errors import Conflict, Unreachable
from pos_core.wire.changes import Change, ChangesPage, Scope
from tests.builders import category_change, product_change
from tests.fakes.till import TillRig


def feeds_of(till: TillRig) -> Feeds:
    return Feeds(till.storage, till.server, till.folder / "feeds")


def cursor(till: TillRig, scope: Scope = Scope.CATALOGUE) -> int:
    with till.storage.read() as books:
        return books.catalogue.cursor(scope)


def skus(till: TillRig) -> set[str]:
    with till.storage.read() as books:
        found = books.catalogue.search("", None, 0, 5000)
        return {card.product.sku for card in found.cards}


def test_the_first_fill_brings_everything_and_says_how_far_it_is(new_till: TillRig) -> None:
    new_till.enrol()
    seen: list[tuple[str, int, int]] = []
    new_till.first_fill.run(lambda *step: seen.append(step))
    assert skus(new_till) == {"LANTERN"}
    assert [scope for scope, _, _ in seen] == sorted(
        (scope for scope, _, _ in seen), key=["settings", "staff", "catalogue", "stock"].index
    )
    assert seen[-1] == ("stock", 1, 1)
    assert not list((new_till.folder / "feeds").glob("*")), "no snapshot is left lying about"


def test_a_fill_that_was_broken_off_goes_on(new_till: TillRig) -> None:
    new_till.enrol()
    products = [product_change(f"P{n}") for n in range(1200)]
    new_till.server.publish(Scope.CATALOGUE, *products)

    class Enough(Exception):
        """Somebody pressed Cancel."""

    def cancel(scope: str, done: int, _: int) -> None:
        if scope == "catalogue" and done >= CHUNK:
            raise Enough

    with pytest.raises(Enough):
        new_till.first_fill.run(cancel)
    assert cursor(new_till) == 0, "a part of a snapshot is no cursor"
    new_till.server.asked.clear()
    again = new_till.restarted()
    again.fill()
    assert len(skus(again)) == 1201
    assert again.server.asked.count("download") == 1, "only the stock: the file was still here"
    again.close()


def test_large_pages_are_applied_in_short_transactions_each_with_its_cursor(till: TillRig) -> None:
    till.server.publish(
        Scope.CATALOGUE, *(product_change(f"P{n}") for n in range(CHUNK_WHILE_SELLING + 30))
    )
    cursors: list[int] = []
    original = till.storage.begin

    def begin(*, urgent: bool = True):  # type: ignore[no-untyped-def]  # the same as the original's
        assert not urgent, "no checkout waits for a feed"
        cursors.append(cursor(till))
        return original(urgent=urgent)

    till.storage.begin = begin  # type: ignore[method-assign]  # counts the transactions
    feeds_of(till).next_page("token", Scope.CATALOGUE)
    assert cursors == [2, 2 + CHUNK_WHILE_SELLING]
    assert cursor(till) == CHUNK_WHILE_SELLING + 32


def test_things_with_one_version_are_not_torn_apart(till: TillRig) -> None:
    changes = [product_change(f"P{n}", version=10) for n in range(CHUNK + 100)]
    changes.append(product_change("LAST", version=11))
    page = ChangesPage(scope=Scope.CATALOGUE, after=2, cursor=11, more=False, changes=changes)
    till.server.changes = lambda *_: page  # type: ignore[method-assign]  # a page of our making
    feeds_of(till).next_page("token", Scope.CATALOGUE)
    assert cursor(till) == 11
    assert len(skus(till)) == CHUNK + 102


@pytest.mark.fault(42, "the cursor is too old")
def test_an_expired_cursor_is_answered_by_a_snapshot_and_what_is_gone_goes(till: TillRig) -> None:
    till.server.publish(Scope.CATALOGUE, product_change("LACE"), category_change("light"))
    feeds_of(till).next_page("token", Scope.CATALOGUE)
    feed = till.server.feeds[Scope.CATALOGUE]
    feed.changes = [c for c in feed.changes if c.id not in ("product-LACE", "light")]
    till.server.publish(Scope.CATALOGUE, product_change("NEW"))
    feed.oldest_cursor = 99
    feeds_of(till).next_page("token", Scope.CATALOGUE)
    assert skus(till) == {"LANTERN", "NEW"}
    with till.storage.read() as books:
        assert books.catalogue.categories() == []


def test_a_tombstone_takes_the_thing_away(till: TillRig) -> None:
    gone = Change(version=1, kind="product", id="product-LANTERN", data=None)
    till.server.publish(Scope.CATALOGUE, gone)
    feeds_of(till).next_page("token", Scope.CATALOGUE)
    assert skus(till) == set()


@pytest.mark.fault(41, "a page that contradicts itself")
@pytest.mark.parametrize(
    "broken",
    [
        {"cursor": 1},
        {"cursor": 2, "more": True},
        {"cursor": 3, "changes": [product_change("X", version=9)]},
        {"cursor": 9, "changes": [product_change("X", version=2 - 1)]},
        {"cursor": 9, "changes": [product_change("X", 8), product_change("Y", 7)]},
    ],
)
def test_a_page_that_does_not_hang_together_is_not_taken(
    till: TillRig, broken: dict[str, object]
) -> None:
    whole = {"scope": Scope.CATALOGUE, "after": 2, "cursor": 2, "more": False, "changes": []}
    page = ChangesPage.model_validate(whole | broken)
    till.server.changes = lambda *_: page  # type: ignore[method-assign]  # a page of our making
    with pytest.raises(Unreachable, match=r"server\.page_broken"):
        feeds_of(till).next_page("token", Scope.CATALOGUE)
    assert cursor(till) == 2
    assert skus(till) == {"LANTERN"}


@pytest.mark.fault(41, "a feed whose pages stay broken")
def test_after_three_broken_pages_the_snapshot_is_fetched_once(till: TillRig) -> None:
    till.server.publish(Scope.CATALOGUE, product_change("LACE"))
    whole = till.server.changes
    broken = ChangesPage(scope=Scope.CATALOGUE, after=2, cursor=1, more=False, changes=[])
    till.server.changes = lambda *_: broken  # type: ignore[method-assign]  # a page of our making
    feeds = feeds_of(till)
    for _ in range(BROKEN_PAGES - 1):
        with pytest.raises(Unreachable, match=r"server\.page_broken"):
            feeds.next_page("token", Scope.CATALOGUE)
    assert (cursor(till), skus(till)) == (2, {"LANTERN"})

    assert feeds.next_page("token", Scope.CATALOGUE) == (3, True)

    assert (cursor(till), skus(till)) == (3, {"LANTERN", "LACE"})
    till.server.asked.clear()
    for _ in range(5):
        with pytest.raises(Unreachable, match=r"server\.page_broken"):
            feeds.next_page("token", Scope.CATALOGUE)
    assert till.server.asked == [], "one snapshot is enough; the rest is waiting"
    till.server.changes = whole  # type: ignore[method-assign]  # the server is right again
    assert feeds.next_page("token", Scope.CATALOGUE) == (0, False)


@pytest.mark.fault(41, "half a snapshot")
def test_a_snapshot_that_cannot_be_read_is_fetched_anew(till: TillRig) -> None:
    feeds = feeds_of(till)
    link = till.server.snapshot("token", Scope.CATALOGUE)
    folder = till.folder / "feeds"
    folder.mkdir(exist_ok=True)
    (folder / f"catalogue-{link.sha256}.snapshot").write_bytes(b"half a file")
    with pytest.raises(Unreachable, match=r"server\.page_broken"):
        feeds.snapshot("token", Scope.CATALOGUE)
    assert feeds.snapshot("token", Scope.CATALOGUE) == 2


def test_another_conflict_than_an_expired_cursor_is_not_swallowed(till: TillRig) -> None:
    def refuse(moment: str) -> None:
        if moment == "before changes":
            raise Conflict("something.else")

    till.server.disturb = refuse
    with pytest.raises(Conflict, match=r"something\.else"):
        feeds_of(till).next_page("token", Scope.CATALOGUE)


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_a_copy_of_unknown_age_is_replaced_by_the_snapshot(new_till: TillRig) -> None:
    new_till.enrol()
    with new_till.storage.begin() as books:
        books.catalogue.apply(Scope.CATALOGUE, [product_change("GONE")], 0, 0)
    feeds = feeds_of(new_till)
    feeds.next_page("token", Scope.CATALOGUE)
    assert skus(new_till) == {"LANTERN"}
    assert cursor(new_till) > 0
    assert feeds.next_page("token", Scope.CATALOGUE) == (0, False)
