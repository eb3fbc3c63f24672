"""The report as a file for spreadsheets: exact, safe to open, whole or not there."""

import csv
from pathlib import Path

import pytest

from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.presenter import ReportPresenter
from pos_app.ui.screens.reports.table import report_table, save_table
from pos_core.errors import StorageFailed
from pos_core.money import GBP
from tests.fakes.ui_services import SALES_1, FakeTill
from tests.ui.screens.heard import Heard
from tests.ui.screens.reported import TODAY, WEEK_BEFORE, day_report


def test_every_figure_is_a_row_beside_the_week_before() -> None:
    head, *rows = report_table(day_report(times=2), day_report(WEEK_BEFORE), GBP)
    assert head == [
        "Day", "Part", "Name", "SKU", "Sales", "Quantity", "Amount", "Amount on 2026-11-14",
        "Currency", "Books",
    ]  # fmt: skip
    assert rows[0] == [
        TODAY, "Day", "Takings", "", "", "", "175.00", "85.00", "GBP", "all registers",
    ]  # fmt: skip
    assert [TODAY, "Hour", "09:00", "", "4", "", "120.00", "60.00", "GBP", "all registers"] in rows
    seventh = [TODAY, "Product", "Product 7", "SKU7", "", "7", "7.00", "7.00"]
    assert [*seventh, "GBP", "all registers"] in rows
    assert {row[1] for row in rows} == {"Day", "Hour", "Product", "Person", "Tender"}


def test_without_a_week_before_there_is_no_column_for_it() -> None:
    head, first, *_ = report_table(day_report(source="register"), None, GBP)
    assert "Amount on 2026-11-14" not in head
    assert first[-3:] == ["85.00", "GBP", "this register"]


@pytest.mark.parametrize("name", ["=1+1", "+44 20", "-5 to 5", "@sum"])
def test_no_name_is_taken_for_a_formula(name: str) -> None:
    report = day_report()
    evil = report.by_product[0].model_copy(update={"name": name})
    rows = report_table(report.model_copy(update={"by_product": [evil]}), None, GBP)
    assert [row[2] for row in rows if row[1] == "Product"] == [f"'{name}"]


def test_an_amount_below_nothing_stays_a_number() -> None:
    report = day_report().model_copy(update={"sold_minor": 0, "returned_minor": 500})
    rows = report_table(report, None, GBP)
    assert rows[1][6] == "-5.00"


def test_a_salesperson_saves_their_own_figures_only(
    desk: Desk, till: FakeTill, tmp_path: Path
) -> None:
    desk.session = SALES_1
    till.read_report.by_day = {TODAY: day_report(source="register")}
    reports = ReportPresenter(desk)
    saved = Heard(reports.saved)
    reports.open()
    assert reports.suggested_file() == "report-2026-11-21.csv"
    reports.save(tmp_path / "own.csv")
    with saved.last.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    assert [row[1:7] for row in rows] == [["Person", "Sales 1", "", "2", "", "25.00"]]


def test_a_file_that_cannot_be_saved_is_told_and_the_old_one_stays(
    desk: Desk, till: FakeTill, tmp_path: Path
) -> None:
    till.read_report.by_day = {TODAY: day_report()}
    reports = ReportPresenter(desk)
    not_saved = Heard(reports.not_saved)
    reports.open()
    reports.save(tmp_path / "no such folder" / "report.csv")
    assert not_saved.last.title == "The file could not be saved there."
    taken = tmp_path / "a folder"
    taken.mkdir()
    with pytest.raises(StorageFailed, match=r"csv\.unwritable"):
        save_table([["Day"]], taken)
    assert [path.name for path in tmp_path.iterdir()] == ["a folder"]
