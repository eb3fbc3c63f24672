"""Follows the server's feeds: pages of changes, and snapshots where a cursor is new or expired.

A page is applied in short transactions, each with its cursor: a crash in between repeats a part
and never skips one. Knows nothing of what the changed things mean.
"""

import gzip
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from pos_app.services.ports import Progress, ServerApi, Storage
from pos_core.errors import Conflict, NotFound, StorageFailed, Unreachable
from pos_core.wire.changes import Change, ChangesPage, Scope, SnapshotLink

CHUNK = 500
CHUNK_WHILE_SELLING = 50  # shorter turns at the database: somebody may be paying
BROKEN_PAGES = 3
_BROKEN = "server.page_broken"


def quietly(_scope: str, _done: int, _expected: int) -> None:
    """Report progress to nobody."""


class Feeds:
    """Brings the local copy of a scope up to date."""

    def __init__(self, storage: Storage, api: ServerApi, folder: Path) -> None:
        """Apply to `storage`; snapshots rest in `folder` while they are read."""
        self._storage = storage
        self._api = api
        self._folder = folder
        self._broken: Counter[Scope] = Counter()

    def next_page(self, token: str, scope: Scope) -> tuple[int, bool]:
        """Fetch and apply one page; return how many changes it had and whether there are more.

        An expired cursor is answered by the whole snapshot, and so is the third page in a row that
        does not hang together; were the snapshot fetched for each, a server that is wrong for long
        would be asked for it all the time. Raises what the server's port raises, Unreachable
        `server.page_broken` for such a page, StorageFailed.
        """
        with self._storage.read() as books:
            after = books.catalogue.cursor(scope)
            unknown = after == 0 and bool(books.catalogue.held(scope))
        if unknown and (done := self._snapshot_if_any(token, scope)):
            return done, True
        try:
            page = self._api.changes(token, scope, after)
            _check(page, after)
        except Conflict as conflict:
            if conflict.code != "cursor.expired":
                raise
            return self.snapshot(token, scope), True
        except Unreachable as error:
            if not self._is_enough(error, scope):
                raise
            return self.snapshot(token, scope), True
        self._broken[scope] = 0
        for changes, cursor in _chunks(page):
            self._apply(scope, changes, cursor, page.posted_through)
        return len(page.changes), page.more

    def _snapshot_if_any(self, token: str, scope: Scope) -> int:
        """Replace what is here and nobody knows how old it is, as after a salvage; 0 without one.

        Deltas from the beginning would not tell of what went long ago.
        """
        try:
            return self.snapshot(token, scope)
        except NotFound:
            return 0

    def snapshot(self, token: str, scope: Scope, progress: Progress = quietly) -> int:
        """Replace the local copy of a scope by the server's snapshot; return its size.

        What is held here and not in the snapshot is gone on the server and goes here too.
        """
        link = self._api.snapshot(token, scope)
        file = self._fetched(link)
        with self._storage.read() as books:
            gone = books.catalogue.held(scope)
        done = 0
        for changes in _batches(_changes_in(file)):
            self._apply(scope, changes, 0, link.posted_through)
            gone.difference_update((change.kind, change.id) for change in changes)
            done += len(changes)
            progress(scope.value, done, link.count)
        for changes in _batches(_tombstones(gone, link.cursor)):
            self._apply(scope, changes, 0, link.posted_through)
        self._apply(scope, [], link.cursor, link.posted_through)
        file.unlink(missing_ok=True)
        return done

    def _is_enough(self, error: Unreachable, scope: Scope) -> bool:
        """Count a broken page; tell whether it is the one that calls for the snapshot."""
        self._broken[scope] += error.code == _BROKEN
        return error.code == _BROKEN and self._broken[scope] == BROKEN_PAGES

    def _fetched(self, link: SnapshotLink) -> Path:
        """Return the snapshot's file; one that an interrupted fill left here is used again."""
        file = self._folder / f"{link.scope.value}-{link.sha256}.snapshot"
        if file.is_file():
            return file
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in self._folder.glob(f"{link.scope.value}-*.snapshot"):
                old.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed("storage.folder", folder=str(self._folder)) from error
        self._api.download(link.url, link.sha256, link.size, file)
        return file

    def _apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        with self._storage.begin(urgent=False) as books:
            books.catalogue.apply(scope, changes, cursor, posted)


def _check(page: ChangesPage, after: int) -> None:
    versions = [after, *(change.version for change in page.changes), page.cursor]
    in_order = all(one <= next_one for one, next_one in itertools.pairwise(versions))
    if not in_order or (page.more and page.cursor == after):
        raise Unreachable(_BROKEN, scope=page.scope.value, after=after)


def _chunks(page: ChangesPage) -> Iterator[tuple[Sequence[Change], int]]:
    """Cut a page where the version changes; the last part carries the page's own cursor."""
    start = 0
    versions = [change.version for change in page.changes]
    for end in range(CHUNK_WHILE_SELLING, len(versions)):
        if end - start >= CHUNK_WHILE_SELLING and versions[end] != versions[end - 1]:
            yield page.changes[start:end], versions[end - 1]
            start = end
    if page.cursor > page.after:
        yield page.changes[start:], page.cursor


def _changes_in(file: Path) -> Iterator[Change]:
    try:
        with gzip.open(file, "rb") as lines:
            for line in lines:
                yield Change.model_validate_json(line)
    except (OSError, EOFError, ValidationError) as error:
        file.unlink(missing_ok=True)
        raise Unreachable(_BROKEN, reason=type(error).__name__) from error


def _tombstones(gone: set[tuple[str, str]], version: int) -> Iterator[Change]:
    for kind, thing_id in sorted(gone):
        yield Change.model_validate(
            {"version": version, "kind": kind, "id": thing_id, "data": None}
        )


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    rest = iter(changes)
    while batch := list(itertools.islice(rest, CHUNK)):
        yield batch
