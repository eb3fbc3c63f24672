"""Feeds of the books: things as they are now, in the order in which their changes were committed.

Knows nothing of what is in them, nor of where snapshots are stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_core.wire.changes import Scope


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A thing in a feed: `data` is its JSON, None for a tombstone."""

    version: int
    kind: str
    id: str
    data: str | None


@dataclass(frozen=True, slots=True)
class News:
    """A thing to announce; it gets its version when it is published."""

    kind: str
    id: str
    data: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A compressed file of a whole scope: where it is, what it holds, how to tell it is whole."""

    scope: Scope
    cursor: int
    key: str
    sha256: str
    size: int
    count: int
    built_at: str


class Feeds(Protocol):
    """The feeds of all scopes."""

    def publish(self, scope: Scope, news: Sequence[News]) -> None:
        """Announce things (not stock levels); comes last, it holds the feed until the commit."""

    def version(self, scope: Scope) -> int:
        """Return the version of the latest change."""

    def begin_anew(self) -> int:
        """Move all versions far beyond any that was ever given out; return the new first one.

        Nothing in the feeds changes otherwise, and snapshots stay good.
        """

    def after(self, scope: Scope, cursor: int, limit: int) -> list[FeedRow]:
        """Return the next changes after a cursor, in order."""

    def everything(self, scope: Scope) -> Iterator[FeedRow]:
        """Yield all that is in a feed now, in order, tombstones left out."""

    def snapshot(self, scope: Scope) -> Snapshot | None:
        """Return the latest snapshot that was kept."""

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Remember a snapshot; an older one never replaces a newer one."""
