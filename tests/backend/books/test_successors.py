"""Registers that go on in another's place, and facts that were carried over into their journals."""

import json
from dataclasses import fields, replace

import pytest

from backend_lambdas.data_access.mysql.registers import SqlRegisterBook
from backend_lambdas.logic.books.feeds import FeedRow
from backend_lambdas.logic.ports import SUCCESSORS_PER_DAY, Enrolled, EnrolmentRequest
from pos_core.errors import Conflict, NotAllowed
from pos_core.journal import carried_over
from pos_core.sale import Stamp
from pos_core.wire.changes import Scope
from tests.backend.books.reading import levels, one, remarks, rows, summed_movements
from tests.backend.books.shop import Shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock

LANTERN = product("LANTERN", 1250)
KEY, OTHER_KEY = Till("T8").public_key, Till("T9").public_key
CLONED = pytest.mark.fault(51, "Restored-from-backup or cloned laptop")


def book(shop: Shop, clock: FixedClock | None = None) -> SqlRegisterBook:
    return SqlRegisterBook(shop.engine, clock or FixedClock())


def enrolled(shop: Shop) -> Enrolled:
    request = EnrolmentRequest("request-1", "S2", "Front till", Till("T1").public_key, "it1")
    return book(shop).enrol(request)


@CLONED
def test_a_successor_has_the_next_code_in_the_same_store_and_names_its_origin(shop: Shop) -> None:
    former = enrolled(shop)

    successor = book(shop).succeed(former.register_id, "request-2", KEY)

    assert replace(successor, register_id=former.register_id, code="T1") == former
    assert successor.code == "T2"
    assert successor.register_id != former.register_id
    assert rows(shop.engine, "SELECT code, origin_id, status FROM registers ORDER BY code") == [
        ("T1", None, "active"),
        ("T2", former.register_id, "active"),
    ]


@CLONED
def test_a_request_whose_answer_was_lost_leads_to_the_same_successor(shop: Shop) -> None:
    former = enrolled(shop)
    successor = book(shop).succeed(former.register_id, "request-2", KEY)

    assert book(shop).succeed(former.register_id, "request-2", KEY) == successor
    assert one(shop.engine, "SELECT count(*) FROM registers") == 2


@CLONED
def test_a_request_is_not_for_another_key_or_register_or_a_journal_that_has_begun(
    shop: Shop,
) -> None:
    former = enrolled(shop)
    successor = book(shop).succeed(former.register_id, "request-2", KEY)

    for register_id, request_id, key in (
        (former.register_id, "request-2", OTHER_KEY),
        (successor.register_id, "request-2", KEY),
        (former.register_id, "request-1", Till("T1").public_key),
    ):
        with pytest.raises(Conflict, match=r"register\.request_reused"):
            book(shop).succeed(register_id, request_id, key)
    with shop.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE registers SET head_seq = 1 WHERE code = 'T2'")
    with pytest.raises(Conflict, match=r"register\.request_reused"):
        book(shop).succeed(former.register_id, "request-2", KEY)


@CLONED
def test_a_register_that_nobody_knows_has_no_successor(shop: Shop) -> None:
    with pytest.raises(NotAllowed, match=r"register\.unknown"):
        book(shop).succeed("register-9", "request-2", KEY)


@CLONED
@pytest.mark.parametrize("one_after_the_other", [False, True])
def test_a_stolen_secret_makes_no_more_than_a_few_registers_a_day(
    shop: Shop, *, one_after_the_other: bool
) -> None:
    clock = FixedClock()
    of = former = enrolled(shop)
    for number in range(SUCCESSORS_PER_DAY):
        made = book(shop, clock).succeed(of.register_id, f"wish-{number}", KEY)
        of = made if one_after_the_other else former

    with pytest.raises(NotAllowed, match=r"register\.too_many_successors"):
        book(shop, clock).succeed(of.register_id, "wish-more", KEY)
    other = EnrolmentRequest("request-2", "S2", "Back till", OTHER_KEY, "it1")
    another = book(shop, clock).enrol(other)
    book(shop, clock).succeed(another.register_id, "wish-other", OTHER_KEY)
    clock.forward(hours=25)
    book(shop, clock).succeed(of.register_id, "wish-more", KEY)


def clone_of(till: Till) -> Till:
    """Return a copy of a till: the same journal so far, the same key and numbers."""
    return Twin(
        **{field.name: getattr(till, field.name) for field in fields(till)}
        | {"entries": list(till.entries)}
    )


class Twin(Till):
    """A copy of a till; what it makes has identities of its own, as chance gives them."""

    def stamp(self) -> Stamp:
        stamp = super().stamp()
        return replace(stamp, event_id=f"{stamp.event_id[:-4]}beef")


