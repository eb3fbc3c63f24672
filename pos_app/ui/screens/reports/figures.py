"""The figures at the top of a report, each beside what it was on the same weekday a week before.

Knows no widget; how two days are compared is in `comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.money_text import MoneyText
from pos_app.ui.screens.reports.comparison import Comparison, Figure, Sums, sums_of
from pos_core.money import divide_half_up

if TYPE_CHECKING:
    from pos_core.wire.reports import TodayReport


def tr(text: str) -> str:
    """Translate a text of the report."""
    return QCoreApplication.translate("Report", text)


@dataclass(frozen=True, slots=True)
class WeekBefore:
    """The same weekday one week earlier: its name for people, and its report where there is one."""

    name: str
    report: TodayReport | None


def own_sums(report: TodayReport, staff_id: str) -> Sums:
    """Sum up what one person sold."""
    own = next((p for p in report.by_staff if p.staff_id == staff_id), None)
    return Sums(own.sales, own.amount_minor) if own else Sums(0, 0)


def items_milli(report: TodayReport) -> int:
    """Return the items of an average sale in thousandths, to one decimal."""
    return divide_half_up(report.items_milli, report.sales * 100) * 100 if report.sales else 0


def store_figures(
    money: MoneyText, report: TodayReport, before: WeekBefore | None, until_hour: int | None
) -> tuple[Figure, ...]:
    """Write the figures of everybody together.

    The day still runs in `until_hour`; None says that it is over. Nothing is said of the week
    before as long as that is None.
    """
    whole = sums_of(report)
    figures = (
        Figure("takings", tr("Takings"), money.amount(whole.takings_minor)),
        Figure("sales", tr("Sales"), money.count(whole.sales)),
        Figure("average", tr("Average sale"), money.amount(whole.average_minor)),
        Figure("items", tr("Items per sale"), money.quantity(items_milli(report))),
        Figure("tax", tr("VAT in it"), money.amount(report.tax_minor)),
        Figure("returns", tr("Returns"), money.amount(report.returned_minor)),
    )
    if before is None or before.report is None:
        return _alone(figures, before)
    compare = Comparison(money, report, before.report, before.name, until_hour)
    takings, sales, average, items, tax, returned = figures
    amount = money.amount
    return (
        compare.hourly(takings, lambda sums: sums.takings_minor, amount),
        compare.hourly(sales, lambda sums: sums.sales, money.count),
        compare.hourly(average, lambda sums: sums.average_minor, amount),
        compare.daily(items, items_milli, money.quantity, in_per_cent=False),
        compare.daily(tax, lambda day: day.tax_minor, amount, good=None),
        compare.hourly(
            returned, lambda sums: sums.returned_minor, amount, good=False, in_per_cent=False
        ),
    )


def own_figures(
    money: MoneyText,
    report: TodayReport,
    before: WeekBefore | None,
    until_hour: int | None,
    staff_id: str,
) -> tuple[Figure, ...]:
    """Write the figures of one person, whose hours are not known."""
    own = own_sums(report, staff_id)
    takings = Figure("takings", tr("Your takings"), money.amount(own.takings_minor))
    sales = Figure("sales", tr("Your sales"), money.count(own.sales))
    average = Figure("average", tr("Your average sale"), money.amount(own.average_minor))
    if before is None or before.report is None:
        return _alone((takings, sales, average), before)
    compare = Comparison(money, report, before.report, before.name, until_hour)
    return (
        compare.daily(takings, lambda day: own_sums(day, staff_id).takings_minor, money.amount),
        compare.daily(sales, lambda day: own_sums(day, staff_id).sales, money.count),
        compare.daily(average, lambda day: own_sums(day, staff_id).average_minor, money.amount),
    )


def _alone(figures: tuple[Figure, ...], before: WeekBefore | None) -> tuple[Figure, ...]:
    """Say once, under the first figure, that there is nothing to compare with."""
    if before is None:
        return figures
    note = tr("no figures for {day}").format(day=before.name)
    return (replace(figures[0], note=note), *figures[1:])
