"""The till's local books as Protocols: journal, sales, catalogue, staff and the open cart.

Every method belongs to the transaction that `ports.Storage` has opened. Knows nothing of SQLite.
"""

from collections.abc import Sequence
from typing import Protocol

from pos_app.services.records import (
    CategoryRow,
    FormerJournal,
    FoundProducts,
    KnownStaff,
    MediaRecord,
    ProductCard,
    ProductPage,
    SaleSummary,
    SyncState,
)
from pos_core.cart import Cart
from pos_core.journal import Entry, Head
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.changes import Change, Scope, ShopItem, StoreItem
from pos_core.wire.reports import TodayReport


class JournalBook(Protocol):
    """The register's append-only journal. Nothing here deletes or rewrites an entry.

    The journals of registers that this machine has been stay beside it; but for what says otherwise
    everything here is about the current one.
    """

    def head(self) -> Head:
        """Return where the journal stands."""

    def append(self, entry: Entry) -> None:
        """Add the next entry; raises StorageFailed when it does not follow the head."""

    def append_run(self, entries: Sequence[Entry]) -> None:
        """Add many entries that follow the head and each other; raises as `append` does."""

    def entry(self, event_id: str) -> Entry | None:
        """Return a fact's entry by its identity; of one that was carried over, the last."""

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

    def go_back(self, through: int) -> None:
        """Set accepted and posted back to this place: the books were restored from a backup."""

    def note_contact(self, state: str, at: str, error_code: str) -> None:
        """Remember what the last attempt to reach the server came to (`Reach` value)."""

    def base(self) -> tuple[Head, int]:
        """Return where the journal begins on this machine, and how many receipts came before."""

    def former(self) -> list[FormerJournal]:
        """Return the journals of the registers this machine has been, the oldest first."""

    def former_run(
        self, register_id: str, after_seq: int, max_entries: int, max_bytes: int
    ) -> list[Entry]:
        """Return the next contiguous run of one of those."""


class SalesBook(Protocol):
    """Projections of the journal: sales and returns, for receipts, returns and reports."""

    def next_receipt_number(self) -> str:
        """Allocate the next number of this register; gapless, part of the transaction."""

    def record_sale(self, sale: Sale, seq: int) -> None:
        """Project a sale, its lines and tenders, and its stock movements not in the books yet."""

    def record_return(self, goods: GoodsReturn, seq: int) -> None:
        """Project a return."""

    def carry_over(self, after_seq: int) -> None:
        """Let stock wait for the entries after `after_seq` that carry facts of former journals."""

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
