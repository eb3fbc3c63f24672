"""Pieces of a till's life that are played while the power can go.

Each does through the real services what a salesperson, the sync or the start of the program does.
"""

from pos_app.services.drafts import KeepDraft
from pos_core.wire.changes import Scope
from tests.builders import cart_of, paid_in_cash, product_change
from tests.fakes.till import SALES_1, TillRig, lantern


def enrolled_till(rig: TillRig) -> TillRig:
    """Make a till that can sell and has sold, and close it."""
    rig.enrol()
    rig.fill()
    rig.sell()
    rig.close()
    return rig.restarted()


def first_start(rig: TillRig) -> None:
    """Make the books, enrol and fill them."""
    rig.enrol()
    rig.fill()


def sell_from_a_kept_cart(rig: TillRig) -> None:
    """Keep the cart at every edit, then sell it."""
    drafts = KeepDraft(rig.storage)
    drafts.keep(cart_of())
    cart = cart_of((lantern(), 2))
    drafts.keep(cart)
    rig.checkout.complete(cart, paid_in_cash(cart), SALES_1)


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


def sell_until_the_log_is_folded(rig: TillRig) -> None:
    """Sell so much that a checkpoint comes in the middle of it."""
    for _ in range(12):
        rig.sell()


def a_morning(rig: TillRig) -> None:
    """Do all that a till does between two starts."""
    sell_from_a_kept_cart(rig)
    take_back_and_copy(rig)
    sync(rig)
    rig.sell()


PIECES = (
    first_start,
    sell_from_a_kept_cart,
    take_back_and_copy,
    sync,
    sell_until_the_log_is_folded,
)
