"""The watch finds what is wrong in the books, says it once, and sees when it is cured."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from backend_lambdas.logic import verify_journals
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.watch_books import WatchBooks, Watched
from pos_core.journal import Head
from tests.backend.books.reading import one, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock
from tests.fakes.cloud import FakeDeadLetters

LANTERN = product("LANTERN", 1250)
OPEN = "SELECT kind, register_id FROM findings WHERE closed_at IS NULL ORDER BY kind, register_id"


@dataclass
class Watch:
    """A watch over a shop's books, on a clock that a test moves."""

    shop: Shop
    dead_letters: FakeDeadLetters = field(default_factory=FakeDeadLetters)
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.clock.forward(hours=9)

    def __call__(self, *, full: bool = False) -> Watched:
        shop = self.shop
        watch = WatchBooks(shop.books, shop.mirror, self.dead_letters, shop.bell, self.clock)
        return watch(full=full)

    def open(self) -> list[str]:
        self()
        return [str(kind) for kind, _ in rows(self.shop.engine, OPEN)]


@pytest.fixture
def till(shop: Shop) -> Till:
    """A till that has sold, taken back and posted."""
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 3))
    till.sell((LANTERN, 1), card=True)
    till.take_back(sale, {1: 1})
    till.write("staff.signed_in", {"offline": False})
    shop.post(till.run())
    return till


def change(shop: Shop, statement: str, *values: str) -> None:
    """Change the books behind their own back, whatever their keys say."""
    is_mysql = shop.engine.dialect.name == "mysql"
    switch = "SET FOREIGN_KEY_CHECKS={}" if is_mysql else "PRAGMA foreign_keys={}"
    connection = shop.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(switch.format(0))
        cursor.execute(statement.replace("?", "%s") if is_mysql else statement, values)
        cursor.execute(switch.format(1))
        connection.commit()
    finally:
        connection.close()


def test_books_as_they_should_be_hold_no_finding(shop: Shop, till: Till) -> None:
    watch = Watch(shop)

    assert watch() == Watched(entries=4, findings=0, not_looked=[])
    assert watch() == Watched(entries=0, findings=0, not_looked=[])
    assert rows(shop.engine, "SELECT seq, hash FROM verified_journals") == [(4, till.head.hash)]


BREAKS = {
    "a body": "UPDATE journal_entries SET body = replace(body, '1250', '1249') WHERE seq = 2",
    "a hash": "UPDATE journal_entries SET hash = prev_hash WHERE seq = 2",
    "a signature": "UPDATE journal_entries SET signature = 'AAAA' WHERE seq = 2",
    "a gap": "DELETE FROM journal_entries WHERE seq = 2",
    "the end": "DELETE FROM journal_entries WHERE seq = 4",
    "everything": "DELETE FROM journal_entries",
    "no entry at all": "UPDATE journal_entries SET body = 'scribble' WHERE seq = 2",
}


@pytest.mark.usefixtures("till")
@pytest.mark.parametrize("statement", BREAKS.values(), ids=BREAKS)
def test_a_journal_that_was_tampered_with_is_found(shop: Shop, statement: str) -> None:
    change(shop, statement)

    assert "chain_broken" in Watch(shop).open()


def test_a_break_stays_open_until_it_is_mended_and_then_closes(shop: Shop, till: Till) -> None:
    watch = Watch(shop)
    change(shop, "UPDATE journal_entries SET signature = 'AAAA' WHERE seq = 2")

    assert watch.open() == watch.open() == ["chain_broken"]
    assert one(shop.engine, "SELECT seq FROM verified_journals") == 0
    signature = till.entries[1].signature
    change(shop, "UPDATE journal_entries SET signature = ? WHERE seq = 2", signature)

    assert watch.open() == []
    assert one(shop.engine, "SELECT seq FROM verified_journals") == 4
    assert one(shop.engine, "SELECT count(*) FROM findings WHERE closed_at IS NOT NULL") == 1


