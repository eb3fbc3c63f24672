"""A journal of made-up entries for the sync page: as long as wanted, as far sent as wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from pos_app.services.records import JournalRow, Reach, SyncOutcome, SyncState, Whereabouts
from pos_core.identifiers import timestamp
from tests.fakes.ui_services import NOON

TYPES = ("sale.completed", "sale.completed", "sale.returned", "receipt.reprinted")


def entry(seq: int, kind: str = "", state: Whereabouts = Whereabouts.SAFE_HERE) -> JournalRow:
    """Entry `seq` of a day on which something happened every three minutes."""
    kind = kind or TYPES[seq % len(TYPES)]
    money = kind.startswith("sale.")
    return JournalRow(
        seq,
        f"event-{seq}",
        kind,
        timestamp(NOON - timedelta(minutes=3 * (1000 - seq))),
        0,
        "Sales 1",
        f"T2-{seq:06d}" if kind != "staff.signed_in" else "",
        1000 + seq if money else None,
        state,
        sha256(str(seq).encode()).hexdigest(),
        place=seq,
    )


@dataclass
class MadeUpJournal:
    """Entries 1 to `last`; fits the journal's view and the engine that sends it."""

    last: int = 0
    accepted: int = 0
    posted: int = 0
    reach: Reach = Reach.ONLINE
    error_code: str = ""
    broken: Exception | None = None
    asked: list[tuple[int | None, bool]] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)

    def state(self) -> SyncState:
        oldest = entry(self.posted + 1).occurred_at if self.posted < self.last else ""
        return SyncState(
            self.reach, self.last, self.accepted, self.posted, oldest,
            timestamp(NOON), self.error_code,
        )  # fmt: skip

    def rows(
        self, limit: int = 200, before_place: int | None = None, unposted_only: bool = False
    ) -> list[JournalRow]:
        self.asked.append((before_place, unposted_only))
        if self.broken is not None:
            raise self.broken
        first = self.last if before_place is None else before_place - 1
        floor = self.posted if unposted_only else 0
        return [self._entry(seq) for seq in range(first, floor, -1)][:limit]

    def _entry(self, seq: int) -> JournalRow:
        return entry(seq, self.kinds.get(seq, ""), self._state_of(seq))

    def _state_of(self, seq: int) -> Whereabouts:
        if seq <= self.posted:
            return Whereabouts.IN_THE_BOOKS
        return Whereabouts.SENT if seq <= self.accepted else Whereabouts.SAFE_HERE

    def whereabouts(self, event_id: str) -> Whereabouts:
        return self._state_of(int(event_id.rpartition("-")[2]))

    def verify(self) -> int:
        return self.last

    def ask_now(self) -> None:
        """Every round of this engine asks."""

    def run_once(self) -> SyncOutcome:
        return SyncOutcome(0, self.posted, 0, self.posted == self.last, 60)
