"""A long day without a network, and then everything at once, while the till goes on selling.

`make test` sells some hundreds; `make soak` thousands, and prints how fast it went.
"""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.figures import percentile
from pos_app.services.proved_day import Outcome
from pos_app.services.records import Reach
from pos_app.services.till import Till
from pos_core.journal import Actor
from tests.e2e.books_of_registers import assert_invariants_hold, rows
from tests.e2e.real_till import enrolled_till, sell, sign_in
from tests.fakes.fault_proxy import FaultProxy, Mischief, running_proxy
from tests.waiting import wait_until

if TYPE_CHECKING:
    from tests.e2e.killable_backend import KillableBackend

pytestmark = pytest.mark.xdist_group("killable")

SALES = int(os.environ.get("OFFLINE_SALES", "300"))
SALES_WHILE_SENDING = max(30, SALES // 10)
PATIENCE_SECONDS = 60 + SALES / 20
_RECEIPTS = """SELECT receipt_number FROM sales s JOIN journal_entries j
ON j.event_id = s.event_id AND j.register_id = s.register_id
WHERE s.register_id = :register ORDER BY j.seq"""


@pytest.fixture
def network(backend: "KillableBackend") -> Iterator[FaultProxy]:
    with running_proxy(backend.cloud.addresses.api_url) as proxy:
        yield proxy


@pytest.fixture
def till(backend: "KillableBackend", network: FaultProxy, tmp_path: Path) -> Iterator[Till]:
    with enrolled_till(tmp_path, backend.cloud, network.url, "Till 9") as till:
        yield till


@dataclass(frozen=True)
class Draining:
    """How it went until everything was in the books, in seconds."""

    took: float
    longest_stall: float


def drain(till: Till) -> Draining:
    """Run the engine as the window does until nothing waits, and watch the books' progress."""
    began = moved = time.monotonic()
    stall, posted = 0.0, till.journal_view.state().posted_through

    def drained() -> bool:
        nonlocal moved, stall, posted
        till.engine.run_once()
        state = till.journal_view.state()
        if state.posted_through > posted:
            posted, now = state.posted_through, time.monotonic()
            stall, moved = max(stall, now - moved), now
        return state.unposted == 0

    wait_until(drained, "everything is in the books", PATIENCE_SECONDS)
    return Draining(time.monotonic() - began, stall)


def timed_sales(till: Till, actor: Actor, count: int) -> list[float]:
    """Sell so many times; return how long each took to be paid, in milliseconds."""
    took = []
    for _ in range(count):
        began = time.perf_counter()
        sell(till, actor)
        took.append((time.perf_counter() - began) * 1000)
    return took


@pytest.mark.fault(46, "a whole day without a network")
@pytest.mark.fault(50, "a long journal is drained while the till sells")
def test_a_day_sold_offline_is_booked_in_order_while_the_till_goes_on_selling(
    backend: "KillableBackend", till: Till, network: FaultProxy, capsys: pytest.CaptureFixture[str]
) -> None:
    actor = sign_in(till, "manager1")
    till.network_switch.on = False
    offline = timed_sales(till, actor, SALES)
    till.engine.run_once()
    assert till.journal_view.state().reach is Reach.SWITCHED_OFF
    asked = len(network.seen)

    till.network_switch.on = True
    with ThreadPoolExecutor(1) as worker:
        network.spoil(Mischief.SILENCE, "/journal")
        first = worker.submit(till.engine.run_once)
        assert network.silent.wait(PATIENCE_SECONDS), "the first run has left and is not answered"
        meanwhile = timed_sales(till, actor, SALES_WHILE_SENDING)
        assert not first.done(), "all of these were paid while an answer was awaited"
        network.behave()
        first.result(PATIENCE_SECONDS)
        sending = worker.submit(drain, till)
        meanwhile += timed_sales(till, actor, SALES_WHILE_SENDING)
        drained = sending.result(PATIENCE_SECONDS)
    drain(till)

    assert asked < len(network.seen)
    assert_booked_in_order(backend, till)
    assert till.daily_proof.prove(till.daily_proof.today()).outcome is Outcome.EQUAL
    report(capsys, drained, offline, meanwhile)


def assert_booked_in_order(backend: "KillableBackend", till: Till) -> None:
    """The invariants hold, and receipts follow each other in the books as they did at the till."""
    assert_invariants_hold(backend.cloud, [till])
    register = till.shop_rules.register()
    assert register is not None
    booked = [row[0] for row in rows(backend.cloud, _RECEIPTS, register.register_id)]
    count = SALES + 2 * SALES_WHILE_SENDING
    assert booked == [f"{register.code}-{number:06d}" for number in range(1, count + 1)]


def report(
    capsys: pytest.CaptureFixture[str],
    drained: Draining,
    offline: list[float],
    meanwhile: list[float],
) -> None:
    """Print the figures of a soak; in an ordinary run times say nothing and are not printed."""
    if "OFFLINE_SALES" not in os.environ:
        return
    count = len(offline) + len(meanwhile)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{count} sales in {drained.took:.1f} s: {count / drained.took:.0f} sales/s, "
            f"longest stall {drained.longest_stall:.1f} s; paid in p99 "
            f"{percentile(offline, 99):.1f} ms offline, {percentile(meanwhile, 99):.1f} ms "
            "while sending\n"
        )