def test_what_was_verified_is_verified_again_after_a_week_and_on_demand(
    shop: Shop, till: Till
) -> None:
    watch = Watch(shop)
    watch()
    change(shop, "UPDATE journal_entries SET signature = 'AAAA' WHERE seq = 2")

    assert watch().entries == 0
    assert watch(full=True) == Watched(entries=4, findings=1, not_looked=[])
    signature = till.entries[1].signature
    change(shop, "UPDATE journal_entries SET signature = ? WHERE seq = 2", signature)
    assert watch().findings == 0
    watch.clock.forward(days=7)
    assert watch().entries == 4


def test_long_journals_are_verified_in_bounded_stretches(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify_journals, "AT_ONCE", 2)
    monkeypatch.setattr(verify_journals, "MOST_ENTRIES", 5)
    for code in ("T1", "T2"):
        till = shop.till(code)
        for _ in range(4):
            till.write("staff.signed_in", {"offline": False})
        shop.post(till.run())
    watch = Watch(shop)

    assert [watch().entries for _ in range(3)] == [5, 3, 0]
    assert rows(shop.engine, "SELECT seq FROM verified_journals") == [(4,), (4,)]


LOSSES = {
    "a sale": "DELETE FROM sales WHERE total_minor = 1250",
    "a line": "DELETE FROM sale_lines WHERE quantity_milli = 1000",
    "a tax": "DELETE FROM sale_taxes WHERE tax_minor > 300",
    "a payment": "DELETE FROM payments WHERE kind = 'card'",
    "part of a payment": "UPDATE payments SET amount_minor = amount_minor - 1",
    "a movement": "DELETE FROM stock_movements WHERE quantity_milli = -1000",
    "a total": "UPDATE sales SET total_minor = total_minor + 1",
    "a refund": "DELETE FROM refunds",
    "a return": "DELETE FROM returns",
    "a returned line": "UPDATE return_lines SET quantity_milli = 2000",
}


@pytest.mark.usefixtures("till")
@pytest.mark.parametrize("statement", LOSSES.values(), ids=LOSSES)
def test_rows_that_are_missing_or_do_not_add_up_are_found(shop: Shop, statement: str) -> None:
    change(shop, statement)

    assert "sums_differ" in Watch(shop).open()


@pytest.mark.usefixtures("till")
@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE journal_entries SET event_id = NULL WHERE seq = 1", "stray_sales"),
        ("UPDATE journal_entries SET event_id = NULL WHERE seq = 3", "stray_sales"),
        ("UPDATE stock_levels SET quantity_milli = quantity_milli + 1", "stock_differs"),
        ("DELETE FROM stock_levels", "stock_differs"),
        ("DELETE FROM stock_movements", "stock_differs"),
    ],
)
def test_what_spans_all_journals_is_found(shop: Shop, statement: str, kind: str) -> None:
    change(shop, statement)

    assert kind in Watch(shop).open()


