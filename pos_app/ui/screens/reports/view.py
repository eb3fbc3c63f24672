"""A report turned into what one person may see of it, in words. Draws nothing and reads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.comparison import Figure
from pos_app.ui.screens.reports.figures import WeekBefore, own_figures, store_figures
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import clock_text, day_text, local_moment
from pos_app.ui.widgets.share_bar import Share
from pos_core.money import divide_half_up
from pos_core.permissions import Act, Verdict

if TYPE_CHECKING:
    from pos_core.wire.reports import HourFigures, ProductFigures, StaffFigures, TodayReport

_MILLI = 1000
_FEWEST_HOURS = 8
_LAST_HOUR = 23


def tr(text: str) -> str:
    """Translate a text of the report."""
    return QCoreApplication.translate("Report", text)


def day_name(day: str | date, desk: Desk) -> str:
    """Name a day such as `2026-11-21`: `Sat 21 Nov`."""
    return day_text(datetime.fromisoformat(str(day)), desk.money.locale)


@dataclass(frozen=True, slots=True)
class HourRow:
    """One hour: sales, and takings in minor units now and a week before (None: not known)."""

    hour: int
    label: str
    sales: int
    takings_minor: int
    before_minor: int | None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What one product brought, as texts."""

    name: str
    sku: str
    pieces: str
    takings: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person's day, as texts; `permille` and `share` both say the share of all takings."""

    name: str
    sales: str
    average: str
    takings: str
    permille: int
    share: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything the page shows. `series` names the day, and the one before where it has figures.

    `day` is the day as in `2026-11-21`; `is_today` while it still runs.
    """

    day: str
    title: str
    about: str
    source: str
    is_today: bool
    from_books: bool
    own_only: bool
    is_empty: bool
    before_words: str
    figures: tuple[Figure, ...]
    series: tuple[str, ...]
    hours: tuple[HourRow, ...]
    products: tuple[ProductRow, ...]
    staff: tuple[StaffRow, ...]
    tenders: tuple[Share, ...]


class ReportWords:
    """Writes a report for whoever is at the desk."""

    def __init__(
        self, desk: Desk, report: TodayReport, before: WeekBefore | None, today: date
    ) -> None:
        """Write `report` beside the week before; that is None as long as it is being read."""
        self._desk = desk
        self._report = report
        self._before = before
        self._is_today = report.day == today.isoformat()
        self._asked_at = local_moment(report.as_of)
        self._is_empty = not report.sales and not report.returns
        self._from_books = report.source == "server"
        self._own_only = desk.verdict(Act.READ_STORE_REPORT) is not Verdict.ALLOWED

    def view(self) -> ReportView:
        """Return what this person may see."""
        report, day = self._report, day_name(self._report.day, self._desk)
        whole, own = not self._own_only, self._own_only
        before = self._before.report if self._before else None
        names = (tr("Today") if self._is_today else day,)
        return ReportView(
            day=report.day,
            title=names[0],
            about=self._about(day),
            source=self._source(),
            is_today=self._is_today,
            from_books=self._from_books,
            own_only=own,
            is_empty=self._is_empty,
            before_words=self._before_words(),
            figures=self._figures(),
            series=(*names, self._before.name) if self._before and before else names,
            hours=self._hours(before) if whole else (),
            products=self._products() if whole else (),
            staff=self._staff() if whole else (),
            tenders=self._tenders() if whole else (),
        )

    def _until_hour(self) -> int | None:
        """The hour that has not ended yet, on a day that still runs."""
        return self._asked_at.hour if self._is_today and self._asked_at else None

    def _about(self, day: str) -> str:
        register = self._desk.register
        parts = [register.store_name if self._from_books else register.name]
        if self._is_today and self._asked_at is not None:
            time = clock_text(self._asked_at)
            parts.append(tr("{day} until {time}").format(day=day, time=time))
        else:
            parts.append(tr("the whole day"))
        if self._before is not None and self._before.report is not None and not self._is_empty:
            parts.append(tr("compared with {day}").format(day=self._before.name))
        return " · ".join(parts)

    def _source(self) -> str:
        if self._from_books:
            return tr("From the books, all registers")
        return tr("From {register}'s own books").format(register=self._desk.register.name)

    def _before_words(self) -> str:
        """Say in a sentence what the week before came to, for a day without sales."""
        before = self._before.report if self._before else None
        if before is None or self._before is None or self._own_only:
            return ""
        money = self._desk.money
        takings = money.amount(before.sold_minor - before.returned_minor)
        words = tr("{day} came to {takings}.")
        return words.format(day=self._before.name, takings=takings)

    def _figures(self) -> tuple[Figure, ...]:
        session, until = self._desk.session, self._until_hour()
        figures = (self._desk.money, self._report, self._before, until)
        if self._own_only:
            return own_figures(*figures, session.staff_id if session else "")
        return store_figures(*figures)

    def _hours(self, before: TodayReport | None) -> tuple[HourRow, ...]:
        now = {hour.hour: hour for hour in self._report.by_hour}
        then = {hour.hour: hour for hour in before.by_hour} if before else {}
        rows = []
        for hour in opening_hours(set(now) | set(then)):
            found = now.get(hour)
            rows.append(
                HourRow(
                    hour,
                    f"{hour}:00",
                    found.sales if found else 0,
                    _takings(found),
                    _takings(then.get(hour)) if before else None,
                )
            )
        return tuple(rows)

    def _products(self) -> tuple[ProductRow, ...]:
        best = sorted(self._report.by_product, key=lambda p: (-p.amount_minor, p.sku))
        return tuple(self._product(product) for product in best)

    def _product(self, product: ProductFigures) -> ProductRow:
        money = self._desk.money
        pieces, takings = money.quantity(product.quantity_milli), money.amount(product.amount_minor)
        return ProductRow(product.name, product.sku, pieces, takings)

    def _staff(self) -> tuple[StaffRow, ...]:
        people = sorted(self._report.by_staff, key=lambda p: (-p.amount_minor, p.name))
        whole = sum(person.amount_minor for person in people)
        return tuple(self._person(person, whole) for person in people)

    def _person(self, person: StaffFigures, whole: int) -> StaffRow:
        money, amount = self._desk.money, person.amount_minor
        average = divide_half_up(amount, person.sales) if person.sales else 0
        return StaffRow(
            person.name,
            money.count(person.sales),
            money.amount(average),
            money.amount(amount),
            max(0, amount) * _MILLI // whole if whole > 0 else 0,
            money.share(amount, whole),
        )

    def _tenders(self) -> tuple[Share, ...]:
        money = self._desk.money
        tenders = sorted(self._report.by_tender, key=lambda t: (-t.amount_minor, t.kind))
        whole = sum(t.amount_minor for t in tenders)
        return tuple(
            Share(
                tender_text(t.kind), max(0, t.amount_minor),
                money.share(t.amount_minor, whole), money.amount(t.amount_minor),
            )
            for t in tenders
        )  # fmt: skip


def opening_hours(busy: set[int]) -> range:
    """Return the hours to show: one more than was busy at each end, and never only a few."""
    if not busy:
        return range(0)
    first, last = max(0, min(busy) - 1), min(_LAST_HOUR, max(busy) + 1)
    last = min(_LAST_HOUR, max(last, first + _FEWEST_HOURS - 1))
    return range(min(first, last - _FEWEST_HOURS + 1), last + 1)


def _takings(hour: HourFigures | None) -> int:
    return hour.sold_minor - hour.returned_minor if hour else 0
