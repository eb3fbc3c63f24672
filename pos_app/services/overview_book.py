"""What the sync page asks of the local books, as Protocols: lists, sums and remarks.

Every method belongs to the transaction that `ports.Storage` has opened. Knows nothing of SQLite.
"""

from collections.abc import Sequence
from typing import Protocol

from pos_app.services.overview_records import Standing, Wanted
from pos_app.services.records import JournalRow
from pos_core.wire.findings import RemarkItem


class OverviewBook(Protocol):
    """Lists and sums over the entries of all journals on this machine, every fact once."""

    def rows(self, wanted: Wanted, limit: int, before_place: int | None) -> list[JournalRow]:
        """Return entries, newest first, those before `before_place`."""

    def waiting_sales(self) -> int:
        """Count the sales and returns that are not in the books yet."""

    def standing(self, day: str) -> Standing:
        """Sum up where sales and returns stand; those in the books of a local day only."""


class RemarkBook(Protocol):
    """What the server's books remarked about this register's facts."""

    def keep(
        self, register_id: str, after: int, through: int, remarks: Sequence[RemarkItem]
    ) -> None:
        """Replace what is known of entries beyond `after`, through `through`."""

    def of(self, event_id: str) -> list[RemarkItem]:
        """Return the remarks about one fact."""

    def first_open(self, register_id: str) -> int:
        """Return the lowest number of an entry with a remark that is not settled; 0 for none."""
