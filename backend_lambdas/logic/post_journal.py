"""Posts a run of journal entries into the books, in one transaction.

Correct under loss, doubling, reordering and repetition of runs: only the next entry of a register's
chain is applied, and its head moves in the same commit. Knows nothing of queues or tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from backend_lambdas.logic.book_facts import Bookings, book
from backend_lambdas.logic.books.journal import PostingRegister
from backend_lambdas.logic.books.work import Books, RowRefused, Work
from backend_lambdas.logic.judge_run import judge
from backend_lambdas.logic.ports import JournalRun, RegisterMirror, SideEffectBell
from backend_lambdas.logic.write_bookings import write_bookings
from pos_core.errors import RuleBroken
from pos_core.journal import GENESIS, Entry, Head, read_entry
from pos_core.wire.journal import PushRequest

# The database refuses a row, or our own code stumbles over what an entry says. Everything else is
# no entry's fault (a server that is away, tables that are not migrated) and fails the run.
_ONE_ENTRYS_FAULT = (
    RowRefused,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a run.

    `head` is where the register's journal stands in the books. `stop` says why (the rest of) the
    run was left out: the register will send again from `head` on, so the run can be forgotten.
    `held` is the entry in the books that a fork contradicts. `wishes` counts new side effects.
    """

    head: Head
    applied: int = 0
    quarantined: int = 0
    remarks: int = 0
    wishes: int = 0
    stop: str = ""
    held: Head | None = None


@dataclass(frozen=True, slots=True)
class PostJournal:
    """The use case and what it works with."""

    books: Books
    mirror: RegisterMirror
    bell: SideEffectBell

    def __call__(self, run: JournalRun) -> Posted:
        """Post the run; whatever it raises, the run has to be tried again as it is."""
        try:
            entries = _entries_of(run)
        except (ValidationError, RuleBroken):
            return Posted(GENESIS, stop="run.unreadable")
        posted = self._post(run, entries)
        if posted.held is not None:
            self.mirror.note_fork(run.register_id, posted.held)
        elif posted.head != GENESIS:
            self.mirror.note_posted(run.register_id, posted.head)
        if posted.wishes:
            self.bell.ring()
        return posted

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        try:
            return self.books.write(lambda work: post_entries(work, run, entries, {}))
        except _ONE_ENTRYS_FAULT:
            return self._post_singly(run, entries)

    def _post_singly(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        """Find the entry that cannot be applied, quarantine it, and post the others."""
        total = Posted(GENESIS)
        for entry in entries:
            total = _sum(total, self._post_one(run, entry))
            if total.stop:
                break
        return total

    def _post_one(self, run: JournalRun, entry: Entry) -> Posted:
        try:
            return self.books.write(lambda work: post_entries(work, run, [entry], {}))
        except _ONE_ENTRYS_FAULT as error:
            reason = str(error) if isinstance(error, RowRefused) else f"bug: {type(error).__name__}"
            refused = {entry.seq: reason}
            return self.books.write(lambda work: post_entries(work, run, [entry], refused))


def _entries_of(run: JournalRun) -> Sequence[Entry]:
    request = PushRequest.model_validate_json(run.body)
    entries = [read_entry(e.body, e.prev_hash, e.hash, e.signature) for e in request.entries]
    if any(entry.register_id != run.register_id for entry in entries):
        raise RuleBroken("journal.wrong_register")
    return entries


def post_entries(
    work: Work, run: JournalRun, entries: Sequence[Entry], refused: Mapping[int, str]
) -> Posted:
    """Post entries inside an open transaction; `refused` are quarantined unread, with reasons."""
    register = work.registers.lock(run.register_id)
    if register is None:
        return Posted(GENESIS, stop="register.unknown")
    verdict = judge(entries, register.head, register.public_key, _held(work, register, entries))
    if not verdict.new:
        return Posted(register.head, stop=verdict.stop, held=verdict.held)
    known = work.journals.facts([entry.fact.event_id for entry in verdict.new])
    bookings = book(verdict.new, register, known, refused)
    head = verdict.new[-1].head
    work.registers.advance(register.register_id, head, bookings.receipt_counter)
    write_bookings(work, bookings, run.received_at)
    return _posted(head, bookings, verdict.stop)


def _held(work: Work, register: PostingRegister, entries: Sequence[Entry]) -> dict[int, str]:
    """Return the books' hashes where the run says something about entries they hold."""
    first = min(entry.seq for entry in entries)
    if first > register.head.seq:
        return {}
    last = max(entry.seq for entry in entries)
    return work.journals.hashes(register.register_id, first, last)


def _posted(head: Head, bookings: Bookings, stop: str) -> Posted:
    return Posted(
        head,
        applied=len(bookings.kept),
        quarantined=bookings.quarantined,
        remarks=len(bookings.remarks),
        wishes=len(bookings.intents),
        stop=stop,
    )


def _sum(one: Posted, other: Posted) -> Posted:
    return Posted(
        other.head,
        one.applied + other.applied,
        one.quarantined + other.quarantined,
        one.remarks + other.remarks,
        one.wishes + other.wishes,
        other.stop,
        other.held,
    )
