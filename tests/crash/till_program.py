"""A till without a window that sells, follows a feed or migrates, and dies where it is told.

Run as a process of its own by the crash tests: `python -m tests.crash.till_program ACT FOLDER
POINT`. It prints what it has acknowledged, a line each, and flushes. Knows nothing of what is
checked afterwards.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pos_app.storage.database import open_database
from pos_app.storage.schema import Steps, bring_up_to_date
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_core.cart import Cart
from pos_core.wire.changes import Scope
from tests.builders import (
    REGISTER,
    cart_of,
    product_change,
    sale,
    sale_entry,
    tax_class_change,
)

KEY = "5a" * 32
PAGE = 500


def say(text: str) -> None:
    """Tell the test what has happened for sure."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def killer(point: str) -> Callable[[str], None]:
    """Return a function that ends this process, as a power switch would, when it gets there."""

    def at(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def sell(storage: SqliteStorage, number: int, at: Callable[[str], None]) -> None:
    """Ring up one sale as checkout does, with the places where a till may die."""
    at("cart kept")
    with storage.begin() as books:
        at("transaction begun")
        books.sales.next_receipt_number()
        sold = sale(number)
        entry = sale_entry(sold, books.journal.head())
        books.journal.append(entry)
        at("entry written")
        books.sales.record_sale(sold, entry.seq)
        books.drafts.keep(Cart())
        at("before commit")
    at("after commit")
    say(f"paid {number}")


def sell_one(folder: Path, point: str) -> None:
    """Sell a first sale in peace, keep a cart, then sell it and die at the point."""
    at = killer(point)
    with closing(open_storage(folder, KEY)) as storage:
        with storage.begin() as books:
            books.set_register(REGISTER)
        sell(storage, 1, lambda _: None)
        with storage.begin() as books:
            books.drafts.keep(cart_of())
        sell(storage, 2, at)


def sell_on(folder: Path, _point: str) -> None:
    """Sell until somebody pulls the plug."""
    with closing(open_storage(folder, KEY)) as storage:
        with storage.begin() as books:
            books.set_register(REGISTER)
            number = books.journal.head().seq
        while True:
            number += 1
            sell(storage, number, lambda _: None)


def follow(folder: Path, point: str) -> None:
    """Apply pages of a feed, each with its cursor, and die in the third."""
    at = killer(point)
    with closing(open_storage(folder, KEY)) as storage:
        for page in range(1, 5):
            changes = [product_change(f"P{page}-{n}") for n in range(PAGE)]
            with storage.begin(urgent=False) as books:
                books.catalogue.apply(Scope.CATALOGUE, [tax_class_change(), *changes], page, 0)
                at(f"page {page} before commit")
            at(f"page {page} after commit")
            say(f"page {page}")


def migrate(folder: Path, point: str) -> None:
    """Run the steps of a folder; a step of the tests kills this process by itself."""
    with closing(open_database(folder / "old.db", KEY)) as database:
        bring_up_to_date(database, Steps(str(folder / "steps"), point))
    say("migrated")


ACTS = {"sell_one": sell_one, "sell_on": sell_on, "follow": follow, "migrate": migrate}

if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
