"""What the services need from the world, as Protocols: storage, server, key store, devices.

What a transaction of the storage holds is in `book_ports.py` and `till_book.py`. Knows nothing of
SQLite, HTTP or Qt. Adapters in `storage`, `sync` and `devices` fit these, and so do fakes with
state in the tests.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, runtime_checkable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.book_ports import (
    CatalogueBook,
    DraftBook,
    JournalBook,
    SalesBook,
    StaffBook,
)
from pos_app.services.overview_book import OverviewBook, RemarkBook
from pos_app.services.records import RegisterIdentity, SyncOutcome
from pos_app.services.till_book import TillBook
from pos_core.errors import Conflict, StorageFailed
from pos_core.permissions import Role
from pos_core.receipt import Receipt
from pos_core.till_report import TillReport
from pos_core.wire.catalogue import ImportAnswer, ImportRequest
from pos_core.wire.changes import ChangesPage, Scope, SnapshotLink
from pos_core.wire.findings import RemarksPage
from pos_core.wire.journal import PushAnswer, WireEntry
from pos_core.wire.proof import DayProof
from pos_core.wire.registers import EnrolAnswer, EnrolRequest, Position, SuccessorRequest
from pos_core.wire.reports import PostedTotals, TodayReport


class Books(Protocol):
    """All local books, inside one transaction."""

    journal: JournalBook
    sales: SalesBook
    catalogue: CatalogueBook
    staff: StaffBook
    drafts: DraftBook
    till: TillBook
    overview: OverviewBook
    remarks: RemarkBook

    def register(self) -> RegisterIdentity | None:
        """Return this machine's identity; None before enrolment."""

    def set_register(self, identity: RegisterIdentity) -> None:
        """Keep the identity that enrolment gave."""

    def succeed(self, identity: RegisterIdentity, former_key: str, agreed_through: int) -> None:
        """Close the current journal and begin that of the register which succeeds it.

        `former_key` (base64) proves the former entries; those after `agreed_through` are to be
        carried over within this transaction.
        """

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


class BooksOnDisk(Storage, Protocol):
    """The local database as its caretaker sees it."""

    @property
    def was_interrupted(self) -> bool:
        """Whether the process before this one did not close it."""

    def check(self) -> None:
        """Read every page and the second copy; raises StorageFailed `storage.damaged` …"""

    def faults(self) -> tuple[StorageFailed, ...]:
        """Return what is wrong with the disk while selling goes on; touches no disk."""

    def close(self) -> None:
        """Close the file and let another process have the directory."""


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

    def succeed(self, token: str, register_id: str, request: SuccessorRequest) -> EnrolAnswer:
        """Ask, as this very register, for one that goes on in its place."""

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

    def remarks(self, token: str, register_id: str, after: int) -> RemarksPage:
        """Ask what the books remarked about a register's entries beyond a place."""

    def import_products(self, token: str, request: ImportRequest) -> ImportAnswer:
        """Send rows of a catalogue file."""


class QuietWork(Protocol):
    """What is done while the server answers and nothing waits to be sent; little at a time."""

    def run(self, token: str) -> None:
        """Do what is due with the register's token; raises what ServerApi raises."""


class ForkHealing(Protocol):
    """Goes on under a register of its own where the server holds another journal under our name."""

    def heal(self, fork: Conflict) -> RegisterIdentity:
        """Become the successor and carry over what is not in the books; raises as ServerApi does.

        `fork` is what the server said: `seq` and `hash` of the entry that contradicts ours.
        """

    def settle(self) -> None:
        """Finish what a crash or a restored file left half done in the key store."""

    def bring_back(self) -> None:
        """Carry over what former journals hold, when books from a backup may lack it."""


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

    def print_till_report(self, report: TillReport) -> None:
        """Print an X or Z report, and cut."""

    def status(self) -> str:
        """Return `ready`, `absent` or `failed`."""


FindKey = Callable[[RegisterIdentity], Ed25519PrivateKey | None]
"""Finds the key of a register where the key store has it."""

Progress = Callable[[str, int, int], None]
"""Called with scope, done and expected while something long runs."""
