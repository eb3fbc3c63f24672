"""Accepting a run of journal entries: what is queued, what is refused, and what is answered."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from backend_lambdas.logic.accept_journal import AcceptJournal, position_of
from pos_core.errors import Conflict, EnvironmentFailed, NotAllowed, RuleBroken
from pos_core.journal import GENESIS_HASH, Head
from tests.backend.cloud.runs import REGISTER_ID, WritingRegister
from tests.fakes.cloud import FakeJournalQueue, FakeRegisterMirror


class FixedClock:
    """It is always nine o'clock."""

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 9, tzinfo=UTC)


class Shop:
    """One enrolled register and the use case under test."""

    def __init__(self) -> None:
        self.till = WritingRegister()
        self.mirror = FakeRegisterMirror()
        self.mirror.add(REGISTER_ID, "S1", self.till.public_key)
        self.queue = FakeJournalQueue()
        self.accept = AcceptJournal(self.mirror, self.queue, FixedClock())


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_a_signed_run_is_queued_as_it_was_sent_and_answered_with_what_the_books_have(
    shop: Shop,
) -> None:
    body = shop.till.write(3).push()

    answer = shop.accept(REGISTER_ID, body)

    assert [run.body for run in shop.queue.runs] == [body]
    assert shop.queue.runs[0].received_at == "2026-11-21T09:00:00.000Z"
    assert (answer.accepted_through, answer.posted_through) == (3, 0)
    assert answer.posted_hash == GENESIS_HASH
    assert answer.request_id == "0193c5a0-aaaa-7000-8000-000000000001"


def test_runs_may_follow_each_other_before_anything_is_posted(shop: Shop) -> None:
    shop.till.write(4)
    shop.accept(REGISTER_ID, shop.till.push(1, 2))

    answer = shop.accept(REGISTER_ID, shop.till.push(3, 4))

    assert (answer.accepted_through, answer.posted_through) == (4, 0)


@pytest.mark.fault(24, "the queue loses an accepted run")
def test_a_repeat_is_queued_again_because_the_queue_may_have_lost_the_first(shop: Shop) -> None:
    body = shop.till.write(2).push()

    shop.accept(REGISTER_ID, body)
    shop.accept(REGISTER_ID, body)

    assert len(shop.queue.runs) == 2


def test_a_gap_is_answered_with_the_entry_that_is_expected(shop: Shop) -> None:
    shop.till.write(5)
    shop.accept(REGISTER_ID, shop.till.push(1, 2))

    with pytest.raises(Conflict) as refused:
        shop.accept(REGISTER_ID, shop.till.push(4, 5))

    assert refused.value.code == "journal.gap"
    assert refused.value.data["expected_seq"] == 3
    assert len(shop.queue.runs) == 1


def test_a_clone_that_continues_the_posted_head_with_another_past_is_a_fork(shop: Shop) -> None:
    shop.till.write(2)
    shop.mirror.note_posted(REGISTER_ID, shop.till.head)
    clone = WritingRegister().write(3, note="another life")

    with pytest.raises(Conflict) as refused:
        shop.accept(REGISTER_ID, clone.push(3, 3))

    assert refused.value.code == "journal.fork"
    assert refused.value.data == {"seq": 2, "hash": shop.till.head.hash}


def test_a_clone_that_rewrites_the_posted_head_is_a_fork(shop: Shop) -> None:
    shop.till.write(2)
    shop.mirror.note_posted(REGISTER_ID, shop.till.head)
    clone = WritingRegister().write(2, note="another life")

    with pytest.raises(Conflict, match=r"journal\.fork"):
        shop.accept(REGISTER_ID, clone.push(1, 2))


def test_a_clone_that_lags_behind_is_a_fork_once_the_poster_has_noticed(shop: Shop) -> None:
    shop.till.write(5)
    shop.mirror.note_posted(REGISTER_ID, shop.till.head)
    clone = WritingRegister().write(3, note="another life")
    shop.accept(REGISTER_ID, clone.push(2, 3))
    shop.mirror.note_fork(REGISTER_ID, shop.till.entries[2].head)

    with pytest.raises(Conflict, match=r"journal\.fork"):
        shop.accept(REGISTER_ID, clone.push(2, 3))
    assert shop.accept(REGISTER_ID, shop.till.push(2, 5)).posted_through == 5


