"""Mistakes in the server's code: in what it posts, tells, reads out and delivers.

Each is small, works in fine weather, and loses or doubles something on a bad day. Knows nothing of
how it is found.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TypeVar

from sqlalchemy import Connection, Engine

from backend_lambdas.data_access.mysql.outbox import SqlOutbox
from backend_lambdas.data_access.mysql.transactions import writing
from backend_lambdas.logic.book_facts import book
from backend_lambdas.logic.books.outbox import ClaimedIntent, Intent
from backend_lambdas.logic.books.work import Books, RowRefused, Work
from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
from backend_lambdas.logic.ports import JournalRun
from backend_lambdas.logic.post_journal import Posted, PostJournal
from backend_lambdas.logic.read_changes import ReadChanges
from backend_lambdas.logic.write_bookings import write_bookings
from pos_core.errors import EnvironmentFailed
from pos_core.identifiers import moment_of, timestamp
from pos_core.journal import Entry, Head
from pos_core.wire.changes import ChangesPage, Scope
from tests.fakes.cloud import FakeSideEffectBell
from tests.simulation.faulty_release import Bug, BugOfTheRelease, StumblingBooks, StumblingWork
from tests.simulation.server import SimulatedServer
from tests.simulation.world import World

T = TypeVar("T")


class CarelessPoster(PostJournal):
    """Posts whatever is newer than the head, although entries before it may be missing."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        try:
            return self.books.write(lambda work: _post_what_is_newer(work, run, entries))
        except (BugOfTheRelease, RowRefused):
            return super()._post(run, entries)


def _post_what_is_newer(work: Work, run: JournalRun, entries: Sequence[Entry]) -> Posted:
    register = work.registers.lock(run.register_id)
    assert register is not None
    new = [entry for entry in entries if entry.seq > register.head.seq]
    if not new:
        return Posted(register.head)
    bookings = book(new, register, [], {})
    work.registers.advance(register.register_id, new[-1].head, bookings.receipt_counter)
    write_bookings(work, bookings, run.received_at)
    return Posted(new[-1].head, applied=len(new))


class CarelessServer(SimulatedServer):
    """A server with that poster."""

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return CarelessPoster(self.books, self.mirror, FakeSideEffectBell())


# --------------------------------------------- a poster that tells of the commit before it is one


class HastyPoster(PostJournal):
    """Tells the mirror of the new head first and commits then."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        register = self.mirror.find(run.register_id)
        last = entries[-1]
        if register is not None and entries[0].seq == register.posted.seq + 1:
            self.mirror.note_posted(run.register_id, Head(last.seq, last.hash))
        return super()._post(run, entries)


class HastyServer(SimulatedServer):
    """A server with that poster."""

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return HastyPoster(self.books, self.mirror, FakeSideEffectBell())


# ------------------------------------------------ a deliverer that forgets what it has delivered


class ForgetfulDeliverer(DeliverSideEffects):
    """Fulfils a wish and does not note it, so that it is due again when its claim ends."""

    def _handle(self, wish: ClaimedIntent) -> str:
        try:
            self.fulfil(wish.intent)
        except EnvironmentFailed as error:
            return self._postpone(wish, str(error))
        return "done"


class ForgetfulServer(SimulatedServer):
    """A server with that deliverer."""

    def deliverer(self) -> DeliverSideEffects:
        """Make what delivers side effects."""
        usual = super().deliverer()
        return ForgetfulDeliverer(usual.books, usual.fulfil, usual.clock)


class EarlyDeliverer(DeliverSideEffects):
    """Notes a wish as fulfilled first and fulfils it then."""

    def _handle(self, wish: ClaimedIntent) -> str:
        now = timestamp(self.clock.now())
        self.books.write(lambda work: work.outbox.done(wish.intent.intent, now))
        try:
            self.fulfil(wish.intent)
        except EnvironmentFailed:
            return "postponed"
        return "done"


class EarlyServer(SimulatedServer):
    """A server with that deliverer."""

    def deliverer(self) -> DeliverSideEffects:
        """Make what delivers side effects."""
        usual = super().deliverer()
        return EarlyDeliverer(usual.books, usual.fulfil, usual.clock)


# ----------------------------------------------------------------- what should be one transaction


class HeadFirstPoster(PostJournal):
    """Moves the head in one transaction and books the entries in the next."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        def move(work: Work) -> Sequence[Entry]:
            register = work.registers.lock(run.register_id)
            assert register is not None
            if entries[0].prev_hash == register.head.hash:
                work.registers.advance(run.register_id, entries[-1].head, register.receipt_counter)
                return entries
            return ()

        def post(work: Work) -> Posted:
            register = work.registers.lock(run.register_id)
            assert register is not None
            bookings = book(new, register, [], {})
            write_bookings(work, bookings, run.received_at)
            return Posted(register.head, applied=len(new))

        new = self.books.write(move)
        try:
            return self.books.write(post)
        except (BugOfTheRelease, RowRefused):
            return super()._post(run, entries)


class HeadFirstServer(SimulatedServer):
    """A server with that poster."""

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return HeadFirstPoster(self.books, self.mirror, FakeSideEffectBell())


class LooseOutbox(SqlOutbox):
    """An outbox that is written when everything else is committed."""

    def __init__(self, connection: Connection, later: list[tuple[Sequence[Intent], str]]) -> None:
        """Put wishes aside in `later`."""
        super().__init__(connection)
        self._later = later

    def add(self, intents: Sequence[Intent], now: str) -> None:
        """Wish for side effects, afterwards."""
        self._later.append((intents, now))


