"""What the sync screen and `salepoint journal` show of the journal, and its verification.

Knows nothing of sending. Reads only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.services.overview_records import Wanted
from pos_app.services.ports import Books, Storage
from pos_app.services.records import (
    CLOCK_AHEAD,
    FormerJournal,
    JournalRow,
    NewNumber,
    SyncState,
    Whereabouts,
)
from pos_core.errors import NotFound, RuleBroken
from pos_core.journal import Entry, Head, public_key_of, verify_run

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
            return replace(
                books.journal.state(),
                clock_ahead_seconds=int(books.setting(CLOCK_AHEAD) or 0),
                waiting_sales=books.overview.waiting_sales(),
            )

    def rows(
        self, limit: int = ROWS, before_place: int | None = None, unposted_only: bool = False
    ) -> list[JournalRow]:
        """Return entries, newest first; `before_place` continues a list."""
        with self._storage.read() as books:
            wanted = Wanted(unposted_only=unposted_only)
            return books.overview.rows(wanted, limit, before_place)

    def whereabouts(self, event_id: str) -> Whereabouts:
        """Say how far one fact has come; raises NotFound `journal.no_such_entry`."""
        with self._storage.read() as books:
            entry = books.journal.entry(event_id)
            state = books.journal.state()
            register = books.register()
        if entry is None:
            raise NotFound("journal.no_such_entry", event_id=event_id)
        former = register is not None and entry.register_id != register.register_id
        if former or entry.seq <= state.posted_through:
            return Whereabouts.IN_THE_BOOKS  # what was not there was carried over
        if entry.seq <= state.accepted_through:
            return Whereabouts.SENT
        return Whereabouts.SAFE_HERE

    def new_number(self) -> NewNumber | None:
        """Say that this machine goes on under another register number; None when it does not."""
        with self._storage.read() as books:
            register, former = books.register(), books.journal.former()
            first = books.journal.to_send(0, 1, _RUN_BYTES)
        if register is None or not former or not first:
            return None
        return NewNumber(former[-1].code, register.code, first[0].fact.occurred_at)

    def verify(self, progress: Walked = lambda done, of: None) -> int:
        """Walk all journals on this machine and return how many entries were checked.

        `progress` hears how many of how many it is now; what it raises ends the walk.

        Raises RuleBroken naming the entry: `journal.gap`, `journal.chain_broken`,
        `journal.hash_wrong`, `journal.signature_wrong`, `journal.receipt_gap`, and
        `journal.cut_off` when entries are missing at the end.
        """
        with self._storage.read() as books:
            chains = [_former(books, journal) for journal in books.journal.former()]
            if books.journal.head() != books.journal.base()[0]:
                chains.append(_current(books, self._public_key()))
            total = sum(chain.head.seq - chain.base.seq for chain in chains)
            done = 0
            for chain in chains:
                for checked in _checked(chain):
                    done += checked
                    progress(done, total)
        return done


@dataclass(frozen=True, slots=True)
class _Chain:
    """One journal to walk: where it begins and ends here, its key, and its runs after an entry."""

    base: Head
    head: Head
    receipts_before: int
    key: Ed25519PublicKey
    run_after: Callable[[int], list[Entry]]


def _former(books: Books, of: FormerJournal) -> _Chain:
    def run_after(seq: int) -> list[Entry]:
        return books.journal.former_run(of.register_id, seq, _RUN_ENTRIES, _RUN_BYTES)

    return _Chain(of.base, of.head, of.receipts_before, public_key_of(of.public_key), run_after)


def _current(books: Books, key: Ed25519PublicKey) -> _Chain:
    def run_after(seq: int) -> list[Entry]:
        return books.journal.to_send(seq, _RUN_ENTRIES, _RUN_BYTES)

    base, receipts = books.journal.base()
    return _Chain(base, books.journal.head(), receipts, key, run_after)


def _checked(chain: _Chain) -> Iterator[int]:
    """Walk one journal and yield how many entries each step has checked."""
    before, numbered = chain.base, chain.receipts_before
    while run := chain.run_after(before.seq):
        before = verify_run(run, before, chain.key)
        numbered = _verify_numbers(run, numbered)
        yield len(run)
    if before != chain.head:
        raise RuleBroken("journal.cut_off", seq=before.seq + 1)


def _verify_numbers(run: list[Entry], last: int) -> int:
    """Check that the numbers this register gave to receipts follow each other; return the last."""
    for entry in run:
        number = entry.fact.payload.get("receipt_number")
        ours = entry.fact.origin is None
        if not ours or entry.fact.type not in ("sale.completed", "sale.returned"):
            continue
        counter = str(number).rpartition("-")[2]
        if counter != f"{last + 1:06d}":
            raise RuleBroken("journal.receipt_gap", seq=entry.seq, number=str(number))
        last += 1
    return last
