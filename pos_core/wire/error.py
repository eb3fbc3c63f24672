"""The body of every answer that is no success. Knows nothing of status codes."""

from pydantic import Field

from pos_core.wire.message import Message


class ErrorBody(Message):
    """A stable code, a sentence for developers, the data that explain it, and a trace."""

    code: str
    message: str
    data: dict[str, str | int | None] = Field(default_factory=dict)
    correlation_id: str = ""


class ErrorAnswer(Message):
    """The envelope: `{"error": {…}}`."""

    error: ErrorBody
