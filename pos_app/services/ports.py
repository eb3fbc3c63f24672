"""What the services need from the world, as Protocols: storage, server, key store, devices.

Knows nothing of SQLite, HTTP or Qt. Adapters in `storage`, `sync` and `devices` fit these, and so
do fakes with state in the tests.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, runtime_checkable

from pos_app.services.records import (
    CategoryRow,
    FoundProducts,
    JournalRow,
    KnownStaff,
    MediaRecord,
    ProductCard,
    ProductPage,
    RegisterIdentity,
    SaleSummary,
    SyncOutcome,
    SyncState,
)
from pos_core.cart import Cart
from pos_core.journal import Entry, Head
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.receipt import Receipt
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.catalogue import ImportAnswer, ImportRequest
from pos_core.wire.changes import Change, ChangesPage, Scope, ShopItem, SnapshotLink, StoreItem
from pos_core.wire.journal import PushAnswer, WireEntry
from pos_core.wire.proof import DayProof
from pos_core.wire.registers import EnrolAnswer, EnrolRequest, Position
from pos_core.wire.reports import PostedTotals, TodayReport


class JournalBook(Protocol):
    """The register's append-only journal. Nothing here deletes or rewrites an entry."""

    def head(self) -> Head:
        """Return where the journal stands."""

    def append(self, entry: Entry) -> None:
        """Add the next entry; raises StorageFailed when it does not follow the head."""

    def entry(self, event_id: str) -> Entry | None:
        """Return one entry by its identity."""

    def to_send(self, after_seq: int, max_entries: int, max_bytes: int) -> list[Entry]:
        """Return the next contiguous run after `after_seq`; at least one entry if there is any."""

    def of_time(self, first: str, last: str) -> list[Entry]:
        """Return the entries of a stretch of time, both moments included, in their order."""

    def hash_at(self, seq: int) -> str:
        """Return an entry's hash, the genesis hash for 0, empty when there is no such entry."""

    def state(self) -> SyncState:
        """Return how far the journal has come, with what `note_contact` last said."""

    def note_accepted(self, through: int) -> None:
        """Remember that the server took entries into its queue; never goes back."""

    def note_posted(self, through: int, posted_hash: str) -> None:
        """Remember that entries are in the books.

        Never goes back; raises StorageFailed `journal.fork` when the hash is not ours.
        """

    def note_contact(self, state: str, at: str, error_code: str) -> None:
        """Remember what the last attempt to reach the server came to (`Reach` value)."""

    def rows(self, limit: int, before_seq: int | None, unposted_only: bool) -> list[JournalRow]:
        """Return entries for the sync screen, newest first."""


class SalesBook(Protocol):
    """Projections of the journal: sales and returns, for receipts, returns and reports."""

    def next_receipt_number(self) -> str:
        """Allocate the next number of this register; gapless, part of the transaction."""

    def record_sale(self, sale: Sale, seq: int) -> None:
        """Project a sale, its lines and tenders, and its stock movements not in the books yet."""

    def record_return(self, goods: GoodsReturn, seq: int) -> None:
        """Project a return."""

    def sale(self, event_id: str) -> Sale | None:
        """Return a sale by identity."""

    def sale_numbered(self, receipt_number: str) -> Sale | None:
        """Return a sale by its receipt number."""

    def goods_return(self, event_id: str) -> GoodsReturn | None:
        """Return a return by identity."""

    def returned_quantities(self, event_id: str) -> dict[int, Quantity]:
        """Say per line number how much of a sale came back."""

    def latest(self, limit: int) -> list[SaleSummary]:
        """Return the latest receipts, newest first."""

    def day_report(self, day: str, as_of: str) -> TodayReport:
        """Report a local day (`2026-11-21`) from this register's own books."""


