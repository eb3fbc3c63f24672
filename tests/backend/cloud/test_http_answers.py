"""Who is let in, which bodies are read, and what an error looks like from outside."""

import gzip
import json

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent
from pydantic import ValidationError

from backend_lambdas.handlers import accept_journal, register_position
from backend_lambdas.handlers.caller import Caller, caller_of, groups_from
from backend_lambdas.handlers.http_errors import refusal_for
from backend_lambdas.handlers.request_body import LARGEST_BODY, read_bytes, read_message
from pos_core.errors import (
    Conflict,
    EnvironmentFailed,
    NotAllowed,
    NotFound,
    RuleBroken,
    SignInRefused,
)
from pos_core.permissions import Act, Role
from pos_core.wire.registers import EnrolRequest
from tests.backend.cloud.requests import Context, api_event, claims_of, error_in

JOURNAL = "/v1/registers/R1/journal"


def event_with(body: bytes) -> APIGatewayProxyEvent:
    return APIGatewayProxyEvent(api_event("POST", JOURNAL, body=body))


@pytest.mark.parametrize("claim", ["manager,salesperson", "[manager salesperson]"])
def test_groups_are_read_in_every_form_that_gateways_write(claim: str) -> None:
    assert groups_from(claim) == ["manager", "salesperson"]
    assert groups_from("[register]") == ["register"]
    assert groups_from("") == []


def test_a_caller_is_who_the_id_token_says() -> None:
    event = APIGatewayProxyEvent(
        api_event("GET", "/", claims=claims_of("manager1", "[manager chess-club]"))
    )

    assert caller_of(event) == Caller("manager1", frozenset({Role.MANAGER}))


@pytest.mark.parametrize("claims", [None, claims_of("manager1", "[manager]", "access")])
def test_without_an_id_token_there_is_no_caller(claims: dict[str, str] | None) -> None:
    with pytest.raises(SignInRefused, match=r"auth\.token_refused"):
        caller_of(APIGatewayProxyEvent(api_event("GET", "/", claims=claims)))


def test_an_access_token_is_answered_with_401() -> None:
    claims = claims_of("register-R1", "[register]", "access")

    answer = accept_journal.handler(api_event("POST", JOURNAL, claims=claims), Context())

    assert answer["statusCode"] == 401
    assert error_in(answer)["code"] == "auth.token_refused"


@pytest.mark.parametrize(
    ("username", "groups", "code"),
    [
        ("manager1", "[manager]", "permission.denied"),
        ("register-R2", "[register]", "register.not_yours"),
        ("register-R1", "[manager]", "permission.denied"),
    ],
    ids=["a person", "another register", "a person who is named like the register"],
)
def test_only_a_register_itself_may_send_its_journal(username: str, groups: str, code: str) -> None:
    claims = claims_of(username, groups)

    answer = accept_journal.handler(api_event("POST", JOURNAL, claims=claims), Context())

    assert (answer["statusCode"], error_in(answer)["code"]) == (403, code)


def test_a_register_may_not_ask_for_the_position_of_another() -> None:
    event = api_event(
        "GET", "/v1/registers/R2/position", claims=claims_of("register-R1", "[register]")
    )

    assert register_position.handler(event, Context())["statusCode"] == 403


def test_a_route_that_does_not_exist_is_answered_in_the_one_form() -> None:
    answer = accept_journal.handler(api_event("GET", "/v1/elsewhere"), Context())

    assert answer["statusCode"] == 404
    assert error_in(answer) == {
        "code": "route.unknown",
        "message": "route.unknown",
        "data": {},
        "correlation_id": "correlation-1",
    }


def test_permissions_are_those_of_the_core() -> None:
    with pytest.raises(NotAllowed):
        Caller("sales1", frozenset({Role.SALESPERSON})).require(Act.EDIT_PRODUCT)
    Caller("manager1", frozenset({Role.MANAGER})).require(Act.EDIT_PRODUCT)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SignInRefused(), 401),
        (NotAllowed(act="sell"), 403),
        (NotFound("product.unknown"), 404),
        (Conflict("journal.gap", expected_seq=3), 409),
        (RuleBroken("cursor.expired"), 410),
        (RuleBroken("request.too_large"), 413),
        (RuleBroken("protocol.unsupported"), 426),
        (RuleBroken("journal.gap"), 400),
        (EnvironmentFailed("service.failed"), 503),
        (ZeroDivisionError("division by zero"), 500),
    ],
)
def test_every_kind_of_error_has_its_status(error: Exception, status: int) -> None:
    assert refusal_for(error, "c").status == status


def test_our_own_errors_explain_themselves_and_bugs_do_not() -> None:
    ours = refusal_for(Conflict("journal.gap", expected_seq=3), "c-1").body
    bug = refusal_for(RuntimeError("SELECT secret FROM staff"), "c-2").body

    assert (ours.code, ours.data, ours.correlation_id) == (
        "journal.gap",
        {"expected_seq": 3},
        "c-1",
    )
    assert bug.code == "server.failed"
    assert "SELECT" not in bug.model_dump_json()
    assert bug.correlation_id == "c-2"


def test_an_invalid_message_names_the_field_and_not_what_was_in_it() -> None:
    with pytest.raises(ValidationError) as invalid:
        EnrolRequest.model_validate({"request_id": "x" * 99, "store_id": "S1", "name": "a"})

    body = refusal_for(invalid.value, "c").body

    assert body.code == "request.invalid"
    assert body.data["field"] == "request_id"
    assert "xxx" not in body.model_dump_json()


def test_plain_and_compressed_bodies_are_the_same() -> None:
    content = b'{"request_id": "1"}'
    plain = api_event("POST", JOURNAL) | {"body": content.decode()}

    assert read_bytes(event_with(content)) == content
    assert read_bytes(event_with(gzip.compress(content))) == content
    assert read_bytes(APIGatewayProxyEvent(plain)) == content


@pytest.mark.fault(50, "a packed bomb at the API")
def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = gzip.compress(b"0" * (LARGEST_BODY + 1))
    assert len(bomb) < 2_000

    with pytest.raises(RuleBroken, match=r"request\.too_large"):
        read_bytes(event_with(bomb))
    with pytest.raises(RuleBroken, match=r"request\.too_large"):
        read_bytes(event_with(b"0" * (LARGEST_BODY + 1)))


@pytest.mark.parametrize(
    "damaged", [gzip.compress(b"x" * 100)[:-12], b"\x1f\x8b rest", gzip.compress(b"")[:5]]
)
def test_a_damaged_body_is_refused(damaged: bytes) -> None:
    with pytest.raises(RuleBroken, match=r"request\.unreadable"):
        read_bytes(event_with(damaged))


def test_a_body_that_is_no_base64_is_refused() -> None:
    event = api_event("POST", JOURNAL) | {"body": "<html>", "isBase64Encoded": True}

    with pytest.raises(RuleBroken, match=r"request\.unreadable"):
        read_bytes(APIGatewayProxyEvent(event))


def test_a_message_is_read_and_fields_of_newer_tills_are_ignored() -> None:
    sent = {"request_id": "r", "store_id": "S1", "name": "Till", "public_key": "k" * 44, "new": 1}

    message = read_message(event_with(json.dumps(sent).encode()), EnrolRequest)

    assert message.name == "Till"
