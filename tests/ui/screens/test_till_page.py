"""The page of the till's drawer, as somebody opens it, moves cash, counts blind and closes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Session
from pos_app.ui.desk import Desk
from pos_app.ui.screens.till.presenter import TillPresenter
from pos_app.ui.screens.till.screen import TillScreen
from pos_app.ui.widgets.data_table import CELL, DataTable
from pos_core.errors import DeviceFailed, StorageFailed
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind
from tests.builders import sale
from tests.fakes.ui_services import MANAGER_1, FakeTill
from tests.ui.hands import Stage, click, press, type_text

Page = Callable[..., TillScreen]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    """Opens the page in a window of the size that is the reference."""
    stage = Stage(qtbot)

    def opened(width: int = 1302, height: int = 728) -> TillScreen:
        screen = TillScreen(desk, TillPresenter(desk))
        stage.show(screen, width=width, height=height)
        screen.open()
        return screen

    return opened


def part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def text(page: QWidget, name: str) -> str:
    label = part(page, name)
    assert isinstance(label, QLabel)
    return label.text()


def shown(table: QWidget) -> list[list[str]]:
    assert isinstance(table, DataTable)
    model = table.model()
    return [
        [model.index(row, column).data(CELL).text for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def open_with(page: TillScreen, digits: str) -> None:
    type_text(page.closed.amount.field, digits)
    click(part(page, "till.open"))


def count_pounds(page: TillScreen, *counts: int) -> None:
    """Count so many fifties, twenties, tens …"""
    for field, count in zip(page.close_page.count.fields, counts, strict=False):
        field.setText(str(count))


def test_a_till_is_opened_with_what_is_counted_into_it(page: Page, till: FakeTill) -> None:
    screen = page()
    assert screen.closed.closes.area.states.title() == "No Z report yet"
    open_with(screen, "15000")
    assert till.sessions.opening is not None
    assert till.sessions.opening.opening_float_minor == 15_000
    assert screen.head.about.text().startswith("Open since Sat 21 Nov")
    assert part(screen, "till.moves").isHidden() or screen.opened.area.currentIndex() == 1


def test_a_float_may_be_nothing_and_enter_opens(page: Page, till: FakeTill) -> None:
    screen = page()
    press(screen.closed.amount.field, Qt.Key.Key_Return)
    assert till.sessions.opening is not None
    assert till.sessions.opening.opening_float_minor == 0


def test_cash_goes_out_with_a_reason_and_is_listed(page: Page, till: FakeTill) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.opened.form.kinds.set_current(CashMoveKind.PAID_OUT.value)
    type_text(screen.opened.form.amount.field, "1250")
    type_text(screen.opened.form.reason.edit, "Window cleaner")
    press(screen.opened.form.reason.edit, Qt.Key.Key_Return)
    (move,) = till.sessions.moves
    assert (move.kind, move.signed_minor, move.reason) == (
        CashMoveKind.PAID_OUT,
        -1250,
        "Window cleaner",
    )
    assert shown(part(screen, "till.moves"))[0][1:3] == ["Paid out", "Window cleaner"]
    assert screen.opened.form.amount.minor() is None, "ready for the next"


def test_a_move_without_a_reason_says_so_at_its_field_and_changes_nothing(
    page: Page, till: FakeTill
) -> None:
    screen = page()
    open_with(screen, "0")
    type_text(screen.opened.form.amount.field, "500")
    click(part(screen, "till.move"))
    assert till.sessions.moves == []
    assert screen.opened.form.reason.edit.property("invalid") is True
    assert screen.opened.form.amount.minor() == 500, "what was typed stays"


def test_what_is_expected_is_shown_after_the_count_only(page: Page, till: FakeTill) -> None:
    screen = page()
    open_with(screen, "15000")
    till.sessions.sales.append(sale(1))
    click(part(screen, "till.count_and_close"))
    assert not part(screen, "till.expected").isVisible()
    count_pounds(screen, 3, 0, 1)
    assert text(screen, "till.counted") == "£160.00"
    click(part(screen, "till.compare"))
    assert text(screen, "till.expected") == "£162.00"
    assert text(screen, "till.difference") == "£2.00"
    assert not screen.close_page.count.fields[0].isEnabled(), "a count that was compared is locked"
    assert part(screen, "till.close").isEnabled(), "within the limit"


def test_enter_goes_from_row_to_row_and_on_to_comparing(page: Page) -> None:
    screen = page()
    open_with(screen, "0")
    screen.begin_count()
    fields = screen.close_page.count.fields
    for field in fields:
        assert field.hasFocus()
        press(field, Qt.Key.Key_Return)
    assert screen.close_page.compare.hasFocus()
    fields[3].setFocus()
    press(fields[3], Qt.Key.Key_Up)
    assert fields[2].hasFocus()


def test_a_difference_over_the_limit_wants_a_reason_before_the_till_is_closed(
    page: Page, till: FakeTill
) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    count_pounds(screen, 2)
    click(part(screen, "till.compare"))
    assert not part(screen, "till.close").isEnabled()
    type_text(screen.close_page.reason.reason.edit, "Wrong change given")
    click(part(screen, "till.close"))
    (closing,) = till.sessions.closes
    assert (closing.difference_minor, closing.reason) == (-5_000, "Wrong change given")
    assert closing.accepted_by is None, "a manager looks at it later"
    assert text(screen, "till.z_number") == "Till 2 is closed with T2-Z0001"
    assert text(screen, "till.z_difference") == "£50.00"
    assert till.sessions.printed == ["T2-Z0001"]


def test_a_manager_accepts_a_difference_by_closing(page: Page, till: FakeTill, desk: Desk) -> None:
    desk.session = MANAGER_1
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    click(part(screen, "till.compare"))
    type_text(screen.close_page.reason.reason.edit, "Bank bag taken")
    press(screen.close_page.reason.reason.edit, Qt.Key.Key_Return)
    assert till.sessions.closes[0].accepted_by == desk.actor


def test_cash_that_came_in_since_comparing_is_compared_again(page: Page, till: FakeTill) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    count_pounds(screen, 3)
    click(part(screen, "till.compare"))
    till.sessions.sales.append(sale(1))
    click(part(screen, "till.close"))
    assert till.sessions.closes == []
    assert screen.close_page.banner.title() == "Cash came in or went out since you compared."
    assert text(screen, "till.expected") == "£162.00"


def test_what_is_pending_is_said_and_waits_for_nothing(page: Page, till: FakeTill) -> None:
    till.sessions.unposted = 3
    screen = page()
    open_with(screen, "0")
    screen.begin_count()
    click(part(screen, "till.compare"))
    assert screen.close_page.reason.pending.title() == "3 entries are not in the books yet"
    assert part(screen, "till.close").isEnabled()


def test_counting_again_begins_from_nothing(page: Page) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    count_pounds(screen, 3)
    click(part(screen, "till.compare"))
    click(part(screen, "till.count_again"))
    assert text(screen, "till.counted") == "£0.00"
    assert screen.close_page.count.fields[0].hasFocus()


def test_a_printer_that_is_not_there_changes_nothing_about_the_close(
    page: Page, till: FakeTill
) -> None:
    till.sessions.printer_broken = DeviceFailed("printer.absent")
    screen = page()
    open_with(screen, "0")
    screen.begin_count()
    click(part(screen, "till.compare"))
    click(part(screen, "till.close"))
    assert len(till.sessions.closes) == 1
    assert screen.z_page.banner.title() == "No receipt printer is set up."
    till.sessions.printer_broken = None
    click(part(screen, "till.z_print"))
    assert till.sessions.printed == ["T2-Z0001 copy"]


def test_earlier_reports_are_listed_and_looked_at(page: Page) -> None:
    screen = page()
    open_with(screen, "0")
    screen.begin_count()
    click(part(screen, "till.compare"))
    click(part(screen, "till.close"))
    assert screen.step_back(), "Esc leads back to the till"
    assert shown(part(screen, "till.closes"))[0][0] == "T2-Z0001"
    click(part(screen, "till.look"))
    assert screen.z_page.isVisible()


def test_a_count_that_was_left_for_a_customer_is_still_there(page: Page) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    count_pounds(screen, 3)
    screen.open()
    assert text(screen, "till.counted") == "£150.00"
    assert screen.step_back(), "Esc leaves the count"
    assert not screen.step_back()


def test_an_x_report_is_printed_at_any_time(page: Page, till: FakeTill) -> None:
    screen = page()
    open_with(screen, "0")
    click(part(screen, "till.x"))
    assert till.sessions.printed == ["X"]


def test_a_till_that_cannot_be_read_says_so_and_can_be_read_again(
    page: Page, till: FakeTill
) -> None:
    till.sessions.broken = StorageFailed("storage.io")
    screen = page()
    assert screen.area.currentIndex() == 1
    till.sessions.broken = None
    screen.area.states.acted.emit()
    assert screen.area.currentIndex() == 0


def test_somebody_who_does_not_sell_is_told_who_may(page: Page, desk: Desk) -> None:
    desk.session = Session("i1", "it1", "It 1", frozenset({Role.IT}), offline=False)
    screen = page()
    assert screen.area.states.title() == "The drawer is for those who sell"


def test_a_report_is_saved_as_a_file_that_says_what_the_paper_says(
    page: Page, tmp_path: Path
) -> None:
    screen = page()
    open_with(screen, "15000")
    screen.begin_count()
    count_pounds(screen, 3)
    click(part(screen, "till.compare"))
    click(part(screen, "till.close"))
    assert screen.presenter.suggested_file() == "T2-Z0001.pdf"
    file = tmp_path / "z.pdf"
    screen.presenter.save_pdf(file)
    assert screen.z_page.banner.title() == "Saved as z.pdf"
    found = pypdfium2.PdfDocument(str(file))[0].get_textpage().get_text_range()
    for words in ("Lantern & Lace", "Z report T2-Z0001", "3 × £50", "£150.00", "Difference"):
        assert words in found


def test_a_file_that_cannot_be_written_is_said_and_the_report_stays(
    page: Page, tmp_path: Path
) -> None:
    screen = page()
    open_with(screen, "0")
    screen.begin_count()
    click(part(screen, "till.compare"))
    click(part(screen, "till.close"))
    screen.presenter.save_pdf(tmp_path / "nowhere" / "z.pdf")
    assert screen.z_page.banner.title() == "The file could not be saved there."
    assert screen.z_page.isVisible()


@pytest.mark.parametrize(("width", "height"), [(896, 436), (960, 536), (1302, 664)])
def test_every_way_on_is_whole_in_every_window(page: Page, width: int, height: int) -> None:
    screen = page(width, height)
    assert screen.width() == width, "no page is wider than the window"

    def whole(name: str) -> bool:
        widget = part(screen, name)
        return widget.visibleRegion().boundingRect() == widget.rect()

    assert whole("till.open")
    open_with(screen, "0")
    assert whole("till.count_and_close")
    assert whole("till.move")
    screen.begin_count()
    assert whole("till.compare")
    click(part(screen, "till.compare"))
    assert whole("till.close")
    click(part(screen, "till.close"))
    assert whole("till.z_sell")
