"""One till of a simulated day: real services on a real database, which can stop dead at any moment.

Knows the server only through its wire.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pos_app.services.records import RegisterIdentity, Session
from pos_app.services.shop_rules import enrolled
from pos_app.sync.first_fill import FirstFill
from pos_core.errors import SignInRefused, StorageFailed
from pos_core.identifiers import new_id, timestamp
from pos_core.journal import Actor, Entry, EntryType, Fact, Head, Json, append, read_entry
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from tests.fakes.identity import FakeIdentity
from tests.simulation.machine import FULL, Harm, Machine, Peek, synchronous
from tests.simulation.mishaps import Mishaps, PowerCut
from tests.simulation.process import Process
from tests.simulation.server import SimulatedServer
from tests.simulation.staff import PASSWORD
from tests.simulation.wire import AWAY, SimulatedWire, Weather
from tests.simulation.world import DayWentWrong, TillClock, World

SOMEBODY = Actor("staff-1", "Sales 1")
AGAIN_SECONDS = 1.0
_WHOLE_JOURNAL = 10**9
_POSITION = "SELECT posted_through FROM journals WHERE current = 1"
_CURSORS = "SELECT scope, cursor FROM cursors"
_REGISTER = "SELECT register_id, code, name, store_id, store_name, username FROM register"
_ENTRIES = "SELECT body, prev_hash, hash, signature FROM journal ORDER BY place"


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


class SimulatedTill:
    """A machine, its present process, and its way to the server."""

    def __init__(
        self, machine: Machine, server: SimulatedServer, world: World, program: type[Process]
    ) -> None:
        """Switch the machine on, in fine weather; it runs this program."""
        self.world = world
        self.program = program
        self.machine = machine
        self.name = machine.name
        self.clock = TillClock(world.time)
        self.actor = SOMEBODY
        self.screen = Screen()
        self.unreadable: set[str] = set()
        self.gone: list[Entry] = []
        self.mishaps = Mishaps(self.name, world.diary, self._freeze)
        self.wire = SimulatedWire(self.name, world, server, self.mishaps)
        self.accounts = FakeIdentity(server.accounts)
        self.due_at = 0.0
        self.forget_what_it_claimed()
        self._start()

    # ------------------------------------------------------------------------------------- its life

    def _start(self) -> None:
        """Start the program on the disk as it is."""
        self.opened = self.program.open(self)
        self.run = self.program(self)
        if synchronous(self.opened) < FULL:
            self.machine.disk.remember_synced()
        self.peek = Peek(self.machine.disk.place)

    def enrol(self, identity: RegisterIdentity) -> None:
        """Become this register, and fill the till."""
        with self.run.storage.begin() as books:
            books.set_register(identity)
            payload = {
                "register_code": identity.code,
                "name": identity.name,
                "store_id": identity.store_id,
            }
            self.run.scribe.write(books, EntryType.REGISTER_ENROLLED, payload, SOMEBODY)
        feeds = self.machine.disk.folder / "feeds"
        FirstFill(self.run.storage, self.run.api, self.run.tokens, feeds).run()
        if synchronous(self.opened) < FULL:
            self.machine.disk.remember_synced()

    def restart(self) -> None:
        """Start again from what was on the disk when the power went."""
        self.close()
        self.machine.disk.next_life()
        self._start()
        self.due_at = self.world.time.seconds
        self.world.diary.note(f"{self.name} starts again: journal ends at {self.head.seq}")

    def start_from_backup(self, name: str) -> None:
        """Put an older copy of the files in place and start from that."""
        self._keep_what_goes()
        self.machine.disk.put_back(name)
        self.restart()

    def start_after(self, harm: Harm) -> None:
        """Damage the files while the till is off, and start it."""
        self._keep_what_goes()
        self._freeze()
        self.machine.disk.harm(harm, self.world.chance)
        self.world.diary.note(f"{self.name}'s database {harm.value}")
        self.restart()
        self.through_a_mishap(self.opened.check)

    def restart_program(self) -> None:
        """Close the program, as it asks for after damage, and start it on the same files."""
        self.close()
        self._start()
        self.world.diary.note(f"{self.name} is closed and starts again")

    def _keep_what_goes(self) -> None:
        """Remember for the examination what this machine wrote, for it will not have it all."""
        self.gone = self.all_entries()
        self.forget_what_it_claimed()

    def forget_what_it_claimed(self) -> None:
        """Begin anew to watch that nothing goes back."""
        self.posted = 0
        self.posted_of = ""
        self.cursors: dict[str, int] = {}

    def close(self) -> None:
        """End the program properly."""
        self.peek.close()
        self.opened.close()

    def _freeze(self) -> None:
        self.machine.disk.freeze(unsynced_too=synchronous(self.opened) >= FULL)

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
            if failed.code == "storage.damaged":
                self.restart_program()
            elif failed.code != "storage.disk_full":
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
        before = self.register.code
        try:
            outcome = self.run.engine.run_once()
        finally:
            if self.register.code != before:
                self.world.diary.note(f"{self.name} goes on as {self.register.code}")
        self.due_at = self.world.time.seconds + outcome.retry_after_seconds

    def _check_nothing_goes_back(self) -> None:
        """Check that neither what the till takes for posted nor any cursor goes back."""
        ((posted,),) = self.peek.rows(_POSITION)
        register_id = self.register.register_id
        cursors = self.cursors_now()
        back = [scope for scope, cursor in self.cursors.items() if cursors.get(scope, 0) < cursor]
        if (register_id == self.posted_of and posted < self.posted) or back:
            raise DayWentWrong([f"I8: {self.name} went back: posted {posted}, cursors {back}"])
        self.posted, self.posted_of, self.cursors = posted, register_id, cursors

    def cursors_now(self) -> dict[str, int]:
        """Return how far the till follows each feed."""
        return {str(scope): int(cursor) for scope, cursor in self.peek.rows(_CURSORS)}

    def somebody_signs_in(self, username: str) -> None:
        """Let somebody sign in, by the server or by this machine, or be turned away."""
        try:
            session = self.run.sign_in.with_password(username, PASSWORD)
        except SignInRefused as refused:
            self.world.diary.note(f"{username} is turned away at {self.name}: {refused.code}")
            return
        assert isinstance(session, Session), "nobody here has a temporary password"
        self.actor = Actor(session.staff_id, session.name)
        how = "offline" if session.offline else "online"
        self.world.diary.note(f"{session.name} signs in at {self.name}, {how}")

    def write_unreadable(self, kind: str, version: int, payload: Mapping[str, Json]) -> None:
        """Write a fact that the server cannot read, as a newer release of the till might."""
        now = self.clock.now()
        event_id = new_id(self.clock, self.world.chance.getrandbits)
        self.unreadable.add(event_id)
        fact = Fact(event_id, kind, version, timestamp(now), 0, self.actor, payload)
        with self.run.storage.begin() as books:
            register = enrolled(books)
            head, key = books.journal.head(), self.run.key.of(register)
            books.journal.append(append(fact, register.register_id, head, key))

    # --------------------------------------------------------------------------------- its journal

    @property
    def register(self) -> RegisterIdentity:
        """Which register this machine is now."""
        (row,) = self.peek.rows(_REGISTER)
        return RegisterIdentity(*row)

    @property
    def head(self) -> Head:
        """Where the journal stands."""
        with self.run.storage.read() as books:
            return books.journal.head()

    @property
    def written(self) -> int:
        """How many sales and returns this machine's files know, each once."""
        question = "SELECT count(DISTINCT event_id) FROM journal WHERE type LIKE 'sale.%'"
        ((count,),) = self.peek.rows(question)
        return int(count)

    @property
    def drained(self) -> bool:
        """Tell whether the till takes all of its journal for posted."""
        ((posted,),) = self.peek.rows(_POSITION)
        return bool(posted == self.head.seq)

    @property
    def filled(self) -> bool:
        """Tell whether the till knows the shop: not so after all was lost, until it syncs."""
        return bool(self.peek.rows("SELECT 1 FROM shop"))

    def entries(self, after: int = 0) -> list[Entry]:
        """Return the current journal, or what is in it after a number."""
        with self.run.storage.read() as books:
            return books.journal.to_send(after, _WHOLE_JOURNAL, _WHOLE_JOURNAL)

    def all_entries(self) -> list[Entry]:
        """Return whatever this machine wrote, under all its names, in the order of its writing."""
        kept = [read_entry(*row) for row in self.peek.rows(_ENTRIES)]
        known = {entry.hash for entry in self.gone}
        return [*self.gone, *(entry for entry in kept if entry.hash not in known)]

    def shelf(self, product_id: str) -> int | None:
        """Return what the till shows of a product in its store, in thousandths."""
        with self.run.storage.read() as books:
            card = books.catalogue.card(product_id)
        return card.stock_milli if card else None
