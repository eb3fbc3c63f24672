"""What the sync page asks for, in memory: lists, sums, proofs, notices; with faults on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.services.overview_records import Examined, Share, Standing, Wanted
from pos_app.services.proved_day import ProvedDay
from pos_app.services.records import JournalRow, SyncState, Whereabouts
from pos_app.services.till_notices import Notice
from pos_core.journal import Head
from pos_core.proof import Figures, Proof, TenderSums
from pos_core.wire.findings import RemarkItem

if TYPE_CHECKING:
    from tests.fakes.ui_services import FakeTill

TODAY = "2026-11-21"
EVERYTHING = Wanted()
HASH = "9f3ac1d70b52e6f1" * 4


@dataclass
class FakeJournalList:
    """Lists what the till's journal view has, which tests replace by journals of their own."""

    till: FakeTill
    remarks: dict[str, list[RemarkItem]] = field(default_factory=dict)
    problem: str = ""
    attention: int = 0

    def rows(
        self,
        wanted: Wanted = EVERYTHING,
        limit: int = 200,
        before_place: int | None = None,
    ) -> list[JournalRow]:
        rows = self.till.journal_view.rows(limit, before_place, wanted.unposted_only)  # type: ignore[attr-defined]  # fakes list too
        return [row for row in rows if self._fits(row, wanted)]

    def _fits(self, row: JournalRow, wanted: Wanted) -> bool:
        remarked = row.state in (Whereabouts.REMARKED, Whereabouts.QUARANTINED)
        said = f"{row.which} {row.actor_name}".lower()
        return (remarked or not wanted.remarked_only) and wanted.text.lower() in said

    def standing(self) -> Standing:
        rows = [row for row in self.rows(limit=10_000) if row.amount_minor]

        def share(*states: Whereabouts) -> Share:
            there = [row for row in rows if row.state in states]
            return Share(len(there), sum(row.amount_minor or 0 for row in there))

        return Standing(
            TODAY,
            share(Whereabouts.SAFE_HERE),
            share(Whereabouts.SENT),
            share(Whereabouts.IN_THE_BOOKS, Whereabouts.REMARKED, Whereabouts.QUARANTINED),
            share(Whereabouts.REMARKED, Whereabouts.QUARANTINED),
            self.attention,
        )

    def examine(self, event_id: str) -> Examined:
        remarks = tuple(self.remarks.get(event_id, ()))
        return Examined("{}", "0" * 64, HASH, "c2lnbmVk", self.problem, remarks)


def proof(sales: int = 151, cash_minor: int = 110_435, seq: int = 412) -> Proof:
    """A day's figures, all in cash and by card."""
    tenders = (TenderSums("card", 201_877), TenderSums("cash", cash_minor))
    figures = Figures(sales=sales, sold_minor=cash_minor + 201_877, tenders=tenders)
    return Proof(figures, 1, Head(seq, HASH))


def proved(day: str = TODAY, theirs: Proof | None = None, waiting: int = 0) -> ProvedDay:
    """A day that was compared at noon; equal unless the books' side is given."""
    return ProvedDay(day, "r2", proof(), theirs or proof(), f"{TODAY}T12:00:00.000Z", waiting)


@dataclass
class FakeDailyProof:
    """Days that were made by hand; `answers` is what the books say when they are asked."""

    known: list[ProvedDay] = field(default_factory=list)
    answers: dict[str, ProvedDay] = field(default_factory=dict)
    broken: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def today(self) -> str:
        return TODAY

    def prove(self, day: str) -> ProvedDay:
        self.asked.append(day)
        if self.broken is not None:
            raise self.broken
        answer = self.answers.get(day, proved(day))
        self.known = [answer, *(k for k in self.known if k.day != day)]
        return answer

    def own(self, day: str) -> ProvedDay:
        return ProvedDay(day, "r2", proof())

    def kept(self, limit: int = 7) -> list[ProvedDay]:
        return sorted(self.known, key=lambda kept: kept.day, reverse=True)[:limit]


@dataclass
class FakeExport:
    """Writes a line per entry."""

    broken: Exception | None = None
    unsent_only: bool | None = None

    def to_file(self, path: Path, *, unsent_only: bool = False) -> int:
        if self.broken is not None:
            raise self.broken
        self.unsent_only = unsent_only
        path.write_text("entry\n" * 3, encoding="utf-8")
        return 3


@dataclass
class FakeUnsentNote:
    """Remembers how many sales it was told of last."""

    sales: int = -1

    def keep(self, state: SyncState) -> None:
        self.sales = state.waiting_sales


@dataclass
class FakeNotices:
    """Notices that a test puts there."""

    told: list[Notice] = field(default_factory=list)

    def current(self) -> list[Notice]:
        return list(self.told)

    def mark_read(self, notice: Notice) -> None:
        self.told.remove(notice)
