"""Writes this machine's journals into a file that proves itself elsewhere: all, or what is unsent.

Reads only. Knows nothing of how the file is formed; see `journal_file`.
"""

import base64
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos_app.services.journal_file import Exported, JournalTitle, new_file, write_journals
from pos_app.services.ports import Books, Storage
from pos_app.services.shop_rules import enrolled
from pos_core.identifiers import Clock, timestamp
from pos_core.journal import Entry, Head

_RUN_ENTRIES = 500
_RUN_BYTES = 8 * 1024 * 1024


class ExportJournal:
    """Writes the journal down."""

    def __init__(
        self, storage: Storage, public_key: Callable[[], Ed25519PublicKey], clock: Clock
    ) -> None:
        """Read from `storage`; `public_key` gives the register's key, for whoever verifies."""
        self._storage = storage
        self._public_key = public_key
        self._clock = clock

    def to_file(self, path: Path, *, unsent_only: bool = False) -> int:
        """Write a file and return how many entries it holds.

        `unsent_only` leaves out what is in the server's books. Raises RuleBroken
        `register.not_enrolled` and StorageFailed `journal_file.unwritable`.
        """
        with new_file(path) as out:
            return self.to_stream(out, unsent_only=unsent_only)

    def to_stream(self, out: TextIO, *, unsent_only: bool = False) -> int:
        """Write to an open stream and return how many entries were written."""
        with self._storage.read() as books:
            return write_journals(self._journals(books, unsent_only=unsent_only), out)

    def _journals(self, books: Books, *, unsent_only: bool) -> Iterator[Exported]:
        """The journals of former registers come first: what was unsent of them was carried over."""
        register = enrolled(books)
        after, _ = books.journal.base()
        if unsent_only:
            posted = books.journal.state().posted_through
            after = Head(posted, books.journal.hash_at(posted))
        else:
            yield from self._former(books)
        key = base64.b64encode(self._public_key().public_bytes_raw()).decode()
        whose = register.register_id, register.code, key
        title = self._title(whose, after, books.journal.head())
        yield Exported(title, _entries(books.journal.to_send, after.seq))

    def _former(self, books: Books) -> Iterator[Exported]:
        for former in books.journal.former():
            whose = former.register_id, former.code, former.public_key
            run = partial(books.journal.former_run, former.register_id)
            entries = _entries(run, former.base.seq)
            yield Exported(self._title(whose, former.base, former.head), entries)

    def _title(self, whose: tuple[str, str, str], after: Head, last: Head) -> JournalTitle:
        return JournalTitle(*whose, timestamp(self._clock.now()), after, last)


def _entries(run: Callable[[int, int, int], list[Entry]], after: int) -> Iterator[Entry]:
    while found := run(after, _RUN_ENTRIES, _RUN_BYTES):
        yield from found
        after = found[-1].seq
