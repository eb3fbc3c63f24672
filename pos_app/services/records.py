"""What services hand to screens and to each other: small frozen records, amounts in minor units.

Knows nothing of widgets or tables. Text for people is made from these in views.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from pos_core.cart import SoldProduct
from pos_core.journal import Entry, Head
from pos_core.permissions import Role
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. `offline` when the machine vouched, not the server."""

    staff_id: str
    username: str
    name: str
    roles: frozenset[Role]
    offline: bool


@dataclass(frozen=True, slots=True)
class KnownStaff:
    """Somebody who may sign in here; `can_work_offline` after a recent sign-in on this machine."""

    staff_id: str
    username: str
    name: str
    roles: frozenset[Role]
    can_work_offline: bool
    last_here: str


@dataclass(frozen=True, slots=True)
class RegisterIdentity:
    """This machine's identity, made at enrolment; its key and secret stay in the key store."""

    register_id: str
    code: str
    name: str
    store_id: str
    store_name: str
    username: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of the tree with the number of its active products, for a chip."""

    category_id: str
    name: str
    parent_id: str | None
    product_count: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in grid, table or search result.

    `stock_milli` is this store's level less what this register sold and the books do not have yet;
    None when unknown. `other_stock_milli` sums the other stores.
    """

    product: SoldProduct
    brand: str
    barcode: str
    stock_milli: int | None
    other_stock_milli: int | None
    low_stock_milli: int
    thumbnail_sha256: str


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """A page of results and how many there are in all; `text` says what they answer."""

    text: str
    category_id: str | None
    total: int
    offset: int
    cards: tuple[ProductCard, ...]


@dataclass(frozen=True, slots=True)
class StoreStock:
    """What one store has of a product, in thousandths."""

    store_id: str
    store_name: str
    quantity_milli: int
    here: bool


@dataclass(frozen=True, slots=True)
class MediaRecord:
    """One file of a product; `path` is empty until the file is on this machine."""

    media_id: str
    kind: str
    position: int
    sha256: str
    size: int
    content_type: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Everything the product page shows."""

    card: ProductCard
    description: str
    category_path: tuple[str, ...]
    barcodes: tuple[str, ...]
    stock: tuple[StoreStock, ...]
    stock_as_of: str
    images: tuple[MediaRecord, ...]
    specifications: tuple[MediaRecord, ...]


class Whereabouts(StrEnum):
    """How far an entry has come; the last two are in the books' keeping too."""

    SAFE_HERE = "safe_here"
    SENT = "sent"
    IN_THE_BOOKS = "in_the_books"
    REMARKED = "remarked"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class JournalRow:
    """An entry as the sync screen lists it; `which` names it, `amount_minor` None without one.

    `hash` is the entry's link in the chain, in hex. `place` counts the entries on this machine,
    `seq` those of the register whose journal it is in.
    """

    seq: int
    event_id: str
    type: str
    occurred_at: str
    utc_offset_minutes: int
    actor_name: str
    which: str
    amount_minor: int | None
    state: Whereabouts
    hash: str = ""
    place: int = 0
    register_code: str = ""

    @property
    def is_posted(self) -> bool:
        """Tell whether the books have taken the entry over, with or without a remark."""
        return self.state not in (Whereabouts.SAFE_HERE, Whereabouts.SENT)


@dataclass(frozen=True, slots=True)
class FormerJournal:
    """The journal of a register that this machine has been: where it begins here and where it ends.

    `public_key` (base64) proves its entries; `receipts_before` were issued before it begins here.
    """

    register_id: str
    code: str
    public_key: str
    base: Head
    head: Head
    receipts_before: int


# The name of the local setting that says which life of the server's books their answers were of.
EPOCH = "books.epoch"

FORMER_DUE = "books.former_due"
"""The local setting that says that books from a backup may lack facts of former journals."""


