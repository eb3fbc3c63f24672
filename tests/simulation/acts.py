"""What may happen on a simulated day, at the tills and in the cloud, each thing as one act.

All is chosen by the day's chance. Knows nothing of how often what happens, or of the evening.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from backend_lambdas.logic.books.work import Work
from pos_core.journal import Json
from pos_core.wire.catalogue import ProductRead, TaxClassItem
from pos_core.wire.changes import StaffItem
from tests.backend.books.till import STANDARD
from tests.simulation.basket import GOODS, any_basket
from tests.simulation.counter import Counter
from tests.simulation.drawer import Drawer
from tests.simulation.floor import AT_THE_COUNTER, Floor
from tests.simulation.mishaps import POWER_MOMENTS
from tests.simulation.server import QUIET, RESTLESS
from tests.simulation.staff import STAFF
from tests.simulation.till import SimulatedTill
from tests.simulation.wire import WEATHERS
from tests.simulation.world import World

_PAUSES = (4.0, 25.0, 200.0, 3700.0)
_WRONG_CLOCKS = (timedelta(), timedelta(days=-1), timedelta(days=366), timedelta(seconds=-90))
_OFFSETS = (0, 60, -300, 825)
_WEATHERS = ("calm", "rough", "rough", "unfriendly", "away")
_RESTLESS_SHARE = 0.7
_SYNC_BEFORE_PAYING = 0.2
_LITTLE, _MUCH, _AWAY = 0.1, 0.5, 2.0
_TROUBLES: Mapping[str, tuple[float, float, float]] = {
    "all well": (0.0, 0.0, 0.0),
    "a little of everything": (_LITTLE, _LITTLE, _LITTLE),
    "much of everything": (_MUCH, _MUCH, _MUCH),
    "the database is away": (_AWAY, 0.0, 0.0),
    "the mirror is away": (0.0, _AWAY, 0.0),
    "the queue is away": (0.0, 0.0, _AWAY),
    "everything is away": (_AWAY, _AWAY, _AWAY),
    "the database fails over": (_MUCH, 0.0, 0.0),
}
_UNREADABLE: Sequence[tuple[str, int, Mapping[str, Json]]] = (
    ("loyalty.points_given", 1, {"points": 5}),
    ("receipt.reprinted", 99, {"event_id": "019ab000-0000-7000-8000-000000000001"}),
    ("receipt.mail_requested", 1, {"event_id": 7, "address": "no text"}),
)


@dataclass
class AtTheTills:
    """What people do at a till, and what happens to one."""

    floor: Floor
    letters: int = 0

    @property
    def world(self) -> World:
        """The day's chance, clock and diary."""
        return self.floor.world

    def somebody_buys(self) -> None:
        """Sell a basket; sometimes news arrive while the cart is open."""
        till = self.floor.till_in_danger()
        if not till.filled:
            return
        meanwhile = till.sync_within if self.world.happens(_SYNC_BEFORE_PAYING) else None
        Counter(till, meanwhile).serve(any_basket(self.world.chance))

    def something_comes_back(self) -> None:
        """Take goods back."""
        Counter(self.floor.till_in_danger()).take_back()

    def a_receipt_is_mailed(self) -> None:
        """Have a receipt mailed, each to another address."""
        self.letters += 1
        address = f"customer{self.letters}@example.org"
        Counter(self.floor.till_in_danger()).mail_receipt(address)

    def a_receipt_is_printed_again(self) -> None:
        """Print a receipt again."""
        Counter(self.floor.till_in_danger()).print_again()

    def somebody_sees_to_the_drawer(self) -> None:
        """Open the till, move cash, or count and close."""
        till = self.floor.till_in_danger()
        if till.filled:
            till.through_a_mishap(Drawer(till).see_to_it)

    def somebody_signs_in(self) -> None:
        """Let somebody sign in at a till."""
        till = self.floor.till_in_danger()
        username = self.world.chance.choice(list(STAFF))
        till.through_a_mishap(lambda: till.somebody_signs_in(username))

    def a_newer_till_writes(self) -> None:
        """Write something that the server cannot read."""
        till = self.floor.till_in_danger()
        kind, version, payload = self.world.chance.choice(_UNREADABLE)
        self.world.diary.note(f"{till.name} writes {kind} {version}, which nobody can read")
        till.through_a_mishap(lambda: till.write_unreadable(kind, version, payload))

    def a_till_syncs(self) -> None:
        """Let a till sync one round."""
        till = self.floor.till_in_danger((*POWER_MOMENTS, *AT_THE_COUNTER * 4))
        till.sync()
        self.floor.check_claims(till)
        self.floor.check_shelf(till, GOODS[len(self.world.diary.lines) % len(GOODS)])

    def somebody_looks_at_the_shelf(self) -> None:
        """Look at what a till shows of its stock."""
        self.floor.check_shelf(self.floor.any_till())

    def a_late_request_arrives(self) -> None:
        """Let a request arrive that nobody waits for any more."""
        wires = [till.wire for till in self.floor.tills if till.wire.late]
        if wires:
            self.world.chance.choice(wires).late_one_arrives()

    def the_weather_changes(self) -> None:
        """Change the network of some till."""
        self.let_weather_change(self.floor.any_till())

    def let_weather_change(self, till: SimulatedTill) -> None:
        """Change a till's network."""
        name = self.world.chance.choice(_WEATHERS)
        till.in_weather(WEATHERS[name])
        self.world.diary.note(f"{till.name}'s network is {name}")

    def an_account_is_switched(self) -> None:
        """Refuse to sign a register in, or let it in again."""
        till = self.floor.any_till()
        account = self.floor.server.accounts[till.register.username]
        account.disabled = not account.disabled
        state = "refused" if account.disabled else "taken again"
        self.world.diary.note(f"{till.name}'s account is {state}")

    def a_clock_is_set(self) -> None:
        """Set a till's clock, and its time zone."""
        till = self.floor.any_till()
        till.clock.wrong_by = self.world.chance.choice(_WRONG_CLOCKS)
        till.clock.offset_minutes = self.world.chance.choice(_OFFSETS)
        self.world.diary.note(f"{till.name}'s clock is wrong by {till.clock.wrong_by}")