class LooseWork(StumblingWork):
    """All parts of the books, with that outbox."""

    later: list[tuple[Sequence[Intent], str]]

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Wishes for side effects."""
        return LooseOutbox(self._connection, self.later)


class LooseBooks(StumblingBooks):
    """Books whose wishes come in a transaction of their own, which may fail by itself."""

    def __init__(self, engine: Engine, bug: Bug, world: World) -> None:
        """Take connections from this engine."""
        super().__init__(engine, bug)
        self._world = world

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one transaction, and what it wishes for in the next."""
        later: list[tuple[Sequence[Intent], str]] = []

        def first(connection: Connection) -> T:
            later.clear()
            work = LooseWork(connection, self._bug)
            work.later = later
            return act(work)

        done = writing(self._engine, first)
        if any(intents for intents, _ in later) and self._world.happens(0.1):
            raise EnvironmentFailed("books.unreachable", reason="between two transactions")
        for intents, now in later:
            self._wish(intents, now)
        return done

    def _wish(self, intents: Sequence[Intent], now: str) -> None:
        super().write(lambda work: work.outbox.add(intents, now))


class LooseServer(SimulatedServer):
    """A server with those books."""

    def release(self, engine: Engine) -> Books:
        """Make the books as the code sees them."""
        return LooseBooks(engine, self.bug, self.world)


# ------------------------------------------------------------------------ entries that are not new


class ForgettingPoster(PostJournal):
    """Knows a fact by its place in a journal and not by its identity."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        renamed = [entry if entry.fact.origin is None else _renamed(entry) for entry in entries]
        return super()._post(run, renamed)


def _renamed(entry: Entry) -> Entry:
    name = f"{entry.fact.event_id[:-12]}{entry.hash[:12]}"
    return replace(entry, fact=replace(entry.fact, event_id=name))


class ForgettingServer(SimulatedServer):
    """A server with that poster."""

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return ForgettingPoster(self.books, self.mirror, FakeSideEffectBell())


class StrictPoster(PostJournal):
    """Posts no run with an entry that it cannot read: it is tried again until it can."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        def post(work: Work) -> None:
            register = work.registers.lock(run.register_id)
            assert register is not None
            if book(entries, register, [], {}).quarantined:
                raise EnvironmentFailed("entry.unreadable")

        self.books.read(post)
        return super()._post(run, entries)


class StrictServer(SimulatedServer):
    """A server with that poster."""

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        return StrictPoster(self.books, self.mirror, FakeSideEffectBell())


# ------------------------------------------------------------------------ cursors that are no order


class TimedChanges(ReadChanges):
    """Reads what is newer than the cursor by the second in which it changed, not by its version."""

    changed_at: dict[tuple[Scope, int], int]

    def __call__(
        self, scope: Scope, after: int, register_id: str | None, limit: int = 1000
    ) -> ChangesPage:
        """Return the next page, without what changed in the second of the cursor."""
        page = super().__call__(scope, after, register_id, limit)
        since = self.changed_at.get((scope, after), -1)
        kept = [
            change
            for change in page.changes
            if self.changed_at.get((scope, change.version), since + 1) > since
        ]
        return page.model_copy(update={"changes": kept})


class StampingBooks(StumblingBooks):
    """Books that note the second in which each version of a feed was taken."""

    def __init__(self, engine: Engine, bug: Bug, server: "TimedServer") -> None:
        """Take connections from this engine; note times for `server`."""
        super().__init__(engine, bug)
        self._server = server

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one transaction."""
        done = super().write(act)
        now = self._server.present_second()
        for scope in Scope:
            version = self.read(partial(_version_of, scope))
            while (scope, version) not in self._server.changed_at and version:
                self._server.changed_at[scope, version] = now
                version -= 1
        return done


def _version_of(scope: Scope, work: Work) -> int:
    return work.feeds.version(scope)


class TimedPoster(PostJournal):
    """Says of whatever it posts that it changed when the run arrived."""

    server: "TimedServer"

    def __call__(self, run: JournalRun) -> Posted:
        """Post the run."""
        self.server.received_at = run.received_at
        try:
            return super().__call__(run)
        finally:
            self.server.received_at = ""


class TimedServer(SimulatedServer):
    """A server whose cursors are times."""

    received_at = ""

    def __init__(self, engine: Engine, world: World) -> None:
        """Open a shop whose changes have times."""
        self.changed_at: dict[tuple[Scope, int], int] = {}
        super().__init__(engine, world)
        self.shop.books = StampingBooks(engine, self.bug, self)

    def release(self, engine: Engine) -> Books:
        """Make the books as the code sees them."""
        return StampingBooks(engine, self.bug, self)

    def reader(self) -> ReadChanges:
        """Make what reads the feeds."""
        reader = TimedChanges(self.books)
        object.__setattr__(reader, "changed_at", self.changed_at)
        return reader

    def poster(self) -> PostJournal:
        """Make what posts runs."""
        poster = TimedPoster(self.books, self.mirror, FakeSideEffectBell())
        object.__setattr__(poster, "server", self)
        return poster

    def present_second(self) -> int:
        """Return the second in which something is said to have changed."""
        now = moment_of(self.received_at) if self.received_at else self.world.time.now()
        return int(now.timestamp())
