"""Compares a figure with what it was on the same weekday a week before.

A day that still runs is compared up to its last full hour, so that a morning is never held against
a whole day. What is not known by the hour shows the whole other day's figure instead, and says so.
Knows no widget.
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
Write = Callable[[int], str]


def tr(text: str) -> str:
    """Translate a text of the report."""
    return QCoreApplication.translate("Report", text)


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


class Comparison:
    """One report beside that of a week before."""

    def __init__(
        self,
        money: MoneyText,
        report: TodayReport,
        before: TodayReport,
        name: str,
        until_hour: int | None,
    ) -> None:
        """Compare with `before`, called `name`, up to `until_hour`; None compares whole days."""
        self._money = money
        self._report = report
        self._before = before
        self._name = name
        self._until = until_hour

    def hourly(
        self,
        figure: Figure,
        read: Callable[[Sums], int],
        write: Write,
        *,
        good: Good = True,
        in_per_cent: bool = True,
    ) -> Figure:
        """Compare what is known by the hour."""
        now = read(sums_of(self._report, self._until))
        then = read(sums_of(self._before, self._until))
        if in_per_cent and then <= 0:
            return self._noted(figure, write(read(sums_of(self._before))))
        return self._changed(figure, now, then, write, good=good, in_per_cent=in_per_cent)

    def daily(
        self,
        figure: Figure,
        read: Callable[[TodayReport], int],
        write: Write,
        *,
        good: Good = True,
        in_per_cent: bool = True,
    ) -> Figure:
        """Compare whole days; while one still runs, name the other's figure."""
        now, then = read(self._report), read(self._before)
        if self._until is not None or then <= 0:
            return self._noted(figure, write(then))
        return self._changed(figure, now, then, write, good=good, in_per_cent=in_per_cent)

    def _noted(self, figure: Figure, then: str) -> Figure:
        note = tr("{figure} on {day}").format(figure=then, day=self._name)
        return replace(figure, note=note)

    def _changed(
        self, figure: Figure, now: int, then: int, write: Write, *, good: Good, in_per_cent: bool
    ) -> Figure:
        if now == then:
            return replace(figure, note=tr("as before"))
        words = tr("from {figure}") if self._until is None else tr("by {hour}:00")
        note = words.format(figure=write(then), hour=self._until)
        up, change = now > then, abs(now - then)
        delta = self._money.share(change, then) if in_per_cent else write(change)
        tone: Tone = "secondary" if good is None else ("positive" if up is good else "warning")
        return replace(figure, delta=delta, note=note, up=up, tone=tone)
