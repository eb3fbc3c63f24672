"""How far this machine's clock is from the server's, as the `Date` of its answers says.

Nothing is ordered by it: entries are ordered by their numbers. It is told to people, who can set a
clock. Knows nothing of routes, and nothing of what a clock that is wrong costs.
"""

from datetime import datetime
from email.utils import parsedate_to_datetime

from pos_core.identifiers import Clock

_HALF_A_SECOND = 0.5  # the header has no fractions: on average it is so much too early


class ServerClock:
    """Listens to the server's answers; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        """Hold the server's time against `clock`."""
        self._clock = clock
        self._ahead: int | None = None

    @property
    def ahead_seconds(self) -> int | None:
        """Seconds by which this machine is ahead of the server; None before the first answer."""
        return self._ahead

    def hear(self, date: str) -> None:
        """Take in the `Date` header of an answer that has just arrived; anything else is ignored.

        The way back from the server is not taken off: it is bounded by the deadline of an answer,
        and minutes are what matters.
        """
        told = _moment(date)
        if told is not None:
            ahead = (self._clock.now() - told).total_seconds() - _HALF_A_SECOND
            self._ahead = round(ahead)


def _moment(date: str) -> datetime | None:
    try:
        told = parsedate_to_datetime(date)
    except ValueError:
        return None
    return told if told.tzinfo is not None else None
