"""Pages of a feed after a cursor, with how far the asking register's journal is in the books.

Both come from one state of the books, so that a till can subtract exactly those of its own sales
that a stock level does not contain yet. Knows nothing of HTTP.
"""

import json
from dataclasses import dataclass

from backend_lambdas.logic.books.feeds import FeedRow
from backend_lambdas.logic.books.work import Books, Work
from pos_core.errors import Conflict, RuleBroken
from pos_core.wire.changes import MAX_PAGE, Change, ChangesPage, Scope


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """The use case and what it works with."""

    books: Books

    def __call__(
        self, scope: Scope, after: int, register_id: str | None, limit: int = MAX_PAGE
    ) -> ChangesPage:
        """Return the next page; `register_id` is None when a person asks.

        Raises RuleBroken `cursor.unreadable` below zero, and Conflict `cursor.expired` when the
        cursor is of another life of the books (they were restored): a snapshot is due then.
        """
        if after < 0:
            raise RuleBroken("cursor.unreadable", after=after)
        limit = max(1, min(limit, MAX_PAGE))
        return self.books.read(lambda work: _page(work, scope, after, register_id, limit))


def _page(work: Work, scope: Scope, after: int, register_id: str | None, limit: int) -> ChangesPage:
    version = work.feeds.version(scope)
    if after > version or 0 < after < work.epochs.current().feeds_from:
        raise Conflict("cursor.expired", after=after, version=version)
    rows = work.feeds.after(scope, after, limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return ChangesPage(
        scope=scope,
        after=after,
        cursor=rows[-1].version if more else version,
        more=more,
        posted_through=work.registers.posted_through(register_id) if register_id else 0,
        changes=[change_of(row) for row in rows],
    )


def change_of(row: FeedRow) -> Change:
    """Return a row of a feed as it goes over the wire."""
    return Change.model_validate(
        {
            "version": row.version,
            "kind": row.kind,
            "id": row.id,
            "data": None if row.data is None else json.loads(row.data),
        }
    )
