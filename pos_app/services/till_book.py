"""The till's own sessions as a Protocol, beside the other books in `book_ports.py`.

Every method belongs to the transaction that `ports.Storage` has opened. Knows nothing of SQLite.
"""

from typing import Protocol

from pos_core.till_session import CashMove, SessionFigures, TillClosing, TillOpening


class TillBook(Protocol):
    """Projections of the journal: sessions of this till, and cash that moved in them."""

    def open_session(self) -> TillOpening | None:
        """Return the session that is open, None when there is none."""

    def figures(self) -> SessionFigures | None:
        """Return the open session as it stands now, with what was sold late before it."""

    def next_z_number(self) -> str:
        """Return the number that the next close of this register has; gapless."""

    def record_opening(self, opening: TillOpening, seq: int) -> None:
        """Project an opening."""

    def record_move(self, move: CashMove, session_id: str, seq: int) -> None:
        """Project cash that moved."""

    def record_closing(self, closing: TillClosing, seq: int) -> None:
        """Project a close."""

    def closing(self, event_id: str) -> TillClosing | None:
        """Return a close by its identity."""

    def closings(self, limit: int) -> list[TillClosing]:
        """Return the latest closes, newest first."""
