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
    FINDING = "finding"


class WishState(StrEnum):
    """Where a wish stands."""

    DUE = "due"
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Intent:
    """One wish, named for ever, with all it takes to fulfil it."""

    intent: str
    kind: IntentKind
    data: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ClaimedIntent:
    """A wish that nobody else works on until its claim ends; `attempt` counts from 1.

    `doubtful`: an earlier attempt began to send and was never heard of again, so that it may or may
    not have sent.
    """

    intent: Intent
    attempt: int
    doubtful: bool = False


class Outbox(Protocol):
    """The wishes that are not fulfilled yet, and what became of the others."""

    def add(self, intents: Sequence[Intent], now: str) -> None:
        """Wish for side effects, due at once."""

    def claim(self, now: str, until: str, limit: int) -> list[ClaimedIntent]:
        """Claim what is due, oldest first; whoever asks meanwhile gets others.

        A claim that is not finished by `until` is due again.
        """

    def begin(self, wish: ClaimedIntent) -> bool:
        """Note that this attempt sends now; False when the claim has passed to somebody else."""

    def done(self, intent: str, now: str) -> None:
        """Note that a wish is fulfilled, and forget whom it named."""

    def postpone(self, wish: ClaimedIntent, due_at: str, error: str, *, doubtful: bool) -> None:
        """Try again later, unless the claim has passed to somebody else.

        `doubtful` says that it is not known whether this attempt sent.
        """

    def give_up(self, intent: str, now: str, error: str) -> None:
        """Note that a wish cannot be fulfilled, ever."""
