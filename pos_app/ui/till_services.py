"""What the screens need of the till's services, as Protocols.

The real ones are made in `bootstrap.py`; tests bring services with state of their own. Everything
here may touch disk or network and is called through `Background`, never on the window's thread,
unless it says otherwise. Importing this file imports no service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.services.overview_records import Examined, Standing, Wanted
    from pos_app.services.ports import NewPasswordNeeded, Progress
    from pos_app.services.proved_day import ProvedDay
    from pos_app.services.records import (
        CategoryRow,
        FoundProducts,
        JournalRow,
        KnownStaff,
        PaidSale,
        ProductCard,
        ProductPage,
        RegisterIdentity,
        Salvaged,
        Session,
        SyncOutcome,
        SyncState,
        Whereabouts,
    )
    from pos_app.services.till_notices import Notice
    from pos_app.ui.session_services import RunsSessions
    from pos_core.cart import Cart
    from pos_core.errors import StorageFailed
    from pos_core.identifiers import Clock
    from pos_core.journal import Actor
    from pos_core.payment import Payment
    from pos_core.pricing import PricingRules
    from pos_core.receipt import Receipt
    from pos_core.wire.changes import ShopItem, StoreItem
    from pos_core.wire.reports import TodayReport


class FindsProducts(Protocol):
    """The local catalogue."""

    def search(
        self, text: str, category_id: str | None = None, offset: int = 0, limit: int = 60
    ) -> FoundProducts:
        """Find products; an empty text lists best sellers first."""

    def by_code(self, code: str) -> ProductCard | None:
        """Return the product with this barcode or SKU."""

    def categories(self) -> list[CategoryRow]:
        """Return the categories in the order of their chips."""

    def page(self, product_id: str) -> ProductPage:
        """Return everything about one product; raises NotFound."""

    def count(self) -> int:
        """Count active products."""


class KeepsDrafts(Protocol):
    """The open cart on the disk."""

    def keep(self, cart: Cart) -> None:
        """Keep the cart; an empty one clears the draft."""

    def load(self) -> Cart:
        """Return the cart as it was last kept."""


class ChecksOut(Protocol):
    """Puts paid sales on the disk."""

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        """Put the sale on the disk; raises and changes nothing when that fails."""


class HandlesReceipts(Protocol):
    """Receipts after the sale."""

    def of(self, event_id: str, copy: bool = False) -> Receipt:
        """Return a receipt as data."""

    def print(self, event_id: str, open_drawer: bool = False) -> None:
        """Print the first receipt; raises DeviceFailed."""

    def reprint(self, event_id: str, actor: Actor) -> None:
        """Print again, marked as a copy."""

    def request_mail(self, event_id: str, address: str, actor: Actor) -> None:
        """Have the server mail the receipt."""

    def printer_status(self) -> str:
        """Return `ready`, `absent` or `failed`."""


class LetsStaffIn(Protocol):
    """Sign-in with and without the network."""

    def known(self) -> list[KnownStaff]:
        """Return who may sign in here, latest first."""

    def with_password(self, username: str, password: str) -> Session | NewPasswordNeeded:
        """Sign in; raises SignInRefused, RuleBroken."""

    def answer(self, challenge: NewPasswordNeeded, new_password: str) -> Session:
        """Replace a temporary password and finish."""

    def sign_out(self) -> None:
        """Forget the token."""


class HoldsTokens(Protocol):
    """The token of whoever is signed in."""

    def token(self) -> str | None:
        """Return a valid token, None when there is none now."""


class Enrols(Protocol):
    """Makes this machine a register."""

    def stores(self, token: str) -> list[StoreItem]:
        """Return the shop's stores."""

    def enrol(self, token: str, store_id: str, name: str, actor: Actor) -> RegisterIdentity:
        """Enrol under a name; raises NotAllowed, RuleBroken, Unreachable."""


class FillsFirst(Protocol):
    """The first fill of the local catalogue."""

    def run(self, progress: Progress) -> None:
        """Fetch everything; an exception raised by `progress` ends it between two pages."""


class ReadsReport(Protocol):
    """Reads a day's figures, from the server or from here."""

    def read(self, day: str | None = None) -> TodayReport:
        """Report a day, from the books or from this register's own."""


class ShowsJournal(Protocol):
    """The register's journal."""

    def state(self) -> SyncState:
        """Return how far the journal has come."""

    def whereabouts(self, event_id: str) -> Whereabouts:
        """Say how far one fact has come."""

    def verify(self) -> int:
        """Check the whole journal and return the number of entries."""


