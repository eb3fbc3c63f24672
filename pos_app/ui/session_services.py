"""What the till's page needs of the services, as Protocols; see `till_services.py` for the others.

Everything here touches the disk or the printer and is called through `Background`. Importing this
file imports no service.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pos_app.services.close_till import DrawerStanding
    from pos_core.cash_count import CashCount
    from pos_core.journal import Actor
    from pos_core.permissions import Role
    from pos_core.till_report import TillReport
    from pos_core.till_session import CashMove, CashMoveKind, TillClosing, TillOpening


class OpensTill(Protocol):
    """Begins sessions, each with the float that was counted into the drawer."""

    def open(self, float_minor: int, actor: Actor, roles: Iterable[Role]) -> TillOpening:
        """Open the till with a float; raises RuleBroken and changes nothing."""


class MovesCash(Protocol):
    """Records cash that is put in or taken out, with its reason."""

    def move(
        self,
        kind: CashMoveKind,
        amount_minor: int,
        reason: str,
        actor: Actor,
        roles: Iterable[Role],
    ) -> CashMove:
        """Record an amount that went in or out; raises RuleBroken and changes nothing."""


class ClosesTill(Protocol):
    """Says how the session stands, and ends it with a count and a Z report."""

    def standing(self) -> DrawerStanding | None:
        """Return the open session as it stands, None when the till is closed."""

    def close(
        self,
        count: CashCount,
        actor: Actor,
        roles: Iterable[Role],
        reason: str = "",
        compared_minor: int | None = None,
    ) -> TillClosing:
        """Close with a count; raises RuleBroken and changes nothing."""


class ReportsTill(Protocol):
    """X and Z reports: looked at, printed, and printed again."""

    def z(self, event_id: str, *, copy: bool = False) -> TillReport:
        """Report a close."""

    def latest(self, limit: int = 30) -> list[TillClosing]:
        """Return the latest closes, newest first."""

    def print_x(self, actor: Actor) -> None:
        """Print the open session as it stands; raises DeviceFailed."""

    def print_z(self, event_id: str) -> None:
        """Print a close for the first time; raises DeviceFailed."""

    def reprint_z(self, event_id: str, actor: Actor) -> None:
        """Print a close again, as a copy; raises DeviceFailed."""


class RunsSessions(Protocol):
    """All of it by name."""

    @property
    def open_till(self) -> OpensTill: ...
    @property
    def move_cash(self) -> MovesCash: ...
    @property
    def close_till(self) -> ClosesTill: ...
    @property
    def reports(self) -> ReportsTill: ...
