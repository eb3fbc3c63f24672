"""One till of a simulated day: real services on a real database, which can stop dead at any moment.

Knows the server only through its wire.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pos_app.services.checkout import Checkout
from pos_app.services.drafts import KeepDraft
from pos_app.services.find_products import FindProducts
from pos_app.services.journal_view import JournalView
from pos_app.services.receipts import Receipts
from pos_app.services.records import Session
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.services.shop_rules import ShopRules, enrolled
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.auth import RegisterTokens
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.first_fill import FirstFill
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import SignInRefused, StorageFailed
from pos_core.identifiers import Clock, new_id, timestamp
from pos_core.journal import Actor, Entry, EntryType, Fact, Head, Json, append
from pos_core.permissions import Role
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from tests.fakes.devices import FakePrinter
from tests.fakes.identity import FakeIdentity
from tests.simulation.machine import DATABASE_KEY, FULL, SECRET, Disk, Machine, Peek, synchronous
from tests.simulation.mishaps import Mishaps, PowerCut, StorageInDanger
from tests.simulation.server import SimulatedServer
from tests.simulation.staff import PASSWORD, STAFF, QuickGrants
from tests.simulation.wire import AWAY, SimulatedWire, Weather
from tests.simulation.world import DayWentWrong, TillClock, World

SOMEBODY = Actor("staff-1", "Sales 1")
AGAIN_SECONDS = 1.0
_WHOLE_JOURNAL = 10**9
_POSITION = "SELECT posted_through FROM journals WHERE current = 1"
_CURSORS = "SELECT scope, cursor FROM cursors"


@dataclass
class Screen:
    """What customers were shown as done; from then on it must not get lost."""

    sales: dict[str, Sale] = field(default_factory=dict)
    returns: dict[str, GoodsReturn] = field(default_factory=dict)

    def shows_sale(self, sale: Sale) -> None:
        """Say *paid*."""
        self.sales[sale.stamp.event_id] = sale

    def shows_return(self, goods: GoodsReturn) -> None:
        """Say *paid out*."""
        self.returns[goods.stamp.event_id] = goods


class ApiOverWire(HttpServerApi):
    """The till's HTTP client, with the simulated wire in place of sockets."""

    def __init__(self, wire: HttpExchange, clock: Clock) -> None:
        """Ask over this wire."""
        super().__init__("", NetworkSwitch(), clock)
        self._http = wire