class ListsJournal(Protocol):
    """Entries as somebody looks for them, and where sales stand."""

    def rows(
        self, wanted: Wanted = ..., limit: int = 200, before_place: int | None = None
    ) -> list[JournalRow]:
        """Return entries, newest first."""

    def standing(self) -> Standing:
        """Sum up where sales and returns stand."""

    def examine(self, event_id: str) -> Examined:
        """Look at one entry closely; raises NotFound."""


class ProvesDays(Protocol):
    """The daily proof."""

    def today(self) -> str:
        """Return the local day of this moment; may be asked anywhere."""

    def prove(self, day: str) -> ProvedDay:
        """Ask the books about a day and compare; raises Unreachable and the like."""

    def own(self, day: str) -> ProvedDay:
        """Return our side of a day alone."""

    def kept(self, limit: int = 7) -> list[ProvedDay]:
        """Return the days that were proved last, the newest first."""


class WritesJournal(Protocol):
    """The journal as a file."""

    def to_file(self, path: Path, *, unsent_only: bool = False) -> int:
        """Write a file that proves itself and return how many entries it holds."""


class NotesUnsent(Protocol):
    """The plain note beside the books that says how many sales are unsent."""

    def keep(self, state: SyncState) -> None:
        """Write it when something has changed; never raises."""


class TellsNotices(Protocol):
    """What happened to this till."""

    def current(self) -> list[Notice]:
        """Return what nobody has read yet, the most urgent first."""

    def mark_read(self, notice: Notice) -> None:
        """Tell a notice no more."""


class KeepsMedia(Protocol):
    """Pictures and specifications, on this machine or fetched."""

    def local(self, sha256: str) -> Path | None:
        """Return a file when it is on this machine."""

    def fetch(self, sha256: str) -> Path:
        """Return a file, fetched when it is not here yet; raises Unreachable, NotFound."""

    def fetch_thumbnails(self, limit: int) -> int:
        """Fetch thumbnails that are missing and return how many arrived."""


class ReadsShop(Protocol):
    """The shop's settings and this register."""

    def pricing(self) -> PricingRules:
        """Return the rules prices follow; raises RuleBroken `shop.not_filled`."""

    def register(self) -> RegisterIdentity | None:
        """Return this machine's register, None before enrolment."""

    def shop(self) -> ShopItem | None:
        """Return the shop's settings, None before the first fill."""


class Syncs(Protocol):
    """One round of sending and receiving."""

    def run_once(self) -> SyncOutcome:
        """Send what is due, ask what is posted, follow the feeds."""

    def ask_now(self) -> None:
        """Let the next round ask the server whatever is due; on any thread."""


class CaresForBooks(Protocol):
    """The caretaker of the local books."""

    def check_when_due(self) -> bool:
        """Check everything on the disk if it is time; raises StorageFailed for damage."""

    def faults(self) -> tuple[StorageFailed, ...]:
        """Return what is wrong with the disk while selling goes on; may be asked anywhere."""

    def salvaged(self) -> Salvaged | None:
        """Return what the last salvage came to, until somebody has read it."""


class SwitchesNetwork(Protocol):
    """The till's own network switch; may be read and turned on the window's thread."""

    on: bool


class TillServices(Protocol):
    """All services of one till, by name."""

    @property
    def clock(self) -> Clock: ...
    @property
    def find_products(self) -> FindsProducts: ...
    @property
    def drafts(self) -> KeepsDrafts: ...
    @property
    def checkout(self) -> ChecksOut: ...
    @property
    def sessions(self) -> RunsSessions: ...
    @property
    def receipts(self) -> HandlesReceipts: ...
    @property
    def sign_in(self) -> LetsStaffIn: ...
    @property
    def tokens(self) -> HoldsTokens: ...
    @property
    def enrol_register(self) -> Enrols: ...
    @property
    def first_fill(self) -> FillsFirst: ...
    @property
    def read_report(self) -> ReadsReport: ...
    @property
    def journal_view(self) -> ShowsJournal: ...
    @property
    def journal_list(self) -> ListsJournal: ...
    @property
    def daily_proof(self) -> ProvesDays: ...
    @property
    def export_journal(self) -> WritesJournal: ...
    @property
    def unsent_note(self) -> NotesUnsent: ...
    @property
    def notices(self) -> TellsNotices: ...
    @property
    def media(self) -> KeepsMedia: ...
    @property
    def shop_rules(self) -> ReadsShop: ...
    @property
    def engine(self) -> Syncs: ...
    @property
    def network_switch(self) -> SwitchesNetwork: ...
    @property
    def books_care(self) -> CaresForBooks: ...

    def connect(self) -> None:
        """Import what only the network needs: half a second of work, once."""

    def close(self) -> None:
        """Close the local database."""
