"""One till of a simulated day: real services on a real database, which can stop dead at any moment.

What is on its disk at a power cut is what it starts from again: the files are copied at that
moment, as they are. Knows the server only through its wire.
"""

import base64
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.services.checkout import Checkout
from pos_app.services.drafts import KeepDraft
from pos_app.services.enrol_register import REGISTER_SECRET, REGISTER_USERNAME
from pos_app.services.find_products import FindProducts
from pos_app.services.journal_view import JournalView
from pos_app.services.receipts import Receipts
from pos_app.services.records import RegisterIdentity
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import SIGNING_KEY, RegisterKey, Scribe
from pos_app.services.shop_rules import ShopRules
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage, open_storage
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.auth import RegisterTokens
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.first_fill import FirstFill
from pos_app.sync.http_exchange import HttpExchange
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import StorageFailed
from pos_core.identifiers import Clock
from pos_core.journal import Actor, Entry, EntryType, Head
from pos_core.permissions import Role
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.changes import Scope
from tests.fakes.devices import FakePrinter, MemoryKeyStore
from tests.fakes.identity import FakeIdentity
from tests.simulation.mishaps import Mishaps, PowerCut, StorageInDanger
from tests.simulation.server import SimulatedServer
from tests.simulation.wire import AWAY, SimulatedWire, Weather
from tests.simulation.world import DayWentWrong, TillClock, World

DATABASE_KEY = "5a" * 32
SECRET = "secret of the register"
SOMEBODY = Actor("staff-1", "Sales 1")
AGAIN_SECONDS = 1.0
_WHOLE_JOURNAL = 10**9


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


@dataclass(frozen=True)
class Machine:
    """What of a till survives its process: its register, its keys, and an empty database."""

    identity: RegisterIdentity
    signing_key: bytes
    blank: Path
    folder: Path

    def keys(self) -> MemoryKeyStore:
        """Return a key store with what enrolment puts there."""
        key = base64.b64encode(self.signing_key).decode()
        return MemoryKeyStore(
            {SIGNING_KEY: key, REGISTER_USERNAME: self.identity.username, REGISTER_SECRET: SECRET}
        )


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
        self.screen = Screen()
        self.mishaps = Mishaps(self.code, world.diary, self._freeze)
        self.wire = SimulatedWire(self.code, world, server.answer, self.mishaps)
        self.due_at = 0.0
        self.posted = 0
        self.cursors: dict[Scope, int] = {}
        self._folder = machine.folder
        self._life = 0
        self._accounts = FakeIdentity()
        self._accounts.add(machine.identity.username, SECRET, Role.REGISTER)
        self._keys = machine.keys()
        self._freeze_from(machine.blank)
        self._start()
        self._enrol()

    # ------------------------------------------------------------------------------------- its life

    def _start(self) -> None:
        """Start the program on the disk as it is."""
        self._opened: SqliteStorage = open_storage(self._place(self._life), DATABASE_KEY)
        self.storage = StorageInDanger(self._opened, self.mishaps)
        self.key = RegisterKey(self._keys)
        self.scribe = self.make_scribe()
        self.drafts = KeepDraft(self.storage)
        self.checkout = self.make_checkout()
        self.returns = ReturnGoods(self.storage, self.scribe)
        self.receipts = Receipts(self.storage, self.scribe, FakePrinter())
        self.find = FindProducts(self.storage)
        self.rules = ShopRules(self.storage)
        self.view = JournalView(self.storage, lambda: self.key.private().public_key())
        self._api = ApiOverWire(self.wire, self.clock)
        self._tokens = RegisterTokens(self._keys, self._accounts)
        self.engine = self.make_engine()

    def make_scribe(self) -> Scribe:
        """Make what writes entries; planted bugs make others of these three."""
        return Scribe(self.clock, self.key, lambda _: 0, self.world.chance.getrandbits)

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
        return kind(self.storage, self._api, self._tokens, rhythm, self._folder / "feeds")

    def _enrol(self) -> None:
        with self.storage.begin() as books:
            books.set_register(self.register)
            payload = {
                "register_code": self.code,
                "name": self.register.name,
                "store_id": self.register.store_id,
            }
            self.scribe.write(books, EntryType.REGISTER_ENROLLED, payload, SOMEBODY)
        FirstFill(self.storage, self._api, self._tokens, self._folder / "feeds").run()

    def restart(self) -> None:
        """Start again from what was on the disk when the power went."""
        self._opened.close()
        shutil.rmtree(self._place(self._life))
        self._life += 1
        self._start()
        self.due_at = self.world.time.seconds
        self.world.diary.note(f"{self.code} starts again: journal ends at {self.head.seq}")

    def close(self) -> None:
        """End the program properly."""
        self._opened.close()

    def _place(self, life: int) -> Path:
        return self._folder / f"life-{life}"

    def _freeze(self) -> None:
        self._freeze_from(self._place(self._life) / DATABASE_NAME, self._life + 1)

    def _freeze_from(self, database: Path, life: int = 0) -> None:
        """Keep the database's files as they are, for the next life."""
        place = self._place(life)
        place.mkdir(parents=True)
        for ending in ("", "-wal"):
            file = database.with_name(database.name + ending)
            if file.exists():
                shutil.copyfile(file, place / (DATABASE_NAME + ending))

    # ------------------------------------------------------------------------------------- its acts

    def in_weather(self, weather: Weather) -> None:
        """Change what becomes of requests; without a network nobody signs in either."""
        self.wire.weather = weather
        self._accounts.reachable = weather is not AWAY

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
        self.through_a_mishap(self._sync)
        self._check_nothing_goes_back()

    def _sync(self) -> None:
        outcome = self.engine.run_once()
        self.due_at = self.world.time.seconds + outcome.retry_after_seconds

    def _check_nothing_goes_back(self) -> None:
        """Check that neither what the till takes for posted nor any cursor goes back."""
        with self.storage.read() as books:
            posted = books.journal.state().posted_through
            cursors = {scope: books.catalogue.cursor(scope) for scope in Scope}
        back = [scope for scope in cursors if cursors[scope] < self.cursors.get(scope, 0)]
        if posted < self.posted or back:
            raise DayWentWrong([f"I8: {self.code} went back: posted {posted}, cursors {back}"])
        self.posted, self.cursors = posted, cursors

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

    def entries(self) -> list[Entry]:
        """Return the whole journal."""
        with self.storage.read() as books:
            return books.journal.to_send(0, _WHOLE_JOURNAL, _WHOLE_JOURNAL)