class CatalogueBook(Protocol):
    """The local copy of the catalogue with its search index, stock, staff and settings."""

    def search(self, text: str, category_id: str | None, offset: int, limit: int) -> FoundProducts:
        """Find products: every word must fit; empty text lists best sellers first."""

    def by_code(self, code: str) -> ProductCard | None:
        """Return the active product with this barcode or SKU."""

    def card(self, product_id: str) -> ProductCard | None:
        """Return one product."""

    def page(self, product_id: str) -> ProductPage | None:
        """Return everything about one product."""

    def categories(self) -> list[CategoryRow]:
        """Return the categories in the order of their chips."""

    def product_count(self) -> int:
        """Count active products."""

    def shop(self) -> ShopItem | None:
        """Return the company's settings; None before the first fill."""

    def store(self, store_id: str) -> StoreItem | None:
        """Return a store."""

    def cursor(self, scope: Scope) -> int:
        """Return how far this machine follows a feed; 0 before the first fill."""

    def held(self, scope: Scope) -> set[tuple[str, str]]:
        """Return kind and id of a feed's things, so that a snapshot can tell which are gone."""

    def apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        """Apply a page and advance the cursor; `posted` is the page's `posted_through`."""

    def media_missing(self, kind: str, limit: int) -> list[MediaRecord]:
        """Return files that the catalogue names and this machine lacks, best sellers first."""

    def media(self, sha256: str) -> MediaRecord | None:
        """Return the file with this content, None when no product names it."""

    def media_arrived(self, sha256: str, path: str) -> None:
        """Remember where a file is kept; an empty path when it was let go of."""


class StaffBook(Protocol):
    """Who signed in on this machine, and what lets them in without a network."""

    def known(self, now: str) -> list[KnownStaff]:
        """Return staff for the sign-in screen, latest first."""

    def remember(
        self, staff_id: str, username: str, name: str, roles: Sequence[Role], verifier: str, at: str
    ) -> None:
        """Keep the verifier of a successful online sign-in and forget failed attempts."""

    def verifier(self, username: str) -> tuple[str, str] | None:
        """Return `(argon2id verifier, time of the last online sign-in)`."""

    def note_attempt(self, username: str, at: str, limit: int) -> int:
        """Count an attempt before it is checked; return attempts that are left."""

    def forget_attempts(self, username: str) -> None:
        """Start counting anew after a success."""


class DraftBook(Protocol):
    """The open cart, kept at every edit so that it survives a crash."""

    def load(self) -> Cart:
        """Return the cart as it was last kept; an empty one when there is none."""

    def keep(self, cart: Cart) -> None:
        """Keep the cart; an empty cart clears it."""


class Books(Protocol):
    """All local books, inside one transaction."""

    journal: JournalBook
    sales: SalesBook
    catalogue: CatalogueBook
    staff: StaffBook
    drafts: DraftBook

    def register(self) -> RegisterIdentity | None:
        """Return this machine's identity; None before enrolment."""

    def set_register(self, identity: RegisterIdentity) -> None:
        """Keep the identity that enrolment gave."""

    def setting(self, name: str) -> str:
        """Return a local setting, empty when not set."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""


class Storage(Protocol):
    """The local database: `begin` writes in one commit, `read` sees one consistent state."""

    def begin(self, *, urgent: bool = True) -> AbstractContextManager[Books]:
        """Open the one writing transaction: commits at the end, rolls back on any error.

        Bulk work passes `urgent=False` and comes back for every chunk: a checkout that waits goes
        first.
        """

    def read(self) -> AbstractContextManager[Books]:
        """Open a reading transaction; never waits for a writer."""

    def checkpoint(self) -> None:
        """Tidy up while nobody sells, so that no checkout has to."""


class KeyStore(Protocol):
    """The platform's key store. Raises EnvironmentFailed `key_store.unavailable` when absent."""

    def get(self, name: str) -> str | None:
        """Return a secret."""

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""


class SignedIn(Protocol):
    """Proof of a sign-in with the server."""

    @property
    def staff_id(self) -> str:
        """The identity of the account, for ever."""

    @property
    def username(self) -> str:
        """The name the account signs in with."""

    @property
    def name(self) -> str:
        """The person's name, for receipts."""

    @property
    def roles(self) -> frozenset[Role]:
        """What the account may do."""

    def token(self) -> str:
        """Return a valid ID token, refreshed when due."""


