"""Things of a feed, checked against their wire messages: a page is good as a whole or not taken.

Knows nothing of tables.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from pos_core.errors import RuleBroken
from pos_core.wire.changes import Change
from pos_core.wire.message import Message

Item = TypeVar("Item", bound=Message)


class FeedItems(Generic[Item]):
    """Reads the changes of one kind: what is there now, and what is gone."""

    def __init__(self, kind: str, items: TypeAdapter[list[Item]]) -> None:
        """Read changes of this kind with a list's validator: one call for a page is the fastest."""
        self.kind = kind
        self._items = items

    def present(self, changes: Sequence[Change]) -> list[Item]:
        """Return the things that are there.

        Raises RuleBroken `feed.unreadable` with the kind, the first bad thing's id and its field.
        """
        mine = [c for c in changes if c.kind == self.kind and c.data is not None]
        try:
            return self._items.validate_python([change.data for change in mine])
        except ValidationError as error:
            where = error.errors()[0]["loc"]
            raise RuleBroken(
                "feed.unreadable",
                kind=self.kind,
                id=mine[int(where[0])].id,
                field=".".join(map(str, where[1:])),
            ) from error

    def gone(self, changes: Sequence[Change]) -> list[str]:
        """Return the ids of the things that were deleted."""
        return [c.id for c in changes if c.kind == self.kind and c.data is None]
