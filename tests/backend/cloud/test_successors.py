"""A register asks for one that goes on in its place: with its own token, and only for itself."""

import uuid
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend_lambdas.logic.enrol_register import EnrolRegister
from backend_lambdas.logic.succeed_register import SucceedRegister
from pos_core.errors import Conflict, NotAllowed, RuleBroken
from pos_core.wire.registers import EnrolRequest, SuccessorRequest
from tests.backend.cloud.api import Api, EnrolledTill, api_as, enrolled_till
from tests.backend.cloud.runs import WritingRegister
from tests.backend.cloud.sign_in import id_token
from tests.fakes.cloud import FakeRegisterBook, FakeRegisterIdentities, FakeRegisterMirror

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

KEY = WritingRegister().public_key
OTHER_KEY = "A" * 43 + "="
CLONED = pytest.mark.fault(51, "Restored-from-backup or cloned laptop")


class Office:
    """Where registers are enrolled and succeeded; one, T1, is enrolled already."""

    def __init__(self) -> None:
        self.mirror = FakeRegisterMirror()
        self.identities = FakeRegisterIdentities()
        book = FakeRegisterBook()
        self.succeed = SucceedRegister(book, self.mirror, self.identities)
        enrol = EnrolRegister(book, self.mirror, self.identities)
        request = EnrolRequest(request_id="r-1", store_id="S1", name="Till", public_key=KEY)
        self.first = enrol(request, "manager1")


def wish(request_id: str = "r-2", key: str = OTHER_KEY) -> SuccessorRequest:
    return SuccessorRequest(request_id=request_id, public_key=key)


@CLONED
def test_a_successor_may_send_and_sign_in_and_the_register_it_succeeds_still_may() -> None:
    office = Office()

    answer = office.succeed(office.first.register_id, wish())

    assert (answer.code, answer.name, answer.store_id) == ("T2", "Till", "S1")
    assert office.identities.secrets[answer.username] == answer.secret
    assert office.identities.secrets[office.first.username] == office.first.secret
    assert {r.public_key for r in office.mirror.registers.values()} == {KEY, OTHER_KEY}


@CLONED
def test_a_repeat_leads_to_the_same_successor_with_a_new_secret() -> None:
    office = Office()
    first = office.succeed(office.first.register_id, wish())

    again = office.succeed(office.first.register_id, wish())

    assert (again.register_id, again.code) == (first.register_id, first.code)
    assert office.identities.secrets[again.username] == again.secret != first.secret
    with pytest.raises(Conflict, match=r"register\.request_reused"):
        office.succeed(office.first.register_id, wish(key=KEY))


@CLONED
def test_a_register_that_was_revoked_or_never_was_gets_none() -> None:
    office = Office()
    office.mirror.revoke(office.first.register_id)

    with pytest.raises(NotAllowed, match=r"register\.revoked"):
        office.succeed(office.first.register_id, wish())
    with pytest.raises(NotAllowed, match=r"register\.unknown"):
        office.succeed("register-9", wish())
    with pytest.raises(RuleBroken, match=r"register\.key_unreadable"):
        office.succeed(office.first.register_id, wish(key="?" * 44))
    assert len(office.identities.secrets) == 1


def asked_for(till: EnrolledTill, api: Api, key: Ed25519PrivateKey) -> tuple[int, dict[str, str]]:
    request = {"request_id": str(uuid.uuid4()), "public_key": WritingRegister(key=key).public_key}
    answer = api.ask("POST", f"{till.path}/successors", json=request)
    return answer.status_code, answer.json()


@CLONED
def test_over_http_the_successor_sends_under_its_own_account(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)
    key = Ed25519PrivateKey.generate()

    status, answer = asked_for(till, till.api, key)

    assert status == 201
    token = id_token(cloud, answer["username"], answer["secret"])
    journal = WritingRegister(answer["register_id"], key, id_prefix=uuid.uuid4().hex[:8])
    successor = EnrolledTill(answer, Api(cloud.addresses.api_url, token), journal)
    assert successor.push(journal.write(2).push()).status_code == 202
    assert successor.wait_until_posted(2)["posted_hash"] == journal.head.hash
    assert till.push(till.journal.write(1).push()).status_code == 202


@CLONED
def test_over_http_nobody_asks_for_another_register(cloud: "LocalBackend") -> None:
    till, other = enrolled_till(cloud), enrolled_till(cloud)
    key = Ed25519PrivateKey.generate()

    assert asked_for(till, other.api, key)[0] == 403
    assert asked_for(till, api_as(cloud, "admin1"), key)[0] == 403
