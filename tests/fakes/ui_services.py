"""The till's services in memory, with state and with faults on demand, for screens alone.

They keep the promises that screens rely on: a checkout that fails changes nothing, the journal
counts, a draft is what was kept last. The real services are tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pos_app.services.ports import NewPasswordNeeded, Progress
from pos_app.services.records import (
    JournalRow,
    KnownStaff,
    PaidSale,
    Reach,
    RegisterIdentity,
    Session,
    SyncOutcome,
    SyncState,
    Whereabouts,
)
from pos_core.cart import Cart
from pos_core.errors import NotFound, RuleBroken, SignInRefused, Unreachable
from pos_core.identifiers import timestamp
from pos_core.journal import Actor
from pos_core.money import GBP
from pos_core.payment import Payment
from pos_core.permissions import Role
from pos_core.pricing import PricingRules
from pos_core.receipt import Receipt, ShopIdentity, receipt_of_sale
from pos_core.sale import Place, Sale, Stamp, complete_sale
from pos_core.wire.changes import ShopItem, StoreItem
from pos_core.wire.reports import TodayReport
from tests.fakes.ui_books_care import FakeBooksCare
from tests.fakes.ui_catalogue import FakeFindProducts
from tests.fakes.ui_media import FakeMedia
from tests.fakes.ui_sessions import FakeSessions
from tests.fakes.ui_sync import (
    FakeDailyProof,
    FakeExport,
    FakeJournalList,
    FakeNotices,
    FakeUnsentNote,
)

if TYPE_CHECKING:
    from pos_app.ui.till_services import ShowsJournal, Syncs

NOON = datetime(2026, 11, 21, 14, 32, 8, 214_000, tzinfo=UTC)
PASSWORD = "Lantern-2026!"
SHOP = ShopIdentity(
    "Lantern & Lace", "Store 1, High Street", ("12 High Street", "Lacebridge"), "GB 123", "Thanks."
)
TILL_2 = RegisterIdentity("r2", "T2", "Till 2", "S1", "Store 1, High Street", "register-r2")
SALES_1 = Session("s1", "sales1", "Sales 1", frozenset({Role.SALESPERSON}), offline=False)
MANAGER_1 = Session("m1", "manager1", "Manager 1", frozenset({Role.MANAGER}), offline=False)


@dataclass
class FixedClock:
    """A clock that is turned by hand."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment


@dataclass
class FakeDrafts:
    """The draft that was kept last; `broken` makes keeping fail, `meanwhile` happens during it."""

    cart: Cart = field(default_factory=Cart)
    kept: int = 0
    broken: Exception | None = None
    meanwhile: Callable[[Cart], None] | None = None

    def keep(self, cart: Cart) -> None:
        if self.broken is not None:
            raise self.broken
        self.kept += 1
        self.cart = cart
        if self.meanwhile is not None:
            self.meanwhile(cart)

    def load(self) -> Cart:
        return self.cart


