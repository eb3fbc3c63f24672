"""The figures at the top of a report, each beside what it was on the same weekday a week before.

A day that still runs is compared hour by hour up to the last full hour, so that a morning is never
held against a whole day. What is not known by the hour shows the whole day's figure instead, and
says so. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.money_text import MoneyText
from pos_app.ui.tokens import Tone
from pos_core.money import divide_half_up

if TYPE_CHECKING:
    from pos_core.wire.reports import TodayReport

Good = bool | None
"""Whether more of something is good, bad, or neither."""


def tr(text: str) -> str:
    """Translate a text of the report."""
    return QCoreApplication.translate("Report", text)


@dataclass(frozen=True, slots=True)
class WeekBefore:
    """The same weekday one week earlier: its name for people, and its report where there is one."""

    name: str
    report: TodayReport | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its name for programs, its label and text, and how it has changed."""

    name: str
    label: str
    text: str
    delta: str = ""
    note: str = ""
    up: bool | None = None
    tone: Tone = "secondary"


@dataclass(frozen=True, slots=True)
class Sums:
    """What a day, or its first hours, or one person's day came to; amounts in minor units."""

    sales: int
    sold_minor: int
    returned_minor: int = 0

    @property
    def takings_minor(self) -> int:
        """What was sold, returns taken off."""
        return self.sold_minor - self.returned_minor

    @property
    def average_minor(self) -> int:
        """What an average sale came to, 0 without sales."""
        return divide_half_up(self.sold_minor, self.sales) if self.sales else 0


def sums_of(report: TodayReport, until_hour: int | None = None) -> Sums:
    """Sum up a whole day, or its hours before `until_hour`."""
    if until_hour is None:
        return Sums(report.sales, report.sold_minor, report.returned_minor)
    hours = [hour for hour in report.by_hour if hour.hour < until_hour]
    return Sums(
        sum(hour.sales for hour in hours),
        sum(hour.sold_minor for hour in hours),
        sum(hour.returned_minor for hour in hours),
    )


def own_sums(report: TodayReport, staff_id: str) -> Sums:
    """Sum up what one person sold."""
    own = next((p for p in report.by_staff if p.staff_id == staff_id), None)
    return Sums(own.sales, own.amount_minor) if own else Sums(0, 0)


def items_milli(report: TodayReport) -> int:
    """Return the items of an average sale in thousandths, to one decimal."""
    return divide_half_up(report.items_milli, report.sales * 100) * 100 if report.sales else 0


class Figures:
    """Writes the figures of one report beside those of the week before."""

    def __init__(
        self,
        money: MoneyText,
        report: TodayReport,
        before: WeekBefore | None,
        until_hour: int | None,
    ) -> None:
        """Compare up to `until_hour`, or whole days where that is None."""
        self._money = money
        self._report = report
        self._before = before
        self._until = until_hour

    def of_store(self) -> tuple[Figure, ...]:
        """Write the figures of everybody together."""
        money, report = self._money, self._report
        whole = sums_of(report)
        figures = (
            Figure("takings", tr("Takings"), money.amount(whole.takings_minor)),
            Figure("sales", tr("Sales"), money.count(whole.sales)),
            Figure("average", tr("Average sale"), money.amount(whole.average_minor)),
            Figure("items", tr("Items per sale"), money.quantity(items_milli(report))),
            Figure("tax", tr("VAT in it"), money.amount(report.tax_minor)),
            Figure("returns", tr("Returns"), money.amount(report.returned_minor)),
        )
        before = self._before.report if self._before else None
        if before is None:
            return self._without(figures)
        takings, sales, average, items, tax, returned = figures
        amount = money.amount
        return (
            self._rated(takings, lambda sums: sums.takings_minor, amount),
            self._rated(sales, lambda sums: sums.sales, money.count),
            self._rated(average, lambda sums: sums.average_minor, amount),
            self._day_only(items, items_milli, money.quantity, good=True),
            self._day_only(tax, lambda report: report.tax_minor, amount, good=None),
            self._differing(returned, lambda sums: sums.returned_minor, amount),
        )

    def of_person(self, staff_id: str) -> tuple[Figure, ...]:
        """Write the figures of one person, whose hours are not known."""
        money = self._money
        own = own_sums(self._report, staff_id)
        figures = (
            Figure("takings", tr("Your takings"), money.amount(own.takings_minor)),
            Figure("sales", tr("Your sales"), money.count(own.sales)),
            Figure("average", tr("Your average sale"), money.amount(own.average_minor)),
        )
        if self._before is None or self._before.report is None:
            return self._without(figures)
        reads = (
            lambda report: own_sums(report, staff_id).takings_minor,
            lambda report: own_sums(report, staff_id).sales,
            lambda report: own_sums(report, staff_id).average_minor,
        )
        writes = (money.amount, money.count, money.amount)
        return tuple(
            self._day_only(figure, read, write, good=True)
            for figure, read, write in zip(figures, reads, writes, strict=True)
        )

    def _without(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Say once, under the first figure, that there is nothing to compare with."""
        if self._before is None:
            return figures
        note = tr("no figures for {day}").format(day=self._before.name)
        return (replace(figures[0], note=note), *figures[1:])

    def _rated(
        self, figure: Figure, read: Callable[[Sums], int], write: Callable[[int], str]
    ) -> Figure:
        """Compare by per cent what is known by the hour."""
        now, then = self._pair(read)
        if then <= 0:
            return self._noted(figure, read(self._sums_before(None)), write)
        return self._changed(figure, now, then, self._money.share(abs(now - then), then), write)

    def _differing(
        self, figure: Figure, read: Callable[[Sums], int], write: Callable[[int], str]
    ) -> Figure:
        """Compare by difference something of which less is good."""
        now, then = self._pair(read)
        return self._changed(figure, now, then, write(abs(now - then)), write, good=False)

    def _day_only(
        self,
        figure: Figure,
        read: Callable[[TodayReport], int],
        write: Callable[[int], str],
        *,
        good: Good,
    ) -> Figure:
        """Compare whole days; while one still runs, name the other's figure."""
        assert self._before is not None
        assert self._before.report is not None
        now, then = read(self._report), read(self._before.report)
        if self._until is not None or then <= 0:
            return self._noted(figure, then, write)
        if figure.name == "items":
            return self._changed(figure, now, then, write(abs(now - then)), write, good=good)
        delta = self._money.share(abs(now - then), then)
        return self._changed(figure, now, then, delta, write, good=good)

    def _pair(self, read: Callable[[Sums], int]) -> tuple[int, int]:
        return read(sums_of(self._report, self._until)), read(self._sums_before(self._until))

    def _sums_before(self, until_hour: int | None) -> Sums:
        assert self._before is not None
        assert self._before.report is not None
        return sums_of(self._before.report, until_hour)

    def _noted(self, figure: Figure, then: int, write: Callable[[int], str]) -> Figure:
        assert self._before is not None
        words = tr("{figure} on {day}").format(figure=write(then), day=self._before.name)
        return replace(figure, note=words)

    def _changed(
        self,
        figure: Figure,
        now: int,
        then: int,
        delta: str,
        write: Callable[[int], str],
        *,
        good: Good = True,
    ) -> Figure:
        if now == then:
            return replace(figure, note=tr("as before"))
        words = tr("from {figure}") if self._until is None else tr("by {hour}:00")
        note = words.format(figure=write(then), hour=self._until)
        up = now > then
        tone: Tone = "secondary" if good is None else ("positive" if up is good else "warning")
        return replace(figure, delta=delta, note=note, up=up, tone=tone)
