"""A release of the server with a bug: its code stumbles over some sales until it is mended.

What it stumbles over is quarantined, the rest goes on, and after the mend it is posted again. Knows
nothing of tills.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection, Engine

from backend_lambdas.data_access.mysql.sales import SqlSales
from backend_lambdas.data_access.mysql.transactions import writing
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks, SqlWork
from backend_lambdas.logic.books.work import Work
from pos_core.sale import Sale

T = TypeVar("T")
_TOO_MANY_LINES = 3


class BugOfTheRelease(TypeError):
    """What code raises that somebody got wrong."""


@dataclass
class Bug:
    """Whether the release that runs has it."""

    there: bool = False

    def strike(self, sales: Sequence[Sale]) -> None:
        """Raise BugOfTheRelease for a sale with three lines."""
        if self.there and any(len(sale.lines) == _TOO_MANY_LINES for sale in sales):
            raise BugOfTheRelease


class StumblingSales(SqlSales):
    """The posted sales, written by the code with the bug."""

    def __init__(self, connection: Connection, bug: Bug) -> None:
        """Work on this open transaction."""
        super().__init__(connection)
        self._bug = bug

    def add_sales(self, sales: Sequence[Sale]) -> None:
        """Write sales, or stumble."""
        self._bug.strike(sales)
        super().add_sales(sales)


class StumblingWork(SqlWork):
    """All parts of the books, one of them with the bug."""

    def __init__(self, connection: Connection, bug: Bug) -> None:
        """Work on this connection, whose transaction belongs to the caller."""
        super().__init__(connection)
        self._bug = bug

    @cached_property
    def sales(self) -> SqlSales:
        """Sales and returns."""
        return StumblingSales(self._connection, self._bug)


class StumblingBooks(SqlBooks):
    """The real books behind the release that runs today."""

    def __init__(self, engine: Engine, bug: Bug) -> None:
        """Take connections from this engine."""
        super().__init__(engine)
        self._bug = bug

    def write(self, act: Callable[[Work], T]) -> T:
        """Run `act` in one writing transaction, again when the database asks for it."""
        return writing(self._engine, lambda connection: act(StumblingWork(connection, self._bug)))
