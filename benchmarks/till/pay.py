"""From the click on *Take* to the sale on the disk: encrypted, hashed, signed, committed.

The clock stops when the checkout has returned on the database worker, before anything is painted.
Once with nothing else to do, once while the till follows a feed that never ends. Floors: a commit
of the bare driver with as many bytes, and the bare disk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.feed_server import feed_server
from benchmarks.figures import Figure, Round, figure
from benchmarks.floors import durable_write, raw_commits
from benchmarks.journals import some_cart
from benchmarks.prepared_till import filled_till
from benchmarks.till.following import following
from benchmarks.till.selling_window import SellingWindow, selling_window
from pos_app.services.checkout import Checkout
from pos_app.services.records import PaidSale
from pos_app.services.till import Till
from pos_app.ui.screens.sell.pages import Page
from pos_core.cart import Cart
from pos_core.journal import Actor
from pos_core.payment import Payment

SALES, SALES_BESIDE = 120, 60
LINES = 3


@dataclass
class WatchedCheckout(Checkout):
    """The checkout of the till, and when it last returned."""

    inner: Checkout
    returned: list[float] = field(default_factory=list)

    def complete(self, cart: Cart, payment: Payment, actor: Actor) -> PaidSale:
        """Complete the sale and look at the clock."""
        paid = self.inner.complete(cart, payment, actor)
        self.returned.append(perf_counter())
        return paid


def watched(till: Till) -> Till:
    """Put a clock behind the checkout."""
    return replace(till, checkout=WatchedCheckout(till.checkout))


def measure(bench: Bench) -> Iterator[Figure]:
    """Sell, then sell while feeds are followed."""
    sales = bench.samples(SALES)
    with selling_window(filled_till(bench), watched) as window:
        idle = [sell_all(window, sales) for _ in range(bench.rounds)]
        with (
            feed_server(bench, endless=True) as url,
            following(window, url, bench.folder / "feeds") as (progress, _),
        ):
            window.until(lambda: progress.rows > 0, "a first page of the feed")
            before = progress.rows
            began = perf_counter()
            busy = [sell_all(window, bench.samples(SALES_BESIDE)) for _ in range(bench.rounds)]
            rate = (progress.rows - before) / (perf_counter() - began)
    commits = [raw_commits(bench.folder, sales) for _ in range(bench.rounds)]
    disk = median(durable_write(bench.folder, sales))
    yield figure("pay_durable", "ms", idle, commits, f"fdatasync alone {disk:.2f} ms")
    yield figure(
        "pay_durable_while_syncing", "ms", busy, commits, f"{rate:,.0f} rows/s applied meanwhile"
    )


def sell_all(window: SellingWindow, sales: int) -> Round:
    """Sell a few things to one customer after the other."""
    return [sell(window, number) for number in range(sales)]


def sell(window: SellingWindow, number: int) -> float:
    """Sell three things for cash; return the milliseconds from the click until it is on disk."""
    sell_screen, checkout = window.sell, window.till.checkout
    assert isinstance(checkout, WatchedCheckout)
    sell_screen.presenter.sale.restore(some_cart(number, window.till.find_products.count(), LINES))
    sell_screen.cart.changed.emit()
    sell_screen.show_pay()
    window.settle()
    began = perf_counter()
    sell_screen.pages.pay.take.click()
    window.until(lambda: sell_screen.page is Page.PAID, "a paid sale")
    window.begin_next()
    return (checkout.returned[-1] - began) * 1000
