"""A whole till with its real storage, against a fake server, pool, printer and key store."""

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pos_app.services.checkout import Checkout
from pos_app.services.daily_proof import DailyProof
from pos_app.services.enrol_register import EnrolRegister
from pos_app.services.export_journal import ExportJournal
from pos_app.services.follow_remarks import FollowRemarks
from pos_app.services.heal_fork import HealFork
from pos_app.services.journal_list import JournalList
from pos_app.services.journal_view import JournalView
from pos_app.services.offline_grant import OfflineGrants
from pos_app.services.receipts import Receipts
from pos_app.services.records import DoneReturn, PaidSale, RegisterIdentity
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.services.till_sessions import TillSessions, till_sessions
from pos_app.storage.salvage import Rescue
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_app.sync.auth import RegisterTokens
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.first_fill import FirstFill
from pos_app.sync.server_clock import ServerClock
from pos_core.cart import SoldProduct
from pos_core.journal import Actor
from pos_core.payment import TenderKind
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from pos_core.wire.changes import Scope
from tests.builders import (
    FixedClock,
    cart_of,
    paid_in_cash,
    product_change,
    shop_change,
    sold_product,
    stock_change,
    store_change,
    tax_class_change,
)
from tests.fakes.devices import FakePrinter, MemoryKeyStore
from tests.fakes.identity import FakeIdentity
from tests.fakes.server import FakeServer

DATABASE_KEY = "ab" * 32
SALES_1 = Actor("staff-sales1", "Sales1")
PASSWORD = "Lantern-2026!"


def stocked_server() -> FakeServer:
    """Return a server whose feeds hold a small shop."""
    server = FakeServer()
    server.publish(Scope.SETTINGS, shop_change(vat_number="GB 1"), store_change())
    server.publish(Scope.CATALOGUE, tax_class_change(), product_change())
    server.publish(Scope.STOCK, stock_change())
    return server


def staffed_identity() -> FakeIdentity:
    """Return a pool with a salesperson, a manager and a newcomer."""
    identity = FakeIdentity()
    identity.add("sales1", PASSWORD, Role.SALESPERSON)
    identity.add("manager1", PASSWORD, Role.MANAGER)
    identity.add("newbie", "Welcome-2026!", Role.SALESPERSON, temporary=True)
    return identity