def test_a_difference_that_the_till_itself_made_is_a_remark_and_no_finding(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    fact = till.entries.pop().fact
    till.write(fact.type, {**fact.payload, "tenders": []})
    shop.post(till.run())

    assert one(shop.engine, "SELECT code FROM remarks") == "amounts.differ"
    assert Watch(shop).open() == []


def test_a_quarantined_entry_is_a_finding_until_it_is_posted(shop: Shop) -> None:
    till = shop.till()
    till.write("till.levitated", {})
    shop.post(till.run())
    watch = Watch(shop)

    assert "quarantined" in watch.open()
    change(shop, "UPDATE journal_entries SET state = 'posted'")
    assert "quarantined" not in watch.open()


def test_a_register_that_is_silent_while_its_store_sells_is_found(shop: Shop) -> None:
    """Both were heard of when they were enrolled, the day before; one of them has posted since."""
    silent, selling = shop.till("T1"), shop.till("T2")
    shop.till("T3", "S2")
    selling.write("staff.signed_in", {"offline": False})
    shop.post(selling.run())
    watch = Watch(shop)

    watch()
    assert rows(shop.engine, OPEN) == [("register_silent", silent.register_id)]

    watch.clock.forward(hours=12)
    assert "register_silent" in watch.open()
    silent.write("staff.signed_in", {"offline": False})
    shop.post(silent.run())
    change(shop, "UPDATE journal_entries SET received_at = '2026-11-22T05:00:00.000Z'")
    assert "register_silent" not in watch.open()


def test_a_register_that_was_revoked_may_be_silent(shop: Shop) -> None:
    shop.till("T1")
    selling = shop.till("T2")
    selling.write("staff.signed_in", {"offline": False})
    shop.post(selling.run())
    change(shop, "UPDATE registers SET status = 'revoked' WHERE code = 'T1'")

    assert Watch(shop).open() == []


@pytest.mark.fault(42, "Server restored from a backup: the books hold less than they confirmed")
def test_books_that_were_set_back_are_found(shop: Shop, till: Till) -> None:
    shop.mirror.note_posted(till.register_id, Head(9, "f" * 64))

    watch = Watch(shop)
    watch()

    ((kind, data),) = rows(shop.engine, "SELECT kind, data FROM findings")
    assert (kind, data) == ("books_behind", '{"confirmed": 9, "held": 4}')


def test_dead_letters_and_overdue_wishes_are_found_and_cured(shop: Shop) -> None:
    watch = Watch(shop)
    wish = Intent("odd", IntentKind.RECEIPT_MAIL, {"event_id": "none", "address": "a@b.example"})
    shop.books.write(lambda work: work.outbox.add([wish], "2026-11-21T12:00:00.000Z"))
    watch.dead_letters.waiting["journal"] = 2

    assert watch.open() == ["dead_letters", "wishes_overdue"]

    watch.dead_letters.waiting.clear()
    shop.books.write(lambda work: work.outbox.give_up("odd", "2026-11-21T13:00:00.000Z", "why"))
    assert watch.open() == []


def test_a_look_that_cannot_be_taken_is_named_and_cures_nothing(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    watch = Watch(shop)
    watch.dead_letters.waiting["journal"] = 1
    watch()
    watch.dead_letters.broken = True

    assert watch() == Watched(entries=0, findings=1, not_looked=["dead_letters"])
    assert "watch_cannot_look" in caplog.text
    assert rows(shop.engine, OPEN) == [("dead_letters", "")]


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_finding_is_told_once_and_again_only_when_it_comes_back(shop: Shop, rounds: int) -> None:
    watch = Watch(shop)
    for many in range(1, rounds + 1):
        watch.dead_letters.waiting["journal"] = many
        watch()
    assert told(shop) == 1
    assert one(shop.engine, "SELECT data FROM findings") == f'{{"journal": {rounds}}}'

    watch.dead_letters.waiting.clear()
    watch()
    watch.clock.forward(hours=1)
    watch.dead_letters.waiting["journal"] = 1
    watch()

    assert told(shop) == 2
    assert one(shop.engine, "SELECT count(*) FROM findings") == 2


def told(shop: Shop) -> int:
    return int(one(shop.engine, "SELECT count(*) FROM outbox WHERE kind = 'finding'"))


def test_every_kind_of_break_is_looked_for_behind_the_first(shop: Shop, till: Till) -> None:
    """One broken entry must not hide what is wrong further on."""
    breaks: list[Callable[[], None]] = [
        lambda: change(shop, "UPDATE journal_entries SET signature = 'AAAA' WHERE seq = 1"),
        lambda: change(shop, "DELETE FROM refunds"),
        lambda: change(shop, "UPDATE journal_entries SET signature = 'AAAA' WHERE seq = 4"),
    ]
    for break_it in breaks:
        break_it()

    assert Watch(shop).open() == ["chain_broken", "sums_differ"]
    data = one(shop.engine, "SELECT data FROM findings WHERE kind = 'chain_broken'")
    assert data == '{"seq": 1, "code": "journal.signature_wrong", "count": 2}'
    assert till.head.seq == 4
