"""Posting: what one run does to the books, and what it does when it comes again."""

import pytest

from backend_lambdas.logic.ports import JournalRun
from pos_core.journal import GENESIS, Head
from tests.backend.books.reading import levels, one, remarks, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import product, run_of

LANTERN, LACE = product("LANTERN", 1250), product("LACE", 299)


def test_a_sale_gets_into_the_books_with_all_its_parts(shop: Shop) -> None:
    shop.stock([LANTERN, LACE])
    till = shop.till()
    sale = till.sell((LANTERN, 2), (LACE, 3))

    posted = shop.post(till.run())

    assert (posted.head, posted.applied, posted.remarks, posted.stop) == (till.head, 1, 0, "")
    assert rows(shop.engine, "SELECT receipt_number, total_minor, tax_minor FROM sales") == [
        ("T1-000001", sale.total_minor, sale.totals.tax_minor)
    ]
    assert one(shop.engine, "SELECT sum(net_minor + tax_minor) FROM sale_lines") == 3397
    assert one(shop.engine, "SELECT sum(amount_minor) FROM payments") == 3397
    assert one(shop.engine, "SELECT sum(net_minor + tax_minor) FROM sale_taxes") == 3397
    assert levels(shop.engine)["S1", "LANTERN"] == 98
    assert levels(shop.engine)["S1", "LACE"] == 97


def test_the_mirror_learns_the_head_after_the_commit(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))

    shop.post(till.run())

    mirrored = shop.mirror.find(till.register_id)
    assert mirrored is not None
    assert mirrored.posted == till.head


@pytest.mark.fault(18, "the commit is answered by nobody, and the run comes again")
def test_a_repeat_changes_nothing_and_mends_the_mirror(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    shop.post(till.run())
    shop.mirror.registers.clear()
    shop.mirror.add(till.register_id, "S1", till.public_key)

    posted = shop.post(till.run())

    assert (posted.head, posted.applied) == (till.head, 0)
    assert one(shop.engine, "SELECT count(*) FROM sales") == 1
    mirrored = shop.mirror.find(till.register_id)
    assert mirrored is not None
    assert mirrored.posted == till.head


def test_a_run_that_begins_in_the_past_is_continued(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    for _ in range(5):
        till.sell((LANTERN, 1))
    shop.post(till.run(1, 3))

    posted = shop.post(till.run(2, 5))

    assert (posted.applied, posted.head.seq) == (2, 5)
    assert levels(shop.engine)["S1", "LANTERN"] == 95


@pytest.mark.fault(23, "7 comes before 6")
def test_a_run_behind_a_gap_waits_until_the_gap_is_filled(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    for _ in range(3):
        till.sell((LANTERN, 1))

    posted = shop.post(till.run(2, 3))

    assert (posted.head, posted.applied, posted.stop) == (GENESIS, 0, "journal.gap")
    assert one(shop.engine, "SELECT count(*) FROM sales") == 0


@pytest.mark.fault(21, "one place in a journal, two entries")
def test_of_a_fork_nothing_is_applied_and_the_mirror_knows_what_the_books_hold(
    shop: Shop,
) -> None:
    shop.stock([LANTERN])
    till, clone = shop.till(), shop.till()
    till.sell((LANTERN, 1))
    clone.sell((LANTERN, 2))
    clone.sell((LANTERN, 3))
    shop.post(till.run())

    posted = shop.post(clone.run())
    later = shop.post(clone.run(2, 2))

    assert (posted.stop, posted.applied, posted.held) == ("journal.fork", 0, till.head)
    assert (later.stop, later.held) == ("journal.fork", till.head)
    mirrored = shop.mirror.find(till.register_id)
    assert mirrored is not None
    assert mirrored.fork == till.head
    assert levels(shop.engine)["S1", "LANTERN"] == 99


def test_an_entry_that_somebody_else_signed_is_not_applied(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    till.sell((LANTERN, 1))
    stranger = shop.till("T2")
    stranger.sell((LANTERN, 1))
    forged = till.entries[1]
    till.entries[1] = type(forged)(
        forged.register_id,
        forged.seq,
        forged.fact,
        forged.body,
        forged.prev_hash,
        forged.hash,
        stranger.entries[0].signature,
    )

    posted = shop.post(till.run())

    assert (posted.applied, posted.head.seq) == (1, 1)
    assert posted.stop == "journal.signature_wrong"


def test_an_altered_body_is_not_applied(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    true = till.entries[0]
    altered = true.body.replace('"given_minor":1250', '"given_minor":9999')
    till.entries[0] = type(true)(
        true.register_id, true.seq, true.fact, altered, true.prev_hash, true.hash, true.signature
    )

    posted = shop.post(till.run())

    assert altered != true.body
    assert (posted.applied, posted.stop) == (0, "journal.hash_wrong")


def test_a_run_of_nobody_or_of_somebody_else_is_left_out(shop: Shop) -> None:
    till = shop.till()
    till.write("staff.signed_in", {"offline": False})

    unknown = shop.post(run_of("register-T9", till.entries))
    unreadable = shop.post(JournalRun("r", till.register_id, "now", b"{}"))

    assert unknown.stop == "run.unreadable"
    assert unreadable.stop == "run.unreadable"
    assert one(shop.engine, "SELECT count(*) FROM journal_entries") == 0


def test_a_register_that_the_books_do_not_know_is_told_apart(shop: Shop) -> None:
    till = shop.till()
    till.write("staff.signed_in", {"offline": False})
    rows_gone = "DELETE FROM registers"
    with shop.engine.begin() as connection:
        connection.exec_driver_sql(rows_gone)

    assert shop.post(till.run()).stop == "register.unknown"


def test_a_fact_that_came_from_another_register_before_is_kept_but_not_booked_again(
    shop: Shop,
) -> None:
    """A cloned machine heals: it enrols anew and sends what was not confirmed, with its ids."""
    shop.stock([LANTERN])
    old, new = shop.till("T1"), shop.till("T2")
    old.sell((LANTERN, 1))
    old.sell((LANTERN, 1))
    shop.post(old.run(1, 1))
    for entry in old.entries:
        new.write_fact(entry.fact)
    new.sell((LANTERN, 1))

    posted = shop.post(new.run())

    assert (posted.applied, posted.head) == (3, new.head)
    states = "SELECT seq, state, event_id IS NULL FROM journal_entries WHERE register_id = :r"
    found = [
        (seq, state, bool(missing))
        for seq, state, missing in rows(shop.engine, states + " ORDER BY seq", r=new.register_id)
    ]
    assert found == [(1, "repeated", True), (2, "posted", False), (3, "posted", False)]
    assert one(shop.engine, "SELECT count(*) FROM sales") == 3
    assert levels(shop.engine)["S1", "LANTERN"] == 97
    assert remarks(shop.engine) == []


def test_heads_never_go_back_when_an_old_run_arrives_late(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    for _ in range(4):
        till.sell((LANTERN, 1))
    shop.post(till.run())

    late = shop.post(till.run(1, 2))

    assert late.head == till.head == Head(4, till.entries[3].hash)
