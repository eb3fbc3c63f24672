"""The journal's whole way through the deployed backend: enrol, push, queue, poster, books."""

from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.backend.cloud.api import api_as, enrolled_till, enrolment
from tests.backend.cloud.runs import WritingRegister
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend


def test_what_a_register_pushes_gets_into_the_books_with_its_hash(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    till.journal.write(120)

    first = till.push(till.journal.push(1, 100))
    second = till.push(till.journal.push(101, 120))

    assert (first.status_code, second.status_code) == (202, 202)
    assert second.json()["accepted_through"] == 120
    position = till.wait_until_posted(120)
    assert position["posted_hash"] == till.journal.head.hash
    assert position["accepted_through"] == 120


@pytest.mark.fault(18, "a register sends what was accepted before")
def test_a_run_that_arrives_twice_is_posted_once(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    body = till.journal.write(3).push()

    assert [till.push(body).status_code for _ in range(3)] == [202, 202, 202]

    till.wait_until_posted(3)
    after = till.journal.write(1)
    assert till.push(after.push(4, 4)).status_code == 202
    assert till.wait_until_posted(4)["posted_hash"] == after.head.hash


def test_a_gap_and_a_fork_are_told_apart(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    till.push(till.journal.write(2).push())
    till.wait_until_posted(2)

    gap = till.push(till.journal.write(2).push(4, 4))
    clone = WritingRegister(till.answer["register_id"], till.journal.key, id_prefix="ffffffff")
    fork = till.push(clone.write(3, note="another life").push(3, 3))

    assert (gap.status_code, gap.json()["error"]["code"]) == (409, "journal.gap")
    assert gap.json()["error"]["data"]["expected_seq"] == 3
    assert (fork.status_code, fork.json()["error"]["code"]) == (409, "journal.fork")
    assert fork.json()["error"]["data"]["hash"] == till.journal.entries[1].hash


def test_a_clone_that_lags_behind_is_noticed_by_the_poster(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    till.push(till.journal.write(5).push())
    till.wait_until_posted(5)
    clone = WritingRegister(till.answer["register_id"], till.journal.key, id_prefix="eeeeeeee")
    lagging = clone.write(3, note="another life").push(2, 3)

    assert till.push(lagging).status_code == 202

    wait_until(lambda: till.push(lagging).status_code == 409, "the fork is told")
    assert till.push(lagging).json()["error"]["code"] == "journal.fork"
    assert till.wait_until_posted(5)["posted_hash"] == till.journal.head.hash


def test_a_bad_signature_is_refused_at_the_door(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    stranger = WritingRegister(till.answer["register_id"], Ed25519PrivateKey.generate())

    refused = till.push(stranger.write().push())

    assert (refused.status_code, refused.json()["error"]["code"]) == (
        400,
        "journal.signature_wrong",
    )
    assert refused.json()["error"]["correlation_id"]


def test_a_register_cannot_write_into_the_journal_of_another(cloud: "LocalBackend") -> None:
    one, other = enrolled_till(cloud), enrolled_till(cloud)

    refused = one.api.ask("POST", f"{other.path}/journal", json={})

    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "register.not_yours")


def test_plain_and_packed_bodies_are_both_read(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    body = till.journal.write(2).push()

    plain = till.api.ask(
        "POST", f"{till.path}/journal", data=body, headers={"Content-Type": "application/json"}
    )
    packed = till.push(body)

    assert (plain.status_code, packed.status_code) == (202, 202)


def test_an_enrolment_whose_answer_was_lost_can_be_repeated(cloud: "LocalBackend") -> None:
    manager = api_as(cloud, "manager1")
    request = enrolment(Ed25519PrivateKey.generate())

    first = manager.ask("POST", "/registers", json=request)
    again = manager.ask("POST", "/registers", json=request)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["register_id"] == again.json()["register_id"]
    assert first.json()["code"] == again.json()["code"]
    assert first.json()["store_name"] == "Store 1, High Street"
    assert first.json()["secret"] != again.json()["secret"]


def test_two_registers_never_share_a_code(cloud: "LocalBackend") -> None:
    codes = {enrolled_till(cloud).answer["code"] for _ in range(3)}

    assert len(codes) == 3


def test_a_store_that_does_not_exist_gets_no_register(cloud: "LocalBackend") -> None:
    request = enrolment(Ed25519PrivateKey.generate(), store_id="S9")

    refused = api_as(cloud, "manager1").ask("POST", "/registers", json=request)

    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "store.unknown")
