"""Several at once: registers that post, writers that publish, deliverers that claim.

Threads stand in for functions that run side by side; each has connections of its own.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import Engine

from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.books.feeds import News
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.post_journal import PostJournal
from backend_lambdas.logic.read_changes import ReadChanges
from pos_core.wire.changes import Scope
from tests.backend.books.reading import levels, one, remarks, rows, summed_movements
from tests.backend.books.shop import Shop, goods, open_shop
from tests.backend.books.till import Till, product
from tests.fakes.cloud import FakeRegisterMirror, FakeSideEffectBell

T = TypeVar("T")
PATIENCE = 20


def side_by_side(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Run functions at the same time and return what they return, in their order."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        ready.wait(PATIENCE)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        futures: list[Future[T]] = [pool.submit(run, act) for act in acts]
        return [future.result(PATIENCE) for future in futures]


def test_eight_registers_that_sell_the_same_goods_post_at_once(shop: Shop) -> None:
    """All sell goods in opposite orders, which is what makes deadlocks where nobody sorts."""
    range_ = goods(12)
    shop.stock(range_, pieces=1000)
    tills = [shop.till(f"T{number}") for number in range(1, 9)]
    for number, till in enumerate(tills):
        basket = range_ if number % 2 else range_[::-1]
        for turn in range(10):
            till.sell(*[(item, 1 + turn % 2) for item in basket[turn % 3 :]])

    def post_all(till: Till) -> int:
        post = PostJournal(SqlBooks(shop.engine), FakeRegisterMirror(), FakeSideEffectBell())
        runs = [till.run(first, first + 1) for first in range(1, 10, 2)]
        return [post(run).head.seq for run in runs][-1]

    heads = side_by_side([partial(post_all, till) for till in tills])

    assert heads == [10] * 8
    assert one(shop.engine, "SELECT count(*) FROM sales") == 80
    here = {key: count for key, count in levels(shop.engine).items() if key[0] == "S1"}
    assert here == summed_movements(shop.engine)
    assert remarks(shop.engine) == []


def test_no_deadlock_is_met_when_registers_post_at_once(mariadb: Engine) -> None:
    """Goods and tills have names of their own, since rows that an earlier test deleted linger."""
    shop = open_shop(mariadb)
    range_ = [product(f"CALM{number:02d}") for number in range(30)]
    shop.stock(range_, pieces=1000)
    tills = [shop.till(f"C{number}") for number in range(8)]
    for number, till in enumerate(tills):
        for turn in range(20):
            picked = range_[(turn * 7 + number) % 25 :][:5]
            till.sell(*[(item, 1) for item in (picked if number % 2 else picked[::-1])])
    before = deadlocks(mariadb)

    side_by_side([partial(shop.post, till.run()) for till in tills])

    assert one(mariadb, "SELECT count(*) FROM sales") == 160
    assert deadlocks(mariadb) == before


def deadlocks(engine: Engine) -> int:
    """Return how many deadlocks the server has met in its life."""
    ((_, count),) = rows(engine, "SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    return int(count)


@pytest.mark.fault(19, "the first function still runs when the second one gets the same run")
def test_the_same_run_delivered_to_two_posters_at_once_is_posted_once(shop: Shop) -> None:
    lantern = product("LANTERN")
    shop.stock([lantern], pieces=10, low_at=5)
    till = shop.till()
    for _ in range(6):
        till.sell((lantern, 1))
    run = till.run()

    posted = side_by_side([lambda: shop.post(run), lambda: shop.post(run)])

    assert sorted(answer.applied for answer in posted) == [0, 6]
    assert levels(shop.engine)["S1", "LANTERN"] == 4
    assert one(shop.engine, "SELECT count(*) FROM alerts") == 1


def test_two_registers_that_bring_the_same_facts_at_once_book_them_once(shop: Shop) -> None:
    """A cloned machine that healed sends its old facts while the old copy still sends them too."""
    lantern = product("LANTERN")
    shop.stock([lantern], pieces=100)
    old, new = shop.till("T1"), shop.till("T2")
    for _ in range(5):
        old.sell((lantern, 1))
    for entry in old.entries:
        new.write_fact(entry.fact)

    side_by_side([lambda: shop.post(old.run()), lambda: shop.post(new.run())])

    assert one(shop.engine, "SELECT count(*) FROM sales") == 5
    assert one(shop.engine, "SELECT count(*) FROM journal_entries") == 10
    assert one(shop.engine, "SELECT count(*) FROM journal_entries WHERE state = 'repeated'") == 5
    assert levels(shop.engine)["S1", "LANTERN"] == 95


@pytest.mark.fault(39, "two tills refund one sale at the same moment")
def test_two_registers_that_take_the_same_goods_back_at_once_see_each_other(shop: Shop) -> None:
    lantern = product("LANTERN")
    shop.stock([lantern])
    selling, one_till, other = shop.till("T1"), shop.till("T2"), shop.till("T3")
    sale = selling.sell((lantern, 3))
    shop.post(selling.run())
    for till in (one_till, other):
        till.take_back(sale, {1: 2})

    side_by_side([lambda: shop.post(one_till.run()), lambda: shop.post(other.run())])

    assert remarks(shop.engine) == [("return.exceeds_paid", "1"), ("return.exceeds_sold", "1")]
    assert one(shop.engine, "SELECT returned_milli FROM sale_lines") == 4000


def test_a_writer_that_commits_late_is_never_passed_over_by_a_cursor(shop: Shop) -> None:
    """The second writer has to wait for the first one's commit before it gets its version."""
    published, may_commit = threading.Event(), threading.Event()

    def slow(work: Work) -> None:
        work.feeds.publish(Scope.STAFF, [News("staff", "slow", '{"name": "slow"}')])
        published.set()
        assert may_commit.wait(PATIENCE)

    def quick(work: Work) -> None:
        work.feeds.publish(Scope.STAFF, [News("staff", "quick", '{"name": "quick"}')])

    read = ReadChanges(shop.books)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(shop.books.write, slow)
        assert published.wait(PATIENCE)
        second = pool.submit(shop.books.write, quick)
        early = read(Scope.STAFF, 0, None)
        assert not second.done()
        may_commit.set()
        first.result(PATIENCE)
        second.result(PATIENCE)
    later = read(Scope.STAFF, early.cursor, None)

    assert early.changes == []
    assert [(change.version, change.id) for change in later.changes] == [(1, "slow"), (2, "quick")]


