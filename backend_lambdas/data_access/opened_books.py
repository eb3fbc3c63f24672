"""The books at one address, opened: what wiring and launcher take from the database, without SQL.

Knows nothing of functions, queues or the demo.
"""

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import URL, Connection

from backend_lambdas.data_access.mysql.catalogue import SqlCatalogue
from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.media import SqlMediaShelf
from backend_lambdas.data_access.mysql.migrate import migrate
from backend_lambdas.data_access.mysql.registers import SqlRegisterBook
from backend_lambdas.data_access.mysql.rows import add_if_absent
from backend_lambdas.data_access.mysql.shop_tables import media
from backend_lambdas.data_access.mysql.transactions import writing
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.ports import ExpectedMedia, StoredMedia
from pos_core.identifiers import Clock

ShelvedMedia = tuple[ExpectedMedia, StoredMedia, int]
"""A file that is in place already: what it is, where it is, and its position among its kind."""


class OpenedBooks:
    """Connections to the books and what works on them; nothing connects before it is needed."""

    def __init__(self, address: URL | str) -> None:
        """Open the books at an address."""
        self._engine = books_engine(address)

    @property
    def address(self) -> str:
        """The address, with its password."""
        return self._engine.url.render_as_string(hide_password=False)

    @property
    def place(self) -> str:
        """The address for people, without its password."""
        return self._engine.url.render_as_string()

    @cached_property
    def books(self) -> SqlBooks:
        """Transactions."""
        return SqlBooks(self._engine)

    @cached_property
    def media_shelf(self) -> SqlMediaShelf:
        """The files of products."""
        return SqlMediaShelf(self._engine)

    def registers(self, clock: Clock) -> SqlRegisterBook:
        """Return the enrolled registers."""
        return SqlRegisterBook(self._engine, clock)

    def migrate(self) -> str | None:
        """Bring the tables to the newest revision and return it."""
        return migrate(self._engine)

    def shelve(self, files: Sequence[ShelvedMedia]) -> None:
        """Show many files that are in place already; a repeat changes nothing."""
        writing(self._engine, lambda connection: _shelve(connection, files))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _shelve(connection: Connection, files: Sequence[ShelvedMedia]) -> None:
    catalogue = SqlCatalogue(connection)
    catalogue.lock()
    rows = [
        {
            "media_id": stored.media_id,
            "product_id": expected.product_id,
            "kind": expected.kind,
            "position": position,
            "key": stored.key,
            "sha256": stored.sha256,
            "size": stored.size,
            "content_type": expected.content_type,
            "name": expected.name,
            "arrived": True,
        }
        for expected, stored, position in files
    ]
    add_if_absent(connection, media, rows)
    catalogue.announce({expected.product_id for expected, _, _ in files})
