"""What the till's page shows and can do: open, move cash, count and close, print X and Z.

Draws nothing. Every act is one commit of its service; what it refuses is told and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_core.permissions import Act, Verdict

if TYPE_CHECKING:
    from pos_app.services.close_till import DrawerStanding
    from pos_app.ui.session_services import RunsSessions
    from pos_core.cash_count import CashCount
    from pos_core.permissions import Role
    from pos_core.till_report import TillReport
    from pos_core.till_session import CashMoveKind, TillClosing

T = TypeVar("T")
Now = tuple["DrawerStanding | None", "list[TillClosing]"]


class TillPresenter(QObject):
    """One register's drawer.

    Signals: `standing(DrawerStanding, latest closes)` while the till is open,
    `closed(latest closes)` while it is not, `ended(TillClosing)` when it was closed just now,
    `written()` after every act, `refused(Message)` when one was refused, `failed(Message)` when the
    till could not be read, `forbidden()`, `printing(bool)`, `printed()`, `not_printed(Message)`,
    `report(TillReport)`, `saved(Path)`, `not_saved(Message)`.
    """

    standing = Signal(object, object)
    closed = Signal(object)
    ended = Signal(object)
    written = Signal()
    refused = Signal(object)
    failed = Signal(object)
    forbidden = Signal()
    printing = Signal(bool)
    printed = Signal()
    not_printed = Signal(object)
    report = Signal(object)
    saved = Signal(object)
    not_saved = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unprinted = ""
        self._shown: TillReport | None = None

    @property
    def _sessions(self) -> RunsSessions:
        return self._desk.services.sessions

    def open(self) -> None:
        """Show the till as it is now, to those who may open it."""
        if self._desk.verdict(Act.OPEN_TILL) is Verdict.ALLOWED:
            self.read()
        else:
            self.forbidden.emit()

    def read(self) -> None:
        """Read how the till stands."""
        sessions = self._sessions

        def work() -> Now:
            return sessions.close_till.standing(), sessions.reports.latest()

        self._desk.background.database(work, self._have, self._not_read)

    def _have(self, now: Now) -> None:
        standing, latest = now
        if standing is None:
            self.closed.emit(latest)
        else:
            self.standing.emit(standing, latest)

    def _not_read(self, error: Exception) -> None:
        self.failed.emit(self._desk.message(error))

    # Acts.

    def open_till(self, float_minor: int) -> None:
        """Open the till with a float."""
        sessions, actor, roles = self._sessions, self._desk.actor, self._roles()
        self._do(lambda: sessions.open_till.open(float_minor, actor, roles), self._done)

    def move_cash(self, kind: CashMoveKind, amount_minor: int, reason: str) -> None:
        """Put cash in or take it out."""
        sessions, actor, roles = self._sessions, self._desk.actor, self._roles()
        move = sessions.move_cash.move
        self._do(lambda: move(kind, amount_minor, reason, actor, roles), self._done)

    def close_till(self, count: CashCount, reason: str, compared_minor: int) -> None:
        """Close with a count that was compared with what is expected, then print the Z report."""
        sessions, actor, roles = self._sessions, self._desk.actor, self._roles()
        close = sessions.close_till.close
        self._do(lambda: close(count, actor, roles, reason, compared_minor), self._ended)

    def _roles(self) -> frozenset[Role]:
        session = self._desk.session
        return session.roles if session else frozenset()

    def _do(self, act: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk.background.database(act, done, self._refused)

    def _done(self, _: object) -> None:
        self.written.emit()
        self.read()

    def _ended(self, closing: TillClosing) -> None:
        self.written.emit()
        self._unprinted = closing.stamp.event_id
        self.ended.emit(closing)
        self.show_z(self._unprinted)

    def _refused(self, error: Exception) -> None:
        self.refused.emit(self._desk.message(error))

    # Paper.

    def show_z(self, event_id: str) -> None:
        """Read a Z report to look at."""
        reports = self._sessions.reports
        self._desk.background.database(
            lambda: reports.z(event_id), self._have_report, self._not_read
        )

    def _have_report(self, report: TillReport) -> None:
        """Show it; that of a close just now is printed as soon as it is shown."""
        self._shown = report
        self.report.emit(report)
        event_id = report.stamp.event_id
        if event_id == self._unprinted:
            self._unprinted = ""
            self._print(lambda: self._sessions.reports.print_z(event_id))

    def print_x(self) -> None:
        """Print the session as it stands."""
        reports, actor = self._sessions.reports, self._desk.actor
        self._print(lambda: reports.print_x(actor))

    def reprint_z(self, event_id: str) -> None:
        """Print a close again, as a copy that the journal knows of."""
        reports, actor = self._sessions.reports, self._desk.actor
        self._print(lambda: reports.reprint_z(event_id, actor))
        self.written.emit()

    def _print(self, work: Callable[[], None]) -> None:
        self.printing.emit(True)
        self._desk.background.pool(work, self._has_printed, self._not_printed)

    def _has_printed(self, _: None) -> None:
        self.printing.emit(False)
        self.printed.emit()

    def _not_printed(self, error: Exception) -> None:
        self.printing.emit(False)
        self.not_printed.emit(self._desk.message(error))

    def suggested_file(self) -> str:
        """Name the file of the report that is shown: `T2-Z0187.pdf`."""
        return f"{self._shown.number if self._shown else ''}.pdf"

    def save_pdf(self, path: Path) -> None:
        """Save the report that is shown."""
        from pos_app.ui.screens.till.report_pdf import write_till_report

        report, locale = self._shown, self._desk.money.locale
        if report is None:
            return

        def work() -> Path:
            write_till_report(report, path, locale)
            return path

        self._desk.background.pool(work, self.saved.emit, self._not_saved)

    def _not_saved(self, error: Exception) -> None:
        self.not_saved.emit(self._desk.message(error))
