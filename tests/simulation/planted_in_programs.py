"""Mistakes in the till's program: in what it sends and believes, follows, writes and heals.

Each is small, works in fine weather, and loses or doubles something on a bad day. Knows nothing of
how it is found.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pos_app.services.checkout import Checkout, place_of
from pos_app.services.heal_fork import HealFork
from pos_app.services.ports import (
    Books,
    ForkHealing,
    QuietWork,
    RegisterTokens,
    ServerApi,
    Storage,
)
from pos_app.services.records import PaidSale, RegisterIdentity, SyncState
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.services.shop_rules import enrolled
from pos_app.storage.storage import SqliteStorage
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.feeds import Feeds
from pos_app.sync.sender import JournalSender
from pos_core.cart import Cart
from pos_core.errors import Conflict, NotAllowed, NotFound, RuleBroken, SignInRefused
from pos_core.identifiers import RandomBits
from pos_core.journal import Actor, Entry, EntryType, Json
from pos_core.payment import Payment
from pos_core.sale import Stamp, complete_sale
from pos_core.wire.changes import Change, Scope
from pos_core.wire.convert import sale_of, sale_payload
from pos_core.wire.journal import PushAnswer
from pos_core.wire.registers import Position
from tests.simulation.machine import synchronous
from tests.simulation.process import Process
from tests.simulation.till import Screen, SimulatedTill
from tests.simulation.world import TillClock


def program_with(
    sender: type[JournalSender] = JournalSender, feeds: type[Feeds] = Feeds
) -> type[Process]:
    """Return a program whose engine sends or follows in another way."""

    class ChangedEngine(SyncEngine):
        """An engine with another sender or other feeds."""

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
            """Begin as any other, then change both."""
            super().__init__(storage, api, tokens, rhythm, folder, quiet, healing)
            self._sender = sender(storage, api, rhythm.monotonic)
            self._feeds = feeds(storage, api, folder)

    class ChangedProgram(Process):
        """A program with that engine."""

        def make_engine(self) -> SyncEngine:
            """Make what syncs."""
            return self.engine_of(ChangedEngine)

    return ChangedProgram


# ------------------------------------------------------------------- senders that believe too much


class BelievingSender(JournalSender):
    """Takes what the server has accepted for posted: what the queue loses is never sent again."""

    def _learn(self, answer: PushAnswer | Position) -> None:
        with self._storage.read() as books:
            through = min(answer.accepted_through, books.journal.head().seq)
            posted = {"posted_through": through, "posted_hash": books.journal.hash_at(through)}
        super()._learn(answer.model_copy(update=posted))


class NumberTrustingSender(JournalSender):
    """Believes how far the server is, whosever journal that is: it never looks at the hash."""

    def _learn(self, answer: PushAnswer | Position) -> None:
        with self._storage.read() as books:
            through = min(answer.posted_through, books.journal.head().seq)
            posted = {"posted_through": through, "posted_hash": books.journal.hash_at(through)}
        super()._learn(answer.model_copy(update=posted))


class QueueTrustingSender(JournalSender):
    """Never looks whether what was accepted is posted in time, so it never sends it again."""

    def _watch(self, before: SyncState, posted_through: int) -> None:
        """Watch nothing."""


class DroppingSender(JournalSender):
    """Gives an entry up that the server refuses, so that it does not stand in the way."""

    def _push_divided(self, token: str, register_id: str, run: Sequence[Entry]) -> None:
        try:
            super()._push_divided(token, register_id, run)
        except (Conflict, NotAllowed, NotFound, SignInRefused):
            raise
        except RuleBroken:
            with self._storage.begin(urgent=False) as books:
                books.journal.note_posted(run[-1].seq, run[-1].hash)


# ---------------------------------------------------------------------- feeds that lose their place


class TwoStepFeeds(Feeds):
    """Moves the cursor in one commit and applies the page in the next."""

    def _apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        super()._apply(scope, [], cursor, posted)
        super()._apply(scope, changes, cursor, posted)


class HastyFeeds(Feeds):
    """Takes all that was written here for a part of each level: own sales are not taken off."""

    def _apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        with self._storage.read() as books:
            posted = books.journal.head().seq
        super()._apply(scope, changes, cursor, posted)


class SlowFeeds(Feeds):
    """Takes no level for one that holds what was posted: own sales are taken off twice."""

    def _apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        super()._apply(scope, changes, cursor, 0 * posted)


# --------------------------------------------------------------- checkouts in more than one commit


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


class NumberingCheckout(Checkout):
    """Allocates the receipt number in a commit of its own, before the sale."""

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        """Take a number, then put the sale on the disk."""
        with self._storage.begin() as books:
            number = books.sales.next_receipt_number()
        stamp = self._scribe.stamp(actor)
        with self._storage.begin() as books:
            sale = complete_sale(cart, payment, stamp, place_of(enrolled(books)), number)
            payload = sale_payload(sale)
            entry = self._scribe.write_stamped(books, EntryType.SALE_COMPLETED, payload, stamp)
            books.sales.record_sale(sale, entry.seq)
            books.drafts.keep(Cart())
        return PaidSale(sale, entry.seq)


class NumberingProgram(Process):
    """A program with that checkout."""

    def make_checkout(self) -> Checkout:
        """Make what completes sales."""
        return NumberingCheckout(self.storage, self.scribe)


class UnsyncedProgram(Process):
    """A program that does not wait for the disk, neither for its database nor for the copy."""

    @staticmethod
    def open(till: SimulatedTill) -> SqliteStorage:
        """Open the database and switch syncing off, which is much faster."""
        storage = Process.open(till)
        synchronous(storage, "OFF")
        return storage


# ----------------------------------------------------------------------------- healing that forgets


class ForgetfulHealing(HealFork):
    """Takes what the server accepted under the old name for what it has."""

    def heal(self, fork: Conflict) -> RegisterIdentity:
        """Become the successor and carry over what is left."""
        with self._storage.begin() as books:
            through = books.journal.state().accepted_through
            books.journal.note_posted(through, books.journal.hash_at(through))
        return super().heal(fork)


class ForgetfulProgram(Process):
    """A program with that healing."""

    healing = ForgetfulHealing
