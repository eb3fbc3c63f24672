"""The daily proof from the books equals the one that a till makes of its own journal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from backend_lambdas.logic.prove_day import ProveDay
from pos_core.errors import NotAllowed, NotFound, RuleBroken
from pos_core.journal import GENESIS_HASH
from pos_core.permissions import Role
from pos_core.proof import Figures, Proof, differences, proofs_by_day
from pos_core.wire.proof import DayProof, figures_in, proof_in
from tests.backend.books.conftest import empty
from tests.backend.books.reading import rows
from tests.backend.books.shop import Shop, open_shop
from tests.backend.books.till import Till, product

LANTERN, LACE = product("LANTERN", 1250), product("LACE", 399)
DAY = "2026-11-21"
ITSELF = [Role.REGISTER]


def proven(shop: Shop, till: Till, day: str = DAY) -> DayProof:
    return ProveDay(shop.books)(ITSELF, till.register_id, day)


def own(till: Till, day: str = DAY) -> Proof:
    return proofs_by_day(till.entries).get(day, Proof())


def test_both_ends_prove_the_same_day(shop: Shop) -> None:
    shop.stock([LANTERN, LACE])
    till = shop.till()
    sale = till.sell((LANTERN, 2), (LACE, 1))
    till.sell((LACE, 3), card=True)
    till.take_back(sale, {1: 1})
    shop.post(till.run())

    answer = proven(shop, till)

    assert differences(own(till), proof_in(answer)) == []
    assert (answer.sales, answer.returns, answer.last_seq) == (2, 1, 3)
    assert answer.head_hash == till.head.hash
    assert [(t.kind, t.taken_minor, t.given_back_minor) for t in answer.tenders] == [
        ("card", 1197, 0),
        ("cash", 2899, 1250),
    ]


def test_a_day_without_trade_proves_nothing_and_says_how_far_the_journal_is_posted(
    shop: Shop,
) -> None:
    till = shop.till()
    till.write("staff.signed_in", {"offline": False})
    shop.post(till.run())

    answer = proven(shop, till)

    assert (answer.sales, answer.last_seq, answer.head_hash) == (0, 0, GENESIS_HASH)
    assert answer.posted_through == 1
    assert proof_in(answer) == own(till) == Proof()


def test_a_till_compares_what_is_posted_and_the_rest_is_still_on_its_way(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    for _ in range(4):
        till.sell((LANTERN, 1))
    shop.post(till.run(1, 3))

    answer = proven(shop, till)

    through = proofs_by_day(till.entries[: answer.posted_through])[DAY]
    assert differences(through, proof_in(answer)) == []
    assert [d.name for d in differences(own(till), proof_in(answer))] == [
        "head_hash",
        "last_seq",
        "sales",
        "sold_minor",
        "tax_minor",
        "tender.cash.taken_minor",
    ]


def test_days_are_local_days_also_when_the_clock_jumps(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.offset_minutes = 60
    for hours in (13, -24, 11, 24):
        till.moment += timedelta(hours=hours)
        till.sell((LANTERN, 1))
    shop.post(till.run())

    days = proofs_by_day(till.entries)

    assert len(days) > 1
    for day, proof in days.items():
        assert differences(proof, proof_in(proven(shop, till, day))) == []


def test_a_late_fact_changes_its_own_day_and_no_other(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    till.moment += timedelta(days=1)
    till.sell((LANTERN, 2))
    shop.post(till.run())
    tomorrow = proven(shop, till, "2026-11-22")
    till.moment -= timedelta(days=1)
    till.sell((LANTERN, 5))
    shop.post(till.run())

    assert proven(shop, till, "2026-11-22").model_copy(update={"posted_through": 2}) == tomorrow
    assert differences(own(till), proof_in(proven(shop, till))) == []


def test_a_fact_that_was_carried_over_counts_once_in_the_shop(shop: Shop) -> None:
    """The old journal's entry arrived after all; the new journal carries it too."""
    shop.stock([LANTERN])
    old, new = shop.till("T1"), shop.till("T2")
    old.sell((LANTERN, 1))
    old.sell((LANTERN, 2))
    old.take_back(old.sell((LANTERN, 1)), {1: 1})
    for entry in old.entries[1:]:
        new.write_fact(entry.fact)
    new.sell((LANTERN, 3))
    shop.post(old.run(1, 2))
    shop.post(new.run())

    before, after = proven(shop, old), proven(shop, new)

    assert differences(proofs_by_day(old.entries[:2])[DAY], proof_in(before)) == []
    assert differences(own(new), proof_in(after)) == []
    assert after.elsewhere.sales == 1
    booked_new = after.sold_minor - after.elsewhere.sold_minor
    ((posted,),) = rows(shop.engine, "SELECT sum(total_minor) FROM sales")
    assert before.sold_minor + booked_new == int(posted)