@runtime_checkable
class NewPasswordNeeded(Protocol):
    """The server wants the temporary password replaced."""

    @property
    def username(self) -> str:
        """Whose password it is."""

    def answer(self, new_password: str) -> SignedIn:
        """Set the password and finish; raises SignInRefused `password.too_weak`."""


class IdentityProvider(Protocol):
    """Sign-in with the server by SRP. Raises SignInRefused, or Unreachable without a network."""

    def sign_in(self, username: str, password: str) -> SignedIn | NewPasswordNeeded:
        """Prove knowledge of the password without sending it."""


class RegisterTokens(Protocol):
    """The register's own sign-in, apart from the staff who use it.

    Raises Unreachable without a network, SignInRefused when the account is refused, and
    EnvironmentFailed `key_store.unavailable` when its secret cannot be read.
    """

    def token(self) -> str:
        """Return a valid ID token."""

    def renew(self) -> None:
        """Forget the token at hand: the server refused it."""


class ServerApi(Protocol):
    """The backend's routes.

    Raises Unreachable when no answer of the server's own arrived, SignInRefused
    `auth.token_refused` for a token it does not take, NotAllowed, Conflict or
    another RuleBroken for what it refuses.
    """

    def enrol(self, token: str, request: EnrolRequest) -> EnrolAnswer:
        """Enrol this machine as a register."""

    def position(self, token: str, register_id: str) -> Position:
        """Ask how far the server has this register's journal."""

    def push(self, token: str, register_id: str, run: Sequence[WireEntry]) -> PushAnswer:
        """Send a contiguous run."""

    def changes(self, token: str, scope: Scope, after: int) -> ChangesPage:
        """Fetch a page of a feed; raises Conflict `cursor.expired` when a snapshot is due."""

    def snapshot(self, token: str, scope: Scope) -> SnapshotLink:
        """Ask for a scope's snapshot."""

    def download(self, url: str, sha256: str, size: int, to: Path) -> None:
        """Fetch a file into place; whole and with the right hash, or not at all."""

    def media_link(self, token: str, media_id: str) -> str:
        """Ask for a short-lived link to a file."""

    def report_today(self, token: str, store_id: str, day: str) -> TodayReport:
        """Ask for a store's day."""

    def register_totals(
        self, token: str, register_id: str, first_day: str, last_day: str
    ) -> PostedTotals:
        """Ask what is posted of one register on these local days, both included."""

    def proof(self, token: str, register_id: str, day: str) -> DayProof:
        """Ask what the books hold of one register's local day."""

    def import_products(self, token: str, request: ImportRequest) -> ImportAnswer:
        """Send rows of a catalogue file."""


class QuietWork(Protocol):
    """What is done while the server answers and nothing waits to be sent; little at a time."""

    def run(self, token: str) -> None:
        """Do what is due with the register's token; raises what ServerApi raises."""


class SyncLoop(Protocol):
    """One round of sending and receiving at a time; the window decides when."""

    def run_once(self) -> SyncOutcome:
        """Send what is due, ask what is posted, follow the feeds. Raises StorageFailed only."""

    def ask_now(self) -> None:
        """Let the next round ask the server whatever is due: a person wants to know."""


class CatalogueFill(Protocol):
    """The first fill of the local catalogue."""

    def run(self, progress: "Progress" = ...) -> None:
        """Fetch everything; an exception raised by `progress` ends it between two steps."""


class NetworkSwitch(Protocol):
    """The till's own switch for its network, turned at run time."""

    on: bool


class ReceiptPrinter(Protocol):
    """Puts a receipt on paper (or in a file). Raises DeviceFailed; the sale stands regardless."""

    def print_receipt(self, receipt: Receipt, *, open_drawer: bool) -> None:
        """Print, cut, and kick the drawer when asked."""

    def status(self) -> str:
        """Return `ready`, `absent` or `failed`."""


Progress = Callable[[str, int, int], None]
"""Called with scope, done and expected while something long runs."""
