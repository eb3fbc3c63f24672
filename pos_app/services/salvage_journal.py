"""Saves a journal by hand: from this till's own files, from files set aside, with lost keys too.

For IT, on a till that is closed. Nothing here deletes, and files other than this till's own are
only read. Knows nothing of SQLite or of how keys are sealed.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos_app.services.journal_file import Exported, JournalTitle, new_file, write_journals
from pos_app.services.ports import BooksOnDisk, FindKey, KeyStore
from pos_app.services.records import SALVAGED, Left, Salvaged
from pos_app.services.register_accounts import SIGNING_KEY
from pos_app.services.scribe import RegisterKey
from pos_core.errors import EnvironmentFailed, RuleBroken, StorageFailed
from pos_core.identifiers import Clock, timestamp
from pos_core.journal import Head

_MENDED_BY_A_START = ("storage.damaged", "storage.index_damaged")


class RestorableKeys(KeyStore, Protocol):
    """A key store whose secrets are sealed in a file as well."""

    def restore(self, private_key: str) -> list[str]:
        """Put back what the file holds; return the names."""


@dataclass(frozen=True, slots=True)
class SalvageTools:
    """What a salvage by hand works with; made in `bootstrap.py`.

    `sealed_keys` opens the recovery file of a folder with a private key, `look` reads wreckage,
    `open_books` opens this till's own. `database_key` is the name of that secret.
    """

    keys: RestorableKeys
    database_key: str
    sealed_keys: Callable[[Path, str], KeyStore]
    look: Callable[[Path, str, FindKey], Left]
    open_books: Callable[[], BooksOnDisk]


class SalvageJournal:
    """What `salepoint journal salvage` does."""

    def __init__(self, tools: SalvageTools, data_dir: Path, clock: Clock) -> None:
        """Work on the till whose data are in `data_dir`."""
        self._tools = tools
        self._data_dir = data_dir
        self._clock = clock

    def restore_keys(self, key_file: Path) -> list[str]:
        """Put the till's sealed secrets back into its key store; return their names.

        Raises RuleBroken `recovery.no_key_file` and what else `recovery.…` says.
        """
        return self._tools.keys.restore(_private(key_file))

    def mend(self) -> Salvaged | None:
        """Check this till's books completely, and make them anew where they are damaged.

        Returns what came of it, None when nothing was wrong. Raises what a start raises.
        """
        with closing(self._tools.open_books()) as books:
            try:
                books.check()
                return _told(books)
            except StorageFailed as found:
                if found.code not in _MENDED_BY_A_START:
                    raise
        with closing(self._tools.open_books()) as books:
            return _told(books)

    def look(self, place: Path | None = None, key_file: Path | None = None) -> Left:
        """Return what is left in other files, or in this till's own; changes nothing.

        Without `key_file` the key of this till must fit. Raises EnvironmentFailed
        `key_store.key_missing`, NotFound `salvage.nothing_there`, RuleBroken `recovery.…`.
        """
        place = place or self._data_dir
        keys: KeyStore = self._tools.keys
        if key_file is not None:
            folder = place if place.is_dir() else place.parent
            keys = self._tools.sealed_keys(folder, _private(key_file))
        key = keys.get(self._tools.database_key)
        if key is None:
            raise EnvironmentFailed("key_store.key_missing", name=self._tools.database_key)
        return self._tools.look(place, key, RegisterKey(keys).find)

    def export(self, left: Left, file: Path) -> int:
        """Write what was found as a file that proves itself; return how many entries it holds.

        Raises EnvironmentFailed `key_store.key_missing` when nothing could prove it, and
        StorageFailed `journal_file.unwritable`.
        """
        if not left.public_key:
            raise EnvironmentFailed("key_store.key_missing", name=SIGNING_KEY)
        with new_file(file) as out:
            return write_journals(self._journals(left), out)

    def _journals(self, left: Left) -> Iterator[Exported]:
        assert left.identity is not None, "only a known register has a key"
        for run in left.runs:
            title = JournalTitle(
                register_id=left.identity.register_id,
                register_code=left.identity.code,
                public_key=left.public_key,
                exported_at=timestamp(self._clock.now()),
                after=Head(run[0].seq - 1, run[0].prev_hash),
                last=run[-1].head,
            )
            yield Exported(title, run)


def _told(books: BooksOnDisk) -> Salvaged | None:
    with books.read() as inside:
        told = Salvaged.of(inside.setting(SALVAGED))
    return None if told is None or told.seen else told


def _private(key_file: Path) -> str:
    try:
        return key_file.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise RuleBroken("recovery.no_key_file", file=str(key_file)) from error
