"""What a transaction of the books is.

A use case hands over a function of the open transaction. It commits when the function returns and
rolls back when it raises, so nothing is ever half done. The function may be run again from the
start when the database asks for it (a deadlock), so it must have no effects outside the books.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from backend_lambdas.logic.books.catalogue import Catalogue, Settings
from backend_lambdas.logic.books.epochs import Epochs
from backend_lambdas.logic.books.feeds import Feeds
from backend_lambdas.logic.books.findings import Findings
from backend_lambdas.logic.books.journal import Journals, Registers
from backend_lambdas.logic.books.notices import Notices
from backend_lambdas.logic.books.outbox import Outbox
from backend_lambdas.logic.books.proofs import Proofs
from backend_lambdas.logic.books.reports import Reports
from backend_lambdas.logic.books.sales import Sales
from backend_lambdas.logic.books.stock import Stock
from backend_lambdas.logic.books.tills import Tills
from backend_lambdas.logic.books.watch import Watch
from pos_core.errors import RuleBroken

T = TypeVar("T")


class RowRefused(RuleBroken):
    """The database refuses a row: too long, too large, or an identity that is taken."""

    code = "books.row_refused"


class Work(Protocol):
    """All parts of the books, inside one transaction."""

    @property
    def registers(self) -> Registers:
        """Where journals stand."""

    @property
    def journals(self) -> Journals:
        """Entries."""

    @property
    def sales(self) -> Sales:
        """Sales and returns."""

    @property
    def stock(self) -> Stock:
        """The ledger of stock."""

    @property
    def tills(self) -> Tills:
        """Sessions of tills."""

    @property
    def catalogue(self) -> Catalogue:
        """Products."""

    @property
    def settings(self) -> Settings:
        """Shop, stores, staff, taxes."""

    @property
    def feeds(self) -> Feeds:
        """What registers follow."""

    @property
    def outbox(self) -> Outbox:
        """Wishes for side effects."""

    @property
    def reports(self) -> Reports:
        """Sums."""

    @property
    def proofs(self) -> Proofs:
        """Sums that a register can hold against its own."""

    @property
    def watch(self) -> Watch:
        """Questions to all that is held."""

    @property
    def findings(self) -> Findings:
        """What the watch found."""

    @property
    def notices(self) -> Notices:
        """What there is to say about single entries."""

    @property
    def epochs(self) -> Epochs:
        """Which life of the books this is."""


class Books(Protocol):
    """The books. Raises EnvironmentFailed `books.unreachable` or `books.busy`."""

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one writing transaction; raises RowRefused when a row is refused."""

    def read(self, act: Callable[[Work], T]) -> T:
        """Run `act` on one consistent state of the books."""
