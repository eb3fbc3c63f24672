"""When to try again: pure, so every case is an example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.policy import (
    IDLE_SECONDS,
    LONGEST_SECONDS,
    SOON_SECONDS,
    feeds_due,
    is_stalled,
    next_round,
    wait_after,
)


def test_the_longest_wait_doubles_from_a_second_to_a_minute() -> None:
    waits = [wait_after(failures, lambda: 1.0) for failures in range(1, 9)]
    assert waits == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_no_wait_is_ever_longer_than_a_minute(failures: int, chance: float) -> None:
    assert 0 <= wait_after(failures, lambda: chance) <= LONGEST_SECONDS


@pytest.mark.fault(56, "many tills lose the same network")
def test_chance_spreads_the_waits_over_the_whole_range() -> None:
    assert wait_after(5, lambda: 0.0) == 0.0
    assert wait_after(5, lambda: 0.5) == 8.0


def test_a_server_that_says_how_long_is_heard_within_reason() -> None:
    assert wait_after(1, lambda: 0.0, told_seconds=30) == 30
    assert wait_after(1, lambda: 0.0, told_seconds=9000) == LONGEST_SECONDS


@pytest.mark.fault(56, "a server that is full sends many away at once")
def test_chance_comes_on_top_of_what_the_server_says() -> None:
    assert wait_after(3, lambda: 0.5, told_seconds=5) == 7.0


def test_after_success_there_is_nothing_to_wait_for() -> None:
    assert wait_after(0, lambda: 1.0) == 0.0


@pytest.mark.parametrize(
    ("waiting", "more", "seconds"),
    [
        (None, True, 0.0),
        (None, False, IDLE_SECONDS),
        (0.0, False, SOON_SECONDS),
        (4.0, False, 1.0),
        (600.0, False, IDLE_SECONDS),
    ],
)
def test_a_server_that_posts_slowly_is_asked_less_often(
    waiting: float | None, more: bool, seconds: float
) -> None:
    assert next_round(waiting, more=more) == seconds


def test_what_is_not_posted_for_twenty_seconds_is_sent_again() -> None:
    assert not is_stalled(None, 100.0)
    assert not is_stalled(100.0, 119.9)
    assert is_stalled(100.0, 120.0)


def test_feeds_are_asked_at_the_start_and_every_ten_seconds() -> None:
    assert feeds_due(None, 0.0)
    assert not feeds_due(100.0, 109.0)
    assert feeds_due(100.0, 110.0)
