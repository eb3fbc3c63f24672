"""What the sync screen and `salepoint journal` show of the journal, and its verification.

Knows nothing of sending. Reads only.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.services.ports import Books, Storage
from pos_app.services.records import CLOCK_AHEAD, JournalRow, SyncState, Whereabouts
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import GENESIS, Entry, verify_run

ROWS = 200
_RUN_ENTRIES = 500
_RUN_BYTES = 8 * 1024 * 1024

Walked = Callable[[int, int], None]
"""Called with how many entries are done, and how many there are."""


class JournalView:
    """Reads the register's journal."""

    def __init__(self, storage: Storage, public_key: Callable[[], Ed25519PublicKey]) -> None:
        """Read from `storage`; `public_key` gives the register's key for verification."""
        self._storage = storage
        self._public_key = public_key

    def state(self) -> SyncState:
        """Return how far the journal has come."""
        with self._storage.read() as books:
            ahead = int(books.setting(CLOCK_AHEAD) or 0)
            return replace(books.journal.state(), clock_ahead_seconds=ahead)

    def rows(
        self, limit: int = ROWS, before_seq: int | None = None, unposted_only: bool = False
    ) -> list[JournalRow]:
        """Return entries, newest first; `before_seq` continues a list."""
        with self._storage.read() as books:
            return books.journal.rows(limit, before_seq, unposted_only)

    def whereabouts(self, event_id: str) -> Whereabouts:
        """Say how far one fact has come; raises NotFound `journal.no_such_entry`."""
        with self._storage.read() as books:
            entry = books.journal.entry(event_id)
            state = books.journal.state()
        if entry is None:
            raise NotFound("journal.no_such_entry", event_id=event_id)
        if entry.seq <= state.posted_through:
            return Whereabouts.IN_THE_BOOKS
        if entry.seq <= state.accepted_through:
            return Whereabouts.SENT
        return Whereabouts.SAFE_HERE

    def verify(self, progress: Walked = lambda done, of: None) -> int:
        """Walk the whole journal and return how many entries were checked.

        `progress` hears how many of how many it is now; what it raises ends the walk.

        Raises RuleBroken naming the entry: `journal.gap`, `journal.chain_broken`,
        `journal.hash_wrong`, `journal.signature_wrong`, `journal.receipt_gap`, and
        `journal.cut_off` when entries are missing at the end.
        """
        with self._storage.read() as books:
            key = self._public_key() if books.journal.head().seq else None
            before, numbered = GENESIS, 0
            for run in _runs(books):
                assert key is not None
                before = verify_run(run, before, key)
                numbered = _verify_numbers(run, numbered)
                progress(before.seq, books.journal.head().seq)
            if before != books.journal.head():
                raise RuleBroken("journal.cut_off", seq=before.seq + 1)
        return before.seq


def _runs(books: Books) -> Iterator[list[Entry]]:
    after = 0
    while run := books.journal.to_send(after, _RUN_ENTRIES, _RUN_BYTES):
        yield run
        after = run[-1].seq


def _verify_numbers(run: list[Entry], last: int) -> int:
    """Check that receipt numbers of sales and returns follow each other; return the last."""
    for entry in run:
        number = entry.fact.payload.get("receipt_number")
        if entry.fact.type not in ("sale.completed", "sale.returned"):
            continue
        counter = str(number).rpartition("-")[2]
        if counter != f"{last + 1:06d}":
            raise RuleBroken("journal.receipt_gap", seq=entry.seq, number=str(number))
        last += 1
    return last