def healed(shop: Shop, clone: Till, first: int) -> Till:
    """Let a clone go on as T2: its enrolment, and what it wrote from its entry `first` on."""
    successor = shop.till("T2")
    successor.write("register.enrolled", {"succeeds": {"register_code": clone.code}})
    for entry in clone.entries[first - 1 :]:
        successor.write_fact(carried_over(entry, clone.code))
    return successor


@CLONED
def test_what_a_clone_carries_over_is_booked_once_and_the_repeated_number_is_remarked(
    shop: Shop,
) -> None:
    shop.stock([LANTERN])
    till = shop.till("T1")
    till.sell((LANTERN, 1))
    clone = clone_of(till)
    till.sell((LANTERN, 1))
    mine = clone.sell((LANTERN, 2))
    shop.post(till.run())

    successor = healed(shop, clone, first=1)
    posted = shop.post(successor.run())

    assert (posted.head, posted.quarantined) == (successor.head, 0)
    numbers = "SELECT receipt_number, register_id FROM sales ORDER BY receipt_number, register_id"
    assert rows(shop.engine, numbers) == [
        ("T1-000001", "register-T1"),
        ("T1-000002", "register-T1"),
        ("T1-000002", "register-T2"),
    ]
    states = "SELECT state FROM journal_entries WHERE register_id = 'register-T2' ORDER BY seq"
    assert [state for (state,) in rows(shop.engine, states)] == ["posted", "repeated", "posted"]
    assert remarks(shop.engine) == [("receipt.number_repeated", "")]
    assert one(shop.engine, "SELECT event_id FROM remarks") == mine.stamp.event_id
    assert json.loads(one(shop.engine, "SELECT data FROM remarks")) == {
        "receipt_number": "T1-000002",
        "other": till.entries[1].fact.event_id,
    }
    assert levels(shop.engine)["S1", "LANTERN"] == 96
    assert summed_movements(shop.engine)["S1", "LANTERN"] == 96


@CLONED
def test_the_level_of_goods_that_a_clone_carries_over_in_vain_is_stated_again(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till("T1")
    clone = clone_of(till)
    clone.sell((LANTERN, 1))
    shop.post(clone.run())
    before = stock_feed(shop)

    successor = healed(shop, clone, first=1)
    shop.post(successor.run())

    (stated,) = stock_feed(shop)
    assert stated.version > before[0].version
    assert json.loads(stated.data or "")["quantity_milli"] == 99_000


def stock_feed(shop: Shop) -> list[FeedRow]:
    """Return what a till is told of lanterns in its store."""
    levels = shop.books.read(lambda work: work.feeds.after(Scope.STOCK, 0, 10))
    return [level for level in levels if level.id == "S1:product-LANTERN"]


@CLONED
def test_the_later_of_two_numbers_is_remarked_whichever_comes_first(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till("T1")
    clone = clone_of(till)
    till.sell((LANTERN, 1))
    clone.sell((LANTERN, 1))

    shop.post(healed(shop, clone, first=1).run())
    shop.post(till.run())

    assert remarks(shop.engine) == [("receipt.number_repeated", "")]
    assert one(shop.engine, "SELECT event_id FROM remarks") == till.entries[0].fact.event_id


@CLONED
def test_a_successors_own_numbers_begin_at_one_whatever_it_carried_over(shop: Shop) -> None:
    shop.stock([LANTERN])
    clone = clone_of(shop.till("T1"))
    for _ in range(3):
        clone.sell((LANTERN, 1))
    successor = healed(shop, clone, first=1)
    successor.sell((LANTERN, 1))
    sale = successor.sell((LANTERN, 1))
    successor.take_back(sale, {1: 1})

    shop.post(successor.run())

    assert remarks(shop.engine) == []
    counter = "SELECT receipt_counter FROM registers WHERE code = 'T2'"
    assert one(shop.engine, counter) == 3


@CLONED
def test_goods_of_a_carried_sale_can_come_back_to_its_old_journal_or_the_new(shop: Shop) -> None:
    shop.stock([LANTERN])
    clone = clone_of(shop.till("T1"))
    sale = clone.sell((LANTERN, 2))
    clone.take_back(sale, {1: 1})
    successor = healed(shop, clone, first=1)
    successor.take_back(sale, {1: 1})

    shop.post(successor.run())

    assert remarks(shop.engine) == []
    assert one(shop.engine, "SELECT returned_milli FROM sale_lines") == 2000
    assert levels(shop.engine)["S1", "LANTERN"] == 100
