"""The watch over the books: looks into everything that must hold, and keeps what it finds.

Each look stands for itself: one that cannot be taken (a queue or table that does not answer) is
named, closes nothing, and leaves the others alone. Knows nothing of schedules or tables.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend_lambdas.logic.books.findings import Condition, FindingKind
from backend_lambdas.logic.books.watch import Count, WatchedRegister
from backend_lambdas.logic.books.work import Books
from backend_lambdas.logic.keep_findings import keep_findings
from backend_lambdas.logic.ports import DeadLetters, RegisterMirror, SideEffectBell
from backend_lambdas.logic.verify_journals import VerifyJournals
from pos_core.errors import EnvironmentFailed
from pos_core.identifiers import Clock, timestamp

# A shop that sells hears from each of its registers at least once in so long.
SILENT_AFTER = timedelta(hours=8)
# A wish is tried again at least every hour; one that is older waits for something that is broken.
OVERDUE_AFTER = timedelta(hours=2)

_log = logging.getLogger("salepoint.watch_books")


@dataclass(frozen=True, slots=True)
class Watched:
    """What a round came to: entries verified, findings open, and looks that could not be taken."""

    entries: int
    findings: int
    not_looked: Sequence[str]


@dataclass(frozen=True, slots=True)
class WatchBooks:
    """The use case and what it works with."""

    books: Books
    mirror: RegisterMirror
    dead_letters: DeadLetters
    bell: SideEffectBell
    clock: Clock

    def __call__(self, *, full: bool = False) -> Watched:
        """Look into everything; `full` verifies every journal from its first entry.

        Raises EnvironmentFailed only when the books themselves cannot be read or written.
        """
        now = self.clock.now()
        registers = self.books.read(lambda work: work.watch.registers())
        verified = VerifyJournals(self.books, self.clock)(registers, full=full)
        conditions = [*verified.conditions, *self._in_the_books(now)]
        judged = set(FindingKind)
        not_looked = []
        for kind, look in self._beside_the_books(registers, now):
            try:
                conditions += look()
            except EnvironmentFailed as error:
                _log.error("watch_cannot_look", extra={"kind": kind.value, "reason": str(error)})
                not_looked.append(kind.value)
                judged.discard(kind)
        findings = self.books.write(
            lambda work: keep_findings(work, conditions, judged, timestamp(now))
        )
        self.bell.ring()
        return Watched(verified.entries, findings, not_looked)

    def _in_the_books(self, now: datetime) -> Iterator[Condition]:
        """Look at what spans all journals."""
        read = self.books.read
        yield from _if_any(FindingKind.STRAY_SALES, read(lambda work: work.watch.strays()))
        yield from _if_any(FindingKind.STOCK_DIFFERS, read(lambda work: work.watch.wrong_levels()))
        before = timestamp(now - OVERDUE_AFTER)
        overdue = read(lambda work: work.watch.overdue(before))
        yield from _if_any(FindingKind.WISHES_OVERDUE, overdue)
        for register_id, count in read(lambda work: work.watch.quarantined()).items():
            yield from _if_any(FindingKind.QUARANTINED, count, register_id)

    def _beside_the_books(
        self, registers: Sequence[WatchedRegister], now: datetime
    ) -> Iterator[tuple[FindingKind, Callable[[], Sequence[Condition]]]]:
        """Name the looks that need more than the books."""
        yield FindingKind.REGISTER_SILENT, lambda: self._silent(registers, now)
        yield FindingKind.BOOKS_BEHIND, lambda: self._behind(registers)
        yield FindingKind.DEAD_LETTERS, self._given_up

    def _silent(self, registers: Sequence[WatchedRegister], now: datetime) -> Sequence[Condition]:
        """Find registers that were not heard of while their store sells.

        At night nobody is silent anew; but who was found silent stays so until it is heard again.
        """
        since = timestamp(now - SILENT_AFTER)
        trading = {r.store_id for r in registers if r.active and r.heard_at >= since}
        found = self.books.read(lambda work: work.findings.open())
        already = {
            finding.condition.register_id
            for finding in found
            if finding.condition.kind is FindingKind.REGISTER_SILENT
        }
        return [
            Condition(FindingKind.REGISTER_SILENT, r.register_id, {"heard_at": r.heard_at})
            for r in registers
            if r.active
            and r.heard_at < since
            and (r.store_id in trading or r.register_id in already)
        ]

    def _behind(self, registers: Sequence[WatchedRegister]) -> Sequence[Condition]:
        """Find registers to which more was confirmed than the books hold: they were set back."""
        found = []
        for register in registers:
            mirrored = self.mirror.find(register.register_id)
            if mirrored is not None and mirrored.posted.seq > register.head.seq:
                data = {"confirmed": mirrored.posted.seq, "held": register.head.seq}
                found.append(Condition(FindingKind.BOOKS_BEHIND, register.register_id, data))
        return found

    def _given_up(self) -> Sequence[Condition]:
        counts = {name: many for name, many in self.dead_letters.counts().items() if many}
        return [Condition(FindingKind.DEAD_LETTERS, data=counts)] if counts else []


def _if_any(kind: FindingKind, count: Count, register_id: str = "") -> Iterator[Condition]:
    if count.many:
        yield Condition(kind, register_id, {"count": count.many, "first": count.first})
