"""One bad entry never blocks the next: it is kept whole, an alarm is wished for, the head moves."""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from backend_lambdas.logic.ports import JournalRun
from backend_lambdas.logic.post_again import PostAgain
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import Fact, Json, chain_hash, read_entry
from pos_core.permissions import Role
from pos_core.sale import Sale
from pos_core.wire.convert import sale_payload
from tests.backend.books.reading import levels, one, remarks, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

MENDER = [Role.IT]
NUMBERED = '"receipt_number":"T1-000001","register_code":"T1"'
LANTERN = product("LANTERN", 1250)
STATES = "SELECT seq, state, reason FROM journal_entries ORDER BY seq"


def sale_with(till: Till, **changes: Json) -> dict[str, Json]:
    """Return the payload of a sale of one lantern, with some fields changed."""
    sale = till.sell((LANTERN, 1))
    till.entries.pop()
    return {**sale_payload(sale), **changes}


@pytest.mark.fault(25, "a sale whose payload is broken")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lines": []}, "payload: lines: too_short"),
        ({"total_minor": "12.50"}, "payload: total_minor: int_type"),
        ({"tenders": [{"kind": "shells"}]}, "payload: tenders.0.kind: literal_error"),
        (
            {"rules": {"currency": "XXX", "tax_rounding": "line", "cash_step_minor": 1}},
            "payload: currency.unknown",
        ),
    ],
)
def test_a_sale_that_cannot_be_read_is_kept_whole_and_the_next_is_posted(
    shop: Shop, changes: Mapping[str, Any], reason: str
) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    broken = till.write("sale.completed", sale_with(till, **changes))
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.head) == (3, 1, till.head)
    assert rows(shop.engine, STATES) == [
        (1, "posted", ""),
        (2, "quarantined", reason),
        (3, "posted", ""),
    ]
    kept = one(shop.engine, "SELECT body FROM journal_entries WHERE seq = 2")
    assert kept == broken.body
    assert one(shop.engine, "SELECT count(*) FROM sales") == 2


@pytest.mark.fault(33, "the till is newer: facts that nobody here knows")
@pytest.mark.parametrize(("entry_type", "v"), [("till.levitated", 1), ("sale.completed", 2)])
def test_a_fact_of_tomorrow_is_quarantined_with_an_alarm(
    shop: Shop, entry_type: str, v: int
) -> None:
    till = shop.till()
    till.write(entry_type, {"height": 3}, v=v)

    posted = shop.post(till.run())

    assert (posted.quarantined, posted.wishes, shop.bell.rings) == (1, 1, 1)
    assert rows(shop.engine, "SELECT kind, intent FROM outbox") == [
        ("quarantine", f"quarantine:{till.register_id}:1")
    ]


def test_what_an_entry_says_does_not_get_into_the_reason(shop: Shop) -> None:
    till = shop.till()
    till.write("receipt.mail_requested", {"event_id": "1", "address": "ann@private"})

    shop.post(till.run())

    reason = one(shop.engine, "SELECT reason FROM journal_entries")
    assert reason == "payload: receipt_number: missing"


def test_numbers_that_no_column_holds_are_found_and_kept_apart(shop: Shop) -> None:
    """The canonical form refuses such numbers, but a till with a bug might write them."""
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    payload = sale_with(till)
    till.write("sale.completed", {**payload, "rounding_minor": 4_242})
    rewrite_last(till, '"rounding_minor":4242', f'"rounding_minor":{10**30}')
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.head) == (3, 1, till.head)
    assert one(shop.engine, "SELECT count(*) FROM sales") == 2


def rewrite_last(till: Till, before: str, after: str) -> None:
    """Rewrite the last entry's body and chain and sign it anew, past the canonical form."""
    entry = till.entries.pop()
    assert before in entry.body
    body = entry.body.replace(before, after, 1)
    digest = chain_hash(entry.prev_hash, body)
    signature = base64.b64encode(till.key.sign(bytes.fromhex(digest))).decode()
    till.entries.append(read_entry(body, entry.prev_hash, digest, signature))


@pytest.mark.fault(25, "a sale whose rows the database refuses")
def test_a_row_that_the_database_refuses_is_found_and_quarantined(shop: Shop) -> None:
    """Two lines with one number are fine by the payload's form, but not by the table's key."""
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    payload = sale_with(till)
    lines = payload["lines"]
    assert isinstance(lines, list)
    till.write("sale.completed", {**payload, "lines": [*lines, *lines]})
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.head) == (3, 1, till.head)
    found = rows(shop.engine, STATES)
    assert [state for _, state, _ in found] == ["posted", "quarantined", "posted"]
    assert found[1][2].startswith("books.row_refused")
    assert levels(shop.engine)["S1", "LANTERN"] == 98


def test_half_a_character_in_a_name_is_found_and_kept_apart(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    till.sell((LANTERN, 1))
    rewrite_last(till, '"name":"Sales 1"', r'"name":"\ud800"')
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.head) == (3, 1, till.head)
    assert levels(shop.engine)["S1", "LANTERN"] == 98


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"type":"sale.completed"', r'"type":"\ud800"'),
        ('"event_id":"019', r'"event_id":"\ud800'),
        ('"occurred_at":"2026', '"occurred_at":"soon'),
        ('"utc_offset_minutes":0', '"utc_offset_minutes":99999999999'),
        ('"payload":{', '"payload":[],"other":{'),
        (NUMBERED, f'"receipt_number":"T1-{"9" * 30}","register_code":7'),
    ],
)
def test_whatever_is_wrong_with_a_fact_the_next_is_posted(
    shop: Shop, before: str, after: str
) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    rewrite_last(till, before, after)
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.head) == (2, 1, till.head)
    assert one(shop.engine, "SELECT count(*) FROM sales") == 1


