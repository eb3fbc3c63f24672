"""The daily proof: the same figures whatever the order, the stretches or the clock."""

from dataclasses import replace
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pos_core.errors import RuleBroken
from pos_core.journal import GENESIS, Actor, Entry, Fact, Json, append
from pos_core.proof import (
    NOTHING,
    Figures,
    Proof,
    TenderSums,
    business_day,
    differences,
    proofs_by_day,
    tender_sums,
)
from pos_core.wire.proof import DayProof, day_proof, proof_in

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DAY = "2026-11-21"
amounts = st.integers(0, 100_000)
moments = st.builds(
    "2026-11-{:02d}T{:02d}:30:00.000Z".format, st.integers(20, 22), st.integers(0, 23)
)


def _sale(total: int, tax: int, cash: int) -> dict[str, Json]:
    return {
        "total_minor": total,
        "tax_minor": tax,
        "rounding_minor": 0,
        "tenders": [
            {"kind": "cash", "amount_minor": cash},
            {"kind": "card", "amount_minor": total - cash},
        ],
    }


def _return(total: int, tax: int) -> dict[str, Json]:
    return {
        "total_minor": total,
        "lines": [{"tax_minor": tax}],
        "tenders": [{"kind": "cash", "amount_minor": total}],
    }


def _fact(event_id: str, at: str, kind: str, payload: dict[str, Json], offset: int = 0) -> Fact:
    return Fact(event_id, kind, 1, at, offset, Actor("s-1", "Sales 1"), payload)


signed_in: dict[str, Json] = {"offline": False}
payloads = st.one_of(
    st.tuples(st.just("sale.completed"), st.builds(_sale, amounts, amounts, amounts)),
    st.tuples(st.just("sale.returned"), st.builds(_return, amounts, amounts)),
    st.tuples(st.just("staff.signed_in"), st.just(signed_in)),
)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """A register's journal of up to twelve facts whose clock jumps between three days."""
    facts = draw(st.lists(st.tuples(moments, payloads, st.sampled_from([-600, 0, 60, 840]))))
    return _journal(
        [
            _fact(f"event-{number}", at, kind, payload, offset)
            for number, (at, (kind, payload), offset) in enumerate(facts[:12])
        ]
    )


def _journal(facts: list[Fact]) -> list[Entry]:
    entries: list[Entry] = []
    head = GENESIS
    for fact in facts:
        entries.append(append(fact, "register-1", head, KEY))
        head = entries[-1].head
    return entries


@given(journals(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_added_changes_nothing(
    journal: list[Entry], chance: Random
) -> None:
    shuffled = list(journal)
    chance.shuffle(shuffled)
    assert proofs_by_day(shuffled) == proofs_by_day(journal)


@given(journals(), st.integers(0, 12))
def test_the_proof_of_a_journal_is_the_sum_of_the_proofs_of_its_stretches(
    journal: list[Entry], place: int
) -> None:
    before, after = proofs_by_day(journal[:place]), proofs_by_day(journal[place:])
    merged = {
        day: before.get(day, Proof()) + after.get(day, Proof())
        for day in before.keys() | after.keys()
    }
    assert merged == proofs_by_day(journal)


@given(journals())
def test_every_fact_of_trade_counts_on_exactly_one_day(journal: list[Entry]) -> None:
    proofs = proofs_by_day(journal).values()
    trade = [entry for entry in journal if entry.fact.type.startswith("sale.")]
    assert sum(p.figures.sales + p.figures.returns for p in proofs) == len(trade)
    assert max((p.last.seq for p in proofs), default=0) == max((e.seq for e in trade), default=0)


@given(journals())
def test_a_fact_that_is_met_again_is_not_counted_twice(journal: list[Entry]) -> None:
    assert proofs_by_day([*journal, *journal]) == proofs_by_day(journal)


@given(journals())
def test_a_proof_survives_the_wire(journal: list[Entry]) -> None:
    for day, proof in proofs_by_day(journal).items():
        sent = day_proof("register-1", day, proof, len(journal)).model_dump_json()
        assert proof_in(DayProof.model_validate_json(sent)) == proof


def test_a_day_is_the_registers_own_day() -> None:
    late = _fact("e-1", "2026-11-21T23:30:00.000Z", "sale.completed", _sale(1, 0, 1), offset=60)
    assert business_day(late) == "2026-11-22"
    assert list(proofs_by_day(_journal([late]))) == ["2026-11-22"]


def test_a_clock_that_is_set_back_leaves_each_sale_on_its_own_day() -> None:
    at = ["2026-11-21T10:00:00.000Z", "2026-11-20T10:00:00.000Z", "2026-11-21T11:00:00.000Z"]
    sales = [
        _fact(f"e-{n}", when, "sale.completed", _sale(n, 0, n)) for n, when in enumerate(at, 1)
    ]
    journal = _journal(sales)
    proofs = proofs_by_day(journal)
    assert proofs[DAY].figures.sold_minor == 4
    assert (proofs[DAY].first_seq, proofs[DAY].last) == (1, journal[2].head)
    assert proofs["2026-11-20"].figures.sold_minor == 2


def test_what_a_sale_and_a_return_add() -> None:
    sale = _fact("e-1", f"{DAY}T10:00:00.000Z", "sale.completed", _sale(1200, 200, 500))
    goods = _fact("e-2", f"{DAY}T11:00:00.000Z", "sale.returned", _return(300, 50))
    assert proofs_by_day(_journal([sale, goods]))[DAY].figures == Figures(
        sales=1,
        returns=1,
        sold_minor=1200,
        returned_minor=300,
        tax_minor=200,
        returned_tax_minor=50,
        tenders=(TenderSums("card", 700, 0), TenderSums("cash", 500, 300)),
    )


def test_a_tender_by_which_nothing_moved_is_not_named() -> None:
    assert tender_sums([TenderSums("cash"), TenderSums("card", 5), TenderSums("cash")]) == (
        TenderSums("card", 5),
    )
    assert Figures() + NOTHING == NOTHING


def test_equal_proofs_differ_in_nothing_and_others_name_what() -> None:
    ours = Proof(Figures(sales=2, sold_minor=30, tenders=(TenderSums("cash", 30),)), 1)
    theirs = replace(
        ours, figures=Figures(sales=1, sold_minor=20, tenders=(TenderSums("card", 20),))
    )
    assert not differences(ours, ours)
    assert {(d.name, d.ours, d.theirs) for d in differences(ours, theirs)} == {
        ("sales", 2, 1),
        ("sold_minor", 30, 20),
        ("tender.card.taken_minor", 0, 20),
        ("tender.cash.taken_minor", 30, 0),
    }


def test_a_sale_without_its_amounts_cannot_be_proven() -> None:
    broken = _fact("e-1", f"{DAY}T10:00:00.000Z", "sale.completed", {"total_minor": 5})
    with pytest.raises(RuleBroken, match=r"proof\.unreadable"):
        proofs_by_day(_journal([broken]))
