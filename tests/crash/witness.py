"""Stands beside a till's storage and writes down, behind every commit, what is true from now on.

Whatever happens after that moment, a restarted till has to tell the same, or the next truth whole.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pos_app.services.ports import Books
from pos_app.services.records import SALVAGED, RegisterIdentity, SaleSummary, Salvaged
from pos_app.storage.storage import SqliteStorage
from pos_core.cart import Cart
from pos_core.journal import Head
from pos_core.wire.changes import Scope

EVERYTHING = 10**9


@dataclass(frozen=True)
class Truth:
    """What a till tells of itself: journal, projections, draft, and how far sync has come."""

    register: RegisterIdentity | None
    head: Head
    receipts: tuple[SaleSummary, ...]
    draft: Cart
    sent_and_posted: tuple[int, int]
    cursors: tuple[int, ...]
    products: int
    session: str
    closings: tuple[str, ...]
    salvaged: str

    @property
    def code(self) -> str:
        """The register's code, before enrolment none."""
        return self.register.code if self.register else ""

    def outline(self) -> tuple[object, ...]:
        """Return what two tills that live through the same have in common: all but random names."""
        receipts = [(r.receipt_number, r.total_minor) for r in self.receipts]
        sync = (self.code, self.head.seq, self.sent_and_posted, self.cursors, self.products)
        return receipts, self.draft, bool(self.session), self.closings, sync, self.salvaged

    def next_number(self) -> str:
        """Return the number of the next receipt: the register counts those that it made itself."""
        made = [r for r in self.receipts if r.receipt_number.startswith(f"{self.code}-")]
        return f"{self.code}-{len(made) + 1:06d}"

    def __str__(self) -> str:
        """Say it in a line."""
        return (
            f"entry {self.head.seq}, {len(self.receipts)} receipts, "
            f"{len(self.draft.items)} lines in the cart, sent and posted {self.sent_and_posted}, "
            f"cursors {self.cursors}, {self.products} products"
        )


def truth_of(storage: SqliteStorage) -> Truth:
    """Ask a till for its truth, in one reading."""
    with storage.read() as books:
        state = books.journal.state()
        session = books.till.open_session()
        told = Salvaged.of(books.setting(SALVAGED))
        return Truth(
            register=books.register(),
            head=books.journal.head(),
            receipts=tuple(books.sales.latest(EVERYTHING)),
            draft=books.drafts.load(),
            sent_and_posted=(state.accepted_through, state.posted_through),
            cursors=tuple(books.catalogue.cursor(scope) for scope in Scope),
            products=books.catalogue.product_count(),
            session=session.session_id if session else "",
            closings=tuple(closing.z_number for closing in books.till.closings(EVERYTHING)),
            salvaged=told.reason if told else "",
        )


class WitnessedStorage:
    """Fits the port Storage: the real one, with somebody who is told after every commit."""

    def __init__(self, storage: SqliteStorage, tell: Callable[[], None]) -> None:
        """Work on `storage`; `tell` is called whenever a transaction has been committed."""
        self._storage = storage
        self._tell = tell

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[Books]:
        """Open the writing transaction."""
        with self._storage.begin(urgent=urgent) as books:
            yield books
        self._tell()

    @contextmanager
    def read(self) -> Iterator[Books]:
        """Open a reading transaction."""
        with self._storage.read() as books:
            yield books

    def checkpoint(self) -> None:
        """Fold the WAL into the file."""
        self._storage.checkpoint()

    def close(self) -> None:
        """Close the file."""
        self._storage.close()
