"""What the daily proof asks of the books: sums over what is booked, and places in a journal.

Knows nothing of how a proof is put together.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from backend_lambdas.logic.books.journal import KeptEntry
from pos_core.proof import Figures, Proof


class Proofs(Protocol):
    """Questions to the posted sales, payments and refunds; days are local days."""

    def booked(self, register_id: str, day: str) -> Proof:
        """Return what is booked under this register on a day, and where its journal says so."""

    def booked_elsewhere(self, register_id: str, event_ids: Collection[str]) -> Figures:
        """Return what those of the facts add that are booked under any other register."""

    def not_booked_here(self, register_id: str) -> Sequence[KeptEntry]:
        """Return, in order, the entries of this journal that are repeats or quarantined."""
