"""Pieces of a till's life that are played while the power can go.

Each does through the real services what a salesperson, the sync or the start of the program does.
"""

import shutil
from contextlib import closing

from pos_app.services.drafts import KeepDraft
from pos_app.storage.database import open_database
from pos_app.storage.entry_copy import COPY_FOLDER
from pos_app.storage.schema import move_to
from pos_app.storage.storage import DATABASE_NAME
from pos_core.wire.changes import Scope
from tests.builders import cart_of, paid_in_cash, product_change
from tests.fakes.till import DATABASE_KEY, SALES_1, TillRig, lantern

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


PIECES = (
    (unpacked_till, first_start),
    (till_of_the_oldest_release, upgrade),
    (enrolled_till, sell_from_a_kept_cart),
    (enrolled_till, take_back_and_copy),
    (enrolled_till, sync),
    (enrolled_till, sell_while_the_log_is_folded),
)
