"""All books inside one transaction: what a use case reads and writes through.

Knows nothing of how the transaction was opened or how it ends.
"""

from sqlalchemy import Connection

from pos_app.services.book_ports import (
    CatalogueBook,
    DraftBook,
    JournalBook,
    SalesBook,
    StaffBook,
)
from pos_app.services.overview_book import OverviewBook, RemarkBook
from pos_app.services.records import RegisterIdentity
from pos_app.services.till_book import TillBook
from pos_app.storage.catalogue_book import SqliteCatalogueBook
from pos_app.storage.draft_book import SqliteDraftBook
from pos_app.storage.journal_book import SqliteJournalBook
from pos_app.storage.overview_book import SqliteOverviewBook
from pos_app.storage.register_book import RegisterBook
from pos_app.storage.remark_book import SqliteRemarkBook
from pos_app.storage.sales_book import SqliteSalesBook
from pos_app.storage.staff_book import SqliteStaffBook
from pos_app.storage.till_book import SqliteTillBook


class SqliteBooks:
    """Fits the port Books."""

    journal: JournalBook
    sales: SalesBook
    catalogue: CatalogueBook
    staff: StaffBook
    drafts: DraftBook
    till: TillBook
    overview: OverviewBook
    remarks: RemarkBook

    def __init__(self, connection: Connection) -> None:
        """Open every book on the connection whose transaction has begun."""
        self.journal = SqliteJournalBook(connection)
        self.sales = SqliteSalesBook(connection)
        self.catalogue = SqliteCatalogueBook(connection)
        self.staff = SqliteStaffBook(connection)
        self.drafts = SqliteDraftBook(connection)
        self.till = SqliteTillBook(connection)
        self.overview = SqliteOverviewBook(connection)
        self.remarks = SqliteRemarkBook(connection)
        self._register = RegisterBook(connection)

    def register(self) -> RegisterIdentity | None:
        """Return this machine's identity; None before enrolment."""
        return self._register.identity()

    def set_register(self, identity: RegisterIdentity) -> None:
        """Keep the identity that enrolment gave."""
        self._register.keep(identity)

    def succeed(self, identity: RegisterIdentity, former_key: str, agreed_through: int) -> None:
        """Close the current journal and begin that of the register which succeeds it."""
        self._register.succeed(identity, former_key, agreed_through)

    def setting(self, name: str) -> str:
        """Return a local setting, empty when not set."""
        return self._register.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a local setting."""
        self._register.set_setting(name, value)