@dataclass
class InTheCloud:
    """What the server does by itself, what somebody does there, and what happens to it."""

    floor: Floor

    @property
    def world(self) -> World:
        """The day's chance, clock and diary."""
        return self.floor.world

    def time_passes(self) -> None:
        """Let time pass."""
        self.world.time.go_on(self.world.chance.choice(_PAUSES))

    def the_poster_works(self) -> None:
        """Post a message of some till that has one waiting."""
        groups = self.floor.server.queue.groups
        waiting = [register_id for register_id, messages in groups.items() if messages]
        if waiting:
            self.floor.server.post_next(self.world.chance.choice(waiting))
            for till in self.floor.tills:
                self.floor.check_claims(till)

    def side_effects_are_delivered(self) -> None:
        """Deliver what the outbox wishes for."""
        self.floor.server.deliver()

    def services_change(self) -> None:
        """Change which services are in trouble, how the queue behaves, and who answers outside."""
        server, chance = self.floor.server, self.world.chance
        trouble = chance.choice(list(_TROUBLES))
        server.troubles.share(*_TROUBLES[trouble])
        restless = self.world.happens(_RESTLESS_SHARE)
        server.deliveries = RESTLESS if restless else QUIET
        server.outside.fails(self.world.happens(0.3))
        server.outside.deaths.share = chance.choice((0.0, 0.0, 0.3))
        queue = "restless" if restless else "quiet"
        self.world.diary.note(f"cloud: {trouble}, queue {queue}")

    def a_release_goes_out(self) -> None:
        """Run a release with a bug, or mend it and post again what it had stumbled over."""
        server = self.floor.server
        server.bug.there = not server.bug.there
        if server.bug.there:
            self.world.diary.note("a release with a bug goes out")
        else:
            self.world.diary.note("the bug is mended")
            self.post_again()

    def post_again(self) -> None:
        """Post again whatever is quarantined."""
        question = "SELECT register_id, seq FROM journal_entries WHERE state = 'quarantined'"
        for register_id, seq in self.floor.rows(f"{question} ORDER BY rowid"):
            self.floor.server.post_again(register_id, seq)

    def old_changes_are_forgotten(self) -> None:
        """Let cursors expire."""
        self.floor.server.forget_old_changes()
        self.world.diary.note("snapshots are rebuilt, older cursors have expired")

    # ---------------------------------------------------------------------------------- head office

    def a_product_changes(self) -> None:
        """Change a price, or take a product off the shelves, or put it back."""
        item = self.world.chance.choice(GOODS)
        cheaper = self.world.chance.randint(-50, 50)
        withdrawn = self.world.happens(0.3)

        def save(work: Work) -> ProductRead:
            work.catalogue.lock()
            before = work.catalogue.product(item.product_id)
            assert before is not None
            price = max(1, before.price_minor + cheaper)
            active = before.active != withdrawn
            after = before.model_copy(update={"price_minor": price, "active": active})
            work.catalogue.save([after])
            return after

        new = self.floor.server.shop.books.write(save)
        sold = "sold" if new.active else "withdrawn"
        self.world.diary.note(f"{item.sku} costs {new.price_minor} minor and is {sold}")

    def a_tax_rate_changes(self) -> None:
        """Change the rate that everything is taxed with."""
        rate = self.world.chance.choice((5_000, 17_500, 20_000))
        tax = TaxClassItem(
            code=STANDARD.code, name=STANDARD.name, rate_millipercent=rate, included=True
        )
        self.floor.server.shop.books.write(lambda work: work.settings.save_tax_classes([tax]))
        self.world.diary.note(f"tax is {rate} thousandths of a percent")

    def staff_change(self) -> None:
        """Hire somebody, rename them, or let them go."""
        number = self.world.chance.randint(1, 3)
        person = StaffItem(
            staff_id=f"staff-{number}",
            username=f"sales{number}",
            name=f"Sales {number}, {self.world.chance.choice(('mornings', 'evenings'))}",
            roles=["salesperson"],
            active=self.world.happens(0.7),
        )
        self.floor.server.shop.books.write(lambda work: work.settings.save_staff([person]))
        self.world.diary.note(f"{person.name}: {'works' if person.active else 'has left'}")
