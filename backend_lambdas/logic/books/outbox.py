"""The outbox: wishes for side effects, written in the transaction that they follow from.

Knows nothing of mail or topics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class IntentKind(StrEnum):
    """What is wished for."""

    RECEIPT_MAIL = "receipt_mail"
    LOW_STOCK = "low_stock"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Intent:
    """One wish, named for ever, with all it takes to fulfil it."""

    intent: str
    kind: IntentKind
    data: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ClaimedIntent:
    """A wish that nobody else works on until its claim ends; `attempt` counts from 1."""

    intent: Intent
    attempt: int


class Outbox(Protocol):
    """The wishes that are not fulfilled yet, and what became of the others."""

    def add(self, intents: Sequence[Intent], now: str) -> None:
        """Wish for side effects, due at once."""

    def claim(self, now: str, until: str, limit: int) -> list[ClaimedIntent]:
        """Claim what is due, oldest first; whoever asks meanwhile gets others.

        A claim that is not finished by `until` is due again.
        """

    def done(self, intent: str, now: str) -> None:
        """Note that a wish is fulfilled, and forget whom it named."""

    def postpone(self, intent: str, due_at: str, error: str) -> None:
        """Try again later."""

    def give_up(self, intent: str, now: str, error: str) -> None:
        """Note that a wish cannot be fulfilled, ever."""
