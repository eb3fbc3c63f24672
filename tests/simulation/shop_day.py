"""One random day of a shop: several tills, one server, and everything that may go wrong between.

All that is done is chosen by the seed. In the evening the network, the services and the queue are
well again, every till has to bring its journal into the books unattended and in bounded time, and
then the books are examined. Knows nothing of how anything is checked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.logic.books.work import Work
from pos_app.services.records import RegisterIdentity
from tests.backend.books.reading import one
from tests.backend.books.shop import SHOP, catalogued
from tests.simulation.basket import GOODS, any_basket
from tests.simulation.counter import Counter
from tests.simulation.mishaps import AFTER_COMMIT, BEFORE_COMMIT, POWER_MOMENTS
from tests.simulation.server import QUIET, RESTLESS, SimulatedServer
from tests.simulation.till import Machine, SimulatedTill
from tests.simulation.wire import CALM, WEATHERS
from tests.simulation.world import DayWentWrong, World

OPENING_PIECES = 14
LOW_AT_PIECES = 10
STORE_OF = {"T1": "S1", "T2": "S1", "T3": "S2"}
DRAINED_WITHIN_SECONDS = 900.0
"""A poster that died holds its register's messages for 180 s; retries pause up to 120 s each."""

_STEPS = (120, 240)
_MISHAP_SHARE = 0.2
_PASSES = (0, 0, 0, 1, 2)
_DISK_FULL_SHARE = 0.3
_RESTLESS_SHARE = 0.7
_AT_THE_COUNTER = (BEFORE_COMMIT, AFTER_COMMIT)
_PAUSES = (4.0, 25.0, 200.0, 3700.0)
_WRONG_CLOCKS = (timedelta(), timedelta(days=-1), timedelta(days=366), timedelta(seconds=-90))
_TROUBLES = (0.0, 0.05, 0.2, 0.5, 2.0)
_WEATHERS = ("calm", "rough", "rough", "away")
_LONGEST_POSTPONED = 3700.0
_DELIVERIES = 6
_FEEDS_PAUSE = 11.0


