"""Bodies of requests: plain or gzip, never larger than allowed, as one of the wire's messages.

Knows nothing of routes. A compressed body is unpacked step by step, so that a bomb costs no more
memory than the largest body that is allowed.
"""

import base64
import binascii
import zlib
from typing import TypeVar

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from pos_core.errors import RuleBroken
from pos_core.wire.message import Message

M = TypeVar("M", bound=Message)

LARGEST_BODY = 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


def read_message(event: APIGatewayProxyEvent, kind: type[M], largest: int = LARGEST_BODY) -> M:
    """Return the body as a message; raises pydantic's ValidationError for what does not fit."""
    return kind.model_validate_json(read_bytes(event, largest))


def read_bytes(event: APIGatewayProxyEvent, largest: int = LARGEST_BODY) -> bytes:
    """Return the unpacked body.

    Raises RuleBroken `request.too_large` above `largest` bytes, unpacked, and
    `request.unreadable` for a damaged one.
    """
    raw = _sent_bytes(event)
    if raw.startswith(_GZIP_MAGIC):
        return _unpacked(raw, largest)
    return _within(raw, largest)


def _sent_bytes(event: APIGatewayProxyEvent) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise RuleBroken("request.unreadable") from None


def _unpacked(raw: bytes, largest: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        content = unpacker.decompress(raw, largest + 1)
    except zlib.error:
        raise RuleBroken("request.unreadable") from None
    _within(content, largest)
    if not unpacker.eof:
        raise RuleBroken("request.unreadable")
    return content


def _within(content: bytes, largest: int) -> bytes:
    if len(content) > largest:
        raise RuleBroken("request.too_large", largest_bytes=largest)
    return content
