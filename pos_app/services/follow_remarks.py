"""Fetches what the server's books remarked about this register's facts, in quiet moments.

A remark may be made or settled, or an entry posted again, long after it was posted first: after a
start the latest entries are asked about once more, and from time to time those with open remarks.
Knows nothing of what a remark means.
"""

import time
from collections.abc import Callable

from pos_app.services.ports import ServerApi, Storage
from pos_app.services.shop_rules import enrolled

OPEN_ONES_EVERY_SECONDS = 900.0
LOOK_BACK = 1000  # entries that are asked about once more after every start
_PAGES_AT_ONCE = 20
_CURSOR = "remarks."


class FollowRemarks:
    """Keeps the remarks about this register's facts. Fits the port QuietWork."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask `server`, keep in `storage`."""
        self._storage = storage
        self._server = server
        self._monotonic = monotonic
        self._looked_at: float | None = None

    def run(self, token: str) -> None:
        """Fetch what is new since the last time. Raises what the server's port raises."""
        with self._storage.read() as books:
            register_id = enrolled(books).register_id
            posted = books.journal.state().posted_through
            cursor = int(books.setting(_CURSOR + register_id) or 0)
            first_open = books.remarks.first_open(register_id)
        if posted < cursor:  # the books came out of a backup: what they say is said anew
            cursor = posted
            with self._storage.begin(urgent=False) as books:
                books.set_setting(_CURSOR + register_id, str(cursor))
        if self._looked_at is None:
            cursor = max(0, cursor - LOOK_BACK)
        elif first_open and self._open_ones_are_due():
            cursor = min(cursor, first_open - 1)
        if posted <= cursor:
            return
        self._follow(token, register_id, cursor)
        self._looked_at = self._monotonic()

    def _open_ones_are_due(self) -> bool:
        return self._monotonic() - (self._looked_at or 0) >= OPEN_ONES_EVERY_SECONDS

    def _follow(self, token: str, register_id: str, after: int) -> None:
        for _ in range(_PAGES_AT_ONCE):
            page = self._server.remarks(token, register_id, after)
            with self._storage.begin(urgent=False) as books:
                books.remarks.keep(register_id, after, page.through, page.remarks)
                books.set_setting(_CURSOR + register_id, str(page.through))
            if not page.more or page.through <= after:
                return
            after = page.through
