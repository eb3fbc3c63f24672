"""Identities: time-ordered UUIDs, receipt numbers, and the clock they are made from.

Knows nothing of where identities are stored. Clock and random source are passed in, so that tests
and simulations repeat exactly.
"""

import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

RandomBits = Callable[[int], int]


class Clock(Protocol):
    """Tells the time; a fixed one in tests."""

    def now(self) -> datetime:
        """Return the present moment, in UTC, with its time zone."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


def new_id(clock: Clock, random_bits: RandomBits = secrets.randbits) -> str:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits; sorts by time."""
    milliseconds = int(clock.now().timestamp() * 1000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    return str(uuid.UUID(int=value))


def is_id(text: str) -> bool:
    """Tell whether a text is a UUID in its canonical lower-case form."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def timestamp(moment: datetime) -> str:
    """Write a moment as UTC with milliseconds: `2026-11-21T07:35:54.123Z`."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def moment_of(text: str) -> datetime:
    """Read what `timestamp` wrote; raises ValueError otherwise."""
    return datetime.fromisoformat(text)


def local_moment(occurred_at: str, utc_offset_minutes: int) -> datetime:
    """Return when something happened by the register's own clock and zone: its day and hour.

    Raises ValueError or OverflowError for what is no moment.
    """
    moment = moment_of(occurred_at)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment + timedelta(minutes=utc_offset_minutes)


def receipt_number(register_code: str, counter: int) -> str:
    """Write a register's receipt number, `T2-004183`: gapless per register, for people."""
    return f"{register_code}-{counter:06d}"


def register_code(number: int) -> str:
    """Write the short code of the shop's nth register, `T2`: on its receipts, for people."""
    return f"T{number}"


def register_number(code: str) -> int:
    """Return which register a code stands for; 0 for a text that is no such code."""
    digits = code.removeprefix("T")
    return int(digits) if digits.isdecimal() else 0
