"""What happened to this till that somebody should know: told until they say that they have read it.

Knows nothing of sentences, and nothing of how a till is mended.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.services.ports import Storage
from pos_app.services.records import CLOCK_AHEAD, SALVAGED, DiskHealth, NewNumber, Salvaged

CLOCK_WRONG_SECONDS = 300
_READ = "notices.read"
_KEPT = 20


class NoticeKind(StrEnum):
    """What there is to tell, the most urgent first."""

    ENTRIES_MISSING = "entries_missing"
    DISK_FULL = "disk_full"
    SALVAGED = "salvaged"
    NEW_NUMBER = "new_number"
    COPY_FAILS = "copy_fails"
    CLOCK_WRONG = "clock_wrong"
    PLACE_UNSAFE = "place_unsafe"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell; `mark` tells it apart from what was told before, `data` fills sentences.

    `lasts` as long as it is so: it cannot be read away.
    """

    kind: NoticeKind
    mark: str = ""
    lasts: bool = False
    data: dict[str, str | int] = field(default_factory=dict)


class TillNotices:
    """Tells what happened to this till."""

    def __init__(
        self,
        storage: Storage,
        new_number: Callable[[], NewNumber | None],
        health: Callable[[], DiskHealth],
    ) -> None:
        """Read what is kept in `storage`; ask the others for what they know."""
        self._storage = storage
        self._new_number = new_number
        self._health = health

    def current(self) -> list[Notice]:
        """Return what nobody has read yet and what still lasts, the most urgent first."""
        with self._storage.read() as books:
            ahead = int(books.setting(CLOCK_AHEAD) or 0)
            salvaged = Salvaged.of(books.setting(SALVAGED))
            read = json.loads(books.setting(_READ) or "[]")
        found = [
            *_of_salvage(salvaged),
            *_of_disk(self._health()),
            *_of_number(self._new_number()),
            *_of_clock(ahead),
        ]
        unread = [notice for notice in found if notice.lasts or _name(notice) not in read]
        order = list(NoticeKind)
        return sorted(unread, key=lambda notice: order.index(notice.kind))

    def mark_read(self, notice: Notice) -> None:
        """Tell a notice no more; one that lasts is told as long as it is so."""
        with self._storage.begin() as books:
            read = json.loads(books.setting(_READ) or "[]")
            books.set_setting(_READ, json.dumps([*read, _name(notice)][-_KEPT:]))


def _name(notice: Notice) -> str:
    return f"{notice.kind.value}:{notice.mark}"


def _of_salvage(salvaged: Salvaged | None) -> list[Notice]:
    if salvaged is None:
        return []
    missing = salvaged.settled and salvaged.missing_count
    kind = NoticeKind.ENTRIES_MISSING if missing else NoticeKind.SALVAGED
    data: dict[str, str | int] = {
        "entries": salvaged.entries,
        "missing": salvaged.missing_count,
        "set_aside": salvaged.set_aside,
        "at": salvaged.at,
    }
    return [Notice(kind, salvaged.at, data=data)]


def _of_disk(health: DiskHealth) -> list[Notice]:
    kinds = {
        NoticeKind.DISK_FULL: health.space_fault,
        NoticeKind.COPY_FAILS: health.copy_fault,
        NoticeKind.PLACE_UNSAFE: health.place_fault,
    }
    return [Notice(kind, code, lasts=True) for kind, code in kinds.items() if code]


def _of_number(changed: NewNumber | None) -> list[Notice]:
    if changed is None:
        return []
    data: dict[str, str | int] = {"code": changed.code, "former_code": changed.former_code}
    return [Notice(NoticeKind.NEW_NUMBER, changed.code, data=data)]


def _of_clock(ahead_seconds: int) -> list[Notice]:
    if abs(ahead_seconds) <= CLOCK_WRONG_SECONDS:
        return []
    return [Notice(NoticeKind.CLOCK_WRONG, lasts=True, data={"ahead_seconds": ahead_seconds})]