@dataclass
class FakeJournal:
    """Entries of sales, and how far the server has them. Is JournalView and sync engine at once."""

    drafts: FakeDrafts
    switch: FakeSwitch
    sales: list[Sale] = field(default_factory=list)
    broken: Exception | None = None
    reach: Reach = Reach.ONLINE
    accepted: int = 0
    posted: int = 0
    verify_fails: Exception | None = None
    rounds: int = 0
    slow: bool = False

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        if self.broken is not None:
            raise self.broken
        number = len(self.sales) + 1
        stamp = Stamp(f"event-{number}", timestamp(NOON), 0, actor)
        place = Place("r2", "T2", "S1")
        sale = complete_sale(cart, payment, stamp, place, f"T2-{number:06d}")
        self.sales.append(sale)
        self.drafts.keep(Cart())
        return PaidSale(sale, number)

    def ask_now(self) -> None:
        """Every round of this engine asks."""

    def run_once(self) -> SyncOutcome:
        self.rounds += 1
        if not self.switch.on:
            self.reach = Reach.SWITCHED_OFF
            return SyncOutcome(0, self.posted, 0, False, 5)
        if self.reach is Reach.SWITCHED_OFF:
            self.reach = Reach.ONLINE
        if self.reach is not Reach.ONLINE or self.slow:
            return SyncOutcome(0, self.posted, 0, False, 5)
        sent = len(self.sales) - self.accepted
        self.posted = self.accepted
        self.accepted = len(self.sales)
        return SyncOutcome(sent, self.posted, 0, self.posted == len(self.sales), 1)

    def state(self) -> SyncState:
        waiting = self.sales[self.posted :]
        oldest = waiting[0].stamp.occurred_at if waiting else ""
        return SyncState(
            self.reach, len(self.sales), self.accepted, self.posted, oldest, timestamp(NOON), "",
            waiting_sales=len(waiting),
        )  # fmt: skip

    def rows(
        self, limit: int = 200, before_place: int | None = None, unposted_only: bool = False
    ) -> list[JournalRow]:
        rows = [self._row(seq, sale) for seq, sale in enumerate(self.sales, 1)]
        if unposted_only:
            rows = [row for row in rows if row.state is not Whereabouts.IN_THE_BOOKS]
        if before_place is not None:
            rows = [row for row in rows if row.place < before_place]
        return rows[::-1][:limit]

    def _row(self, seq: int, sale: Sale) -> JournalRow:
        state = Whereabouts.SAFE_HERE
        if seq <= self.posted:
            state = Whereabouts.IN_THE_BOOKS
        elif seq <= self.accepted:
            state = Whereabouts.SENT
        return JournalRow(
            seq, sale.stamp.event_id, "sale.completed", sale.stamp.occurred_at, 0,
            sale.stamp.actor.name, sale.receipt_number, sale.total_minor, state, place=seq,
        )  # fmt: skip

    def whereabouts(self, event_id: str) -> Whereabouts:
        return next(r.state for r in self.rows() if r.event_id == event_id)

    def verify(self) -> int:
        if self.verify_fails is not None:
            raise self.verify_fails
        return len(self.sales)


@dataclass
class FakeSwitch:
    """The network switch."""

    on: bool = True


@dataclass
class FakeReceipts:
    """Receipts of the fake journal; `printed` and `mailed` say what went out."""

    journal: FakeJournal
    status: str = "ready"
    broken: Exception | None = None
    printed: list[tuple[str, bool]] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    mailed: list[tuple[str, str]] = field(default_factory=list)

    def of(self, event_id: str, copy: bool = False) -> Receipt:
        found = next((s for s in self.journal.sales if s.stamp.event_id == event_id), None)
        if found is None:
            raise NotFound("receipt.unknown", event_id=event_id)
        return receipt_of_sale(found, SHOP, copy=copy)

    def print(self, event_id: str, open_drawer: bool = False) -> None:
        if self.broken is not None:
            raise self.broken
        self.printed.append((event_id, open_drawer))

    def reprint(self, event_id: str, actor: Actor) -> None:
        if self.broken is not None:
            raise self.broken
        self.copies.append(event_id)

    def request_mail(self, event_id: str, address: str, actor: Actor) -> None:
        if "@" not in address:
            raise RuleBroken("mail.address_unreadable", address=address)
        self.mailed.append((event_id, address))

    def printer_status(self) -> str:
        return self.status


@dataclass(frozen=True)
class FakeProof:
    """Proof of a sign-in with the server."""

    staff_id: str
    username: str
    name: str
    roles: frozenset[Role]

    def token(self) -> str:
        return "token"


@dataclass
class FakeChallenge:
    """A temporary password that has to be replaced."""

    username: str
    proof: FakeProof

    def answer(self, new_password: str) -> FakeProof:
        if len(new_password) < 12:
            raise SignInRefused("password.too_weak")
        return self.proof


