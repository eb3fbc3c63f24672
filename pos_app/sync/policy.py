"""When to try again: pure functions of what happened, without a clock of their own.

Times are seconds as floats; no money is ever computed here.
"""

from collections.abc import Callable

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 60.0
IDLE_SECONDS = 3.0
SOON_SECONDS = 0.2
FEEDS_EVERY_SECONDS = 10.0
STALLED_SECONDS = 20.0
ASKED_EVERY_SECONDS = 300.0
WINDOW_ENTRIES = 4000

Chance = Callable[[], float]
"""Gives a number from 0 up to 1."""


def wait_after(failures: int, chance: Chance, told_seconds: float = 0.0) -> float:
    """Return how long to wait after so many failures in a row: exponential with full jitter.

    The longest wait doubles from one second to a minute, and the wait is anything up to it, so
    that a thousand tills that lost the same network do not come back together. A server that says
    how long to wait, up to a minute, is given that long, and chance comes on top of it: all those
    that it sends away in one second must not come back in one second.
    """
    told = min(told_seconds, LONGEST_SECONDS)
    if failures <= 0:
        return told
    longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** (min(failures, 10) - 1))
    return told + longest * chance()


def is_stalled(waiting_since: float | None, now: float) -> bool:
    """Tell whether what was accepted has not been posted for so long that it is sent again."""
    return waiting_since is not None and now - waiting_since >= STALLED_SECONDS


def position_due(last: float | None, now: float) -> bool:
    """Tell whether the server is asked what it has, though it was said to have everything.

    Books that were restored from a backup have less than that, and only asking tells.
    """
    return last is None or now - last >= ASKED_EVERY_SECONDS


def feeds_due(last: float | None, now: float) -> bool:
    """Tell whether the feeds are to be asked for news."""
    return last is None or now - last >= FEEDS_EVERY_SECONDS


def next_round(waiting_seconds: float | None, *, more: bool) -> float:
    """Return when the next round is due after one that went well.

    `waiting_seconds` is how long accepted entries have not been posted; None when none are. A
    server that posts slowly is asked less and less often.
    """
    if more:
        return 0.0
    if waiting_seconds is None:
        return IDLE_SECONDS
    return min(max(SOON_SECONDS, waiting_seconds / 4), IDLE_SECONDS)