class SimulatedTill:
    """A machine, its present process, and its way to the server."""

    def __init__(self, machine: Machine, server: SimulatedServer, world: World) -> None:
        """Unpack the machine, enrol it and fill it, all in fine weather."""
        self.world = world
        self.register = machine.identity
        self.code = machine.identity.code
        self.clock = TillClock(world.time)
        self.offset_minutes = 0
        self.actor = SOMEBODY
        self.screen = Screen()
        self.unreadable: set[str] = set()
        self.mishaps = Mishaps(self.code, world.diary, self._freeze)
        self.wire = SimulatedWire(self.code, world, server, self.mishaps)
        self.due_at = 0.0
        self.posted = 0
        self.cursors: dict[str, int] = {}
        self.disk = Disk(machine.folder, machine.blank)
        self.accounts = FakeIdentity()
        self.accounts.add(machine.identity.username, SECRET, Role.REGISTER)
        for username, role in STAFF.items():
            self.accounts.add(username, PASSWORD, role)
        self._keys = machine.keys()
        self._start()
        self._enrol()

    # ------------------------------------------------------------------------------------- its life

    def _start(self) -> None:
        """Start the program on the disk as it is."""
        self.opened = self.open()
        if synchronous(self.opened) < FULL:
            self.disk.remember_synced()
        self.peek = Peek(self.disk.place)
        self.storage = StorageInDanger(self.opened, self.mishaps)
        self.key = RegisterKey(self._keys)
        self.scribe = self.make_scribe()
        self.drafts = KeepDraft(self.storage)
        self.checkout = self.make_checkout()
        self.returns = ReturnGoods(self.storage, self.scribe)
        self.receipts = Receipts(self.storage, self.scribe, FakePrinter())
        self.find = FindProducts(self.storage)
        self.rules = ShopRules(self.storage)
        self.view = JournalView(self.storage, lambda: self.key.public_in(self.storage))
        grants = QuickGrants(self._keys)
        self.sign_in = SignIn(
            self.storage, self.accounts, self.clock, StaffTokens(), grants, self.scribe
        )
        self._api = ApiOverWire(self.wire, self.clock)
        self._tokens = RegisterTokens(self._keys, self.accounts)
        self.engine = self.make_engine()

    def open(self) -> SqliteStorage:
        """Open the database; planted bugs do this and the next three in another way."""
        return open_storage(self.disk.place, DATABASE_KEY)

    def make_scribe(self) -> Scribe:
        """Make what writes entries."""
        return Scribe(self.clock, self.key, self._local_offset, self.world.chance.getrandbits)

    def make_checkout(self) -> Checkout:
        """Make what completes sales."""
        return Checkout(self.storage, self.scribe)

    def make_engine(self) -> SyncEngine:
        """Make what syncs."""
        return self.engine_of(SyncEngine)

    def engine_of(self, kind: type[SyncEngine]) -> SyncEngine:
        """Make an engine of this kind."""
        time = self.world.time
        rhythm = Rhythm(self.clock, time.monotonic, self.world.chance.random)
        return kind(self.storage, self._api, self._tokens, rhythm, self.disk.folder / "feeds")

    def _local_offset(self, _moment: datetime) -> int:
        return self.offset_minutes

    def _enrol(self) -> None:
        with self.storage.begin() as books:
            books.set_register(self.register)
            payload = {
                "register_code": self.code,
                "name": self.register.name,
                "store_id": self.register.store_id,
            }
            self.scribe.write(books, EntryType.REGISTER_ENROLLED, payload, SOMEBODY)
        FirstFill(self.storage, self._api, self._tokens, self.disk.folder / "feeds").run()

    def restart(self) -> None:
        """Start again from what was on the disk when the power went."""
        self.close()
        self.disk.next_life()
        self._start()
        self.due_at = self.world.time.seconds
        self.world.diary.note(f"{self.code} starts again: journal ends at {self.head.seq}")

    def close(self) -> None:
        """End the program properly."""
        self.peek.close()
        self.opened.close()

    def _freeze(self) -> None:
        self.disk.freeze(unsynced_too=synchronous(self.opened) >= FULL)

    # ------------------------------------------------------------------------------------- its acts

    def in_weather(self, weather: Weather) -> None:
        """Change what becomes of requests; without a network nobody signs in either."""
        self.wire.weather = weather
        self.accounts.reachable = weather is not AWAY

    def through_a_mishap(self, act: Callable[[], None]) -> bool:
        """Act; after a power cut start again. Tell whether the act was cut short."""
        try:
            act()
        except PowerCut:
            self.restart()
        except StorageFailed as failed:
            if failed.code != "storage.disk_full":
                raise
        else:
            return False
        finally:
            self.mishaps.disarm()
        return True

    def sync(self) -> None:
        """Sync one round; the engine says when the next one is due."""
        self.due_at = self.world.time.seconds + AGAIN_SECONDS
        self.through_a_mishap(self.sync_within)
        self._check_nothing_goes_back()

    def sync_within(self) -> None:
        """Sync one round as a part of something else, which a mishap cuts short as a whole."""
        outcome = self.engine.run_once()
        self.due_at = self.world.time.seconds + outcome.retry_after_seconds

    def _check_nothing_goes_back(self) -> None:
        """Check that neither what the till takes for posted nor any cursor goes back."""
        ((posted,),) = self.peek.rows(_POSITION)
        cursors = self.cursors_now()
        back = [scope for scope, cursor in self.cursors.items() if cursors.get(scope, 0) < cursor]
        if posted < self.posted or back:
            raise DayWentWrong([f"I8: {self.code} went back: posted {posted}, cursors {back}"])
        self.posted, self.cursors = posted, cursors

    def cursors_now(self) -> dict[str, int]:
        """Return how far the till follows each feed."""
        return {str(scope): int(cursor) for scope, cursor in self.peek.rows(_CURSORS)}

    def somebody_signs_in(self, username: str) -> None:
        """Let somebody sign in, by the server or by this machine, or be turned away."""
        try:
            session = self.sign_in.with_password(username, PASSWORD)
        except SignInRefused as refused:
            self.world.diary.note(f"{username} is turned away at {self.code}: {refused.code}")
            return
        assert isinstance(session, Session), "nobody here has a temporary password"
        self.actor = Actor(session.staff_id, session.name)
        how = "offline" if session.offline else "online"
        self.world.diary.note(f"{session.name} signs in at {self.code}, {how}")

    def write_unreadable(self, kind: str, version: int, payload: Mapping[str, Json]) -> None:
        """Write a fact that the server cannot read, as a newer release of the till might."""
        now = self.clock.now()
        event_id = new_id(self.clock, self.world.chance.getrandbits)
        self.unreadable.add(event_id)
        fact = Fact(event_id, kind, version, timestamp(now), 0, self.actor, payload)
        with self.storage.begin() as books:
            register = enrolled(books)
            head = books.journal.head()
            books.journal.append(append(fact, register.register_id, head, self.key.of(register)))

    # --------------------------------------------------------------------------------- its journal

    @property
    def head(self) -> Head:
        """Where the journal stands."""
        with self.storage.read() as books:
            return books.journal.head()

    @property
    def drained(self) -> bool:
        """Tell whether the till takes all of its journal for posted."""
        return self.view.state().unposted == 0

    def entries(self, after: int = 0) -> list[Entry]:
        """Return the journal, or what is in it after a number."""
        with self.storage.read() as books:
            return books.journal.to_send(after, _WHOLE_JOURNAL, _WHOLE_JOURNAL)

    def shelf(self, product_id: str) -> int | None:
        """Return what the till shows of a product in its store, in thousandths."""
        with self.storage.read() as books:
            card = books.catalogue.card(product_id)
        return card.stock_milli if card else None
