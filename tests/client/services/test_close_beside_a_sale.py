"""A sale that is being written while the till is closed: it is before the close, or after it.

Two people cannot press two buttons of one window at once, but a page that reads and one that writes
run beside each other; here both write, each in a thread of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from pos_app.services.checkout import Checkout
from pos_app.services.close_till import CloseTill
from pos_app.services.ports import Books
from pos_app.storage.storage import SqliteStorage
from pos_core.cash_count import CashCount
from pos_core.permissions import Role
from pos_core.till_session import TillClosing
from tests.builders import cart_of, paid_in_cash
from tests.fakes.till import SALES_1, TillRig

SELLS = [Role.SALESPERSON]
FLOAT, DEADLINE = 10_000, 20.0


@dataclass
class HeldStorage:
    """The real storage, whose writer stops inside its transaction until it is let go on."""

    storage: SqliteStorage
    inside: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[Books]:
        with self.storage.begin(urgent=urgent) as books:
            self.inside.set()
            assert self.go_on.wait(DEADLINE)
            yield books

    @contextmanager
    def read(self) -> Iterator[Books]:
        with self.storage.read() as books:
            yield books

    def checkpoint(self) -> None:
        self.storage.checkpoint()


def both(held: HeldStorage, first: Callable[[], object], second: Callable[[], object]) -> None:
    """Let `first` stop inside its transaction, begin `second` beside it, then let both end."""
    one = Thread(target=first)
    one.start()
    assert held.inside.wait(DEADLINE)
    begun = Event()

    def begin_second() -> None:
        begun.set()
        second()

    other = Thread(target=begin_second)
    other.start()
    assert begun.wait(DEADLINE)
    held.go_on.set()
    for thread in (one, other):
        thread.join(DEADLINE)
        assert not thread.is_alive()


@pytest.fixture
def open_till(till: TillRig) -> TillRig:
    till.sessions.open_till.open(FLOAT, SALES_1, SELLS)
    return till


def only_close(till: TillRig) -> TillClosing:
    (closing,) = till.sessions.reports.latest()
    return closing


@pytest.mark.fault(53, "A close waits for the sale that is being written, and counts it")
def test_a_close_that_meets_a_sale_being_written_counts_it(open_till: TillRig) -> None:
    held, cart = HeldStorage(open_till.storage), cart_of()
    checkout = Checkout(held, open_till.scribe)
    count = CashCount(other_minor=FLOAT + 1_200)
    both(
        held,
        lambda: checkout.complete(cart, paid_in_cash(cart), SALES_1),
        lambda: open_till.sessions.close_till.close(count, SALES_1, SELLS),
    )
    closing = only_close(open_till)
    assert (closing.figures.trade.sales, closing.difference_minor) == (1, 0)


@pytest.mark.fault(53, "A sale that meets a close being written comes after it, whole")
def test_a_sale_that_meets_a_close_being_written_comes_after_it(open_till: TillRig) -> None:
    held, cart = HeldStorage(open_till.storage), cart_of()
    close_till = CloseTill(held, open_till.scribe)
    both(
        held,
        lambda: close_till.close(CashCount(other_minor=FLOAT), SALES_1, SELLS),
        lambda: open_till.checkout.complete(cart, paid_in_cash(cart), SALES_1),
    )
    assert only_close(open_till).figures.trade.sales == 0
    open_till.sessions.open_till.open(FLOAT, SALES_1, SELLS)
    standing = open_till.sessions.close_till.standing()
    assert standing is not None
    assert (standing.figures.late.sales, standing.figures.trade.sales) == (1, 0)
    assert open_till.journal.verify() == open_till.journal.state().last_seq
