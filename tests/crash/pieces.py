"""Pieces of a till's life that are played while the power can go.

Each does through the real services what a salesperson, the sync or the start of the program does.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from pos_app.services.drafts import KeepDraft
from pos_app.storage.database import open_database
from pos_app.storage.entry_copy import COPY_FOLDER
from pos_app.storage.schema import move_to
from pos_app.storage.storage import DATABASE_NAME
from pos_core.cash_count import CashCount
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind, TillClosing
from pos_core.wire.changes import Scope
from tests.builders import cart_of, paid_in_cash, product_change
from tests.crash.witness import Truth
from tests.fakes.till import DATABASE_KEY, SALES_1, TillRig, lantern

FLOAT_MINOR = 10_000
PAGE_BYTES = 4096
OLDEST_FORM = "0001"
CART = cart_of((lantern(), 2))


def enrolled_till(rig: TillRig) -> TillRig:
    """Make a till that can sell and has sold, and close it."""
    rig.enrol()
    rig.fill()
    rig.sell()
    rig.close()
    return rig.restarted()


def till_of_the_oldest_release(rig: TillRig) -> TillRig:
    """Make a till that can sell and has sold, with its books as the first release wrote them."""
    rig = enrolled_till(rig)
    data = rig.folder / "data"
    with closing(open_database(data / DATABASE_NAME, DATABASE_KEY)) as database:
        move_to(database.writer, OLDEST_FORM)
    shutil.rmtree(data / COPY_FOLDER)
    return rig


def unpacked_till(rig: TillRig) -> TillRig:
    """Return a till that has never been started."""
    return rig


def first_start(rig: TillRig) -> None:
    """Make the books, enrol and fill them."""
    rig.enrol()
    rig.fill()


def upgrade(rig: TillRig) -> None:
    """Sell with the books brought to today's form."""
    rig.sell()


def sell_from_a_kept_cart(rig: TillRig) -> None:
    """Keep the cart at every edit, then sell it."""
    drafts = KeepDraft(rig.storage)
    drafts.keep(cart_of())
    drafts.keep(CART)
    rig.checkout.complete(CART, paid_in_cash(CART), SALES_1)


def take_back_and_copy(rig: TillRig) -> None:
    """Sell, take some of it back, and print the receipt again."""
    paid = rig.sell((lantern(), 3))
    rig.take_back(paid)
    rig.receipts.reprint(paid.sale.stamp.event_id, SALES_1)


def sync(rig: TillRig) -> None:
    """Send what is due, hear that it is posted, follow a feed, tidy up."""
    rig.server.publish(Scope.CATALOGUE, *(product_change(f"P{n}") for n in range(3)))
    rig.engine.run_once()
    rig.storage.checkpoint()


def sell_while_the_log_is_folded(rig: TillRig) -> None:
    """Sell before, between and after checkpoints: the log is begun again from its start."""
    for _ in range(3):
        rig.sell()
        rig.storage.checkpoint()
    rig.sell()


def open_session(rig: TillRig) -> TillRig:
    """Make a till that was opened this morning and has sold."""
    rig = enrolled_till(rig)
    rig.sessions.open_till.open(FLOAT_MINOR, SALES_1, [Role.SALESPERSON])
    rig.sell()
    return rig.restarted()


def close_the_till(rig: TillRig) -> TillClosing:
    """Count what is in the drawer and close."""
    standing = rig.sessions.close_till.standing()
    assert standing is not None, "the till is open"
    count = CashCount(other_minor=standing.figures.cash.expected_minor)
    return rig.sessions.close_till.close(count, SALES_1, [Role.SALESPERSON])


def a_day_in_sessions(rig: TillRig) -> None:
    """Take money out, close the till, open it again and sell."""
    rig.sessions.move_cash.move(CashMoveKind.DROP, 500, "", SALES_1, [Role.SALESPERSON])
    close_the_till(rig)
    rig.sessions.open_till.open(FLOAT_MINOR, SALES_1, [Role.SALESPERSON])
    rig.sell()


def cloned_till(rig: TillRig) -> TillRig:
    """Make a till whose twin has sold and synced since; it has sold as well, and does not know."""
    rig = enrolled_till(rig)
    rig.engine.run_once()
    rig.close()
    twin = rig.copied_to(rig.folder.with_name("twin"))
    with closing(twin):
        twin.sell()
        twin.engine.run_once()
    rig = rig.restarted()
    rig.sell()
    rig.sell()
    return rig.restarted()


def go_on_under_a_register_of_its_own(rig: TillRig) -> None:
    """Sync, hear of the twin, become another register, and send as that one."""
    rig.engine.run_once()
    rig.sell()


def damaged_till(rig: TillRig) -> TillRig:
    """Make a till that has sold and whose database was damaged while it was not running."""
    rig = enrolled_till(rig)
    rig.sell()
    rig.close()
    with (rig.folder / "data" / DATABASE_NAME).open("r+b") as file:
        file.seek(PAGE_BYTES)
        file.write(bytes(4 * PAGE_BYTES))
    return rig.restarted()


def salvage(rig: TillRig) -> None:
    """Sell with new books that were made of what was left of the old ones."""
    rig.sell()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a till's life: how the machine is made ready, what is played, what it comes to.

    In the tests the power goes after one in `every` acts, and with so many `seeds`; an even and an
    odd one together lose some and tear a write at every act. `make crash` tries all of them.
    """

    prepare: Callable[[TillRig], TillRig]
    play: Callable[[TillRig], None]
    came_to: Callable[[Truth], bool]
    every: int = 1
    seeds: int = 1

    def __str__(self) -> str:
        """Say it as a sentence would."""
        return self.play.__name__.replace("_", " ")


PIECES = (
    Piece(unpacked_till, first_start, lambda truth: truth.products == 1, every=2),
    Piece(till_of_the_oldest_release, upgrade, lambda truth: len(truth.receipts) == 2),
    Piece(enrolled_till, sell_from_a_kept_cart, lambda truth: len(truth.receipts) == 2, seeds=4),
    Piece(enrolled_till, take_back_and_copy, lambda truth: truth.receipts[0].is_return, seeds=2),
    Piece(enrolled_till, sync, lambda truth: truth.sent_and_posted == (2, 2)),
    Piece(enrolled_till, sell_while_the_log_is_folded, lambda truth: len(truth.receipts) == 5),
    Piece(open_session, a_day_in_sessions, lambda truth: truth.closings == ("T1-Z0001",)),
    Piece(cloned_till, go_on_under_a_register_of_its_own, lambda truth: truth.code == "T2"),
    Piece(damaged_till, salvage, lambda truth: truth.salvaged == "storage.damaged", every=4),
)
