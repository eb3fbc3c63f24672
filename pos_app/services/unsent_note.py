"""A plain note beside the books: how many sales on this machine are not in the server's books yet.

Whoever removes or replaces the program can read it without a key: it holds no secret, and nothing
depends on it. Knows nothing of who reads it.
"""

import logging
from pathlib import Path

from pos_app.services.records import SyncState
from pos_core.identifiers import Clock, timestamp

FILE_NAME = "unsent.txt"

log = logging.getLogger("salepoint.books")


class UnsentNote:
    """Keeps the note true."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Write into the folder of the books."""
        self._file = folder / FILE_NAME
        self._clock = clock
        self._written: tuple[int, str] | None = None

    def keep(self, state: SyncState) -> None:
        """Write the note when something has changed; a disk that refuses it hinders nothing.

        One `name=value` a line: `unsent_sales`, `oldest` (UTC, empty for none), `as_of` (UTC).
        """
        now = state.waiting_sales, state.oldest_unposted_at if state.waiting_sales else ""
        if now == self._written:
            return
        sales, oldest = now
        text = f"unsent_sales={sales}\noldest={oldest}\nas_of={timestamp(self._clock.now())}\n"
        part = self._file.with_suffix(".part")
        try:
            part.write_text(text, encoding="ascii")
            part.replace(self._file)
        except OSError as error:
            log.warning("the note of unsent sales was not written: %s", error)
            return
        self._written = now
