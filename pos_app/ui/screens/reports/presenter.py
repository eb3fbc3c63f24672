"""Today's report for the page: from the books or this register's own, whole or one's own only.

Draws nothing. The service says which books the figures are from; this decides who sees what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import clock_text, day_text, local_moment
from pos_app.ui.widgets.share_bar import Share
from pos_core.money import divide_half_up
from pos_core.permissions import Act, Verdict

if TYPE_CHECKING:
    from pos_core.wire.reports import ProductFigures, TodayReport

TOP_PRODUCTS = 5
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour: its name, sales, takings in minor units (returns taken off)."""

    hour: int
    label: str
    sales: int
    takings_minor: int


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person's day, as texts; `permille` is the share of the best person's takings."""

    name: str
    sales: str
    average: str
    takings: str
    permille: int
    share: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the page shows; a figure is its name for programs, its label and its text."""

    about: str
    source: str
    from_books: bool
    own_only: bool
    figures: tuple[tuple[str, str, str], ...]
    hours: tuple[HourRow, ...]
    products: tuple[tuple[str, str, str, str], ...]
    product_count: int
    staff: tuple[StaffRow, ...]
    tenders: tuple[Share, ...]
    is_empty: bool


class ReportPresenter(QObject):
    """Signals: `loading()`, `shown(ReportView)`, `failed(Message)`, `forbidden()`."""

    loading = Signal()
    shown = Signal(object)
    failed = Signal(object)
    forbidden = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = False

    def open(self) -> None:
        """Read today's figures."""
        allowed = Verdict.ALLOWED
        store, own = Act.READ_STORE_REPORT, Act.READ_OWN_REPORT
        if allowed not in (self._desk.verdict(store), self._desk.verdict(own)):
            self.forbidden.emit()
            return
        if self._reading:
            return
        self._reading = True
        self.loading.emit()
        read = self._desk.services.read_report.read
        self._desk.background.pool(read, self._have, self._failed)

    def _have(self, report: TodayReport) -> None:
        self._reading = False
        self.shown.emit(self.view(report))

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(self._desk.message(error))

    def view(self, report: TodayReport) -> ReportView:
        """Turn a report into what this person may see of it."""
        own_only = self._desk.verdict(Act.READ_STORE_REPORT) is not Verdict.ALLOWED
        from_books = report.source == "server"
        takings = report.sold_minor - report.returned_minor
        return ReportView(
            about=self._about(report, from_books),
            source=self._source(report, from_books),
            from_books=from_books,
            own_only=own_only,
            figures=self._own_figures(report) if own_only else self._figures(report, takings),
            hours=() if own_only else self._hours(report),
            products=() if own_only else self._products(report),
            product_count=len(report.by_product),
            staff=() if own_only else self._staff(report, takings),
            tenders=() if own_only else self._tenders(report),
            is_empty=not report.sales and not report.returns,
        )

    def _about(self, report: TodayReport, from_books: bool) -> str:
        moment = local_moment(report.as_of)
        where = self._desk.register.store_name
        if not from_books:
            where = f"{where}, {self._desk.register.name}"
        if moment is None:
            return f"{where} · {report.day}"
        until = self.tr("{day} until {time}").format(
            day=day_text(moment, self._desk.money.locale), time=clock_text(moment)
        )
        return f"{where} · {until}"

    def _source(self, report: TodayReport, from_books: bool) -> str:
        if from_books:
            return self.tr("From the books, all registers of the store")
        return self.tr("From this register's own books; other registers are not in it")

    def _figures(self, report: TodayReport, takings: int) -> tuple[tuple[str, str, str], ...]:
        money, sales = self._desk.money, report.sales
        average = divide_half_up(report.sold_minor, sales) if sales else 0
        items = divide_half_up(report.items_milli, sales * 100) * 100 if sales else 0
        return (
            ("takings", self.tr("Takings"), money.amount(takings)),
            ("sales", self.tr("Sales"), money.count(sales)),
            ("average", self.tr("Average sale"), money.amount(average)),
            ("items", self.tr("Items per sale"), money.quantity(items)),
            ("tax", self.tr("VAT in it"), money.amount(report.tax_minor)),
            ("returns", self.tr("Returns"), money.amount(report.returned_minor)),
        )

    def _own_figures(self, report: TodayReport) -> tuple[tuple[str, str, str], ...]:
        money, session = self._desk.money, self._desk.session
        staff_id = session.staff_id if session else ""
        own = next((p for p in report.by_staff if p.staff_id == staff_id), None)
        sales, takings = (own.sales, own.amount_minor) if own else (0, 0)
        average = divide_half_up(takings, sales) if sales else 0
        return (
            ("takings", self.tr("Your takings"), money.amount(takings)),
            ("sales", self.tr("Your sales"), money.count(sales)),
            ("average", self.tr("Your average sale"), money.amount(average)),
        )

    def _hours(self, report: TodayReport) -> tuple[HourRow, ...]:
        by_hour = {hour.hour: hour for hour in report.by_hour}
        if not by_hour:
            return ()
        rows = []
        for hour in range(min(by_hour), max(by_hour) + 1):
            found = by_hour.get(hour)
            takings = found.sold_minor - found.returned_minor if found else 0
            rows.append(HourRow(hour, f"{hour}:00", found.sales if found else 0, takings))
        return tuple(rows)

    def _products(self, report: TodayReport) -> tuple[tuple[str, str, str, str], ...]:
        best = sorted(report.by_product, key=lambda p: (-p.amount_minor, p.sku))
        return tuple(self._product(product) for product in best)

    def _product(self, product: ProductFigures) -> tuple[str, str, str, str]:
        money = self._desk.money
        pieces, takings = money.quantity(product.quantity_milli), money.amount(product.amount_minor)
        return product.name, product.sku, pieces, takings

    def _staff(self, report: TodayReport, takings: int) -> tuple[StaffRow, ...]:
        money = self._desk.money
        people = sorted(report.by_staff, key=lambda p: (-p.amount_minor, p.name))
        best = max((p.amount_minor for p in people), default=0)
        return tuple(
            StaffRow(
                person.name,
                money.count(person.sales),
                money.amount(
                    divide_half_up(person.amount_minor, person.sales) if person.sales else 0
                ),
                money.amount(person.amount_minor),
                max(0, person.amount_minor) * _MILLI // best if best > 0 else 0,
                money.share(person.amount_minor, takings),
            )
            for person in people
        )

    def _tenders(self, report: TodayReport) -> tuple[Share, ...]:
        money = self._desk.money
        tenders = sorted(report.by_tender, key=lambda t: (-t.amount_minor, t.kind))
        whole = sum(t.amount_minor for t in tenders)
        return tuple(
            Share(
                tender_text(t.kind), max(0, t.amount_minor),
                money.share(t.amount_minor, whole), money.amount(t.amount_minor),
            )
            for t in tenders
        )  # fmt: skip
