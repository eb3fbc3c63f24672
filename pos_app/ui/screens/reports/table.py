"""A report as a table for spreadsheets: exact figures, a fact to a row, saved whole or not at all.

Amounts and quantities are plain decimals and days are ISO, so that every spreadsheet and program
reads them alike. Knows no widget.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from pos_app.services.catalogue_file import spreadsheet_safe
from pos_app.ui.tender_text import tender_text
from pos_core.errors import StorageFailed
from pos_core.money import Currency, Money
from pos_core.quantity import Quantity

if TYPE_CHECKING:
    from pos_core.wire.reports import TodayReport


def tr(text: str) -> str:
    """Translate a text of the table."""
    return QCoreApplication.translate("Report", text)


class Fact(NamedTuple):
    """One row before it is written; `key` finds its counterpart a week before."""

    part: str
    key: str
    name: str
    amount_minor: int
    sales: int | None = None
    sku: str = ""
    quantity_milli: int | None = None


def report_table(
    report: TodayReport, before: TodayReport | None, currency: Currency, own: str | None = None
) -> list[list[str]]:
    """Return the head and the rows; with `own`, only what the person of that identity sold."""
    then = {(f.part, f.key): f.amount_minor for f in _facts(before, own)} if before else {}
    amount_before = tr("Amount on {day}").format(day=before.day) if before else ""
    head = [tr("Day"), tr("Part"), tr("Name"), tr("SKU"), tr("Sales"), tr("Quantity")]
    head += [tr("Amount"), *([amount_before] if before else []), tr("Currency"), tr("Books")]
    books = tr("all registers") if report.source == "server" else tr("this register")
    rows = [head]
    for fact in _facts(report, own):
        earlier = then.get((fact.part, fact.key))
        rows.append(
            [
                report.day,
                fact.part,
                spreadsheet_safe(fact.name),
                spreadsheet_safe(fact.sku),
                "" if fact.sales is None else str(fact.sales),
                "" if fact.quantity_milli is None else Quantity(fact.quantity_milli).plain(),
                Money(fact.amount_minor, currency).plain(),
                *([_plain(earlier, currency)] if before else []),
                currency.code,
                books,
            ]
        )
    return rows


def _plain(minor: int | None, currency: Currency) -> str:
    return "" if minor is None else Money(minor, currency).plain()


def _facts(report: TodayReport, own: str | None) -> Iterator[Fact]:
    """The facts of a report, or of one person in it."""
    if own is None:
        yield from _day_facts(report)
        yield from _part_facts(report)
    for person in report.by_staff:
        if own in (None, person.staff_id):
            words = (tr("Person"), person.staff_id, person.name)
            yield Fact(*words, person.amount_minor, person.sales)


def _day_facts(report: TodayReport) -> Iterator[Fact]:
    day = tr("Day")
    takings = report.sold_minor - report.returned_minor
    items = report.items_milli
    yield Fact(day, "takings", tr("Takings"), takings)
    sold = Fact(day, "sold", tr("Sold"), report.sold_minor, report.sales, quantity_milli=items)
    yield sold
    yield Fact(day, "returned", tr("Returns"), report.returned_minor, report.returns)
    yield Fact(day, "tax", tr("VAT in it"), report.tax_minor)
    yield Fact(day, "rounding", tr("Cash rounding"), report.rounding_minor)


def _part_facts(report: TodayReport) -> Iterator[Fact]:
    for hour in report.by_hour:
        takings = hour.sold_minor - hour.returned_minor
        yield Fact(tr("Hour"), str(hour.hour), f"{hour.hour:02d}:00", takings, hour.sales)
    for product in report.by_product:
        words = (tr("Product"), product.product_id, product.name)
        yield Fact(*words, product.amount_minor, None, product.sku, product.quantity_milli)
    for tender in report.by_tender:
        words = (tr("Tender"), tender.kind, tender_text(tender.kind))
        yield Fact(*words, tender.amount_minor, tender.count)


def save_table(rows: Iterable[list[str]], path: Path) -> None:
    """Write the rows as CSV; a file that was there stays as it was when that fails.

    UTF-8 with a mark at its start, without which spreadsheets misread it. Raises StorageFailed
    `csv.unwritable`.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageFailed("csv.unwritable", file=str(path), reason=str(error.strerror)) from error
