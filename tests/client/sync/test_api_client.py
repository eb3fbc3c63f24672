"""The routes: what is sent, packed, and what is no answer to the question."""

import gzip
import json

import pytest

from pos_app.sync import api_client
from pos_app.sync.answers import Answer
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import Unreachable
from pos_core.wire.changes import Scope
from pos_core.wire.journal import WireEntry


class Recorded:
    """Takes the place of the exchange: remembers questions, gives one answer."""

    def __init__(self, answer: dict[str, object]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []

    def ask(
        self,
        method: str,
        path: str,
        token: str,
        *,
        params: dict[str, str] | None = None,
        body: bytes = b"",
        gzipped: bool = False,
    ) -> Answer:
        assert token == "token"
        assert params is None or method == "GET"
        self.asked.append((method, path))
        if gzipped:
            self.bodies.append(gzip.decompress(body))
        return Answer(200, "application/json", "", json.dumps(self.answer).encode())


Talk = tuple[HttpServerApi, Recorded]


def api_with(answer: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> Talk:
    recorded = Recorded(answer)
    monkeypatch.setattr(api_client, "HttpExchange", lambda *_: recorded)
    return HttpServerApi("https://api.example/v1", NetworkSwitch()), recorded


RUN = [WireEntry(body="{}" * 600, prev_hash="0" * 64, hash="1" * 64, signature="s")]
POSTED = {"accepted_through": 1, "posted_through": 0, "posted_hash": "0" * 64}


@pytest.mark.fault(47, "JSON that answers another question")
def test_an_answer_to_another_push_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    api, recorded = api_with({"request_id": "another", **POSTED}, monkeypatch)
    with pytest.raises(Unreachable, match=r"network\.captive_portal"):
        api.push("token", "register-1", RUN)
    assert recorded.asked == [("POST", "/registers/register-1/journal")]
    assert b'"protocol":1' in recorded.bodies[0]


@pytest.mark.fault(47, "a page that nobody asked for")
@pytest.mark.parametrize("wrong", [{"scope": "staff"}, {"after": 7}])
def test_a_page_that_nobody_asked_for_is_none(
    wrong: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = {"scope": "stock", "after": 5, "cursor": 9, "more": False, "changes": []}
    api, _ = api_with(page, monkeypatch)
    assert api.changes("token", Scope.STOCK, 5).cursor == 9
    api, _ = api_with(page | wrong, monkeypatch)
    with pytest.raises(Unreachable, match=r"network\.captive_portal"):
        api.changes("token", Scope.STOCK, 5)


def test_identities_cannot_leave_their_place_in_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    api, recorded = api_with(dict(POSTED), monkeypatch)
    api.position("token", "../../admin?x=")
    assert recorded.asked == [("GET", "/registers/..%2F..%2Fadmin%3Fx%3D/position")]


PROOF = {"register_id": "register-1", "day": "2026-11-21", "posted_through": 7, "sales": 2}
REMARK = {"event_id": "e", "seq": 3, "code": "stock.short", "data": {"product": "P", "milli": -1}}
PAGE = {"register_id": "register-1", "remarks": [REMARK], "through": 7, "more": False}


def test_a_days_proof_and_remarks_are_asked_for_as_the_register(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    api, recorded = api_with(PROOF, monkeypatch)
    assert api.proof("token", "register-1", "2026-11-21").sales == 2
    assert recorded.asked == [("GET", "/registers/register-1/proof")]
    api, recorded = api_with(PAGE, monkeypatch)
    assert api.remarks("token", "register-1", 2).remarks[0].code == "stock.short"
    assert recorded.asked == [("GET", "/registers/register-1/remarks")]


@pytest.mark.fault(47, "an answer to another question")
def test_a_proof_or_a_remark_of_something_else_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ({"register_id": "register-2"}, {"day": "2026-11-20"}):
        api, _ = api_with({**PROOF, **wrong}, monkeypatch)
        with pytest.raises(Unreachable, match=r"network\.captive_portal"):
            api.proof("token", "register-1", "2026-11-21")
    api, _ = api_with({**PAGE, "register_id": "register-2"}, monkeypatch)
    with pytest.raises(Unreachable, match=r"network\.captive_portal"):
        api.remarks("token", "register-1", 2)