def test_cursors_miss_nothing_while_registers_post(shop: Shop) -> None:
    """A reader follows the stock feed page by page while two registers post."""
    range_ = goods(20)
    shop.stock(range_, pieces=1000)
    tills = [shop.till("T1"), shop.till("T2")]
    for till in tills:
        for turn in range(15):
            till.sell(*[(item, 1) for item in range_[turn % 15 :][:5]])
    done = threading.Event()

    def follow() -> dict[str, int]:
        seen: dict[str, int] = {}
        cursor, read = 0, ReadChanges(shop.books)
        while True:
            finished = done.is_set()
            page = read(Scope.STOCK, cursor, None, limit=7)
            assert page.cursor >= cursor
            for change in page.changes:
                assert change.version > cursor
                assert change.data is not None
                seen[change.id] = change.data["quantity_milli"]
            cursor = page.cursor
            if finished and not page.more:
                return seen

    with ThreadPoolExecutor(3) as pool:
        follower = pool.submit(follow)
        posters = [pool.submit(post_singly, shop, till) for till in tills]
        for poster in posters:
            poster.result(PATIENCE)
        done.set()
        seen = follower.result(PATIENCE)

    there = levels(shop.engine)
    assert seen == {f"{s}:product-{sku}": count * 1000 for (s, sku), count in there.items()}


def post_singly(shop: Shop, till: Till) -> None:
    """Post a till's journal in runs of one entry."""
    for seq in range(1, len(till.entries) + 1):
        shop.post(till.run(seq, seq))


def test_deliverers_at_the_same_time_claim_different_wishes(shop: Shop) -> None:
    wishes = [Intent(f"wish-{number}", IntentKind.LOW_STOCK, {}) for number in range(20)]
    shop.books.write(lambda work: work.outbox.add(wishes, "2026-11-21T09:00:00.000Z"))

    def claim() -> list[str]:
        now, until = "2026-11-21T10:00:00.000Z", "2026-11-21T10:02:00.000Z"
        claimed = shop.books.write(lambda work: work.outbox.claim(now, until, 5))
        return [wish.intent.intent for wish in claimed]

    claims = side_by_side([claim] * 4)

    claimed = [intent for claim_ in claims for intent in claim_]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= {wish.intent for wish in wishes}
    assert claimed


@pytest.mark.fault(44, "two transactions in opposite order")
def test_a_deadlock_is_tried_again_until_it_succeeds(mariadb: Engine) -> None:
    """Two transactions take two rows in opposite orders; the one that is chosen begins again."""
    shop = open_shop(mariadb)
    shop.stock(goods(2))
    tries: list[str] = []
    both_hold_one = threading.Barrier(2)

    def take(name: str, first: str, second: str) -> None:
        def act(work: Work) -> None:
            tries.append(name)
            work.stock.lock_levels([("S1", f"product-{first}")])
            if tries.count(name) == 1:
                both_hold_one.wait(PATIENCE)
            work.stock.lock_levels([("S1", f"product-{second}")])

        shop.books.write(act)

    side_by_side(
        [
            lambda: take("one", "SKU00000", "SKU00001"),
            lambda: take("other", "SKU00001", "SKU00000"),
        ]
    )

    assert sorted(set(tries)) == ["one", "other"]
    assert len(tries) == 3
