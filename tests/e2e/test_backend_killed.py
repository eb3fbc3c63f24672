"""Parts of the backend are killed while three tills sell: afterwards all is booked, unattended."""

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos_app.services.proved_day import Outcome
from pos_app.services.records import Reach
from pos_app.services.till import Till
from pos_app.sync import policy
from pos_core.journal import Actor
from tests.e2e.books_of_registers import assert_invariants_hold
from tests.e2e.killable_backend import KillableBackend
from tests.e2e.real_till import enrolled_till, sell, sign_in
from tests.waiting import wait_until

pytestmark = pytest.mark.xdist_group("killable")

TILLS = 3
MORE = 5
PAUSE_SECONDS = 0.05
PATIENCE_SECONDS = 120


@dataclass
class BusyTill:
    """A till at which somebody sells all the time, with its engine beside."""

    till: Till
    actor: Actor
    paid: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def sell_on(self) -> None:
        """Sell until the shop closes, whatever the network is like."""
        while not self.closing.wait(PAUSE_SECONDS):
            self.paid.append(sell(self.till, self.actor).sale.stamp.event_id)

    def sync_on(self) -> None:
        """Let the engine have one round after the other beside that, as the window does."""
        while not self.closing.wait(PAUSE_SECONDS):
            self.till.engine.run_once()

    def is_offline(self) -> bool:
        """Whether the till has noticed that nobody answers."""
        return self.till.journal_view.state().reach is Reach.OFFLINE

    def sync(self) -> None:
        """Let the engine go on by itself until nothing waits any more."""
        wait_until(self._drained, "all is in the books", PATIENCE_SECONDS)

    def _drained(self) -> bool:
        self.till.engine.run_once()
        return self.till.journal_view.state().unposted == 0


@pytest.fixture
def tills(backend: KillableBackend, tmp_path: Path) -> Iterator[list[BusyTill]]:
    """Three registers of store 1, known to everything that AWS would remember."""
    with contextlib.ExitStack() as opened:
        busy = []
        for number in range(1, TILLS + 1):
            folder = tmp_path / f"till{number}"
            folder.mkdir()
            made = enrolled_till(folder, backend.cloud, name=f"Till {number}")
            till = opened.enter_context(made)
            busy.append(BusyTill(till, sign_in(till, "sales1")))
            till.engine.run_once()
        backend.settle()
        yield busy


def sell_more(tills: list[BusyTill]) -> None:
    """Wait until every till has sold some more, whatever its network is like."""
    goals = [len(busy.paid) + MORE for busy in tills]

    def reached() -> bool:
        return all(len(busy.paid) >= goal for busy, goal in zip(tills, goals, strict=True))

    wait_until(reached, "every till goes on selling", PATIENCE_SECONDS)


def kill_one_by_one_and_together(backend: KillableBackend, tills: list[BusyTill]) -> None:
    sell_more(tills)
    backend.kill_database()
    sell_more(tills)
    backend.start_database()
    sell_more(tills)
    assert backend.kill_functions(), "some function was at work or warm"
    sell_more(tills)
    backend.kill_cloud()
    sell_more(tills)
    wait_until(lambda: all(busy.is_offline() for busy in tills), "all notice", PATIENCE_SECONDS)
    backend.start_cloud()
    sell_more(tills)
    backend.kill_cloud()
    backend.kill_database()
    sell_more(tills)
    backend.start_database()
    backend.start_cloud()
    sell_more(tills)


@pytest.mark.fault(43, "database, functions and queue are killed while three tills sell")
@pytest.mark.fault(18, "functions are killed in the middle of requests")
@pytest.mark.fault(24, "the queue loses what it accepted")
def test_whatever_of_the_backend_is_killed_all_that_was_paid_is_booked_once(
    backend: KillableBackend, tills: list[BusyTill], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A till sends again what is not posted for long: here for two seconds instead of twenty."""
    monkeypatch.setattr(policy, "STALLED_SECONDS", 2.0)
    with ThreadPoolExecutor(2 * TILLS) as hands:
        work = [hands.submit(act) for busy in tills for act in (busy.sell_on, busy.sync_on)]
        try:
            kill_one_by_one_and_together(backend, tills)
        finally:
            for busy in tills:
                busy.closing.set()
        for piece in work:
            piece.result(PATIENCE_SECONDS)

    for busy in tills:
        busy.sync()
        events = [row.event_id for row in busy.till.journal_view.rows(10_000)]
        assert set(busy.paid) <= set(events)
        proof = busy.till.daily_proof
        assert proof.prove(proof.today()).outcome is Outcome.EQUAL
    assert_invariants_hold(backend.cloud, [busy.till for busy in tills])