def test_our_own_bug_with_one_entry_does_not_hold_up_the_register(shop: Shop) -> None:
    """MySQL takes `A` and `A ` for the same key, which our own code does not expect of it."""
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    rewrite_last(till, '"product_id":"product-LANTERN"', '"product_id":"product-LANTERN "')
    till.sell((LANTERN, 1))

    posted = shop.post(till.run())

    assert (posted.applied, posted.head) == (2, till.head)
    on_mysql = shop.engine.dialect.name == "mysql"
    reason = one(shop.engine, "SELECT reason FROM journal_entries WHERE seq = 1")
    assert reason == ("bug: KeyError" if on_mysql else "")
    assert levels(shop.engine)["S1", "LANTERN"] == 99


def test_a_moment_with_more_digits_is_kept_to_the_millisecond(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    rewrite_last(till, "09:01:00.000Z", "09:01:00.000999+00:00")

    assert shop.post(till.run()).quarantined == 0
    assert one(shop.engine, "SELECT occurred_at FROM sales") == "2026-11-21T09:01:00.000Z"


def test_a_run_with_a_refused_row_is_still_posted_once(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    payload = sale_with(till)
    lines = payload["lines"]
    assert isinstance(lines, list)
    till.write("sale.completed", {**payload, "lines": [*lines, *lines]})
    till.sell((LANTERN, 1))

    answers = [shop.post(till.run()) for _ in range(3)]

    assert [posted.applied for posted in answers] == [2, 0, 0]
    assert one(shop.engine, "SELECT count(*) FROM outbox") == 1
    assert levels(shop.engine)["S1", "LANTERN"] == 99


def test_an_identity_that_is_too_long_is_kept_in_the_body_only(shop: Shop) -> None:
    till = shop.till()
    stamp = till.stamp()
    long = type(stamp)("e" * 65, stamp.occurred_at, 0, stamp.actor)
    till.write("staff.signed_in", {"offline": True}, long)

    posted = shop.post(till.run())

    assert posted.quarantined == 1
    assert one(shop.engine, "SELECT event_id FROM journal_entries") is None


def test_after_a_mend_a_quarantined_entry_is_posted_in_its_place(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 4))
    shop.post(till.run())
    undo_as_if_it_had_been_refused(shop, till)

    again = PostAgain(shop.books, shop.bell, FixedClock())
    again(MENDER, till.register_id, 1)

    assert one(shop.engine, "SELECT total_minor FROM sales") == sale.total_minor
    assert one(shop.engine, "SELECT state FROM journal_entries") == "posted"
    with pytest.raises(NotFound, match=r"entry\.not_quarantined"):
        again(MENDER, till.register_id, 1)
    assert remarks(shop.engine) == []


def undo_as_if_it_had_been_refused(shop: Shop, till: Till) -> None:
    """Leave of the first sale only its quarantined entry."""
    with shop.engine.begin() as connection:
        for table in ("sale_lines", "sale_taxes", "payments", "sales"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.exec_driver_sql("DELETE FROM stock_movements WHERE kind = 'sale'")
        connection.exec_driver_sql("UPDATE stock_levels SET quantity_milli = 100000")
        connection.exec_driver_sql("UPDATE journal_entries SET state = 'quarantined'")
        connection.exec_driver_sql("UPDATE registers SET receipt_counter = 0")
    assert levels(shop.engine)["S1", "LANTERN"] == 100
    assert till.head.seq == 1


def test_what_is_still_broken_stays_quarantined(shop: Shop) -> None:
    till = shop.till()
    till.write("till.levitated", {})
    shop.post(till.run())

    with pytest.raises(RuleBroken, match=r"entry\.still_refused"):
        PostAgain(shop.books, shop.bell, FixedClock())(MENDER, till.register_id, 1)

    assert one(shop.engine, "SELECT state FROM journal_entries") == "quarantined"


def test_a_run_that_is_no_run_is_left_out_and_the_next_is_posted(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))

    broken = shop.post(JournalRun("r", till.register_id, "now", b'{"protocol": 1}'))

    assert broken.stop == "run.unreadable"
    assert shop.post(till.run()).applied == 1


def test_a_quarantined_sale_leaves_no_gap_in_the_numbers_and_none_when_it_is_posted(
    shop: Shop,
) -> None:
    def stumble(fact: Fact, _: str) -> Sale:
        raise KeyError(fact.event_id)

    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    till.sell((LANTERN, 1))
    with pytest.MonkeyPatch.context() as bug:
        bug.setattr("backend_lambdas.logic.book_facts.sale_of", stumble)
        assert shop.post(till.run(1, 1)).quarantined == 1
    shop.post(till.run())
    assert remarks(shop.engine) == []

    outcome = PostAgain(shop.books, shop.bell, FixedClock())(MENDER, till.register_id, 1)

    assert outcome == "posted"
    assert remarks(shop.engine) == []
    assert one(shop.engine, "SELECT count(*) FROM sales") == 2
    assert one(shop.engine, "SELECT receipt_counter FROM registers") == 2
