"""What the books have to say about single entries: remarks on facts, and the quarantine.

Knows nothing of who may read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_core.wire.findings import QuarantinedItem, RemarkItem

Place = tuple[str, int]
"""An entry: register_id and number."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Remarks of whole entries, in their order; `last` is the last entry's place if more follow."""

    remarks: Sequence[RemarkItem]
    last: int | None


class Notices(Protocol):
    """Questions to what is remarkable."""

    def remarks(self, register_id: str, after: int, most: int) -> Noticed:
        """Return the remarks of the next remarkable entries of a journal, at most so many entries.

        A quarantined entry is remarkable by itself.
        """

    def quarantined(self, after: Place, most: int) -> Sequence[QuarantinedItem]:
        """Return quarantined entries in the order of register and number."""
