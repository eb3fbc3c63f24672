"""Whose turn it is to write: one writer at a time, and a waiting checkout goes first.

Knows nothing of databases. Bulk work (a first fill, sync) takes its turn for every chunk anew, so
that a customer who pays waits for one chunk at most.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class WriteTurn:
    """A lock with two queues: who is urgent passes everybody who is not."""

    def __init__(self) -> None:
        """Start with nobody writing."""
        self._changed = threading.Condition()
        self._owner: int | None = None
        self._urgent_waiting = 0

    @property
    def urgent_waiting(self) -> int:
        """How many urgent writers wait at the moment."""
        return self._urgent_waiting

    @contextmanager
    def taken(self, *, urgent: bool) -> Iterator[None]:
        """Wait for the turn, hold it, and give it back whatever happens."""
        self._take(urgent=urgent)
        try:
            yield
        finally:
            with self._changed:
                self._owner = None
                self._changed.notify_all()

    def _take(self, *, urgent: bool) -> None:
        me = threading.get_ident()
        with self._changed:
            if self._owner == me:
                raise RuntimeError("a writing transaction was begun inside another one")
            self._urgent_waiting += urgent
            try:
                self._changed.wait_for(
                    lambda: self._owner is None and (urgent or not self._urgent_waiting)
                )
                self._owner = me
            finally:
                self._urgent_waiting -= urgent
