"""The mirror of registers: the same promises from the fake and from DynamoDB."""

import uuid

import pytest

from backend_lambdas.data_access.dynamodb.register_mirror import DynamoRegisterMirror
from backend_lambdas.logic.ports import MirroredRegister, RegisterMirror, RegisterStatus
from pos_core.journal import GENESIS, Head
from tests.fakes.cloud import FakeRegisterMirror


@pytest.fixture(params=["fake", "dynamodb"])
def mirror(request: pytest.FixtureRequest) -> RegisterMirror:
    if request.param == "fake":
        return FakeRegisterMirror()
    cloud = request.getfixturevalue("cloud")
    table = cloud.addresses.outputs["RegistersTableName"]
    return DynamoRegisterMirror(cloud.emulator.client("dynamodb"), table)


@pytest.fixture
def register_id() -> str:
    return str(uuid.uuid4())


def found(mirror: RegisterMirror, register_id: str) -> MirroredRegister:
    register = mirror.find(register_id)
    assert register is not None
    return register


def head(seq: int) -> Head:
    return Head(seq, f"{seq:064x}")


def test_a_new_register_may_send_and_has_sent_nothing(
    mirror: RegisterMirror, register_id: str
) -> None:
    mirror.add(register_id, "S1", "key")

    assert found(mirror, register_id) == MirroredRegister(
        register_id, "S1", "key", RegisterStatus.ACTIVE, 0, GENESIS, None
    )


def test_a_register_that_was_never_added_is_unknown(
    mirror: RegisterMirror, register_id: str
) -> None:
    assert mirror.find(register_id) is None


def test_adding_again_changes_nothing(mirror: RegisterMirror, register_id: str) -> None:
    mirror.add(register_id, "S1", "key")
    mirror.note_posted(register_id, head(3))

    mirror.add(register_id, "S2", "another key")

    register = found(mirror, register_id)
    assert (register.store_id, register.public_key, register.posted) == ("S1", "key", head(3))


@pytest.mark.fault(45, "a condition fails because newer news were first")
def test_heads_only_move_forward(mirror: RegisterMirror, register_id: str) -> None:
    mirror.add(register_id, "S1", "key")
    for seq in (4, 9, 7):
        mirror.note_accepted(register_id, seq + 1)
        mirror.note_posted(register_id, head(seq))

    register = found(mirror, register_id)

    assert register.accepted_through == 10
    assert register.posted == head(9)


def test_a_fork_and_a_revocation_are_remembered(mirror: RegisterMirror, register_id: str) -> None:
    mirror.add(register_id, "S1", "key")

    mirror.note_fork(register_id, head(5))
    mirror.revoke(register_id)
    mirror.revoke(register_id)

    register = found(mirror, register_id)
    assert (register.fork, register.status) == (head(5), RegisterStatus.REVOKED)


def test_what_is_said_of_an_unknown_register_is_dropped(
    mirror: RegisterMirror, register_id: str
) -> None:
    mirror.note_accepted(register_id, 1)
    mirror.note_posted(register_id, head(1))
    mirror.note_fork(register_id, head(1))
    mirror.revoke(register_id)

    assert mirror.find(register_id) is None


@pytest.mark.fault(
    42, "after a restore the mirror is set back, and stays so when old news comes late"
)
def test_a_new_epoch_sets_the_heads_back_and_forgets_a_fork(
    mirror: RegisterMirror, register_id: str
) -> None:
    mirror.add(register_id, "S1", "key")
    mirror.note_accepted(register_id, 9)
    mirror.note_posted(register_id, head(8))
    mirror.note_fork(register_id, head(5))

    mirror.begin_epoch(register_id, "second life", head(3))

    assert found(mirror, register_id) == MirroredRegister(
        register_id, "S1", "key", RegisterStatus.ACTIVE, 3, head(3), None, "second life"
    )
    mirror.note_posted(register_id, head(4))
    assert found(mirror, register_id).posted == head(4)
    mirror.begin_epoch("nobody", "second life", head(3))
    assert mirror.find("nobody") is None


@pytest.mark.fault(42, "registers that books from a backup do not know are refused")
def test_a_register_that_the_books_lost_is_refused_until_books_know_it_again(
    mirror: RegisterMirror, register_id: str
) -> None:
    mirror.add(register_id, "S1", "key", "T7", "first life")
    mirror.mark_not_in_books(register_id)
    mirror.mark_not_in_books(register_id)
    assert found(mirror, register_id).status is RegisterStatus.NOT_IN_BOOKS

    mirror.begin_epoch(register_id, "third life", head(2))
    known = found(mirror, register_id)
    assert (known.status, known.code, known.epoch) == (RegisterStatus.ACTIVE, "T7", "third life")

    mirror.revoke(register_id)
    mirror.mark_not_in_books(register_id)
    mirror.begin_epoch(register_id, "fourth life", head(2))
    assert found(mirror, register_id).status is RegisterStatus.REVOKED
    mirror.mark_not_in_books("nobody")
    assert mirror.find("nobody") is None


def test_every_register_is_listed(mirror: RegisterMirror) -> None:
    names = {str(uuid.uuid4()): f"T{number}" for number in range(1, 4)}
    for name, code in names.items():
        mirror.add(name, "S1", "key", code)
    listed = {each.register_id: each.code for each in mirror.every_register()}
    assert names.items() <= listed.items()
