"""Mistakes that somebody could make, planted into the real code, to prove that days reveal them.

Each is small, works in fine weather, and loses or doubles something on a bad day. Knows nothing of
how it is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from backend_lambdas.logic.book_facts import book
from backend_lambdas.logic.books.outbox import ClaimedIntent
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
from backend_lambdas.logic.ports import JournalRun
from backend_lambdas.logic.post_journal import Posted, PostJournal
from backend_lambdas.logic.write_bookings import write_bookings
from pos_app.services.checkout import Checkout
from pos_app.services.ports import (
    Books,
    ForkHealing,
    QuietWork,
    RegisterTokens,
    ServerApi,
    Storage,
)
from pos_app.services.records import PaidSale, SyncState
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.sender import JournalSender
from pos_core.cart import Cart
from pos_core.errors import EnvironmentFailed
from pos_core.identifiers import RandomBits
from pos_core.journal import Actor, Entry, EntryType, Head, Json
from pos_core.payment import Payment
from pos_core.sale import Stamp
from pos_core.wire.convert import sale_of
from pos_core.wire.journal import PushAnswer
from pos_core.wire.registers import Position
from tests.fakes.cloud import FakeSideEffectBell
from tests.simulation.faulty_release import BugOfTheRelease
from tests.simulation.process import Process
from tests.simulation.server import SimulatedServer
from tests.simulation.shop_day import Cast
from tests.simulation.till import Screen
from tests.simulation.world import TillClock

# ---------------------------------------- senders that believe too much, or trust the queue


class ChangedEngine(SyncEngine):
    """An engine with another sender."""

    sender: type[JournalSender]

    def __init__(
        self,
        storage: Storage,
        api: ServerApi,
        tokens: RegisterTokens,
        rhythm: Rhythm,
        folder: Path,
        quiet: Sequence[QuietWork] = (),
        healing: ForkHealing | None = None,
    ) -> None:
        """Begin as any other, then change the sender."""
        super().__init__(storage, api, tokens, rhythm, folder, quiet, healing)
        self._sender = self.sender(storage, api, rhythm.monotonic)


class BelievingSender(JournalSender):
    """Takes what the server has accepted for posted: what the queue loses is never sent again."""

    def _learn(self, answer: PushAnswer | Position) -> None:
        with self._storage.read() as books:
            through = min(answer.accepted_through, books.journal.head().seq)
            posted = {"posted_through": through, "posted_hash": books.journal.hash_at(through)}
        super()._learn(answer.model_copy(update=posted))


class BelievingEngine(ChangedEngine):
    """An engine with that sender."""

    sender = BelievingSender


class BelievingProgram(Process):
    """A program with that engine."""

    def make_engine(self) -> SyncEngine:
        """Make what syncs."""
        return self.engine_of(BelievingEngine)


class TrustingSender(JournalSender):
    """Never looks whether what was accepted is posted in time, so it never sends it again."""

    def _watch(self, before: SyncState, posted_through: int) -> None:
        """Watch nothing."""


class TrustingEngine(ChangedEngine):
    """An engine with that sender."""

    sender = TrustingSender


class TrustingProgram(Process):
    """A program with that engine."""

    def make_engine(self) -> SyncEngine:
        """Make what syncs."""
        return self.engine_of(TrustingEngine)


# ------------------------------------------------------------ a poster that looks at no number


class CarelessPoster(PostJournal):
    """Posts whatever is newer than the head, although entries before it may be missing."""

    def _post(self, run: JournalRun, entries: Sequence[Entry]) -> Posted:
        try:
            return self.books.write(lambda work: _post_what_is_newer(work, run, entries))
        except BugOfTheRelease:
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


# ------------------------------------------------------ a till that says paid before the commit


class TalkativeScribe(Scribe):
    """Tells the screen of a sale once its entry is written, before it is committed."""

    def __init__(
        self, clock: TillClock, key: RegisterKey, random_bits: RandomBits, screen: Screen
    ) -> None:
        """Write as any other, and tell `screen`."""
        super().__init__(clock, key, lambda _: 0, random_bits)
        self._screen = screen

    def write_stamped(
        self, books: Books, entry_type: EntryType, payload: Mapping[str, Json], stamp: Stamp
    ) -> Entry:
        """Append a fact, and say *paid* when it is a sale."""
        entry = super().write_stamped(books, entry_type, payload, stamp)
        if entry_type is EntryType.SALE_COMPLETED:
            self._screen.shows_sale(sale_of(entry.fact, entry.register_id))
        return entry


class TalkativeProgram(Process):
    """A program with that scribe."""

    def make_scribe(self) -> Scribe:
        """Make what writes entries."""
        till = self.till
        return TalkativeScribe(till.clock, self.key, till.world.chance.getrandbits, till.screen)


# --------------------------------------------------- a till that clears its draft after the sale


class LateClearing:
    """A Storage whose drafts stay in every transaction."""

    def __init__(self, storage: Storage) -> None:
        """Write through `storage`."""
        self._storage = storage

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[Books]:
        """Open the writing transaction and put the draft back before it ends."""
        with self._storage.begin(urgent=urgent) as books:
            draft = books.drafts.load()
            yield books
            books.drafts.keep(draft)

    @contextmanager
    def read(self) -> Iterator[Books]:
        """Open a reading transaction."""
        with self._storage.read() as books:
            yield books

    def checkpoint(self) -> None:
        """Fold the WAL into the file."""
        self._storage.checkpoint()


class TwoStepCheckout(Checkout):
    """Completes the sale in one commit and clears the draft in the next."""

    def __init__(self, storage: Storage, scribe: Scribe) -> None:
        """Write through `storage`."""
        super().__init__(LateClearing(storage), scribe)
        self._drafts = storage

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        """Put the sale on the disk, then clear the draft."""
        paid = super().complete(cart, payment, actor)
        with self._drafts.begin() as books:
            books.drafts.keep(Cart())
        return paid


class TwoStepProgram(Process):
    """A program with that checkout."""

    def make_checkout(self) -> Checkout:
        """Make what completes sales."""
        return TwoStepCheckout(self.storage, self.scribe)


PLANTED: Mapping[str, tuple[Cast, str]] = {
    "the sender takes accepted for posted": (Cast(program=BelievingProgram), "I1"),
    "the sender trusts the queue": (Cast(program=TrustingProgram), "I9"),
    "the poster looks at no number": (Cast(server=CarelessServer), "I7"),
    "the poster tells of a commit before it is one": (Cast(server=HastyServer), "I1"),
    "the deliverer forgets what it has delivered": (Cast(server=ForgetfulServer), "I12"),
    "the till says paid before the commit": (Cast(program=TalkativeProgram), "I1"),
    "the till clears its draft after the sale": (Cast(program=TwoStepProgram), "I1"),
}
"""Each mistake, who makes it, and the promise that it breaks."""
