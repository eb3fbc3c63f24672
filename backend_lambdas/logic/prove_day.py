"""Proves a register's day from the books: from what is posted, not from what was sent.

Knows nothing of HTTP or tables; permissions are checked here once more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend_lambdas.logic.books.journal import EntryState, KeptEntry
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.report_today import checked_day
from pos_core.errors import NotFound
from pos_core.permissions import Act, Role, require
from pos_core.proof import TRADE, Proof, business_day
from pos_core.wire.proof import DayProof, day_proof


@dataclass(frozen=True, slots=True)
class ProveDay:
    """The use case and what it works with."""

    books: Books

    def __call__(self, roles: Iterable[Role], register_id: str, day: str) -> DayProof:
        """Prove one local day of one register.

        A register may ask for itself (the caller sees to that), and whoever may watch the books.
        Raises NotAllowed, RuleBroken `day.unreadable`, NotFound `register.unknown`.
        """
        held = list(roles)
        if Role.REGISTER not in held:
            require(held, Act.WATCH_BOOKS)
        checked_day(day)
        return self.books.read(lambda work: _prove(work, register_id, day))


def _prove(work: Work, register_id: str, day: str) -> DayProof:
    """Put together what is booked here, what is booked elsewhere, and what is not booked at all."""
    if not work.watch.knows(register_id):
        raise NotFound("register.unknown", register_id=register_id)
    of_day = [kept for kept in work.proofs.not_booked_here(register_id) if _traded_on(kept, day)]
    repeats = [kept for kept in of_day if kept.state is EntryState.REPEATED]
    event_ids = {kept.entry.fact.event_id for kept in repeats}
    elsewhere = work.proofs.booked_elsewhere(register_id, event_ids)
    proof = work.proofs.booked(register_id, day) + Proof(elsewhere) + _places(of_day)
    quarantined = [kept.entry.seq for kept in of_day if kept.state is EntryState.QUARANTINED]
    return day_proof(
        register_id,
        day,
        proof,
        work.registers.posted_through(register_id),
        elsewhere,
        tuple(quarantined),
    )


def _places(kept: Sequence[KeptEntry]) -> Proof:
    """Return where the journal holds these entries, whatever they add."""
    places = (Proof(first_seq=one.entry.seq, last=one.entry.head) for one in kept)
    return sum(places, Proof())


def _traded_on(kept: KeptEntry, day: str) -> bool:
    """Tell whether an entry says that something was sold or came back on this day."""
    fact = kept.entry.fact
    try:
        return fact.type in TRADE and business_day(fact) == day
    except (ValueError, OverflowError):  # quarantined because its moment is none
        return False
