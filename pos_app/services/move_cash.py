"""Puts cash into the drawer or takes it out, other than by selling: with a reason, in the journal.

Knows nothing of screens or of the drawer's lock.
"""

from collections.abc import Iterable

from pos_app.services.free_text import checked_text
from pos_app.services.ports import Storage
from pos_app.services.scribe import Scribe
from pos_core.errors import RuleBroken
from pos_core.journal import Actor, EntryType
from pos_core.permissions import Act, Role, require
from pos_core.till_session import CashMove, CashMoveKind
from pos_core.wire.till import moved_payload


class MoveCash:
    """Records cash in and out, each in one commit."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`, with entries by `scribe`."""
        self._storage = storage
        self._scribe = scribe

    def move(
        self,
        kind: CashMoveKind,
        amount_minor: int,
        reason: str,
        actor: Actor,
        roles: Iterable[Role],
    ) -> CashMove:
        """Record a positive amount, in minor units, that went in or out.

        Raises NotAllowed, and RuleBroken `till.not_open`, `till.amount_out_of_range`,
        `till.reason_missing`; then nothing has happened.
        """
        require(roles, Act.MOVE_CASH)
        move = CashMove(self._scribe.stamp(actor), kind, amount_minor, checked_text(reason))
        with self._storage.begin() as books:
            session = books.till.open_session()
            if session is None:
                raise RuleBroken("till.not_open")
            payload = moved_payload(move, session.session_id)
            entry = self._scribe.write_stamped(books, EntryType.CASH_MOVED, payload, move.stamp)
            books.till.record_move(move, session.session_id, entry.seq)
        return move
