"""Whatever the way does to runs, the books end up the same: loss, doubling, reordering, repeats.

A till's journal is cut into runs at random, and a random way delivers, drops, doubles and reorders
them; afterwards the till sends again from where the books stand until everything is there, as the
protocol says. The books must then equal those of a till whose runs all arrived in order, once.
"""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from backend_lambdas.logic.judge_run import judge
from pos_core.journal import GENESIS, Entry, Head
from tests.backend.books.conftest import empty
from tests.backend.books.reading import everything, levels, summed_movements
from tests.backend.books.shop import Shop, open_shop
from tests.backend.books.till import Till, product

GOODS = [product(f"SKU{number}", 100 + number) for number in range(4)]
Step = tuple[str, int, int]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("sell"), st.integers(0, 3), st.integers(1, 4)),
        st.tuples(st.just("return"), st.integers(0, 10), st.integers(1, 4)),
        st.tuples(st.just("mail"), st.integers(0, 10), st.just(0)),
        st.tuples(st.just("odd"), st.just(0), st.just(0)),
    ),
    min_size=1,
    max_size=14,
)
WAYS = st.lists(st.tuples(st.integers(1, 14), st.integers(1, 6)), max_size=12)


def live(till: Till, steps: Sequence[Step]) -> None:
    """Let a till do what the steps say, as far as it can."""
    sales = []
    for what, which, count in steps:
        if what == "sell":
            sales.append(till.sell((GOODS[which], count), (GOODS[(which + 1) % 4], 1)))
        elif what == "return" and sales:
            sale = sales[which % len(sales)]
            till.take_back(sale, {1: min(count, sale.lines[0].quantity.milli // 1000)})
        elif what == "mail" and sales:
            till.mail_receipt(sales[which % len(sales)], "ann@example.org")
        else:
            till.write("till.levitated", {})


def stocked(engine: Engine) -> Shop:
    """Return an empty shop with few goods, so that levels cross their thresholds."""
    empty(engine)
    shop = open_shop(engine)
    shop.stock(GOODS, pieces=6, low_at=4)
    return shop


@pytest.mark.fault(23, "runs are lost, doubled and reordered at random")
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, way=WAYS)
def test_any_way_leads_to_the_same_books(
    engine: Engine, steps: Sequence[Step], way: Sequence[tuple[int, int]]
) -> None:
    shop = stocked(engine)
    till = shop.till()
    live(till, steps)
    for first, length in way:  # cut anywhere, in any order, any of them twice or never
        if first <= len(till.entries):
            shop.post(till.run(first, first + length - 1))
    while (position := shop.post(till.run()).head) != till.head:
        assert position.seq < till.head.seq
    strange = everything(engine)
    strange_levels = levels(engine)
    assert strange_levels == summed_movements(engine) | {
        key: count for key, count in strange_levels.items() if not count
    }

    plain = stocked(engine)
    twin = plain.till()
    live(twin, steps)
    plain.post(twin.run())

    assert strange == everything(engine)
    assert strange_levels == levels(engine)


def chain(length: int, salt: str = "") -> list[Entry]:
    """Return a journal of so many entries; another salt makes another life."""
    till = Till("T1")
    for number in range(length):
        till.write("staff.signed_in", {"offline": False, "note": f"{salt}{number}"})
    return till.entries


JOURNAL, OTHER_LIFE = chain(12), chain(12, "other")
KEY = Till("T1").public_key


def head_at(seq: int) -> Head:
    return JOURNAL[seq - 1].head if seq else GENESIS


def hashes_to(seq: int) -> dict[int, str]:
    return {entry.seq: entry.hash for entry in JOURNAL[:seq]}


@given(head=st.integers(0, 12), picks=st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_only_the_chains_next_entries_are_ever_new(head: int, picks: Sequence[int]) -> None:
    verdict = judge([JOURNAL[i] for i in picks], head_at(head), KEY, hashes_to(head))

    new = [entry.seq for entry in verdict.new]
    assert new == list(range(head + 1, head + 1 + len(new)))
    assert set(new) <= {i + 1 for i in picks}
    assert verdict.held is None


@given(head=st.integers(1, 12), first=st.integers(1, 12), length=st.integers(1, 12))
def test_another_life_is_a_fork_wherever_it_touches_the_books(
    head: int, first: int, length: int
) -> None:
    run = OTHER_LIFE[first - 1 : first - 1 + length]

    verdict = judge(run, head_at(head), KEY, hashes_to(head))

    assert not verdict.new
    assert verdict.stop == ("journal.fork" if first <= head + 1 else "journal.gap")
