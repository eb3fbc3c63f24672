"""The program that a simulated till runs: the real services, put together as the real till does.

Planted bugs are programs that put one of them together in another way. Knows nothing of what is
done with it.
"""

import base64
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.checkout import Checkout
from pos_app.services.close_till import CloseTill
from pos_app.services.drafts import KeepDraft
from pos_app.services.find_products import FindProducts
from pos_app.services.heal_fork import HealFork
from pos_app.services.journal_view import JournalView
from pos_app.services.move_cash import MoveCash
from pos_app.services.open_till import OpenTill
from pos_app.services.receipts import Receipts
from pos_app.services.records import RegisterIdentity
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.services.shop_rules import ShopRules
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.storage.salvage import Rescue
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.auth import RegisterTokens
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.identifiers import Clock
from tests.fakes.devices import FakePrinter
from tests.simulation.machine import DATABASE_KEY
from tests.simulation.mishaps import StorageInDanger
from tests.simulation.staff import QuickGrants

if TYPE_CHECKING:
    from tests.simulation.till import SimulatedTill


class ApiOverWire(HttpServerApi):
    """The till's HTTP client, with the simulated wire in place of sockets."""

    def __init__(self, wire: HttpExchange, clock: Clock) -> None:
        """Ask over this wire."""
        super().__init__("", NetworkSwitch(), clock)
        self._http = wire


class Process:
    """One life of the program on one machine."""

    healing: type[HealFork] = HealFork

    def __init__(self, till: "SimulatedTill") -> None:
        """Put the services together on the storage that the machine has opened."""
        self.till = till
        keys, clock = till.machine.keys, till.clock
        self.storage = StorageInDanger(till.opened, till.mishaps)
        self.key = RegisterKey(keys)
        self.api = ApiOverWire(till.wire, clock)
        self.tokens = RegisterTokens(keys, till.accounts)
        self.scribe = self.make_scribe()
        self.drafts = KeepDraft(self.storage)
        self.checkout = self.make_checkout()
        self.returns = ReturnGoods(self.storage, self.scribe)
        self.receipts = Receipts(self.storage, self.scribe, FakePrinter())
        self.find = FindProducts(self.storage)
        self.rules = ShopRules(self.storage)
        self.open_till = OpenTill(self.storage, self.scribe)
        self.move_cash = MoveCash(self.storage, self.scribe)
        self.close_till = CloseTill(self.storage, self.scribe)
        self.view = JournalView(self.storage, lambda: self.key.public_in(self.storage))
        grants = QuickGrants(keys)
        self.sign_in = SignIn(
            self.storage, till.accounts, clock, StaffTokens(), grants, self.scribe
        )
        self.engine = self.make_engine()

    @staticmethod
    def open(till: "SimulatedTill") -> SqliteStorage:
        """Open the database, and mend it from the second copy where that is needed."""
        key = RegisterKey(till.machine.keys)

        def signing_key(register: RegisterIdentity) -> Ed25519PrivateKey:
            return key.of(register)

        return open_storage(till.machine.disk.place, DATABASE_KEY, Rescue(till.clock, signing_key))

    def make_scribe(self) -> Scribe:
        """Make what writes entries."""
        clock = self.till.clock
        return Scribe(clock, self.key, clock.local_offset, self.till.world.chance.getrandbits)

    def make_checkout(self) -> Checkout:
        """Make what completes sales."""
        return Checkout(self.storage, self.scribe)

    def make_healing(self) -> HealFork:
        """Make what goes on under a new name."""
        till = self.till
        return self.healing(
            self.storage,
            self.api,
            self.tokens,
            till.machine.keys,
            till.clock,
            self.scribe,
            till.world.new_name,
            self._new_key,
        )

    def make_engine(self) -> SyncEngine:
        """Make what syncs."""
        return self.engine_of(SyncEngine)

    def engine_of(self, kind: type[SyncEngine]) -> SyncEngine:
        """Make an engine of this kind."""
        time, chance = self.till.world.time, self.till.world.chance
        rhythm = Rhythm(self.till.clock, time.monotonic, chance.random)
        folder = self.till.machine.disk.folder / "feeds"
        healing = self.make_healing()
        return kind(self.storage, self.api, self.tokens, rhythm, folder, (), healing)

    def _new_key(self) -> str:
        return base64.b64encode(self.till.world.chance.randbytes(32)).decode()
