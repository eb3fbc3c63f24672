"""A clock that can be behind, for a till that has sold for some hours when its pictures are taken.

Knows nothing of what happens in those hours.
"""

from datetime import datetime, timedelta

from pos_core.identifiers import SystemClock

OPEN_FOR = timedelta(hours=8)


class DayClock:
    """The machine's clock, some hours behind until `come_closer` has brought it back."""

    def __init__(self) -> None:
        """Begin when the shop opened, in any case today."""
        self._clock = SystemClock()
        now = self._clock.now().astimezone()
        since_midnight = now - now.replace(hour=0, minute=0, second=0, microsecond=0)
        self._behind = min(OPEN_FOR, since_midnight)

    def now(self) -> datetime:
        """Return the moment that this till lives in, in UTC."""
        return self._clock.now() - self._behind

    def come_closer(self, steps_left: int) -> None:
        """Let one of so many equal steps pass; with the last one it is now."""
        self._behind -= self._behind / steps_left
