"""What the watch over the books asks of them, and where it remembers how far it has come.

Knows nothing of what counts as a finding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_core.journal import Head


@dataclass(frozen=True, slots=True)
class WatchedRegister:
    """A register as the books know it.

    `heard_at` is when its last entry was accepted, or when it was enrolled; `verified` is how far
    its journal has been verified, `full_at` when that was last begun from its first entry.
    """

    register_id: str
    store_id: str
    public_key: str
    active: bool
    head: Head
    heard_at: str
    verified: Head
    full_at: str


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry as it is held, word for word, before anybody tries to read it."""

    seq: int
    body: str
    prev_hash: str
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something there are, and one of them to begin with."""

    many: int = 0
    first: str = ""


class Watch(Protocol):
    """Questions to all that is held."""

    def knows(self, register_id: str) -> bool:
        """Tell whether the books have such a register."""

    def registers(self) -> Sequence[WatchedRegister]:
        """Return all registers, in the order of their identities."""

    def held(self, register_id: str, after: int, through: int, most: int) -> Sequence[HeldEntry]:
        """Return the next entries of a journal, at most so many, none beyond `through`."""

    def unsound(self, register_id: str, first: int, last: int) -> Sequence[str]:
        """Return facts among these entries of whose rows some are missing or do not add up.

        Lines, taxes, payments and movements must make up the document, to the minor unit and the
        thousandth. Facts that were remarked on as differing when they came are left out: the
        register itself said so.
        """

    def note_verified(self, register_id: str, head: Head, at: str, full_at: str) -> None:
        """Remember how far a journal has been verified."""

    def strays(self) -> Count:
        """Count sales and returns that no entry of any journal stands for."""

    def wrong_levels(self) -> Count:
        """Count stock levels that are not the sum of their movements."""

    def quarantined(self) -> dict[str, Count]:
        """Count quarantined entries by register; `first` is the first one's number."""

    def overdue(self, before: str) -> Count:
        """Count wishes made before a moment and not fulfilled; `first` is the oldest's moment."""
