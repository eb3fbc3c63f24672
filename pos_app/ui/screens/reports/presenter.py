"""Reads a day's report and the same weekday a week before, and saves what is shown as a table.

Draws nothing. The service says which books the figures are from; `view` decides who sees what.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.figures import WeekBefore
from pos_app.ui.screens.reports.view import ReportView, ReportWords, day_name
from pos_core.permissions import Act, Verdict

if TYPE_CHECKING:
    from pos_app.ui.background import OnFailed, Task
    from pos_core.wire.reports import TodayReport

WEEK = timedelta(days=7)
PICTURED = 50
"""How many products of the list are shown with their picture."""


class ReportPresenter(QObject):
    """One day's report.

    Signals: `loading()`, `shown(ReportView)` first alone and again beside the week before,
    `pictured(dict of thumbnails by SKU)`, `failed(Message)`, `forbidden()`, `saved(Path)`,
    `not_saved(Message)`.
    """

    loading = Signal()
    shown = Signal(object)
    pictured = Signal(object)
    failed = Signal(object)
    forbidden = Signal()
    saved = Signal(object)
    not_saved = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day: date | None = None
        self._tasks: list[Task] = []
        self._report: TodayReport | None = None
        self._before: WeekBefore | None = None

    @property
    def today(self) -> date:
        """The local day that still runs."""
        return self._desk.clock.now().astimezone().date()

    @property
    def day(self) -> date:
        """The day that is shown, never one that has not come yet."""
        return min(self._day or self.today, self.today)

    def open(self) -> None:
        """Show today, as on every way into the page."""
        self._report = self._before = None
        self.choose(self.today)

    def choose(self, day: date) -> None:
        """Show a day."""
        self._day = day if day < self.today else None
        self.read()

    def step(self, days: int) -> None:
        """Show the day so many days later, or earlier; never one that has not come yet."""
        self.choose(self.day + timedelta(days=days))

    def read(self) -> None:
        """Read the day as it is now; an answer about another day is not waited for any more."""
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        acts = (Act.READ_STORE_REPORT, Act.READ_OWN_REPORT)
        if all(self._desk.verdict(act) is not Verdict.ALLOWED for act in acts):
            self.forbidden.emit()
            return
        self.loading.emit()
        self._read(self.day, self._have, self._failed)

    def _read(self, day: date, have: Callable[[TodayReport], None], failed: OnFailed) -> None:
        read = self._desk.services.read_report.read
        work = self._desk.background.pool(lambda: read(day.isoformat()), have, failed)
        self._tasks.append(work)

    def _have(self, report: TodayReport) -> None:
        self._report, self._before = report, None
        self.shown.emit(self._view(report))
        self._find_pictures(report)
        before = date.fromisoformat(report.day) - WEEK
        self._read(before, self._have_before, self._no_before)

    def _failed(self, error: Exception) -> None:
        self._report = self._before = None
        self.failed.emit(self._desk.message(error))

    def _have_before(self, before: TodayReport) -> None:
        """Compare like with like: all registers with all registers, or this one with itself."""
        report = self._report
        assert report is not None
        same = before.source == report.source and (before.sales or before.returns)
        self._compare(report, before if same else None)

    def _no_before(self, _: Exception) -> None:
        """A day that cannot be read is a day without figures; the report itself stands."""
        assert self._report is not None
        self._compare(self._report, None)

    def _compare(self, report: TodayReport, before: TodayReport | None) -> None:
        day = date.fromisoformat(report.day) - WEEK
        self._before = WeekBefore(day_name(day, self._desk), before)
        self.shown.emit(self._view(report))

    def _view(self, report: TodayReport) -> ReportView:
        return ReportWords(self._desk, report, self._before, self.today).view()

    # Pictures of the products.

    def _find_pictures(self, report: TodayReport) -> None:
        best = sorted(report.by_product, key=lambda p: (-p.amount_minor, p.sku))
        skus = [product.sku for product in best[:PICTURED]]
        by_code = self._desk.services.find_products.by_code

        def thumbnails() -> dict[str, str]:
            cards = ((sku, by_code(sku)) for sku in skus)
            return {sku: card.thumbnail_sha256 for sku, card in cards if card is not None}

        background = self._desk.background
        self._tasks.append(background.database(thumbnails, self.pictured.emit, self._unpictured))

    def _unpictured(self, _: Exception) -> None:
        """Initials stand for pictures."""

    # The table.

    def suggested_file(self) -> str:
        """Name the file of the table: `report-2026-11-21.csv`."""
        return f"report-{self._report.day if self._report else self.day}.csv"

    def save(self, path: Path) -> None:
        """Save what is shown, as this person may see it."""
        from pos_app.ui.screens.reports.table import report_table, save_table

        report, session = self._report, self._desk.session
        if report is None or session is None:
            return
        whole = self._desk.verdict(Act.READ_STORE_REPORT) is Verdict.ALLOWED
        before = self._before.report if self._before else None
        own = None if whole else session.staff_id
        rows = report_table(report, before, self._desk.money.currency, own)

        def work() -> Path:
            save_table(rows, path)
            return path

        self._desk.background.pool(work, self.saved.emit, self._not_saved)

    def _not_saved(self, error: Exception) -> None:
        self.not_saved.emit(self._desk.message(error))
