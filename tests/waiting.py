"""Waiting for another process: look again and again until it happened or the time is up.

The only place in the tests that sleeps. A test that needs no other process needs no waiting.
"""

import time
from collections.abc import Callable
from typing import TypeVar

PAUSE_SECONDS = 0.02

Seen = TypeVar("Seen")


class NeverHappened(AssertionError):
    """What a test waited for did not happen in time."""


def wait_until(look: Callable[[], Seen], what: str, seconds: float = 10.0) -> Seen:
    """Call `look` until it answers something true, and give that back.

    Raise NeverHappened, naming `what` and the last answer, when that takes longer than `seconds`.
    """
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise NeverHappened(f"not within {seconds} s: {what}; last seen: {seen!r}")
        time.sleep(PAUSE_SECONDS)
    return seen