@dataclass
class Ticking:
    """Seconds that pass when a test says so."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class TillRig:
    """One machine; `open` it again with the same folder for a restart."""

    folder: Path
    server: FakeServer = field(default_factory=stocked_server)
    identity: FakeIdentity = field(default_factory=staffed_identity)
    keys: MemoryKeyStore = field(default_factory=MemoryKeyStore)
    clock: FixedClock = field(default_factory=FixedClock)
    printer: FakePrinter = field(default_factory=FakePrinter)
    monotonic: Ticking = field(default_factory=Ticking)

    @cached_property
    def storage(self) -> SqliteStorage:
        return open_storage(self.folder / "data", DATABASE_KEY, Rescue(self.clock, self.key.find))

    @cached_property
    def key(self) -> RegisterKey:
        return RegisterKey(self.keys)

    @cached_property
    def scribe(self) -> Scribe:
        return Scribe(self.clock, self.key, lambda _: 0)

    @cached_property
    def tokens(self) -> StaffTokens:
        return StaffTokens()

    @cached_property
    def register_tokens(self) -> RegisterTokens:
        return RegisterTokens(self.keys, self.identity)

    @cached_property
    def sign_in(self) -> SignIn:
        grants = OfflineGrants(self.keys)
        return SignIn(self.storage, self.identity, self.clock, self.tokens, grants, self.scribe)

    @cached_property
    def checkout(self) -> Checkout:
        return Checkout(self.storage, self.scribe)

    @cached_property
    def returns(self) -> ReturnGoods:
        return ReturnGoods(self.storage, self.scribe)

    @cached_property
    def sessions(self) -> TillSessions:
        return till_sessions(self.storage, self.scribe, self.printer)

    @cached_property
    def receipts(self) -> Receipts:
        return Receipts(self.storage, self.scribe, self.printer)

    @cached_property
    def journal(self) -> JournalView:
        return JournalView(self.storage, lambda: self.key.public_in(self.storage))

    @cached_property
    def enrolment(self) -> EnrolRegister:
        return EnrolRegister(
            self.storage,
            self.server,
            self.keys,
            self.clock,
            self.scribe,
            self.key,
            self.register_tokens,
        )

    @cached_property
    def first_fill(self) -> FirstFill:
        return FirstFill(self.storage, self.server, self.register_tokens, self.folder / "feeds")

    @cached_property
    def engine(self) -> SyncEngine:
        rhythm = Rhythm(self.clock, self.monotonic, lambda: 1.0, self.server_clock)
        return SyncEngine(
            self.storage,
            self.server,
            self.register_tokens,
            rhythm,
            self.folder / "feeds",
            (FollowRemarks(self.storage, self.server, self.monotonic), self.daily_proof),
            self.healing,
        )

    @cached_property
    def healing(self) -> HealFork:
        return HealFork(
            self.storage, self.server, self.register_tokens, self.keys, self.clock, self.scribe
        )

    @cached_property
    def journal_list(self) -> JournalList:
        return JournalList(
            self.storage, lambda: self.key.public_in(self.storage), self.clock, lambda _: 0
        )

    @cached_property
    def export_journal(self) -> ExportJournal:
        return ExportJournal(self.storage, lambda: self.key.public_in(self.storage), self.clock)

    @cached_property
    def server_clock(self) -> ServerClock:
        return ServerClock(self.clock)

    @cached_property
    def daily_proof(self) -> DailyProof:
        return DailyProof(
            self.storage,
            self.server,
            self.register_tokens,
            self.clock,
            lambda _: 0,
            self.monotonic,
        )

    def enrol(self) -> RegisterIdentity:
        """Make the machine a register of store 1."""
        identity = self.enrolment.enrol("manager1#1", "store-1", "Till 1", SALES_1)
        secret = self.keys.secrets["register.secret"]
        self.identity.add(identity.username, secret, Role.REGISTER)
        return identity

    def __post_init__(self) -> None:
        """Let registers that the server makes by itself sign in with the pool."""
        self.server.open_account = lambda username, secret: self.identity.add(
            username, secret, Role.REGISTER
        )

    def fill(self) -> None:
        """Bring shop, catalogue and stock here."""
        self.first_fill.run()

    def sell(self, *goods: tuple[SoldProduct, int]) -> PaidSale:
        """Sell for cash; one lantern when nothing is named."""
        cart = cart_of(*goods)
        return self.checkout.complete(cart, paid_in_cash(cart), SALES_1)

    def take_back(self, paid: PaidSale, pieces: int = 1) -> DoneReturn:
        """Take pieces of a sale's first line back for cash."""
        requests = [ReturnRequest(1, Quantity.pieces(pieces))]
        event_id = paid.sale.stamp.event_id
        return self.returns.against(event_id, requests, TenderKind.CASH, "unwanted", SALES_1)

    def restarted(self) -> "TillRig":
        """Close and open again: what was only in memory is gone."""
        self.close()
        return TillRig(
            self.folder,
            self.server,
            self.identity,
            self.keys,
            self.clock,
            self.printer,
            self.monotonic,
        )

    def copied_to(self, folder: Path) -> "TillRig":
        """Copy the machine, files and key store: a clone, or a backup. It has to be closed."""
        shutil.copytree(self.folder, folder)
        keys = MemoryKeyStore(dict(self.keys.secrets))
        return TillRig(folder, self.server, self.identity, keys, self.clock)

    def close(self) -> None:
        if "storage" in self.__dict__:
            self.storage.close()


def lantern(price_minor: int = 1200) -> SoldProduct:
    """Return the product that the fake server's catalogue holds."""
    return sold_product("LANTERN", price_minor)
