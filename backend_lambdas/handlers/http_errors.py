"""The table from exceptions to HTTP answers, and the one form of an answer that is no success.

Knows nothing of routes. What a stranger may learn is the code and the data of our own errors; a
bug is answered with its correlation id only, and its story goes to the log.
"""

from dataclasses import dataclass
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from pydantic import ValidationError

from pos_core.errors import (
    Conflict,
    EnvironmentFailed,
    NotAllowed,
    NotFound,
    RuleBroken,
    SalePointError,
    SignInRefused,
)
from pos_core.wire.error import ErrorAnswer, ErrorBody

JSON = "application/json"
RETRY_AFTER_SECONDS = 5

_BY_CODE = {
    "cursor.expired": HTTPStatus.GONE,
    "protocol.unsupported": HTTPStatus.UPGRADE_REQUIRED,
    "request.too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "route.unknown": HTTPStatus.NOT_FOUND,
}
# The first class that fits decides, so the special ones stand before their base.
_BY_CLASS: tuple[tuple[type[SalePointError], HTTPStatus], ...] = (
    (NotAllowed, HTTPStatus.FORBIDDEN),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (SignInRefused, HTTPStatus.UNAUTHORIZED),
    (RuleBroken, HTTPStatus.BAD_REQUEST),
    (EnvironmentFailed, HTTPStatus.SERVICE_UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status and the body that explains it."""

    status: HTTPStatus
    body: ErrorBody


def status_of(error: SalePointError) -> HTTPStatus:
    """Return the status of one of our errors: by its code, else by its class."""
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    fitting = (status for kind, status in _BY_CLASS if isinstance(error, kind))
    return next(fitting, HTTPStatus.INTERNAL_SERVER_ERROR)


def refusal_for(error: Exception, correlation_id: str) -> Refusal:
    """Turn any exception into an answer; only our own errors explain themselves."""
    if isinstance(error, SalePointError):
        body = ErrorBody(
            code=error.code,
            message=str(error),
            data=dict(error.data),
            correlation_id=correlation_id,
        )
        return Refusal(status_of(error), body)
    if isinstance(error, ValidationError):
        return Refusal(HTTPStatus.BAD_REQUEST, _invalid_field(error, correlation_id))
    body = ErrorBody(
        code="server.failed",
        message="An error of our own; the correlation id finds it in the log.",
        correlation_id=correlation_id,
    )
    return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, body)


def _invalid_field(error: ValidationError, correlation_id: str) -> ErrorBody:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "body"
    return ErrorBody(
        code="request.invalid",
        message=f"{field}: {first['msg']}",
        data={"field": field, "problem": first["msg"]},
        correlation_id=correlation_id,
    )


def answer_of(refusal: Refusal) -> Response[str]:
    """Write a refusal as HTTP; waiting is suggested where trying again may help."""
    headers: dict[str, str | list[str]] = {"Cache-Control": "no-store"}
    if refusal.status is HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return Response(
        status_code=refusal.status,
        content_type=JSON,
        body=ErrorAnswer(error=refusal.body).model_dump_json(),
        headers=headers,
    )
