"""The journal's canonical form, chain and signatures. Knows nothing of storage."""

import json
from dataclasses import replace

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pos_core.errors import RuleBroken
from pos_core.identifiers import is_id, moment_of, new_id, timestamp
from pos_core.journal import (
    GENESIS,
    Actor,
    Entry,
    Fact,
    Head,
    Json,
    append,
    canonical_json,
    public_key_of,
    public_key_text,
    read_entry,
    verify_run,
)
from tests.core.examples import FixedClock

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
names = st.text(alphabet=st.characters(max_codepoint=127), max_size=8)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def _fact(number: int) -> Fact:
    return Fact(
        event_id=f"event-{number}",
        type="sale.completed",
        v=1,
        occurred_at="2026-11-21T09:30:00.123Z",
        utc_offset_minutes=60,
        actor=Actor("staff-1", "Zoë"),
        payload={"total_minor": number, "name": "Café £"},
    )


def _journal(length: int) -> list[Entry]:
    entries: list[Entry] = []
    head = GENESIS
    for number in range(1, length + 1):
        entries.append(append(_fact(number), "register-1", head, KEY))
        head = entries[-1].head
    return entries


@given(values)
def test_the_canonical_form_is_that_of_rfc_8785(value: Json) -> None:
    assert canonical_json(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [1.5, {"a": 2.0}, {"ä": 1}, [2**53], "\ud800", {"a": {1, 2}}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(RuleBroken):
        canonical_json(value)  # type: ignore[arg-type]  # the refusal at run time is the point


def test_a_run_verifies_and_gives_the_new_head() -> None:
    entries = _journal(5)
    assert verify_run(entries, GENESIS, KEY.public_key()) == Head(5, entries[-1].hash)


def test_an_entry_reads_back_from_its_sent_form() -> None:
    entry = _journal(1)[0]
    assert read_entry(entry.body, entry.prev_hash, entry.hash, entry.signature) == entry


@pytest.mark.parametrize("position", range(4))
@pytest.mark.parametrize("attack", ["change", "delete", "swap", "resign"])
def test_tampering_anywhere_is_found_at_its_place(position: int, attack: str) -> None:
    entries = _journal(5)
    entry = entries[position]
    if attack == "change":
        body = entry.body.replace('"total_minor":', '"total_minor":9')
        entries[position] = replace(entry, body=body)
    elif attack == "delete":
        del entries[position]
    elif attack == "swap":
        entries[position], entries[position + 1] = entries[position + 1], entries[position]
    else:
        forged = append(
            _fact(99), "register-1", Head(position, entry.prev_hash), Ed25519PrivateKey.generate()
        )
        entries[position] = forged
    with pytest.raises(RuleBroken) as found:
        verify_run(entries, GENESIS, KEY.public_key())
    assert found.value.data["seq"] in {position + 1, position + 2}


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"register_id":1}', "not json", "null"])
def test_a_body_that_is_no_entry_is_unreadable(body: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_entry(body, "0" * 64, "0" * 64, "")
    assert refused.value.code == "journal.unreadable"


def test_a_public_key_travels_as_text() -> None:
    assert (
        public_key_of(public_key_text(KEY)).public_bytes_raw()
        == KEY.public_key().public_bytes_raw()
    )
    with pytest.raises(RuleBroken):
        public_key_of("not a key")


def test_identities_sort_by_time_and_are_uuid_version_7() -> None:
    clock = FixedClock()
    first = new_id(clock, lambda bits: (1 << bits) - 1)
    clock.moment = moment_of("2026-11-21T09:30:00.124Z")
    second = new_id(clock, lambda bits: 0)
    assert first < second
    assert is_id(first)
    assert first[14] == "7"


def test_moments_are_utc_with_milliseconds() -> None:
    moment = moment_of("2026-03-29T02:30:00.999+02:00")
    assert timestamp(moment) == "2026-03-29T00:30:00.999Z"
    assert json.dumps(timestamp(moment_of(timestamp(moment)))) == '"2026-03-29T00:30:00.999Z"'
