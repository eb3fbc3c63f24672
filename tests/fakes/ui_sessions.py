"""A drawer in memory that opens, moves cash and closes as the real services do, with faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pos_app.services.close_till import DrawerStanding
from pos_core.cash_count import CashCount
from pos_core.errors import NotFound, RuleBroken
from pos_core.identifiers import timestamp
from pos_core.journal import Actor
from pos_core.money import GBP
from pos_core.permissions import Act, Role, Verdict, verdict_on
from pos_core.receipt import ShopIdentity
from pos_core.sale import Place, Sale, Stamp
from pos_core.till_report import TillReport, z_report
from pos_core.till_session import (
    CashMove,
    CashMoveKind,
    SessionFigures,
    TillClosing,
    TillOpening,
    Trade,
    trade_of,
    z_number,
)
from tests.builders import NOON

PLACE = Place("r2", "T2", "S1")
SHOP = ShopIdentity("Lantern & Lace", "Store 1, High Street", ("12 High Street",), "GB 123", "")


@dataclass
class FakeSessions:
    """All use cases of sessions at once; `sales` is what was sold since the opening."""

    opening: TillOpening | None = None
    moves: list[CashMove] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    closes: list[TillClosing] = field(default_factory=list)
    unposted: int = 0
    open_lines: int = 0
    limit_minor: int = 200
    broken: Exception | None = None
    printer_broken: Exception | None = None
    printed: list[str] = field(default_factory=list)

    @property
    def open_till(self) -> FakeSessions:
        return self

    @property
    def move_cash(self) -> FakeSessions:
        return self

    @property
    def close_till(self) -> FakeSessions:
        return self

    @property
    def reports(self) -> FakeSessions:
        return self

    def _stamp(self, actor: Actor) -> Stamp:
        if self.broken is not None:
            raise self.broken
        number = len(self.moves) + len(self.closes)
        return Stamp(f"till-{number}", timestamp(NOON), 0, actor)

    def open(self, float_minor: int, actor: Actor, _: Iterable[Role]) -> TillOpening:
        if self.opening is not None:
            raise RuleBroken("till.already_open", name=self.opening.stamp.actor.name)
        self.opening = TillOpening(self._stamp(actor), PLACE, GBP, float_minor)
        return self.opening

    def move(
        self,
        kind: CashMoveKind,
        amount_minor: int,
        reason: str,
        actor: Actor,
        _: Iterable[Role],
    ) -> CashMove:
        move = CashMove(self._stamp(actor), kind, amount_minor, reason.strip())
        self.moves.append(move)
        return move

    def _figures(self) -> SessionFigures:
        if self.opening is None:
            raise RuleBroken("till.not_open")
        return SessionFigures(self.opening, trade_of(self.sales), tuple(self.moves), Trade())

    def standing(self) -> DrawerStanding | None:
        if self.broken is not None:
            raise self.broken
        if self.opening is None:
            return None
        number = z_number("T2", len(self.closes) + 1)
        return DrawerStanding(
            self._figures(), self.unposted, self.open_lines, number, self.limit_minor
        )

    def close(
        self,
        count: CashCount,
        actor: Actor,
        roles: Iterable[Role],
        reason: str = "",
        compared_minor: int | None = None,
    ) -> TillClosing:
        figures, stamp = self._figures(), self._stamp(actor)
        expected = figures.cash.expected_minor
        if compared_minor not in (None, expected):
            raise RuleBroken("till.changed_meanwhile", expected_minor=expected)
        over = abs(count.counted_minor - expected) > self.limit_minor
        accepts = over and verdict_on(roles, Act.ACCEPT_DIFFERENCE) is Verdict.ALLOWED
        number = z_number("T2", len(self.closes) + 1)
        closing = TillClosing(
            stamp, PLACE, number, figures, count, reason, actor if accepts else None, over,
            self.unposted,
        )  # fmt: skip
        self.closes.insert(0, replace(closing, stamp=replace(stamp, event_id=number)))
        self.opening = None
        self.moves, self.sales = [], []
        return self.closes[0]

    def z(self, event_id: str, *, copy: bool = False) -> TillReport:
        found = next((c for c in self.closes if c.stamp.event_id == event_id), None)
        if found is None:
            raise NotFound("till.unknown_close", event_id=event_id)
        return z_report(found, SHOP, copy=copy)

    def latest(self, limit: int = 30) -> list[TillClosing]:
        return self.closes[:limit]

    def _print(self, what: str) -> None:
        if self.printer_broken is not None:
            raise self.printer_broken
        self.printed.append(what)

    def print_x(self, _: Actor) -> None:
        self._figures()
        self._print("X")

    def print_z(self, event_id: str) -> None:
        self._print(event_id)

    def reprint_z(self, event_id: str, _: Actor) -> None:
        self._print(f"{event_id} copy")
