"""Verifies what the books hold of every journal: chain, signatures, and the rows that follow.

Begins where it came to last time, and once in a while from the first entry again. What is broken is
said and stays said: the mark does not pass it, so that the next round meets it again until it is
mended, while everything behind it is looked at all the same. Knows nothing of who is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from backend_lambdas.logic.books.findings import Condition, FindingKind
from backend_lambdas.logic.books.watch import HeldEntry, WatchedRegister
from backend_lambdas.logic.books.work import Books
from pos_core.errors import RuleBroken
from pos_core.identifiers import Clock, moment_of, timestamp
from pos_core.journal import GENESIS, Entry, Head, public_key_of, read_entry, verify_run

AT_ONCE = 500
MOST_ENTRIES = 50_000
FROM_THE_FIRST_AFTER = timedelta(days=7)


@dataclass(slots=True)
class _Round:
    """One journal on its way: how far everything was right, and what was not."""

    verified: Head
    broken: list[tuple[int, str]] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not (self.broken or self.unsound)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a round came to; `entries` were looked at."""

    entries: int
    conditions: Sequence[Condition]


@dataclass(frozen=True, slots=True)
class VerifyJournals:
    """The use case and what it works with."""

    books: Books
    clock: Clock

    def __call__(self, registers: Sequence[WatchedRegister], *, full: bool = False) -> Verified:
        """Verify these journals, at most MOST_ENTRIES in all; `full` begins at the first entry."""
        left = MOST_ENTRIES
        conditions: list[Condition] = []
        for register in registers:
            begun = self._begun(register, full=full)
            looked_at, outcome = self._verify(begun, left)
            left -= looked_at
            conditions += _conditions(register.register_id, outcome)
        return Verified(MOST_ENTRIES - left, conditions)

    def _begun(self, register: WatchedRegister, *, full: bool) -> "_Begun":
        now = self.clock.now()
        due = not register.full_at or moment_of(register.full_at) + FROM_THE_FIRST_AFTER <= now
        if full or due:
            return _Begun(register, GENESIS, timestamp(now))
        return _Begun(register, register.verified, register.full_at)

    def _verify(self, begun: "_Begun", most: int) -> tuple[int, _Round]:
        register, head = begun.register, begun.mark
        outcome = _Round(begun.mark)
        looked_at = 0
        while head.seq < register.head.seq and looked_at < most:
            entries = self._stretch(register, head, min(AT_ONCE, most - looked_at))
            outcome.broken += _broken(entries, head, register)
            if not entries:
                break
            looked_at += len(entries)
            head = Head(entries[-1].seq, entries[-1].hash)
            outcome.unsound += self._unsound(register, entries)
            if outcome.is_sound:
                outcome.verified = head
        now = timestamp(self.clock.now())
        self.books.write(
            lambda work: work.watch.note_verified(
                register.register_id, outcome.verified, now, begun.full_at
            )
        )
        return looked_at, outcome

    def _stretch(self, register: WatchedRegister, head: Head, most: int) -> Sequence[HeldEntry]:
        through = register.head.seq
        return self.books.read(
            lambda work: work.watch.held(register.register_id, head.seq, through, most)
        )

    def _unsound(self, register: WatchedRegister, entries: Sequence[HeldEntry]) -> Sequence[str]:
        first, last = entries[0].seq, entries[-1].seq
        return self.books.read(lambda work: work.watch.unsound(register.register_id, first, last))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A journal and where this round begins in it."""

    register: WatchedRegister
    mark: Head
    full_at: str


def _broken(
    entries: Sequence[HeldEntry], before: Head, register: WatchedRegister
) -> Iterator[tuple[int, str]]:
    """Yield place and fault of each entry that does not follow or is not signed."""
    key = public_key_of(register.public_key)
    head = before
    for held in entries:
        try:
            verify_run([_read(held, register)], head, key)
        except RuleBroken as error:
            yield held.seq, error.code
        head = Head(held.seq, held.hash)
    if not entries:
        yield before.seq + 1, "journal.gap"
    elif head.seq == register.head.seq and head.hash != register.head.hash:
        yield head.seq, "journal.head_differs"


def _read(held: HeldEntry, register: WatchedRegister) -> Entry:
    """Read an entry, and refuse one that says another place or register than it is kept under."""
    entry = read_entry(held.body, held.prev_hash, held.hash, held.signature)
    if (entry.register_id, entry.seq) != (register.register_id, held.seq):
        raise RuleBroken("journal.wrong_register", seq=held.seq)
    return entry


def _conditions(register_id: str, outcome: _Round) -> Iterator[Condition]:
    if outcome.broken:
        seq, code = outcome.broken[0]
        data: dict[str, str | int] = {"seq": seq, "code": code, "count": len(outcome.broken)}
        yield Condition(FindingKind.CHAIN_BROKEN, register_id, data)
    if outcome.unsound:
        data = {"event_id": outcome.unsound[0], "count": len(outcome.unsound)}
        yield Condition(FindingKind.SUMS_DIFFER, register_id, data)
