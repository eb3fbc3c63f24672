"""The entries of the journal that are loaded: the newest first, older ones as somebody scrolls.

When something happened, only the newest page is read anew; how far the older entries have come
follows from their numbers. Pure: knows no service and no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pos_app.services.records import Whereabouts

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow, SyncState

_REMARKED = (Whereabouts.REMARKED, Whereabouts.QUARANTINED)


def renewed(
    known: Sequence[JournalRow], newest: Sequence[JournalRow], state: SyncState, *, unposted: bool
) -> list[JournalRow]:
    """Return the newest page, and behind it what is known of older entries, at its present state.

    With `unposted` only entries that are not in the books. Older entries are dropped when they do
    not join the page: between the two something would be missing.
    """
    if not newest:
        return []
    oldest, register = newest[-1].place, newest[0].register_code
    joined = any(row.place >= oldest for row in known)
    older = [
        _at(row, state) if row.register_code == register else row
        for row in known
        if joined and row.place < oldest and _listed_still(row, register)
    ]
    if unposted:
        older = [row for row in older if not row.is_posted]
    return [*newest, *older]


def _listed_still(row: JournalRow, register: str) -> bool:
    """Tell whether a row is in the list of a machine that may go on as another register by now.

    What a former register had not in the books was carried over and is listed there.
    """
    return row.register_code == register or row.is_posted


def _at(row: JournalRow, state: SyncState) -> JournalRow:
    if row.state in _REMARKED:
        return row
    where = Whereabouts.SAFE_HERE
    if row.seq <= state.posted_through:
        where = Whereabouts.IN_THE_BOOKS
    elif row.seq <= state.accepted_through:
        where = Whereabouts.SENT
    return row if row.state is where else replace(row, state=where)
