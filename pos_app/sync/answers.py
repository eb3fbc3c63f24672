"""What an answer of the server means: its own words, a refusal, or nothing of ours at all.

Pure: knows nothing of sockets. A stranger's page (a hotel's sign-in, a proxy's excuse) is never
taken for an answer, whatever its status says.
"""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from pos_core.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    RuleBroken,
    SalePointError,
    SignInRefused,
    Unreachable,
)
from pos_core.wire.error import ErrorAnswer, ErrorBody
from pos_core.wire.message import Message

_M = TypeVar("_M", bound=Message)
_KIND_OF: dict[int, type[SalePointError]] = {
    401: SignInRefused,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    410: Conflict,
}
_CODE_OF = {
    401: "auth.token_refused",
    403: "permission.denied",
    404: "route.unknown",
    410: "cursor.expired",
    413: "request.too_large",
}
_TRY_LATER = 429
_SERVER_FAILED = 500
_LONGEST_TOLD_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, declared type, what `Retry-After` said, and the body."""

    status: int
    content_type: str
    retry_after: str
    body: bytes

    @property
    def is_json(self) -> bool:
        """Tell whether the answer calls itself JSON."""
        return self.content_type.partition(";")[0].strip().lower() == "application/json"


def read(answer: Answer, message: type[_M]) -> _M:
    """Return the message of a good answer.

    Raises Unreachable for what is not our server's answer or asks to come again, SignInRefused
    `auth.token_refused`, NotAllowed, NotFound, Conflict or RuleBroken for what it refuses.
    """
    if not 200 <= answer.status < 300:
        raise _refusal(answer)
    if not answer.is_json:
        raise Unreachable("network.captive_portal", status=answer.status)
    try:
        return message.model_validate_json(answer.body)
    except ValidationError:
        raise Unreachable("network.captive_portal", status=answer.status) from None


def judge_file_status(status: int) -> None:
    """Raise NotFound or Unreachable unless a file is coming."""
    if status == 404:
        raise NotFound("media.not_here")
    if status != 200:
        raise Unreachable("server.unreachable", status=status)


def _refusal(answer: Answer) -> SalePointError:
    if answer.status == _TRY_LATER or answer.status >= _SERVER_FAILED:
        return _later(answer)
    if not answer.is_json:
        return Unreachable("network.captive_portal", status=answer.status)
    body = _error_body(answer)
    if body is None and answer.status not in _CODE_OF:
        return Unreachable("server.unreachable", status=answer.status)
    kind = _KIND_OF.get(answer.status, RuleBroken)
    if body is None or answer.status == 401:
        return kind(_CODE_OF[answer.status])
    data = {name: value for name, value in body.data.items() if name != "code"}
    return kind(body.code, **data)


def _error_body(answer: Answer) -> ErrorBody | None:
    """Return our own words about the error; the gateway in front of us has others."""
    try:
        return ErrorAnswer.model_validate_json(answer.body).error
    except ValidationError:
        return None


def _later(answer: Answer) -> Unreachable:
    told = answer.retry_after.strip()
    seconds = min(int(told), _LONGEST_TOLD_SECONDS) if told.isascii() and told.isdigit() else 0
    return Unreachable("server.unreachable", status=answer.status, retry_after_seconds=seconds)
