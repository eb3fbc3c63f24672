"""One random day of a shop: several tills, one server, and everything that may go wrong between.

All that is done is chosen by the seed. In the evening the network, the services and the queue are
well again, every till has to bring its journal into the books unattended and in bounded time, and
then the books are examined. Knows nothing of how anything is checked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backend_lambdas.data_access.mysql.engine import books_engine
from pos_app.services.records import RegisterIdentity
from tests.backend.books.shop import SHOP
from tests.simulation.acts import AtTheTills, InTheCloud
from tests.simulation.basket import GOODS
from tests.simulation.blanks import Blanks
from tests.simulation.floor import Floor
from tests.simulation.machine import Machine
from tests.simulation.server import QUIET, SimulatedServer
from tests.simulation.till import SimulatedTill
from tests.simulation.wire import CALM
from tests.simulation.world import DayWentWrong, World

OPENING_PIECES = 14
LOW_AT_PIECES = 10
STORE_OF = {"T1": "S1", "T2": "S1", "T3": "S2"}
DRAINED_WITHIN_SECONDS = 900.0
"""A poster that died holds its register's messages for 180 s; retries pause up to 120 s each."""

_STEPS = (120, 240)
_LONGEST_POSTPONED = 3700.0
_DELIVERIES = 6
_FEEDS_PAUSE = 11.0


@dataclass(frozen=True)
class Cast:
    """Who plays: the real till and server, or ones with a planted bug."""

    till: type[SimulatedTill] = SimulatedTill
    server: type[SimulatedServer] = SimulatedServer


REAL = Cast()


@dataclass
class ShopDay:
    """A day that can be played once."""

    seed: int
    blanks: Blanks
    folder: Path
    cast: Cast = REAL

    def __post_init__(self) -> None:
        """Open the shop: stock, prices, tills that are enrolled and filled."""
        world = World(self.seed)
        books = self.folder / "books.sqlite"
        books.write_bytes(self.blanks.books.read_bytes())
        engine = books_engine(f"sqlite:///{books}")
        self.floor = Floor(world, engine, self.cast.server(engine, world))
        self._at_the_tills, self._in_the_cloud = AtTheTills(self.floor), InTheCloud(self.floor)
        self._open_shop()
        for code in list(STORE_OF)[: world.chance.choice((2, 3, 3))]:
            self.floor.tills.append(self._new_till(code))

    def _open_shop(self) -> None:
        chance, shop = self.floor.world.chance, self.floor.server.shop
        rules = {
            "tax_rounding": chance.choice(("line", "document")),
            "cash_step_minor": chance.choice((1, 5)),
        }
        shop.books.write(lambda work: work.settings.save_shop(SHOP.model_copy(update=rules)))
        shop.stock(GOODS, OPENING_PIECES, LOW_AT_PIECES)

    def _new_till(self, code: str) -> SimulatedTill:
        enrolled = self.floor.server.shop.till(code, STORE_OF[code])
        identity = RegisterIdentity(
            register_id=enrolled.register_id,
            code=code,
            name=f"Till {code}",
            store_id=enrolled.store_id,
            store_name=f"Store {enrolled.store_id}",
            username=enrolled.register_id,
        )
        key = enrolled.key.private_bytes_raw()
        machine = Machine(identity, key, self.blanks.till, self.folder / code)
        return self.cast.till(machine, self.floor.server, self.floor.world)

    # ---------------------------------------------------------------------------------- the day

    def play(self) -> None:
        """Play the day and the evening; raises DayWentWrong."""
        world = self.floor.world
        for till in self.floor.tills:
            self._at_the_tills.let_weather_change(till)
        self._in_the_cloud.services_change()
        acts = self._acts()
        for _ in range(world.chance.randint(*_STEPS)):
            world.chosen(acts)()
            world.time.go_on(world.chance.uniform(0.0, 3.0))
        world.diary.note("evening: all is well again")
        self._make_well()
        self._drain()
        self._settle()

    def _acts(self) -> Mapping[Callable[[], None], int]:
        tills, cloud = self._at_the_tills, self._in_the_cloud
        return {
            tills.somebody_buys: 22,
            tills.something_comes_back: 7,
            tills.a_receipt_is_mailed: 3,
            tills.a_receipt_is_printed_again: 1,
            tills.somebody_signs_in: 2,
            tills.a_newer_till_writes: 1,
            tills.a_till_syncs: 30,
            tills.somebody_looks_at_the_shelf: 3,
            tills.a_late_request_arrives: 8,
            tills.the_weather_changes: 4,
            tills.an_account_is_switched: 1,
            tills.a_clock_is_set: 1,
            cloud.time_passes: 8,
            cloud.the_poster_works: 30,
            cloud.side_effects_are_delivered: 3,
            cloud.services_change: 3,
            cloud.a_release_goes_out: 1,
            cloud.old_changes_are_forgotten: 1,
            cloud.a_product_changes: 2,
            cloud.a_tax_rate_changes: 1,
            cloud.staff_change: 1,
        }

    # ------------------------------------------------------------------------------- the evening

    def _make_well(self) -> None:
        """Let everything work; what was quarantined by a bug is posted again."""
        for till in self.floor.tills:
            till.in_weather(CALM)
            till.mishaps.disarm()
            till.accounts.accounts[till.register.username].disabled = False
        server = self.floor.server
        server.troubles.share(0.0, 0.0, 0.0)
        server.deliveries = QUIET
        server.outside.fails(False)
        server.outside.deaths.share = 0.0
        server.bug.there = False
        self._in_the_cloud.post_again()

    def _drain(self) -> None:
        """Let everybody work as they do by themselves until all journals are in the books (I9)."""
        time = self.floor.world.time
        began = time.seconds
        while not self._drained():
            if time.seconds - began > DRAINED_WITHIN_SECONDS:
                raise DayWentWrong([f"I9: not drained within {DRAINED_WITHIN_SECONDS:.0f} s"])
            for till in self.floor.tills:
                self._let_work(till)
            time.go_on(1.0)

    def _drained(self) -> bool:
        waiting = any(till.wire.late or not till.drained for till in self.floor.tills)
        return not waiting and self.floor.server.queue.empty

    def _let_work(self, till: SimulatedTill) -> None:
        server = self.floor.server
        if till.wire.late:
            till.wire.late_one_arrives()
        while server.post_next(till.register.register_id):
            pass
        if till.due_at <= self.floor.world.time.seconds:
            till.sync()
        self.floor.check_claims(till)

    def _settle(self) -> None:
        """Deliver all side effects that are still due, and let the tills follow their feeds."""
        time = self.floor.world.time
        for _ in range(_DELIVERIES):
            self.floor.server.deliver()
            time.go_on(_LONGEST_POSTPONED)
        for till in self.floor.tills:
            time.go_on(_FEEDS_PAUSE)
            till.sync()
            self.floor.check_shelf(till)
