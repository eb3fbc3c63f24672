"""Journals of registers in the books: where each one stands, and its entries as they came.

Knows nothing of what an entry means.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pos_core.journal import Entry, Fact, Head

LONGEST_IDENTITY = 64


def is_identity(text: str) -> bool:
    """Tell whether the books can keep this as a fact's identity: up to 64 plain characters."""
    return 0 < len(text) <= LONGEST_IDENTITY and text.isascii()


class EntryState(StrEnum):
    """What became of an entry. Whatever it is, the head moves on: one never blocks the next."""

    POSTED = "posted"
    QUARANTINED = "quarantined"  # kept whole; it can be posted again after a mend
    REPEATED = "repeated"  # its fact was in the books already, from another place of a journal


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry on its way into the books, or in them; `reason` says why it is quarantined.

    With `identity_taken` its fact's identity belongs to another entry.
    """

    entry: Entry
    state: EntryState
    reason: str = ""
    identity_taken: bool = False


@dataclass(frozen=True, slots=True)
class PostingRegister:
    """A register while its row is locked. `receipt_counter` is the last receipt's number."""

    register_id: str
    code: str
    store_id: str
    public_key: str
    head: Head
    receipt_counter: int


class Registers(Protocol):
    """Where each register's journal stands."""

    def lock(self, register_id: str) -> PostingRegister | None:
        """Lock the register until the transaction ends and return it; None when unknown."""

    def advance(self, register_id: str, head: Head, receipt_counter: int) -> None:
        """Move the head of a locked register forward."""

    def posted_through(self, register_id: str) -> int:
        """Return the last posted entry's number; 0 for none and for an unknown register."""


class Journals(Protocol):
    """The entries themselves."""

    def hashes(self, register_id: str, first_seq: int, last_seq: int) -> dict[int, str]:
        """Return the hashes of the entries in this range."""

    def add(self, entries: Sequence[KeptEntry], received_at: str) -> None:
        """Keep entries of one register."""

    def entry(self, event_id: str) -> Entry | None:
        """Return a fact's entry by its identity."""

    def facts(self, event_ids: Collection[str]) -> list[Fact]:
        """Return those of the facts that are in the books, as they were first told."""

    def quarantined(self, register_id: str, seq: int) -> Entry | None:
        """Return an entry that is quarantined; None when there is no such entry."""

    def release(self, register_id: str, seq: int, state: EntryState) -> None:
        """Note what became of an entry that was quarantined."""
