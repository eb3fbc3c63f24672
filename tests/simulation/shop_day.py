"""One random day of a shop: several tills, one server, and everything that may go wrong between.

All that is done is chosen by the seed. In the evening the network, the services and the queue are
well again, every till has to bring its journal into the books unattended and in bounded time, and
then the books are examined. Knows nothing of how anything is checked.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from backend_lambdas.data_access.mysql.engine import books_engine
from pos_app.services.records import RegisterIdentity
from pos_app.services.register_accounts import REGISTER_SECRET, REGISTER_USERNAME, SIGNING_KEY
from tests.backend.books.shop import SHOP
from tests.fakes.devices import MemoryKeyStore
from tests.simulation.acts import AtTheTills, InTheCloud
from tests.simulation.basket import GOODS
from tests.simulation.blanks import Blanks
from tests.simulation.cloud_in_trouble import PooledRegisters
from tests.simulation.copies import WithTheFiles
from tests.simulation.floor import Floor
from tests.simulation.machine import Disk, Machine
from tests.simulation.process import Process
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
_LAST_ROUNDS = 9


@dataclass(frozen=True)
class Cast:
    """Who plays: the real program and server, or ones with a planted bug."""

    program: type[Process] = Process
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
        self._with_the_files = WithTheFiles(self.floor)
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
        server = self.floor.server
        enrolled = server.shop.till(code, STORE_OF[code])
        username, secret = PooledRegisters(server.accounts).create(enrolled.register_id)
        identity = RegisterIdentity(
            register_id=enrolled.register_id,
            code=code,
            name=f"Till {code}",
            store_id=enrolled.store_id,
            store_name=f"Store {enrolled.store_id}",
            username=username,
        )
        key = base64.b64encode(enrolled.key.private_bytes_raw()).decode()
        names = {SIGNING_KEY: key, REGISTER_USERNAME: username, REGISTER_SECRET: secret}
        disk = Disk(self.folder / code, self.blanks.till.parent)
        machine = Machine(code, MemoryKeyStore(names), disk)
        till = SimulatedTill(machine, server, self.floor.world, self.cast.program)
        till.enrol(identity)
        return till

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
        self.evening()

    def evening(self) -> None:
        """Let everything be well again and everybody work until there is nothing left to do."""
        self.floor.world.diary.note("evening: all is well again")
        self._make_well()
        self._drain()
        self._settle()

    def _acts(self) -> Mapping[Callable[[], None], int]:
        tills, cloud, files = self._at_the_tills, self._in_the_cloud, self._with_the_files
        return {
            tills.somebody_buys: 22,
            tills.something_comes_back: 7,
            tills.a_receipt_is_mailed: 3,
            tills.a_receipt_is_printed_again: 1,
            tills.somebody_signs_in: 2,
            tills.somebody_sees_to_the_drawer: 5,
            tills.a_newer_till_writes: 1,
            tills.a_till_syncs: 30,
            tills.somebody_looks_at_the_shelf: 3,
            tills.a_late_request_arrives: 8,
            tills.the_weather_changes: 4,
            tills.an_account_is_switched: 1,
            tills.a_clock_is_set: 1,
            files.a_till_is_cloned: 1,
            files.a_backup_is_made: 2,
            files.a_backup_is_put_back: 2,
            files.a_database_is_damaged: 1,
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
        server = self.floor.server
        for account in server.accounts.values():
            account.disabled = False
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
            for register_id in list(self.floor.server.queue.groups):
                while self.floor.server.post_next(register_id):
                    pass
            for till in self.floor.tills:
                self._let_work(till)
            time.go_on(1.0)

    def _drained(self) -> bool:
        waiting = any(till.wire.late or not till.drained for till in self.floor.tills)
        return not waiting and self.floor.server.queue.empty

    def _let_work(self, till: SimulatedTill) -> None:
        if till.wire.late:
            till.wire.late_one_arrives()
        if not till.drained and till.due_at <= self.floor.world.time.seconds:
            till.sync()
        self.floor.check_claims(till)

    def _settle(self) -> None:
        """Let the tills ask and follow their feeds until there is nothing new for anybody.

        A copy that has nothing to send learns of its twin only when it asks, and then has news.
        """
        time = self.floor.world.time
        for _ in range(_LAST_ROUNDS):
            for till in self.floor.tills:
                time.go_on(_FEEDS_PAUSE)
                till.sync()
            self._drain()
            if self.floor.everybody_knows():
                break
        for _ in range(_DELIVERIES):
            self.floor.server.deliver()
            time.go_on(_LONGEST_POSTPONED)
        for till in self.floor.tills:
            self.floor.check_shelf(till)
