"""Enrolling registers and handing out links, on fakes."""

import pytest

from backend_lambdas.logic.enrol_register import EnrolRegister
from backend_lambdas.logic.media_links import MediaLinks
from pos_core.errors import Conflict, NotFound, RuleBroken
from pos_core.wire.catalogue import MediaLinkRequest
from pos_core.wire.registers import EnrolRequest
from tests.backend.cloud.runs import WritingRegister
from tests.fakes.cloud import (
    FakeMediaShelf,
    FakeMediaStore,
    FakeRegisterBook,
    FakeRegisterIdentities,
    FakeRegisterMirror,
)

KEY = WritingRegister().public_key
OTHER_KEY = "A" * 43 + "="


class Office:
    """Where registers are enrolled."""

    def __init__(self) -> None:
        self.mirror = FakeRegisterMirror()
        self.identities = FakeRegisterIdentities()
        self.enrol = EnrolRegister(FakeRegisterBook(), self.mirror, self.identities)


def request(request_id: str = "r-1", store_id: str = "S1", key: str = KEY) -> EnrolRequest:
    return EnrolRequest(request_id=request_id, store_id=store_id, name="Front till", public_key=key)


def test_an_enrolled_register_may_send_and_gets_an_account_of_its_own() -> None:
    office = Office()

    answer = office.enrol(request(), "manager1")

    assert (answer.code, answer.name, answer.store_id) == ("T1", "Front till", "S1")
    assert answer.username == f"register-{answer.register_id}"
    assert office.identities.secrets[answer.username] == answer.secret
    mirrored = office.mirror.find(answer.register_id)
    assert mirrored is not None
    assert (mirrored.public_key, mirrored.accepted_through) == (KEY, 0)


def test_a_request_whose_answer_was_lost_leads_to_the_same_register_with_a_new_secret() -> None:
    office = Office()
    first = office.enrol(request(), "manager1")

    again = office.enrol(request(), "manager1")

    assert (again.register_id, again.code) == (first.register_id, first.code)
    assert again.secret != first.secret
    assert office.identities.secrets[again.username] == again.secret


def test_a_request_that_comes_again_when_the_register_sends_takes_nobodys_secret_away() -> None:
    office = Office()
    answer = office.enrol(request(), "manager1")
    office.mirror.note_accepted(answer.register_id, 1)

    with pytest.raises(Conflict, match=r"register\.request_reused"):
        office.enrol(request(), "manager1")

    assert office.identities.secrets[answer.username] == answer.secret


def test_another_machine_cannot_reuse_a_request() -> None:
    office = Office()
    office.enrol(request(), "manager1")

    with pytest.raises(Conflict, match=r"register\.request_reused"):
        office.enrol(request(key=OTHER_KEY), "manager1")


def test_a_store_that_does_not_exist_and_a_key_that_is_none_leave_nothing_behind() -> None:
    office = Office()

    with pytest.raises(NotFound, match=r"store\.unknown"):
        office.enrol(request(store_id="S9"), "manager1")
    with pytest.raises(RuleBroken, match=r"register\.key_unreadable"):
        office.enrol(request(key="?" * 44), "manager1")

    assert office.mirror.registers == {}
    assert office.identities.secrets == {}


PICTURE = MediaLinkRequest(
    product_id="P1",
    kind="image",
    name="front.png",
    content_type="image/png",
    size=1234,
    sha256="ab" * 32,
)


@pytest.mark.fault(57, "announced and not arrived")
def test_an_uploaded_file_can_be_fetched_once_it_has_arrived() -> None:
    shelf = FakeMediaShelf()
    links = MediaLinks(shelf, FakeMediaStore())

    upload = links.for_upload(PICTURE)
    with pytest.raises(NotFound, match=r"media\.unknown"):
        links.for_download(upload.media_id)
    shelf.note_arrival(upload.fields["key"])

    download = links.for_download(upload.media_id)
    assert (download.sha256, download.size) == (PICTURE.sha256, 1234)
    assert upload.fields["key"] in download.url
    assert upload.expires_in_seconds == download.expires_in_seconds == 300


def test_a_file_for_no_product_gets_no_link() -> None:
    links = MediaLinks(FakeMediaShelf(), FakeMediaStore())

    with pytest.raises(NotFound, match=r"product\.unknown"):
        links.for_upload(PICTURE.model_copy(update={"product_id": "P9"}))
