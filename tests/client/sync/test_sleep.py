"""A laptop that was shut in the middle of a request: deadlines count the time it slept."""

import socket
import time

import pytest

from pos_app.sync import deadlines
from pos_app.sync.deadlines import DeadlineSocket
from pos_app.sync.engine import Rhythm
from pos_app.sync.seconds import seconds_passed
from tests.builders import FixedClock
from tests.fakes.till import TillRig

HALF_A_DAY = 12 * 3600


def test_the_seconds_of_deadlines_are_those_that_count_sleep() -> None:
    assert abs(seconds_passed() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1
    assert Rhythm(FixedClock()).monotonic is seconds_passed


@pytest.mark.fault(59, "an answer that was awaited when the lid was shut")
def test_an_answer_that_was_awaited_before_the_sleep_is_given_up_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there = socket.socketpair()
    with here, there:
        here.settimeout(30)
        now = [1000.0]
        monkeypatch.setattr(deadlines, "seconds_passed", lambda: now[0])
        with DeadlineSocket(here).makefile() as answer:
            there.sendall(b"HTTP")
            assert answer.read(4) == b"HTTP"
            now[0] += HALF_A_DAY
            there.sendall(b"/1.1")
            with pytest.raises(TimeoutError):
                answer.read(4)


@pytest.mark.fault(59, "a run that was sent before the sleep and never posted")
def test_after_the_sleep_everything_goes_on_with_a_new_token(till: TillRig) -> None:
    till.server.posts_at_once = False
    till.sell()
    till.engine.run_once()
    till.server.forget_queue()
    till.server.refused_tokens.add(till.register_tokens.token())
    till.server.posts_at_once = True
    till.monotonic.seconds += HALF_A_DAY
    till.clock.forward(hours=12)
    assert till.engine.run_once().posted_through == 2
    assert till.journal.verify() == 2
