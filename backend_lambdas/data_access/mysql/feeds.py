"""Feeds: what changed, in the order of the commits.

Fits `Feeds`. A version is taken from the scope's counter row, which stays locked until the commit;
so versions become visible in their order, and a reader whose page ends at one has missed nothing
below it. Stock levels carry their version themselves; everything else stands in `feed_entries` as
it goes out. Knows nothing of what the things mean.
"""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, delete, func, select, update

from backend_lambdas.data_access.mysql.ledger_tables import stock_levels
from backend_lambdas.data_access.mysql.news_tables import feed_entries, feed_versions, snapshots
from backend_lambdas.data_access.mysql.rows import add, add_or_replace
from backend_lambdas.logic.books.feeds import FeedRow, News, Snapshot
from pos_core.wire.changes import Scope

_ENTRIES = feed_entries.c
_LEVELS = stock_levels.c
_IN_ONE_READ = 5000
# More changes than any books make between a backup and the moment they are lost.
BEYOND_ALL_THAT_WAS_LOST = 1_000_000_000


def take_versions(connection: Connection, scope: Scope, count: int) -> int:
    """Take `count` versions in a row and return the first; holds the scope until the commit."""
    mine = feed_versions.c.scope == scope.value
    connection.execute(
        update(feed_versions).where(mine).values(version=feed_versions.c.version + count)
    )
    last: int = connection.execute(select(feed_versions.c.version).where(mine)).scalar_one()
    return last - count + 1


class SqlFeeds:
    """The feeds of all scopes."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def publish(self, scope: Scope, news: Sequence[News]) -> None:
        """Announce things (not stock levels); comes last, it holds the feed until the commit."""
        if not news:
            return
        first = take_versions(self._connection, scope, len(news))
        for kind in {item.kind for item in news}:
            ids = [item.id for item in news if item.kind == kind]
            self._connection.execute(
                delete(feed_entries).where(
                    _ENTRIES.scope == scope.value, _ENTRIES.kind == kind, _ENTRIES.id.in_(ids)
                )
            )
        rows = [
            {
                "scope": scope.value,
                "kind": item.kind,
                "id": item.id,
                "version": version,
                "data": item.data,
            }
            for version, item in enumerate(news, first)
        ]
        add(self._connection, feed_entries, rows)

    def version(self, scope: Scope) -> int:
        """Return the version of the latest change."""
        wanted = select(feed_versions.c.version).where(feed_versions.c.scope == scope.value)
        version: int = self._connection.execute(wanted).scalar_one()
        return version

    def begin_anew(self) -> int:
        """Move all versions far beyond any that was ever given out; return the new first one."""
        newest = self._connection.execute(select(func.max(feed_versions.c.version))).scalar_one()
        first = int(newest) + BEYOND_ALL_THAT_WAS_LOST
        for moved in (
            update(feed_versions).values(version=feed_versions.c.version + first),
            update(feed_entries).values(version=_ENTRIES.version + first),
            update(stock_levels).values(version=_LEVELS.version + first),
            update(snapshots).values(cursor=snapshots.c.cursor + first),
        ):
            self._connection.execute(moved)
        return first

    def after(self, scope: Scope, cursor: int, limit: int) -> list[FeedRow]:
        """Return the next changes after a cursor, in order."""
        if scope is Scope.STOCK:
            levels = (
                select(stock_levels)
                .where(_LEVELS.version > cursor)
                .order_by(_LEVELS.version)
                .limit(limit)
            )
            return [_level(row) for row in self._connection.execute(levels).mappings()]
        entries = (
            select(_ENTRIES.version, _ENTRIES.kind, _ENTRIES.id, _ENTRIES.data)
            .where(_ENTRIES.scope == scope.value, _ENTRIES.version > cursor)
            .order_by(_ENTRIES.version)
            .limit(limit)
        )
        return [FeedRow(*row) for row in self._connection.execute(entries)]

    def everything(self, scope: Scope) -> Iterator[FeedRow]:
        """Yield all that is in a feed now, in order, tombstones left out."""
        cursor = 0
        while rows := self.after(scope, cursor, _IN_ONE_READ):
            yield from (row for row in rows if row.data is not None)
            cursor = rows[-1].version

    def snapshot(self, scope: Scope) -> Snapshot | None:
        """Return the latest snapshot that was kept."""
        wanted = select(snapshots).where(snapshots.c.scope == scope.value)
        row = self._connection.execute(wanted).mappings().first()
        return Snapshot(**{**row, "scope": scope}) if row else None

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Remember a snapshot; an older one never replaces a newer one."""
        before = self.snapshot(snapshot.scope)
        if before is not None and before.cursor > snapshot.cursor:
            return
        row = {column.name: getattr(snapshot, column.name) for column in snapshots.columns}
        row["scope"] = snapshot.scope.value
        changing = [name for name in row if name != "scope"]
        add_or_replace(self._connection, snapshots, [row], changing)


def _level(row: RowMapping) -> FeedRow:
    data = {name: row[name] for name in ("product_id", "store_id", "quantity_milli")}
    thing = f"{row['store_id']}:{row['product_id']}"
    return FeedRow(row["version"], "stock_level", thing, json.dumps(data))
