"""What the watch over the books found: each opens once and closes when it is cured.

Knows nothing of how it is found out or of who is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class FindingKind(StrEnum):
    """What can be found; docs/operations.md says what each means and what to do."""

    CHAIN_BROKEN = "chain_broken"
    SUMS_DIFFER = "sums_differ"
    STRAY_SALES = "stray_sales"
    STOCK_DIFFERS = "stock_differs"
    QUARANTINED = "quarantined"
    REGISTER_SILENT = "register_silent"
    BOOKS_BEHIND = "books_behind"
    DEAD_LETTERS = "dead_letters"
    WISHES_OVERDUE = "wishes_overdue"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is not as it should be now; `register_id` is empty for the whole shop."""

    kind: FindingKind
    register_id: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What a finding is about: there is at most one open finding of each."""
        return f"{self.kind.value}:{self.register_id}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition since it was first met; `closed_at` is empty as long as it lasts."""

    condition: Condition
    opened_at: str
    closed_at: str = ""

    @property
    def name(self) -> str:
        """Its identity for ever."""
        return f"{self.condition.subject}:{self.opened_at}"


class Findings(Protocol):
    """The findings, open and closed."""

    def open(self) -> Sequence[Finding]:
        """Return all open ones."""

    def add(self, findings: Sequence[Finding]) -> None:
        """Open new ones."""

    def describe(self, findings: Sequence[Finding]) -> None:
        """Write what is now known about open ones."""

    def close(self, findings: Sequence[Finding], at: str) -> None:
        """Note that these are cured."""

    def page(self, before: str, most: int, *, closed_too: bool) -> Sequence[Finding]:
        """Return findings, newest first; `before` is the name of the last one seen, or empty."""
