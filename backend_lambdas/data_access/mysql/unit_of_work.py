"""The books as one unit of work: all their parts on one transaction.

Fits the Protocols `Books` and `Work`. Knows nothing of what is done inside.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Engine

from backend_lambdas.data_access.mysql.catalogue import SqlCatalogue
from backend_lambdas.data_access.mysql.epochs import SqlEpochs
from backend_lambdas.data_access.mysql.feeds import SqlFeeds
from backend_lambdas.data_access.mysql.findings import SqlFindings
from backend_lambdas.data_access.mysql.journals import SqlJournals
from backend_lambdas.data_access.mysql.notices import SqlNotices
from backend_lambdas.data_access.mysql.outbox import SqlOutbox
from backend_lambdas.data_access.mysql.proofs import SqlProofs
from backend_lambdas.data_access.mysql.registers import SqlRegisters
from backend_lambdas.data_access.mysql.reports import SqlReports
from backend_lambdas.data_access.mysql.sales import SqlSales
from backend_lambdas.data_access.mysql.settings import SqlSettings
from backend_lambdas.data_access.mysql.stock import SqlStock
from backend_lambdas.data_access.mysql.tills import SqlTills
from backend_lambdas.data_access.mysql.transactions import reading, writing
from backend_lambdas.data_access.mysql.watch import SqlWatch
from backend_lambdas.logic.books.work import Work

T = TypeVar("T")


class SqlWork:
    """All parts of the books on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        """Work on this connection, whose transaction belongs to the caller."""
        self._connection = connection

    @cached_property
    def registers(self) -> SqlRegisters:
        """Where journals stand."""
        return SqlRegisters(self._connection)

    @cached_property
    def journals(self) -> SqlJournals:
        """Entries."""
        return SqlJournals(self._connection)

    @cached_property
    def sales(self) -> SqlSales:
        """Sales and returns."""
        return SqlSales(self._connection)

    @cached_property
    def stock(self) -> SqlStock:
        """The ledger of stock."""
        return SqlStock(self._connection)

    @cached_property
    def tills(self) -> SqlTills:
        """Sessions of tills."""
        return SqlTills(self._connection)

    @cached_property
    def catalogue(self) -> SqlCatalogue:
        """Products."""
        return SqlCatalogue(self._connection)

    @cached_property
    def settings(self) -> SqlSettings:
        """Shop, stores, staff, taxes."""
        return SqlSettings(self._connection)

    @cached_property
    def feeds(self) -> SqlFeeds:
        """What registers follow."""
        return SqlFeeds(self._connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Wishes for side effects."""
        return SqlOutbox(self._connection)

    @cached_property
    def reports(self) -> SqlReports:
        """Sums."""
        return SqlReports(self._connection)

    @cached_property
    def proofs(self) -> SqlProofs:
        """Sums that a register can hold against its own."""
        return SqlProofs(self._connection)

    @cached_property
    def watch(self) -> SqlWatch:
        """Questions to all that is held."""
        return SqlWatch(self._connection)

    @cached_property
    def findings(self) -> SqlFindings:
        """What the watch found."""
        return SqlFindings(self._connection)

    @cached_property
    def notices(self) -> SqlNotices:
        """What there is to say about single entries."""
        return SqlNotices(self._connection)

    @cached_property
    def epochs(self) -> SqlEpochs:
        """Which life of the books this is."""
        return SqlEpochs(self._connection)


class SqlBooks:
    """The books behind an engine."""

    def __init__(self, engine: Engine) -> None:
        """Take connections from this engine."""
        self._engine = engine

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one writing transaction, again when the database asks for it."""
        return writing(self._engine, lambda connection: act(SqlWork(connection)))

    def read(self, act: Callable[[Work], T]) -> T:
        """Run `act` on one consistent state of the books."""
        return reading(self._engine, lambda connection: act(SqlWork(connection)))
