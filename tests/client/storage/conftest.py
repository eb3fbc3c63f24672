"""A fresh database for every test, copied from one that was migrated once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos_app.storage.copy_upkeep import upkeep_of
from pos_app.storage.database import Database, open_database
from pos_app.storage.instance import InstanceLock
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage, open_storage
from pos_core.journal import Entry
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.wire.changes import Change, Scope
from tests.builders import (
    REGISTER,
    return_entry,
    sale_entry,
    shop_change,
    store_change,
    tax_class_change,
)

KEY = "5a" * 32


@dataclass(frozen=True)
class Till:
    """An enrolled till: its storage, the open file behind it, and the few steps tests repeat."""

    storage: SqliteStorage
    database: Database

    def sell(self, sale: Sale) -> Entry:
        """Ring up a sale as checkout does: number, entry and rows in one commit."""
        with self.storage.begin() as books:
            books.sales.next_receipt_number()
            entry = sale_entry(sale, books.journal.head())
            books.journal.append(entry)
            books.sales.record_sale(sale, entry.seq)
        return entry

    def take_back(self, goods: GoodsReturn) -> Entry:
        """Take goods back as a return does."""
        with self.storage.begin() as books:
            books.sales.next_receipt_number()
            entry = return_entry(goods, books.journal.head())
            books.journal.append(entry)
            books.sales.record_return(goods, entry.seq)
        return entry

    def feed(self, *changes: Change, scope: Scope = Scope.CATALOGUE, posted: int = 0) -> None:
        """Apply a page of a feed."""
        with self.storage.begin() as books:
            books.catalogue.apply(scope, changes, 1, posted)

    def found(self, text: str, category_id: str | None = None) -> list[str]:
        """Return the SKUs that a search finds, in their order."""
        with self.storage.read() as books:
            cards = books.catalogue.search(text, category_id, 0, 60).cards
        return [card.product.sku for card in cards]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what a query finds on a connection of its own."""
        with self.database.inspection.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of today's form."""
    directory = tmp_path_factory.mktemp("migrated")
    open_storage(directory, KEY).close()
    return directory / DATABASE_NAME


@contextmanager
def enrolled_till(migrated: Path, directory: Path) -> Iterator[Till]:
    """Make an enrolled till out of an empty database."""
    directory.mkdir()
    shutil.copy(migrated, directory / DATABASE_NAME)
    database = open_database(directory / DATABASE_NAME, KEY)
    storage = SqliteStorage(database, InstanceLock(directory), upkeep_of(database))
    till = Till(storage, database)
    with storage.begin() as books:
        books.set_register(REGISTER)
    till.feed(shop_change(), store_change(), scope=Scope.SETTINGS)
    till.feed(tax_class_change())
    try:
        yield till
    finally:
        storage.close()


@pytest.fixture
def till(migrated: Path, tmp_path: Path) -> Iterator[Till]:
    """An enrolled till with its shop's settings and one tax class, and nothing else."""
    with enrolled_till(migrated, tmp_path / "till") as till:
        yield till
