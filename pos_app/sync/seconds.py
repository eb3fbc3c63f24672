"""Seconds that never go back and that pass while the machine sleeps: deadlines count by these.

Python's own monotonic clock stands still while a laptop is shut under Linux and macOS, so that a
request from yesterday would look as if it had begun a moment ago.
"""

import time


def seconds_passed() -> float:
    """Return seconds since some moment that stays the same while this process lives.

    Linux calls the clock that counts sleep BOOTTIME, macOS calls it MONOTONIC; Windows has no other
    kind.
    """
    counts_sleep = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if counts_sleep is None else time.clock_gettime(counts_sleep)
