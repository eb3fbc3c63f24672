"""Books on a private MariaDB that hold a shop with many products, and registers that may post.

Filled through the books' own catalogue, so that the feeds hold what they would hold. Knows nothing
of the emulator.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pymysql
from pymysql.cursors import Cursor
from sqlalchemy import make_url

from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.local.mariadb import private_mariadb
from backend_lambdas.logic.books.catalogue import OpeningStock
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.ports import EnrolmentRequest
from benchmarks.bench import Bench
from benchmarks.journals import Register
from benchmarks.synthetic_catalogue import SHOP, STAFF, STORE, TAX, product, shelves
from pos_core.identifiers import SystemClock, new_id
from pos_core.wire.catalogue import ProductRead

AT_ONCE = 1_000


@contextmanager
def filled_books(bench: Bench, products: int = 0) -> Iterator[str]:
    """Run a server on a fresh copy of the filled books; yield its address for SQLAlchemy."""
    products = products or bench.products
    made = bench.shared / f"books-{products}"
    if not made.exists():
        _make(made, products)
    copy = bench.folder / "books"
    shutil.copytree(made, copy)
    with private_mariadb(copy) as server:
        yield server.url


@contextmanager
def raw_books(url: str) -> Iterator[Cursor]:
    """Open the books with the driver alone: the floor of what is done through the layers."""
    address = make_url(url)
    with pymysql.connect(
        unix_socket=str(address.query["unix_socket"]),
        user=address.username,
        password=str(address.password),
        database=str(address.database),
    ) as driver:
        yield driver.cursor()
        driver.commit()


def enrolled(opened: OpenedBooks, products: int) -> Register:
    """Enrol a register that will sell from a catalogue of that size."""
    register = Register("", "", products)
    request = EnrolmentRequest(
        new_id(SystemClock()), STORE.store_id, "Till", register.public_key, "it1"
    )
    identity = opened.registers(SystemClock()).enrol(request)
    register.register_id, register.code = identity.register_id, identity.code
    return register


def _make(made: Path, products: int) -> None:
    half = made.with_suffix(".part")
    shutil.rmtree(half, ignore_errors=True)
    with private_mariadb(half) as server:
        opened = OpenedBooks(server.url)
        opened.migrate()
        fill(opened.books, products)
        opened.close()
    (half / "mariadb.sock").unlink(missing_ok=True)
    half.rename(made)


def fill(books: Books, products: int) -> None:
    """Set the shop up and bring its products in, with stock in its one store."""
    books.write(_set_up)
    numbers = range(1, products + 1)
    for begin in range(0, products, AT_ONCE):
        some = numbers[begin : begin + AT_ONCE]
        books.write(partial(_bring_in, numbers=some))


def _set_up(work: Work) -> None:
    work.settings.save_shop(SHOP)
    work.settings.save_stores([STORE])
    work.settings.save_staff([STAFF])
    work.settings.save_tax_classes([TAX])
    work.catalogue.add_categories({path: shelf.category_id for path, shelf in shelves().items()})


def _bring_in(work: Work, numbers: Sequence[int]) -> None:
    work.catalogue.lock()
    items = [product(number) for number in numbers]
    work.catalogue.save([ProductRead(**item.model_dump(), version=1) for item in items])
    work.catalogue.open_stock(
        [OpeningStock(STORE.store_id, item.product_id, 90_000) for item in items]
    )
