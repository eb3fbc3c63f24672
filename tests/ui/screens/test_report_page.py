"""The page of a day's report, as somebody looks at it and works with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Session
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.pictures import Pictures
from pos_app.ui.screens.reports.presenter import ReportPresenter
from pos_app.ui.screens.reports.screen import ReportScreen
from pos_app.ui.widgets.data_table import CELL, DataTable
from pos_core.permissions import Role
from tests.fakes.ui_services import SALES_1, FakeTill
from tests.ui.hands import Stage, click
from tests.ui.screens.heard import Heard
from tests.ui.screens.reported import (
    TODAY,
    WEEK_BEFORE,
    YESTERDAY,
    Later,
    day_report,
    empty_report,
)

Page = Callable[..., ReportScreen]


@pytest.fixture
def page(manager_desk: Desk, till: FakeTill, qtbot: QtBot) -> Page:
    """Opens the page in a window of the size that is the reference."""
    till.read_report.by_day = {
        TODAY: day_report(times=2),
        WEEK_BEFORE: day_report(WEEK_BEFORE),
        YESTERDAY: day_report(YESTERDAY),
    }

    stage = Stage(qtbot)

    def opened(width: int = 1302) -> ReportScreen:
        pictures = Pictures(till.media, Immediate())
        screen = ReportScreen(manager_desk, ReportPresenter(manager_desk), pictures)
        stage.show(screen, width=width, height=728)
        screen.open()
        return screen

    return opened


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def cells(table: DataTable) -> list[list[str]]:
    model = table.model()
    columns = range(model.columnCount())
    return [
        [model.index(row, column).data() for column in columns] for row in range(model.rowCount())
    ]


def said(page: ReportScreen) -> str:
    """Everything that stands in the place of the report."""
    labels = page.area.states.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_figures_can_be_read_by_their_names(page: Page) -> None:
    screen = page()
    assert part(screen, "reports.takings").accessibleName() == "Takings, £175.00"
    assert part(screen, "reports.sales").accessibleName().split()[-1] == "6"
    comparison = part(screen, "reports.takings").accessibleDescription()
    assert comparison == "+100.0\u00a0% by 14:00"
    assert screen.source.text() == "From the books, all registers"
    assert not screen.banner.isVisible()


def test_everything_fits_at_the_reference_size(page: Page) -> None:
    screen = page()
    for table in (screen.products.table, screen.staff.table):
        assert table.verticalScrollBar().maximum() == 0
    assert len(cells(screen.products.table)) == 5


def test_a_narrow_window_leaves_out_what_can_be_missed(page: Page) -> None:
    screen = page(960)
    shown = [card.objectName() for card in screen.figures if card.isVisible()]
    assert shown == [
        "reports.takings", "reports.sales", "reports.average", "reports.items", "reports.returns",
    ]  # fmt: skip


def test_the_chart_shows_both_days_and_turns_into_a_table(page: Page) -> None:
    screen = page()
    words = screen.hours.chart.accessibleDescription()
    assert "9:00: Today £120.00, Sat 14 Nov £60.00" in words
    click(part(screen, "reports.as_table"))
    table = screen.hours.table
    assert table.isVisible()
    assert ["9:00", "4", "£120.00", "£60.00"] in cells(table)
    click(part(screen, "reports.as_table"))
    assert screen.hours.chart.isVisible()


def test_all_products_or_the_best_can_be_shown(page: Page) -> None:
    screen = page()
    more = part(screen, "reports.all_products")
    assert more.accessibleName() == "All 7"
    click(more)
    assert len(cells(screen.products.table)) == 7
    click(more)
    assert [row[0] for row in cells(screen.products.table)] == [
        f"Product {n}" for n in range(7, 2, -1)
    ]


def test_products_are_shown_with_their_pictures(page: Page, till: FakeTill, tmp_path: Path) -> None:
    image = QImage(192, 144, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(tmp_path / "thumbnail.png"))
    card = till.find_products.cards[0]
    product = replace(card.product, sku="SKU7")
    till.find_products.cards = [replace(card, product=product, thumbnail_sha256="report-picture")]
    till.media.files["report-picture"] = tmp_path / "thumbnail.png"
    model = page().products.table.model()
    first, second = (model.index(row, 0).data(CELL) for row in (0, 1))
    assert (first.picture.width(), first.picture.height()) == (144, 144)
    assert second.initials == ("P", "SKU6")


def test_days_are_changed_one_by_one_and_never_into_the_future(page: Page) -> None:
    screen = page()
    assert not screen.days.forth.isEnabled()
    click(part(screen, "reports.day_before"))
    assert screen.head.title.text() == "Fri 20 Nov"
    assert screen.days.name.text() == "Yesterday"
    click(part(screen, "reports.day_after"))
    assert screen.head.title.text() == "Today"


def test_a_day_is_chosen_by_its_name(page: Page) -> None:
    screen = page()
    menu = screen.days.open_menu()
    names = [action.text() for action in menu.actions()]
    assert names[:3] == ["Today", "Yesterday", "Thu 19 Nov"]
    assert names[-1] == "Sat 14 Nov"
    week_before: QAction = menu.actions()[-1]
    week_before.trigger()
    menu.close()
    assert screen.head.title.text() == "Sat 14 Nov"


def test_an_empty_day_leads_back_to_selling(page: Page, till: FakeTill) -> None:
    till.read_report.by_day[TODAY] = empty_report()
    screen = page()
    asked = Heard(screen.sell_asked)
    assert "No sales yet today" in said(screen)
    assert "Sat 14 Nov came to £85.00." in said(screen)
    assert not screen.export.isEnabled()
    screen.area.states.acted.emit()
    assert len(asked) == 1


def test_a_past_day_without_sales_leads_to_today(page: Page, till: FakeTill) -> None:
    till.read_report.by_day[YESTERDAY] = empty_report(YESTERDAY)
    screen = page()
    click(part(screen, "reports.day_before"))
    assert "No sales on Fri 20 Nov" in said(screen)
    screen.area.states.acted.emit()
    assert screen.head.title.text() == "Today"


def test_own_books_are_told_with_the_reason_and_read_again(page: Page, till: FakeTill) -> None:
    till.read_report.by_day = {TODAY: day_report(source="register")}
    screen = page()
    assert screen.banner.isVisible()
    assert screen.banner.accessibleName().startswith("Only Till 2 is in these figures. The server")
    till.read_report.by_day[TODAY] = day_report()
    screen.banner.acted.emit()
    assert not screen.banner.isVisible()


def test_whoever_signed_in_offline_is_told_to_sign_in_again(
    page: Page, till: FakeTill, manager_desk: Desk
) -> None:
    assert manager_desk.session is not None
    manager_desk.session = replace(manager_desk.session, offline=True)
    till.read_report.by_day = {TODAY: day_report(source="register")}
    screen = page()
    asked = Heard(screen.lock_asked)
    assert "Sign in again" in screen.banner.accessibleName()
    screen.banner.acted.emit()
    assert len(asked) == 1


def test_a_salesperson_sees_three_figures_of_their_own(page: Page, manager_desk: Desk) -> None:
    manager_desk.session = SALES_1
    screen = page()
    assert [card.text() for card in screen.figures if card.isVisible()] == [
        "Your takings", "Your sales", "Your average sale",
    ]  # fmt: skip
    assert not screen.hours.isVisible()
    assert screen.banner.accessibleName().startswith("Your own figures at Till 2.")


def test_the_next_person_sees_nothing_of_what_the_last_one_saw(
    page: Page, manager_desk: Desk, tmp_path: Path
) -> None:
    screen = page()
    later = manager_desk.background = Later()
    manager_desk.session = SALES_1
    screen.open()
    assert not part(screen, "reports.takings").isVisible()
    assert not screen.export.isEnabled()
    screen.presenter.save(tmp_path / "report.csv")
    later.do_all()
    assert part(screen, "reports.takings").accessibleName() == "Your takings, £50.00"
    assert list(tmp_path.iterdir()) == []


def test_without_permission_somebody_else_can_sign_in(page: Page, manager_desk: Desk) -> None:
    manager_desk.session = Session("i1", "it1", "IT 1", frozenset({Role.IT}), offline=False)
    screen = page()
    asked = Heard(screen.lock_asked)
    assert "Reports are for those who sell" in said(screen)
    assert not screen.days.isVisible()
    assert not screen.export.isVisible()
    screen.area.states.acted.emit()
    assert len(asked) == 1


def test_a_report_that_cannot_be_read_can_be_tried_again(page: Page, till: FakeTill) -> None:
    kept = till.read_report.by_day
    till.read_report.by_day = {}
    screen = page()
    assert "The server cannot be reached." in said(screen)
    till.read_report.by_day = kept
    screen.area.states.acted.emit()
    assert screen.head.title.text() == "Today"
    assert screen.hours.isVisible()


def test_progress_shows_only_when_reading_takes_long(
    page: Page, manager_desk: Desk, qtbot: QtBot
) -> None:
    later = manager_desk.background = Later()
    screen = page()
    assert "Reading" not in said(screen)
    qtbot.waitUntil(lambda: "Reading the figures" in said(screen), timeout=2000)
    later.do_all()
    assert screen.hours.isVisible()
    assert screen.refresh.isEnabled()


def test_what_is_shown_is_saved_where_somebody_says(page: Page, tmp_path: Path) -> None:
    screen = page()
    click(part(screen, "reports.export"))
    panel = screen.findChild(QFileDialog, "save_panel")
    assert isinstance(panel, QFileDialog)
    assert Path(panel.selectedFiles()[0]).name == "report-2026-11-21.csv"
    panel.fileSelected.emit(str(tmp_path / "report.csv"))
    panel.close()
    assert screen.toasts.toast.text() == "Saved as report.csv"
    assert (tmp_path / "report.csv").read_text(encoding="utf-8-sig").startswith("Day,Part,")


def test_a_table_that_cannot_be_saved_is_told(page: Page, tmp_path: Path) -> None:
    screen = page()
    screen.presenter.save(tmp_path / "nowhere" / "report.csv")
    told = screen.toasts.toast.text()
    assert told == "The file could not be saved there."


def test_every_way_into_the_page_begins_with_today(page: Page) -> None:
    screen = page()
    click(part(screen, "reports.day_before"))
    screen.open()
    assert screen.days.name.text() == "Today"
    assert screen.presenter.day == date.fromisoformat(TODAY)
