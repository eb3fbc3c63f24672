"""Today's report: from the server when it answers and the person may read it, else our own books.

The report says itself which of the two it is (`source`). Knows nothing of charts.
"""

from datetime import timedelta

from pos_app.services.ports import ServerApi, Storage
from pos_app.services.scribe import LocalOffset, machine_offset
from pos_app.services.shop_rules import enrolled
from pos_app.services.sign_in import StaffTokens
from pos_core.errors import NotAllowed, SignInRefused, Unreachable
from pos_core.identifiers import Clock, timestamp
from pos_core.wire.reports import TodayReport


class ReadTodayReport:
    """Reads one business day."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        tokens: StaffTokens,
        clock: Clock,
        local_offset: LocalOffset = machine_offset,
    ) -> None:
        """Ask `server` with the token of whoever is signed in; fall back on `storage`."""
        self._storage = storage
        self._server = server
        self._tokens = tokens
        self._clock = clock
        self._local_offset = local_offset

    def read(self, day: str | None = None) -> TodayReport:
        """Report a local day such as `2026-11-21`, today unless one is given.

        Raises RuleBroken `register.not_enrolled`.
        """
        day = day or self._today()
        with self._storage.read() as books:
            store_id = enrolled(books).store_id
        token = self._tokens.token()
        if token is not None:
            try:
                return self._server.report_today(token, store_id, day)
            except (Unreachable, NotAllowed, SignInRefused):
                pass
        with self._storage.read() as books:
            return books.sales.day_report(day, timestamp(self._clock.now()))

    def _today(self) -> str:
        now = self._clock.now()
        return (now + timedelta(minutes=self._local_offset(now))).date().isoformat()