def spans(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Put ascending numbers together as stretches: 4, 5, 6, 9 → (4, 6), (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


SALVAGED = "salvage.report"
"""The local setting under which the last salvage is told."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was brought over when the local database was damaged, behind or gone.

    `reason` is the code of what was found, `set_aside` the name that the old file has now, empty
    when there was none. `entries` were not in the books yet and are safe. `missing` are numbers of
    entries, first and last, of which nothing is left on this machine: until the server was asked
    (`settled`), some of them may be in its books. `seen` when somebody has read this. The journal
    begins here behind entry `after`: up to there all should be in the books.
    """

    at: str
    reason: str
    set_aside: str
    entries: int
    missing: tuple[tuple[int, int], ...] = ()
    settled: bool = False
    seen: bool = False
    after: int = 0

    @property
    def missing_count(self) -> int:
        """How many entries are missing."""
        return sum(last - first + 1 for first, last in self.missing)

    def settled_by(self, posted_through: int) -> "Salvaged":
        """Return the same, less what the server has after all; what is lost for sure is news."""
        numbers = {seq for first, last in self.missing for seq in range(first, last + 1)}
        numbers.update(range(posted_through + 1, self.after + 1))
        missing = spans(sorted(seq for seq in numbers if seq > posted_through))
        return replace(self, missing=missing, settled=True, seen=self.seen and not missing)

    def text(self) -> str:
        """Return this as the text of a local setting."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Salvaged | None":
        """Read it back; None for an empty setting."""
        if not text:
            return None
        told = json.loads(text)
        told["missing"] = tuple((first, last) for first, last in told["missing"])
        return cls(**told)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a register's journal in damaged or set-aside files; nobody changed them.

    `runs` are whole entries that follow each other, in order; `missing` as in `Salvaged`;
    `public_key` (base64) proves them, empty when it is not known.
    """

    identity: RegisterIdentity | None
    runs: tuple[tuple[Entry, ...], ...]
    missing: tuple[tuple[int, int], ...]
    posted_through: int
    public_key: str

    @property
    def entries(self) -> int:
        """How many whole entries there are."""
        return sum(map(len, self.runs))


@dataclass(frozen=True, slots=True)
class DiskHealth:
    """What is wrong with the till's disk while selling goes on, as codes; empty when nothing is.

    `copy_fault`: the second copy of unconfirmed entries is not written. `space_fault`: the disk is
    almost full. `place_fault`: the data folder lies on a network share or in a synced folder.
    """

    copy_fault: str = ""
    space_fault: str = ""
    place_fault: str = ""


@dataclass(frozen=True, slots=True)
class NewNumber:
    """This machine goes on as another register, since a moment in UTC.

    It happens when the machine is a copy of another, or its files came out of a backup.
    """

    former_code: str
    code: str
    since: str


class Reach(StrEnum):
    """What the last attempt to reach the server came to."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN_AGAIN = "sign_in_again"
    REFUSED = "refused"
    SWITCHED_OFF = "switched_off"


CLOCK_AHEAD = "clock.ahead_seconds"
"""The local setting that keeps by how much this machine's clock is ahead of the server's."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """The one line about sync that is always visible, and the head of the sync screen.

    Times are UTC texts, empty when it never happened. `oldest_unposted_at` gives the age of what is
    not in the books yet. `clock_ahead_seconds` is how far this machine's clock was ahead of the
    server's when the server last answered, below nothing when it was slow. `waiting_sales` counts
    the sales and returns among what is not in the books. `register_code` says whose entries are
    counted.
    """

    reach: Reach
    last_seq: int
    accepted_through: int
    posted_through: int
    oldest_unposted_at: str
    last_contact_at: str
    last_error_code: str
    clock_ahead_seconds: int = 0
    waiting_sales: int = 0
    register_code: str = ""

    @property
    def unposted(self) -> int:
        """How many entries are not in the books yet."""
        return self.last_seq - self.posted_through

    @property
    def unsent(self) -> int:
        """How many entries the server has not even accepted yet."""
        return self.last_seq - max(self.accepted_through, self.posted_through)


@dataclass(frozen=True, slots=True)
class SaleSummary:
    """A receipt in a list of receipts."""

    event_id: str
    receipt_number: str
    occurred_at: str
    utc_offset_minutes: int
    salesperson: str
    total_minor: int
    is_return: bool


@dataclass(frozen=True, slots=True)
class PaidSale:
    """A sale that is on the disk: the fact and its place in the journal."""

    sale: Sale
    seq: int


@dataclass(frozen=True, slots=True)
class DoneReturn:
    """A return that is on the disk: the fact and its place in the journal."""

    goods: GoodsReturn
    seq: int


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What one round of the sync engine came to, and when the next one is due, in seconds.

    `idle` when nothing waits to be sent or confirmed and no feed has more. What went wrong stands
    in the journal's state (`SyncState`), not here.
    """

    sent: int
    posted_through: int
    changes_applied: int
    idle: bool
    retry_after_seconds: float
