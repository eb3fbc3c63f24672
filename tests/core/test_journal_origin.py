"""Facts that were carried over: word for word, with a note of where they were first written."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_core.errors import RuleBroken
from pos_core.journal import (
    GENESIS,
    Actor,
    Fact,
    Head,
    Origin,
    append,
    carried_over,
    read_entry,
    verify_run,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NEW_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
FACT = Fact(
    event_id="event-1",
    type="sale.completed",
    v=1,
    occurred_at="2026-11-21T09:30:00.123Z",
    utc_offset_minutes=60,
    actor=Actor("staff-1", "Zoë"),
    payload={"total_minor": 1, "name": "Café £"},
)


def test_a_fact_without_an_origin_has_the_hash_it_had_before_there_were_any() -> None:
    entry = append(FACT, "register-1", GENESIS, KEY)
    assert entry.hash == "433c2cf95857784ee14bac4b63eac9c03cfdef0d4d6c4ab027e0c8fdfdde50b4"
    assert "origin" not in json.loads(entry.body)


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
def test_a_carried_fact_keeps_every_word_and_names_where_it_was_first_written() -> None:
    first = append(FACT, "register-1", Head(6, "ab" * 32), KEY)
    carried = append(carried_over(first, "T1"), "register-4", GENESIS, NEW_KEY)
    assert replace(carried.fact, origin=None) == FACT
    assert carried.fact.origin == Origin("register-1", 7, "T1")
    assert verify_run([carried], GENESIS, NEW_KEY.public_key()) == carried.head
    wire = (carried.body, carried.prev_hash, carried.hash, carried.signature)
    assert read_entry(*wire) == carried


def test_a_fact_that_is_carried_over_twice_names_the_register_that_made_it() -> None:
    first = append(FACT, "register-1", GENESIS, KEY)
    second = append(carried_over(first, "T1"), "register-4", GENESIS, NEW_KEY)
    assert carried_over(second, "T4").origin == Origin("register-1", 1, "T1")


@pytest.mark.parametrize("origin", [[], 1, "T1", {}, {"register_id": "r", "seq": "x"}])
def test_an_origin_that_is_none_makes_the_entry_unreadable(origin: object) -> None:
    body = json.loads(append(FACT, "register-1", GENESIS, KEY).body) | {"origin": origin}
    with pytest.raises(RuleBroken) as refused:
        read_entry(json.dumps(body), "0" * 64, "0" * 64, "")
    assert refused.value.code == "journal.unreadable"
