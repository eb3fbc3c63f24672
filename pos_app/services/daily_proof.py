"""The daily proof: holds what this register's journal says of a day against the server's books.

Both ends compute with the same functions over the same entries: those through the place that the
books have reached. What came of it is kept with its time, so that it can be seen without a network.
Knows nothing of routes and of how a proof is shown.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from pos_app.services.ports import Books, RegisterTokens, ServerApi, Storage
from pos_app.services.proved_day import Outcome, ProvedDay, keep_day, kept_days
from pos_app.services.records import EPOCH
from pos_app.services.scribe import LocalOffset, machine_offset
from pos_app.services.shop_rules import enrolled
from pos_core.errors import RuleBroken, SignInRefused
from pos_core.identifiers import Clock, timestamp
from pos_core.proof import Proof, proofs_by_day
from pos_core.wire.proof import DayProof, proof_in

RECENT_DAYS = 7
PROVED_AGAIN_AFTER_SECONDS = 600.0
_FARTHEST_OFFSET = timedelta(hours=14)  # no place on earth is farther from UTC

_T = TypeVar("_T")


class DailyProof:
    """Proves this register's days. Fits the port QuietWork."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        tokens: RegisterTokens,
        clock: Clock,
        local_offset: LocalOffset = machine_offset,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask `server` as the register; compute and keep in `storage`."""
        self._storage = storage
        self._server = server
        self._tokens = tokens
        self._clock = clock
        self._local_offset = local_offset
        self._monotonic = monotonic
        self._last_look: tuple[str, int] = "", 0
        self._looked_at = 0.0

    def today(self) -> str:
        """Return the local day of this moment, such as `2026-11-21`."""
        now = self._clock.now()
        return (now + timedelta(minutes=self._local_offset(now))).date().isoformat()

    def prove(self, day: str) -> ProvedDay:
        """Ask the books about a day, compare, and keep what came of it.

        Raises Unreachable, SignInRefused, EnvironmentFailed or RuleBroken when they do not answer
        (what was kept stays), and RuleBroken `register.not_enrolled` or `day.unreadable`.
        """
        _check(day)
        return self._signed_in(lambda token: self._prove(token, day))

    def own(self, day: str) -> ProvedDay:
        """Return our side of a day alone, as the journal says it now.

        Raises RuleBroken `register.not_enrolled` and `day.unreadable`.
        """
        _check(day)
        with self._storage.read() as books:
            ours = _own_proofs(books, day, day).get(day, Proof())
            return ProvedDay(day, enrolled(books).register_id, ours)

    def kept(self, limit: int = RECENT_DAYS) -> list[ProvedDay]:
        """Return the days that were proved last, the newest first; none before enrolment."""
        with self._storage.read() as books:
            register = books.register()
            return kept_days(books, register.register_id)[:limit] if register else []

    def run(self, token: str) -> None:
        """Prove, in a quiet moment, the last days of which something new is in the books.

        Asks nothing when nothing was posted since the last time and the day is the same, on the
        same day again after ten minutes at the earliest, and never again about a day that was
        proved equal to its end, unless the books came out of a backup meanwhile. Raises what the
        server's port raises.
        """
        with self._storage.read() as books:
            now = self.today(), books.journal.state().posted_through
            if not self._is_time(now):
                return
            due = self._due(books)
        for day in due:
            self._prove(token, day)
        self._last_look, self._looked_at = now, self._monotonic()

    def _is_time(self, now: tuple[str, int]) -> bool:
        another_day = now[0] != self._last_look[0]
        waited = self._monotonic() - self._looked_at >= PROVED_AGAIN_AFTER_SECONDS
        return another_day or (waited and now != self._last_look)

    def _due(self, books: Books) -> list[str]:
        today = date.fromisoformat(self.today())
        first = (today - timedelta(days=RECENT_DAYS - 1)).isoformat()
        ours = _own_proofs(books, first, today.isoformat())
        epoch = books.setting(EPOCH)
        kept = kept_days(books, enrolled(books).register_id)
        known = {proved.day: proved for proved in kept if proved.epoch == epoch}
        return [day for day in sorted(ours) if not _is_settled(known.get(day), ours[day])]

    def _prove(self, token: str, day: str) -> ProvedDay:
        with self._storage.read() as books:
            register_id = enrolled(books).register_id
        answer = self._server.proof(token, register_id, day)
        with self._storage.begin(urgent=False) as books:
            proved = self._compared(books, answer)
            keep_day(books, proved)
        return proved

    def _compared(self, books: Books, answer: DayProof) -> ProvedDay:
        entries = books.journal.of_time(*_moments(answer.day, answer.day))
        reached = [entry for entry in entries if entry.seq <= answer.posted_through]
        later = [entry for entry in entries if entry.seq > answer.posted_through]
        rest = proofs_by_day(later).get(answer.day, Proof()).figures
        return ProvedDay(
            day=answer.day,
            register_id=answer.register_id,
            ours=proofs_by_day(reached).get(answer.day, Proof()),
            theirs=proof_in(answer),
            proved_at=timestamp(self._clock.now()),
            waiting=rest.sales + rest.returns,
            quarantined=tuple(answer.quarantined),
            begins_after=books.journal.base()[0].seq,
            epoch=books.setting(EPOCH),
        )

    def _signed_in(self, act: Callable[[str], _T]) -> _T:
        """Do something with the register's token; a refused one is renewed once."""
        try:
            return act(self._tokens.token())
        except SignInRefused as refused:
            if refused.code != "auth.token_refused":
                raise
            self._tokens.renew()
            return act(self._tokens.token())


def _is_settled(kept: ProvedDay | None, ours: Proof) -> bool:
    """Tell whether all was said of a day that can be said, and nothing happened on it since."""
    settled = (Outcome.EQUAL, Outcome.PARTIAL)
    return kept is not None and kept.outcome in settled and kept.ours == ours


def _check(day: str) -> None:
    try:
        is_day = date.fromisoformat(day).isoformat() == day
    except ValueError:
        is_day = False
    if not is_day:
        raise RuleBroken("day.unreadable", day=day)


def _own_proofs(books: Books, first_day: str, last_day: str) -> dict[str, Proof]:
    proofs = proofs_by_day(books.journal.of_time(*_moments(first_day, last_day)))
    return {day: proof for day, proof in proofs.items() if first_day <= day <= last_day}


def _moments(first_day: str, last_day: str) -> tuple[str, str]:
    """Return the moments between which facts of these local days lie, wherever the shop is."""
    first = datetime.combine(date.fromisoformat(first_day), datetime.min.time(), UTC)
    last = datetime.combine(date.fromisoformat(last_day), datetime.max.time(), UTC)
    return timestamp(first - _FARTHEST_OFFSET), timestamp(last + _FARTHEST_OFFSET)
