"""Posts a quarantined entry again, after a mend of what had kept it out.

The entry keeps its place in the journal; what it says is booked now. Knows nothing of who asks.
"""

from dataclasses import dataclass

from backend_lambdas.logic.book_facts import Bookings, book
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.ports import SideEffectBell
from backend_lambdas.logic.write_bookings import write_facts
from pos_core.errors import NotFound, RuleBroken
from pos_core.identifiers import Clock, timestamp


@dataclass(frozen=True, slots=True)
class PostAgain:
    """The use case and what it works with."""

    books: Books
    bell: SideEffectBell
    clock: Clock

    def __call__(self, register_id: str, seq: int) -> None:
        """Post it, once.

        Raises NotFound `entry.not_quarantined`, and RuleBroken `entry.still_refused` with the
        reason when it can still not be read; then nothing has changed.
        """
        now = timestamp(self.clock.now())
        bookings = self.books.write(lambda work: _post(work, register_id, seq, now))
        if bookings.intents:
            self.bell.ring()


def _post(work: Work, register_id: str, seq: int, now: str) -> Bookings:
    register = work.registers.lock(register_id)
    entry = work.journals.quarantined(register_id, seq)
    if register is None or entry is None:
        raise NotFound("entry.not_quarantined", register_id=register_id, seq=seq)
    bookings = book([entry], register, frozenset(), {})
    if bookings.quarantined:
        raise RuleBroken("entry.still_refused", seq=seq, reason=bookings.kept[0].reason)
    work.journals.release(register_id, seq, EntryState.POSTED)
    work.registers.advance(register_id, register.head, bookings.receipt_counter)
    write_facts(work, bookings, now)
    return bookings