def test_a_repeat_at_the_end_of_the_day_still_proves_its_place(shop: Shop) -> None:
    shop.stock([LANTERN])
    old, new = shop.till("T1"), shop.till("T2")
    old.sell((LANTERN, 1))
    shop.post(old.run())
    new.sell((LANTERN, 1))
    new.write_fact(old.entries[0].fact)
    shop.post(new.run())

    answer = proven(shop, new)

    assert (answer.last_seq, answer.head_hash) == (2, new.head.hash)
    assert differences(own(new), proof_in(answer)) == []


def test_a_quarantined_sale_is_missing_from_the_sums_and_named(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    good = till.entries[-1].fact
    broken = {**good.payload, "rules": {}}
    till.write_fact(replace(good, event_id="another", payload=broken))
    shop.post(till.run())

    answer = proven(shop, till)

    assert answer.quarantined == [2]
    assert answer.last_seq == 2
    assert [d.name for d in differences(own(till), proof_in(answer))] == [
        "sales",
        "sold_minor",
        "tax_minor",
        "tender.cash.taken_minor",
    ]


def test_what_was_lost_from_the_books_shows(shop: Shop) -> None:
    """The figures come from the tables, so a payment that went missing is found."""
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    shop.post(till.run())
    with shop.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM payments")

    found = differences(own(till), proof_in(proven(shop, till)))

    assert [(d.name, d.ours, d.theirs) for d in found] == [("tender.cash.taken_minor", 1250, 0)]


def test_who_may_ask_for_a_proof(shop: Shop) -> None:
    till = shop.till()
    prove = ProveDay(shop.books)

    for role in (Role.MANAGER, Role.ADMIN, Role.IT, Role.REGISTER):
        assert prove([role], till.register_id, DAY).sales == 0
    with pytest.raises(NotAllowed):
        prove([Role.SALESPERSON], till.register_id, DAY)
    with pytest.raises(NotFound, match=r"register\.unknown"):
        prove([Role.IT], "nobody", DAY)
    with pytest.raises(RuleBroken, match=r"day\.unreadable"):
        prove([Role.IT], till.register_id, "yesterday")


steps = st.lists(
    st.tuples(st.sampled_from(["sell", "card", "back", "sign in"]), st.integers(-30, 30)),
    max_size=12,
)


@given(days=steps, cut=st.integers(0, 12))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_till_does_both_ends_agree_on_every_day(
    engine: Engine, days: list[tuple[str, int]], cut: int
) -> None:
    empty(engine)
    shop = open_shop(engine)
    shop.stock([LANTERN])
    till = shop.till()
    last = None
    for act, hours in days:
        till.moment += timedelta(hours=hours)
        if act == "sign in":
            till.write("staff.signed_in", {"offline": True})
        elif act == "back" and last is not None:
            till.take_back(last, {1: 1})
        else:
            last = till.sell((LANTERN, 1), card=act == "card")
    posted = till.entries[:cut]
    if posted:
        shop.post(till.run(1, cut))

    for day, proof in proofs_by_day(posted).items():
        answer = proven(shop, till, day)
        assert differences(proof, proof_in(answer)) == []
        assert answer.posted_through == len(posted)
        assert figures_in(answer.elsewhere) == Figures()


def test_a_tender_of_nothing_is_the_same_as_none() -> None:
    nothing = DayProof(register_id="r", day=DAY, posted_through=0)
    zero = DayProof.model_validate(nothing.model_dump() | {"tenders": [{"kind": "cash"}]})
    assert proof_in(zero) == proof_in(nothing)
