"""What the sync page shows: entries as somebody looks for them, where sales stand, one in detail.

Reads only. Knows nothing of sending, and nothing of widgets.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.services.overview_records import Examined, Standing, Wanted
from pos_app.services.ports import Books, Storage
from pos_app.services.records import JournalRow
from pos_app.services.scribe import LocalOffset, machine_offset
from pos_core.errors import NotFound, RuleBroken
from pos_core.identifiers import Clock
from pos_core.journal import Entry, Head, public_key_of, verify_link, verify_signature

ROWS = 200
EVERYTHING = Wanted()
_AMOUNT = re.compile(r"\D{0,3}(\d+)[.,](\d{2})")


class JournalList:
    """Lists, finds and examines entries."""

    def __init__(
        self,
        storage: Storage,
        public_key: Callable[[], Ed25519PublicKey],
        clock: Clock,
        local_offset: LocalOffset = machine_offset,
    ) -> None:
        """Read from `storage`; `public_key` gives the register's key for verification."""
        self._storage = storage
        self._public_key = public_key
        self._clock = clock
        self._local_offset = local_offset

    def rows(
        self, wanted: Wanted = EVERYTHING, limit: int = ROWS, before_place: int | None = None
    ) -> list[JournalRow]:
        """Return entries, newest first; `before_place` continues a list.

        What is looked for may also be an amount as a person writes it: `12.50`, `£12.50`.
        """
        text = wanted.text.strip()
        amount = _AMOUNT.fullmatch(text)
        if amount is not None:
            wanted = replace(wanted, amount_minor=int(amount[1] + amount[2]))
        with self._storage.read() as books:
            return books.overview.rows(replace(wanted, text=text), limit, before_place)

    def standing(self) -> Standing:
        """Sum up where sales and returns stand; those in the books of today only."""
        now = self._clock.now()
        day = (now + timedelta(minutes=self._local_offset(now))).date().isoformat()
        with self._storage.read() as books:
            return books.overview.standing(day)

    def examine(self, event_id: str) -> Examined:
        """Look at one entry closely; raises NotFound `journal.no_such_entry`."""
        with self._storage.read() as books:
            entry = books.journal.entry(event_id)
            if entry is None:
                raise NotFound("journal.no_such_entry", event_id=event_id)
            return Examined(
                body=entry.body,
                prev_hash=entry.prev_hash,
                hash=entry.hash,
                signature=entry.signature,
                problem=self._problem_of(books, entry),
                remarks=tuple(books.remarks.of(event_id)),
            )

    def _problem_of(self, books: Books, entry: Entry) -> str:
        try:
            verify_link(entry, Head(entry.seq - 1, entry.prev_hash))
            verify_signature(entry, self._key_of(books, entry.register_id))
        except RuleBroken as broken:
            return broken.code
        return ""

    def _key_of(self, books: Books, register_id: str) -> Ed25519PublicKey:
        former = {journal.register_id: journal for journal in books.journal.former()}
        if register_id in former:
            return public_key_of(former[register_id].public_key)
        return self._public_key()
