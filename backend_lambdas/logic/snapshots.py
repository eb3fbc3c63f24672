"""Snapshots: a whole scope as one compressed file, so that a first fill costs the books nothing.

A file holds one Change as JSON per line, in order, as gzip; a register applies it and goes on with
the changes after its cursor. Knows nothing of where files are kept or who asks.
"""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from backend_lambdas.logic.books.feeds import FeedRow, Snapshot
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.ports import SnapshotStore
from pos_core.errors import NotFound
from pos_core.identifiers import Clock, timestamp
from pos_core.wire.changes import Scope, SnapshotLink

# A snapshot this many versions behind still serves: the rest comes in a page or two.
FRESH_WITHIN = 2000
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class RebuildSnapshots:
    """Builds the files that are missing or old."""

    books: Books
    store: SnapshotStore
    clock: Clock

    def __call__(self, *, fresh_within: int = FRESH_WITHIN) -> list[Snapshot]:
        """Build what is more than `fresh_within` versions behind; return what was built."""
        built = [self._rebuild(scope, fresh_within) for scope in Scope]
        return [snapshot for snapshot in built if snapshot is not None]

    def _rebuild(self, scope: Scope, fresh_within: int) -> Snapshot | None:
        now = timestamp(self.clock.now())
        made = self.books.read(lambda work: _make_if_due(work, scope, fresh_within, now))
        if made is None:
            return None
        snapshot, content = made
        self.store.put(snapshot.key, content)
        self.books.write(lambda work: work.feeds.keep_snapshot(snapshot))
        return snapshot


@dataclass(frozen=True, slots=True)
class LinkSnapshot:
    """Says where the latest file of a scope is."""

    books: Books
    store: SnapshotStore

    def __call__(self, scope: Scope, register_id: str | None) -> SnapshotLink:
        """Return the link; raises NotFound `snapshot.missing`: then the changes from 0 will do."""
        snapshot, posted = self.books.read(
            lambda work: (
                work.feeds.snapshot(scope),
                work.registers.posted_through(register_id) if register_id else 0,
            )
        )
        if snapshot is None:
            raise NotFound("snapshot.missing", scope=scope.value)
        return SnapshotLink(
            scope=scope,
            cursor=snapshot.cursor,
            url=self.store.download_link(snapshot.key),
            sha256=snapshot.sha256,
            size=snapshot.size,
            count=snapshot.count,
            posted_through=posted,
        )


def _make_if_due(
    work: Work, scope: Scope, fresh_within: int, now: str
) -> tuple[Snapshot, bytes] | None:
    cursor = work.feeds.version(scope)
    before = work.feeds.snapshot(scope)
    if before is not None and 0 <= cursor - before.cursor <= fresh_within:
        return None
    content, count = packed(work.feeds.everything(scope))
    sha256 = hashlib.sha256(content).hexdigest()
    key = f"snapshots/{scope.value}-{cursor:012d}-{sha256[:12]}.jsonl.gz"
    return Snapshot(scope, cursor, key, sha256, len(content), count, now), content


def packed(rows: Iterable[FeedRow]) -> tuple[bytes, int]:
    """Return the file's content and how many lines it has; the same rows make the same bytes."""
    count = 0
    content = io.BytesIO()
    with gzip.GzipFile(fileobj=content, mode="wb", compresslevel=_LEVEL, mtime=0) as file:
        for row in rows:
            file.write(_line(row).encode())
            count += 1
    return content.getvalue(), count


def _line(row: FeedRow) -> str:
    """Write a Change; its data are JSON already and are not read for this."""
    kind, thing = json.dumps(row.kind), json.dumps(row.id)
    return f'{{"version":{row.version},"kind":{kind},"id":{thing},"data":{row.data}}}\n'
