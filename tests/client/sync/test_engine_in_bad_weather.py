"""The sync engine in all the weather chance makes: what was paid is posted once, in order."""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pos_app.services.records import PaidSale
from pos_core.errors import SignInRefused, Unreachable
from pos_core.journal import GENESIS, public_key_of, verify_run
from tests.fakes.server import Ledger
from tests.fakes.till import TillRig

MOMENTS = ["before position", "before push", "after push", "before changes"]


class BadWeather(RuleBasedStateMachine):
    """One till and one server; the network, the queue and the power between them are unreliable."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.till = TillRig(Path(self.folder.name))
        self.paid: list[str] = []
        self.posted_before = 0
        self.sold: list[PaidSale] = []

    @initialize(at_once=st.booleans(), largest=st.integers(1, 200))
    def begin(self, at_once: bool, largest: int) -> None:
        self.till.enrol()
        self.till.fill()
        self.till.server.posts_at_once = at_once
        self.till.server.largest_run = largest

    @property
    def ledger(self) -> Ledger:
        return self.till.server.ledgers["register-1"]

    @rule(pieces=st.integers(1, 3))
    def sell(self, pieces: int) -> None:
        for _ in range(pieces):
            self.sold.append(self.till.sell())
            self.paid.append(self.sold[-1].sale.stamp.event_id)

    @rule()
    def give_back(self) -> None:
        if self.sold:
            done = self.till.take_back(self.sold.pop())
            self.paid.append(done.goods.stamp.event_id)

    @rule()
    def sync(self) -> None:
        self.till.engine.run_once()

    @rule(moment=st.sampled_from(MOMENTS), nth=st.integers(1, 3))
    def sync_through_a_loss(self, moment: str, nth: int) -> None:
        left = [nth]

        def lose(now: str) -> None:
            left[0] -= now == moment
            if now == moment and left[0] == 0:
                raise Unreachable

        self.till.server.disturb = lose
        self.till.engine.run_once()
        self.till.server.disturb = None

    @rule()
    def sync_with_a_token_that_ran_out(self) -> None:
        left = [1]

        def refuse(_: str) -> None:
            if left[0]:
                left[0] = 0
                raise SignInRefused("auth.token_refused")

        self.till.server.disturb = refuse
        self.till.engine.run_once()
        self.till.server.disturb = None

    @rule()
    def the_poster_comes_by(self) -> None:
        self.till.server.post()

    @rule(chance=st.randoms(use_true_random=False))
    def the_queue_repeats_and_shuffles(self, chance: Random) -> None:
        queue = self.ledger.queue
        queue.extend(list(queue))
        chance.shuffle(queue)

    @rule()
    def the_queue_loses_everything(self) -> None:
        self.till.server.forget_queue()

    @rule(seconds=st.integers(1, 40))
    def time_passes(self, seconds: int) -> None:
        self.till.monotonic.seconds += seconds

    @rule()
    def the_power_goes(self) -> None:
        self.till = self.till.restarted()

    @invariant()
    def the_till_never_claims_what_the_server_does_not_have(self) -> None:
        state = self.till.journal.state()
        assert self.posted_before <= state.posted_through <= len(self.ledger.entries)
        self.posted_before = state.posted_through

    def teardown(self) -> None:
        """Let the sun shine: everything that was paid has to be in the books, once, in order."""
        try:
            if "register-1" in self.till.server.ledgers:
                self.drain()
                self.check_the_books()
        finally:
            self.till.close()
            self.folder.cleanup()

    def check_the_books(self) -> None:
        posted = [e.fact.event_id for e in self.ledger.entries]
        assert [event for event in posted if event in set(self.paid)] == self.paid
        head = verify_run(self.ledger.entries, GENESIS, public_key_of(self.ledger.public_key))
        assert head.seq == self.till.journal.verify()
        assert head.seq == self.till.journal.state().posted_through

    def drain(self) -> None:
        for _ in range(40):
            self.till.engine.run_once()
            self.till.server.post()
            self.till.monotonic.seconds += 5
        assert self.till.journal.state().unposted == 0


TestBadWeather = BadWeather.TestCase
TestBadWeather.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