@dataclass
class FakeSignIn:
    """Sign-in with known people; `newcomers` have a temporary password."""

    switch: FakeSwitch
    people: dict[str, Session] = field(
        default_factory=lambda: {"sales1": SALES_1, "manager1": MANAGER_1}
    )
    newcomers: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    signed_out: int = 0
    current: Session | None = None

    def known(self) -> list[KnownStaff]:
        at = timestamp(NOON)
        return [
            KnownStaff(p.staff_id, p.username, p.name, p.roles, p.username in self.seen, at)
            for p in self.people.values()
        ]

    def with_password(self, username: str, password: str) -> Session | NewPasswordNeeded:
        if not username or not password:
            raise RuleBroken("sign_in.incomplete")
        if not self.switch.on and username not in self.seen:
            raise SignInRefused("sign_in.unknown_here", username=username)
        person = self.people.get(username)
        if person is None or password not in (PASSWORD, "Welcome-2026!"):
            raise SignInRefused("sign_in.wrong", username=username)
        if username in self.newcomers:
            proof = FakeProof(person.staff_id, username, person.name, person.roles)
            return FakeChallenge(username, proof)
        return self._in(person)

    def answer(self, challenge: NewPasswordNeeded, new_password: str) -> Session:
        proof = challenge.answer(new_password)
        self.newcomers.discard(proof.username)
        return self._in(self.people[proof.username])

    def _in(self, person: Session) -> Session:
        self.current = person
        self.seen.append(person.username)
        return person

    def sign_out(self) -> None:
        self.signed_out += 1
        self.current = None

    def token(self) -> str | None:
        return "token" if self.current else None


@dataclass
class FakeShop:
    """Settings, enrolment and first fill of one machine."""

    switch: FakeSwitch
    identity: RegisterIdentity | None = TILL_2
    filled: bool = True
    cash_step_minor: int = 1
    fill_fails: Exception | None = None

    def pricing(self) -> PricingRules:
        if not self.filled:
            raise RuleBroken("shop.not_filled")
        return PricingRules(GBP, cash_step_minor=self.cash_step_minor)

    def register(self) -> RegisterIdentity | None:
        return self.identity

    def shop(self) -> ShopItem | None:
        if not self.filled:
            return None
        return ShopItem(
            name="Lantern & Lace", currency="GBP", tax_rounding="line", cash_step_minor=1
        )

    def stores(self, token: str) -> list[StoreItem]:
        if not self.switch.on:
            raise Unreachable("network.switched_off")
        return [
            StoreItem(store_id="S1", name="Store 1, High Street"),
            StoreItem(store_id="S2", name="Store 2, Market Square"),
        ]

    def enrol(self, token: str, store_id: str, name: str, actor: Actor) -> RegisterIdentity:
        if not name.strip():
            raise RuleBroken("register.name_missing")
        if not self.switch.on:
            raise Unreachable("network.switched_off")
        self.identity = RegisterIdentity("r1", "T1", name.strip(), store_id, "Store 1", "reg")
        return self.identity

    def run(self, progress: Progress) -> None:
        for done in (0, 500, 1000):
            progress("catalogue", done, 1000)
            if self.fill_fails is not None:
                raise self.fill_fails
        self.filled = True


@dataclass
class FakeReport:
    """Reports that were made by hand, by day; a day without one cannot be read."""

    by_day: dict[str, TodayReport] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def read(self, day: str | None = None) -> TodayReport:
        day = day or NOON.date().isoformat()
        self.asked.append(day)
        if day not in self.by_day:
            raise Unreachable
        return self.by_day[day]


class FakeTill:
    """All services of one till, by name, wired to each other."""

    def __init__(self) -> None:
        self.clock = FixedClock()
        self.connected = 0
        self.network_switch = FakeSwitch()
        self.find_products = FakeFindProducts.demo()
        self.drafts = FakeDrafts()
        self.journal = FakeJournal(self.drafts, self.network_switch)
        self.checkout = self.journal
        self.journal_view: ShowsJournal = self.journal
        self.engine: Syncs = self.journal
        self.journal_list = FakeJournalList(self)
        self.daily_proof = FakeDailyProof()
        self.export_journal = FakeExport()
        self.notices = FakeNotices()
        self.unsent_note = FakeUnsentNote()
        self.sessions = FakeSessions()
        self.receipts = FakeReceipts(self.journal)
        self.sign_in = FakeSignIn(self.network_switch)
        self.tokens = self.sign_in
        self.shop = FakeShop(self.network_switch)
        self.shop_rules = self.shop
        self.enrol_register = self.shop
        self.first_fill = self.shop
        self.media = FakeMedia()
        self.read_report = FakeReport()
        self.books_care = FakeBooksCare()
        self.closed = False

    def connect(self) -> None:
        self.connected += 1

    def close(self) -> None:
        self.closed = True