@dataclass(frozen=True)
class Blanks:
    """Empty databases of today's form, to copy: a till's, and the books."""

    till: Path
    books: Path


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
    tills: list[SimulatedTill] = field(default_factory=list)
    letters: int = 0

    def __post_init__(self) -> None:
        """Open the shop: stock, prices, tills that are enrolled and filled."""
        self.world = World(self.seed)
        self.chance = self.world.chance
        books = self.folder / "books.sqlite"
        books.write_bytes(self.blanks.books.read_bytes())
        self.engine = books_engine(f"sqlite:///{books}")
        self.server = self.cast.server(self.engine, self.world)
        self._open_shop()
        for code in list(STORE_OF)[: self.chance.choice((2, 3, 3))]:
            self.tills.append(self._new_till(code))

    def _open_shop(self) -> None:
        rules = {
            "tax_rounding": self.chance.choice(("line", "document")),
            "cash_step_minor": self.chance.choice((1, 5)),
        }
        self.server.shop.books.write(
            lambda work: work.settings.save_shop(SHOP.model_copy(update=rules))
        )
        self.server.shop.stock(GOODS, OPENING_PIECES, LOW_AT_PIECES)

    def _new_till(self, code: str) -> SimulatedTill:
        enrolled = self.server.shop.till(code, STORE_OF[code])
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
        return self.cast.till(machine, self.server, self.world)

    def close(self) -> None:
        """Close all databases."""
        for till in self.tills:
            till.close()
        self.engine.dispose()

    # ---------------------------------------------------------------------------------- the day

    def play(self) -> None:
        """Play the day and the evening; raises DayWentWrong."""
        self._begin()
        acts = list(self._acts())
        weights = [weight for weight, _ in acts]
        for _ in range(self.chance.randint(*_STEPS)):
            ((_, act),) = self.chance.choices(acts, weights)
            act()
            self.world.time.go_on(self.chance.uniform(0.0, 3.0))
        self.world.diary.note("evening: all is well again")
        self._make_well()
        self._drain()
        self._settle()

    def _begin(self) -> None:
        for till in self.tills:
            self._let_weather_change(till)
        self._the_cloud_changes()

    def _acts(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        return (
            (22, self._somebody_buys),
            (7, self._something_comes_back),
            (3, self._a_receipt_is_mailed),
            (1, self._a_receipt_is_printed_again),
            (30, self._a_till_syncs),
            (30, self._the_poster_works),
            (8, self._a_late_request_arrives),
            (8, self._time_passes),
            (4, self._the_weather_changes),
            (3, self._the_cloud_changes),
            (3, self._side_effects_are_delivered),
            (2, self._a_price_changes),
            (1, self._a_clock_is_set),
        )

    def _somebody_buys(self) -> None:
        till = self._till_in_danger()
        Counter(till).serve(any_basket(self.chance))

    def _something_comes_back(self) -> None:
        Counter(self._till_in_danger()).take_back()

    def _a_receipt_is_mailed(self) -> None:
        self.letters += 1
        Counter(self._till_in_danger()).mail_receipt(f"customer{self.letters}@example.org")

    def _a_receipt_is_printed_again(self) -> None:
        Counter(self._till_in_danger()).print_again()

    def _a_till_syncs(self) -> None:
        till = self._till_in_danger(POWER_MOMENTS)
        till.sync()
        self._check_claims(till)

    def _till_in_danger(self, moments: Sequence[str] = _AT_THE_COUNTER) -> SimulatedTill:
        """Choose a till; sometimes something will strike it during what it does next."""
        till = self.chance.choice(self.tills)
        if self.world.happens(_MISHAP_SHARE):
            passes = self.chance.choice(_PASSES)
            if self.world.happens(_DISK_FULL_SHARE):
                till.mishaps.arm(BEFORE_COMMIT, passes, disk_full=True)
            else:
                till.mishaps.arm(self.chance.choice(moments), passes)
        return till

    def _check_claims(self, till: SimulatedTill) -> None:
        """Check that neither till nor mirror ever takes for posted what the books do not have."""
        register_id = till.register.register_id
        question = "SELECT head_seq FROM registers WHERE register_id = :register"
        held = one(self.engine, question, register=register_id)
        mirrored = self.server.mirror.registers[register_id].posted.seq
        if max(till.posted, mirrored) > held:
            claims = f"{till.posted} at the till, {mirrored} in the mirror"
            raise DayWentWrong([f"I1: {till.code}'s posted entries: {claims}, {held} in the books"])

    def _the_poster_works(self) -> None:
        """Post a message of some till that has one waiting."""
        waiting = self.server.queue.waiting
        tills = [till for till in self.tills if waiting(till.register.register_id)]
        if tills:
            till = self.chance.choice(tills)
            self.server.post_next(till.register.register_id)
            self._check_claims(till)

    def _a_late_request_arrives(self) -> None:
        wires = [till.wire for till in self.tills if till.wire.late]
        if wires:
            self.chance.choice(wires).late_one_arrives()

    def _time_passes(self) -> None:
        self.world.time.go_on(self.chance.choice(_PAUSES))

    def _the_weather_changes(self) -> None:
        self._let_weather_change(self.chance.choice(self.tills))

    def _let_weather_change(self, till: SimulatedTill) -> None:
        name = self.chance.choice(_WEATHERS)
        till.in_weather(WEATHERS[name])
        self.world.diary.note(f"{till.code}'s network is {name}")

    def _the_cloud_changes(self) -> None:
        self.server.trouble.share = self.chance.choice(_TROUBLES)
        restless = self.world.happens(_RESTLESS_SHARE)
        self.server.deliveries = RESTLESS if restless else QUIET
        self.server.outside.fails(self.world.happens(0.3))
        queue = "restless" if restless else "quiet"
        self.world.diary.note(f"cloud: trouble {self.server.trouble.share}, queue {queue}")

    def _side_effects_are_delivered(self) -> None:
        self.server.deliver()

    def _a_price_changes(self) -> None:
        item = self.chance.choice(GOODS)
        price = max(1, item.price_minor + self.chance.randint(-50, 50))
        new = catalogued(item, LOW_AT_PIECES).model_copy(update={"price_minor": price})

        def save(work: Work) -> None:
            work.catalogue.lock()
            work.catalogue.save([new])

        self.server.shop.books.write(save)
        self.world.diary.note(f"{item.sku} costs {price} minor from now on")

    def _a_clock_is_set(self) -> None:
        till = self.chance.choice(self.tills)
        till.clock.wrong_by = self.chance.choice(_WRONG_CLOCKS)
        self.world.diary.note(f"{till.code}'s clock is wrong by {till.clock.wrong_by}")

    # ------------------------------------------------------------------------------- the evening

    def _make_well(self) -> None:
        for till in self.tills:
            till.in_weather(CALM)
            till.mishaps.disarm()
        self.server.trouble.share = 0.0
        self.server.deliveries = QUIET
        self.server.outside.fails(False)

    def _drain(self) -> None:
        """Let everybody work as they do by themselves until all journals are in the books (I9)."""
        time = self.world.time
        began = time.seconds
        while not self._drained():
            if time.seconds - began > DRAINED_WITHIN_SECONDS:
                raise DayWentWrong([f"I9: not drained within {DRAINED_WITHIN_SECONDS:.0f} s"])
            for till in self.tills:
                self._let_work(till)
            time.go_on(1.0)

    def _drained(self) -> bool:
        waiting = any(till.wire.late or not till.drained for till in self.tills)
        return not waiting and self.server.queue.empty

    def _let_work(self, till: SimulatedTill) -> None:
        if till.wire.late:
            till.wire.late_one_arrives()
        while self.server.post_next(till.register.register_id):
            pass
        if till.due_at <= self.world.time.seconds:
            till.sync()
        self._check_claims(till)

    def _settle(self) -> None:
        """Deliver all side effects that are still due, and let the tills follow their feeds."""
        for _ in range(_DELIVERIES):
            self.server.deliver()
            self.world.time.go_on(_LONGEST_POSTPONED)
        for till in self.tills:
            self.world.time.go_on(_FEEDS_PAUSE)
            till.sync()
