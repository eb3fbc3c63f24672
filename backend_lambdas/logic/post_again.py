"""Posts a quarantined entry again, after a mend of what had kept it out.

The entry keeps its place in the journal; what it says is booked now. Its receipt number was counted
when it came, so it is not remarked for being late. Knows nothing of who asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from backend_lambdas.logic.book_facts import UNEXPECTED_NUMBER, Bookings, book
from backend_lambdas.logic.books.journal import EntryState
from backend_lambdas.logic.books.work import Books, RowRefused, Work
from backend_lambdas.logic.ports import SideEffectBell
from backend_lambdas.logic.write_bookings import write_facts
from pos_core.errors import NotFound, RuleBroken
from pos_core.identifiers import Clock, timestamp
from pos_core.permissions import Act, Role, require


@dataclass(frozen=True, slots=True)
class PostAgain:
    """The use case and what it works with."""

    books: Books
    bell: SideEffectBell
    clock: Clock

    def __call__(self, roles: Iterable[Role], register_id: str, seq: int) -> EntryState:
        """Post it, once, and say what became of it.

        Its fact may have come by another journal meanwhile: then it is a repeat. Raises NotAllowed,
        NotFound `entry.not_quarantined`, and RuleBroken `entry.still_refused` with the
        reason when it can still not be read; then nothing has changed.
        """
        require(roles, Act.MEND_BOOKS)
        now = timestamp(self.clock.now())
        try:
            bookings = self.books.write(lambda work: _post(work, register_id, seq, now))
        except RowRefused as error:
            raise RuleBroken("entry.still_refused", seq=seq, reason=str(error)) from error
        if bookings.intents:
            self.bell.ring()
        return bookings.kept[0].state


def _post(work: Work, register_id: str, seq: int, now: str) -> Bookings:
    register = work.registers.lock(register_id)
    entry = work.journals.quarantined(register_id, seq)
    if register is None or entry is None:
        raise NotFound("entry.not_quarantined", register_id=register_id, seq=seq)
    bookings = book([entry], register, [], {})
    if bookings.quarantined:
        raise RuleBroken("entry.still_refused", seq=seq, reason=bookings.kept[0].reason)
    bookings.remarks = [remark for remark in bookings.remarks if remark.code != UNEXPECTED_NUMBER]
    work.journals.release(register_id, seq, bookings.kept[0].state)
    work.registers.advance(register_id, register.head, bookings.receipt_counter)
    write_facts(work, bookings, now)
    return bookings