def test_a_run_with_a_hole_inside_is_refused(shop: Shop) -> None:
    shop.till.write(3)
    del shop.till.entries[1]

    with pytest.raises(RuleBroken, match=r"journal\.gap") as refused:
        shop.accept(REGISTER_ID, shop.till.push())

    assert not isinstance(refused.value, Conflict)


def test_an_entry_signed_by_another_key_is_refused(shop: Shop) -> None:
    stranger = WritingRegister(key=Ed25519PrivateKey.from_private_bytes(b"x" * 32)).write()

    with pytest.raises(RuleBroken, match=r"journal\.signature_wrong"):
        shop.accept(REGISTER_ID, stranger.push())

    assert shop.queue.runs == []


def test_an_entry_of_another_register_is_refused(shop: Shop) -> None:
    other = WritingRegister(register_id="0193c5a0-0000-7000-8000-000000000002").write()

    with pytest.raises(RuleBroken, match=r"journal\.wrong_register"):
        shop.accept(REGISTER_ID, other.push())


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"protocol": 1, "request_id": "x", "entries": []}'],
    ids=["empty", "no JSON", "a list", "no entries"],
)
def test_a_body_that_is_no_push_is_refused_by_its_schema(shop: Shop, body: bytes) -> None:
    with pytest.raises(ValidationError):
        shop.accept(REGISTER_ID, body)


@pytest.mark.fault(33, "the till is newer: another protocol")
@pytest.mark.fault(33, "the till is newer")
def test_a_protocol_of_the_future_is_told_which_one_is_spoken(shop: Shop) -> None:
    with pytest.raises(RuleBroken, match=r"protocol\.unsupported") as refused:
        shop.accept(REGISTER_ID, shop.till.write().push(protocol=2))

    assert refused.value.data == {"supported": 1}


@pytest.mark.fault(33, "the till is newer: fields around the entries")
@pytest.mark.fault(33, "fields of a newer till")
def test_fields_that_this_version_does_not_know_are_ignored(shop: Shop) -> None:
    answer = shop.accept(REGISTER_ID, shop.till.write().push(colour="green"))

    assert answer.accepted_through == 1


def test_an_unknown_and_a_revoked_register_are_refused(shop: Shop) -> None:
    body = shop.till.write().push()
    with pytest.raises(NotAllowed, match=r"register\.unknown"):
        shop.accept("somebody-else", body)

    shop.mirror.revoke(REGISTER_ID)

    with pytest.raises(NotAllowed, match=r"register\.revoked"):
        shop.accept(REGISTER_ID, body)


def test_a_run_that_does_not_fit_into_a_message_is_too_large(shop: Shop) -> None:
    shop.queue.largest = 100

    with pytest.raises(RuleBroken, match=r"request\.too_large"):
        shop.accept(REGISTER_ID, shop.till.write(2).push())


@pytest.mark.fault(43, "the queue is down")
def test_nothing_counts_as_accepted_when_the_queue_is_down(shop: Shop) -> None:
    shop.queue.broken = True

    with pytest.raises(EnvironmentFailed):
        shop.accept(REGISTER_ID, shop.till.write().push())

    assert position_of(shop.mirror, REGISTER_ID).accepted_through == 0


def test_the_position_tells_accepted_and_posted(shop: Shop) -> None:
    shop.accept(REGISTER_ID, shop.till.write(4).push())
    shop.mirror.note_posted(REGISTER_ID, Head(2, shop.till.entries[1].hash))

    position = position_of(shop.mirror, REGISTER_ID)

    assert (position.accepted_through, position.posted_through) == (4, 2)
    assert position.posted_hash == shop.till.entries[1].hash


def test_a_mirror_that_was_restored_from_a_backup_leads_the_till_back_and_heals(
    shop: Shop,
) -> None:
    shop.till.write(9)
    shop.mirror.note_posted(REGISTER_ID, shop.till.entries[4].head)
    with pytest.raises(Conflict) as refused:
        shop.accept(REGISTER_ID, shop.till.push(9, 9))

    answer = shop.accept(REGISTER_ID, shop.till.push(int(str(refused.value.data["expected_seq"]))))

    assert answer.accepted_through == 9
