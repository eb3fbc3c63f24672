"""The other parts: messages, states, progress, charts, tables, status."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui import theme, tokens
from pos_app.ui.widgets.banner import Banner
from pos_app.ui.widgets.bar_chart import BarChart, Series, nice_top
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.data_table import Cell, Column, DataTable
from pos_app.ui.widgets.label import Label
from pos_app.ui.widgets.painting import Strip
from pos_app.ui.widgets.press_target import PressTarget
from pos_app.ui.widgets.progress import ProgressBar
from pos_app.ui.widgets.share_bar import Share, ShareBar
from pos_app.ui.widgets.state_view import StatefulArea, StateView
from pos_app.ui.widgets.status_row import StatusRow
from pos_app.ui.widgets.step_trail import Step, StepTrail
from pos_app.ui.widgets.sums import SumRow, SumsPanel
from pos_app.ui.widgets.switch import CheckBox, Switch
from pos_app.ui.widgets.toast import ToastArea
from tests.ui import gallery
from tests.ui.hands import Stage, click, press


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    theme.apply_theme(qapp, "light")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def visible_button(widget: QWidget) -> Button:
    return next(b for b in widget.findChildren(Button) if b.isVisible())


def test_a_row_gives_out_its_places_from_both_ends_and_mirrors_them() -> None:
    bounds = QLabel().rect()
    bounds.setRect(10, 0, 100, 40)
    strip = Strip(bounds, Qt.LayoutDirection.LeftToRight)
    assert strip.lead(20, 5).getRect() == (10, 0, 20, 40)
    assert strip.trail(30, 5).getRect() == (80, 0, 30, 40)
    assert strip.rest().getRect() == (35, 0, 40, 40)
    mirrored = Strip(bounds, Qt.LayoutDirection.RightToLeft)
    assert mirrored.lead(20, 5).getRect() == (90, 0, 20, 40)
    assert mirrored.trail(30, 5).getRect() == (10, 0, 30, 40)
    assert mirrored.rest().getRect() == (45, 0, 40, 40)


def test_a_wrapped_label_has_the_height_of_its_lines(qtbot: QtBot) -> None:
    label = Label("The other 4,334 can be shown with a network.", wrap=True)
    qtbot.addWidget(label)
    one, two = label.heightForWidth(1000), label.heightForWidth(200)
    assert (one, two) == (20, 40)


def test_a_label_never_reads_its_text_as_markup(qtbot: QtBot) -> None:
    label = Label("<b>Bags</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > Label("Bags").sizeHint().width()


def test_a_banner_offers_one_thing_to_do(stage: Stage) -> None:
    banner = Banner("danger", "Printer has no paper.", "Receipts wait", action="Try again")
    stage.show(banner)
    acted = QSignalSpy(banner.acted)
    click(visible_button(banner))
    assert acted.count() == 1
    assert banner.accessibleName() == "Printer has no paper. Receipts wait"
    banner.show_message("positive", "Printing again.")
    assert not [b for b in banner.findChildren(Button) if b.isVisible()]


def test_a_narrow_banner_is_as_high_as_its_text(stage: Stage, qtbot: QtBot) -> None:
    banner = Banner("danger", "Printer has no paper.", "Receipts wait", action="Try again")
    window = stage.show(banner, width=500, height=300)
    qtbot.waitUntil(lambda: banner.height() == 48)
    window.resize(300, 300)
    qtbot.waitUntil(lambda: banner.height() == 56)


def test_a_toast_goes_by_itself_and_its_action_counts_once(stage: Stage, qtbot: QtBot) -> None:
    area, undone = ToastArea(QWidget()), list[str]()
    stage.show(area, width=600, height=300)
    area.show_toast("Party Bunting removed", "Undo", lambda: undone.append("bunting"))
    assert area.toast.isVisible()
    assert area.rect().contains(area.toast.geometry())
    click(visible_button(area.toast))
    assert (undone, area.toast.isVisible()) == (["bunting"], False)
    area.show_toast("Held", "Resume", lambda: undone.append("held"))
    timer = area.toast.findChild(type(area.toast._timer))  # noqa: SLF001  # waiting 5 s is no test
    assert timer is not None
    assert timer.interval() == tokens.TOAST_MS
    timer.setInterval(1)
    qtbot.waitUntil(area.toast.isHidden)
    assert undone == ["bunting"]


def test_a_toast_shown_by_the_action_of_another_stays(stage: Stage) -> None:
    area = ToastArea(QWidget())
    stage.show(area, width=600, height=300)
    area.show_toast("Removed", "Undo", lambda: area.show_toast("Put back"))
    click(visible_button(area.toast))
    assert (area.toast.text(), area.toast.isVisible()) == ("Put back", True)


@pytest.mark.parametrize("state", ["empty", "error", "offline", "no-permission"])
def test_every_state_has_its_next_step(stage: Stage, state: str) -> None:
    view = StateView()
    stage.show(view)
    view.show_state(state, "Nothing here", "Because", "Do this")  # type: ignore[arg-type]  # parametrised literal
    acted = QSignalSpy(view.acted)
    click(visible_button(view))
    assert acted.count() == 1
    assert view.accessibleName() == "Nothing here. Because"


def test_loading_can_be_stopped_where_that_is_offered(stage: Stage) -> None:
    area = StatefulArea(Label("content"))
    stage.show(area)
    view = area.show_states()
    view.show_loading("Loading", "1,240 of 4,372", done=1240, total=4372, cancellable=True)
    cancelled = QSignalSpy(view.cancelled)
    click(visible_button(view))
    assert cancelled.count() == 1
    area.show_content()
    assert area.currentIndex() == 0


def test_progress_says_its_figure(stage: Stage) -> None:
    progress = ProgressBar("Import", cancellable=True)
    stage.show(progress)
    progress.set_progress(2918, 4070, "2,918 of 4,070")
    assert progress.accessibleDescription() == "2,918 of 4,070"
    progress.set_progress(0, 0, "")
    cancelled = QSignalSpy(progress.cancelled)
    click(visible_button(progress))
    assert cancelled.count() == 1


@pytest.mark.parametrize(
    ("largest", "top"),
    [(0, 4), (1, 4), (7, 8), (84300, 100_000), (100_000, 100_000), (100_001, 120_000), (9, 10)],
)
def test_the_axis_ends_at_a_round_number_above_the_largest_bar(largest: int, top: int) -> None:
    assert nice_top(largest) >= largest
    if largest != 9:
        assert nice_top(largest) == top


def chart(stage: Stage) -> BarChart:
    made = BarChart(lambda value: f"£{value}")
    stage.show(made, width=480, height=220)
    made.set_data(["9:00", "10:00"], [Series("Today", (5, 7)), Series("Before", (6, 0))])
    return made


def test_the_chart_says_all_its_figures(stage: Stage) -> None:
    said = chart(stage).accessibleDescription()
    assert said == "9:00: Today £5, Before £6; 10:00: Today £7, Before £0"


def test_arrow_keys_walk_along_the_bars(stage: Stage) -> None:
    bars = chart(stage)
    press(bars, Qt.Key.Key_Right)
    assert bars.marked() == 0
    press(bars, Qt.Key.Key_Right, times=3)
    assert bars.marked() == 1
    press(bars, Qt.Key.Key_Left)
    assert bars.marked() == 0


def test_a_series_of_another_length_is_refused_by_name(stage: Stage) -> None:
    with pytest.raises(ValueError, match="'Before' needs 1 values"):
        chart(stage).set_data(["9:00"], [Series("Before", (1, 2))])


def test_an_empty_chart_takes_no_keys(stage: Stage) -> None:
    empty = BarChart(empty_text="No sales yet")
    stage.show(empty, width=300, height=200)
    press(empty, Qt.Key.Key_Right)
    assert empty.marked() == -1


def test_shares_and_sums_and_steps_say_what_they_show(stage: Stage) -> None:
    shares, sums, trail = ShareBar(), SumsPanel(), StepTrail()
    stage.show(shares, sums, trail)
    shares.set_shares([Share("Cash", 1, "100 %", "£1.00")])
    sums.set_sums([SumRow("VAT", "£0.17")], SumRow("Total", "£1.00"))
    trail.set_steps([Step("Safe here", "14:32", "done"), Step("Sent", "soon", "next")])
    assert shares.accessibleDescription() == "Cash 100 % £1.00"
    assert sums.accessibleDescription() == "" != sums.accessibleName()
    assert sums.total_text() == "£1.00"
    assert trail.accessibleName() == "Safe here: 14:32; Sent: soon"


def table(stage: Stage) -> DataTable:
    made = DataTable([Column("What"), Column("Amount", 100, numeric=True)], name="Journal")
    stage.show(made, width=400, height=300)
    made.set_rows([["Sale", Cell("£41.98", strong=True)], ["Return", Cell("−£21.12")]])
    return made


def test_a_table_shows_its_rows_and_titles(stage: Stage) -> None:
    made = table(stage)
    model = made.model()
    texts = [[model.index(r, c).data() for c in range(2)] for r in range(2)]
    assert texts == [["Sale", "£41.98"], ["Return", "−£21.12"]]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Amount"
    assert (made.rowHeight(0), made.horizontalHeader().height()) == (48, 32)
    assert made.columnWidth(1) == 100


def test_a_table_tells_what_is_chosen_and_opened(stage: Stage) -> None:
    made = table(stage)
    chosen, opened = QSignalSpy(made.row_chosen), QSignalSpy(made.row_opened)
    made.choose_row(0)
    press(made, Qt.Key.Key_Down)
    press(made, Qt.Key.Key_Return)
    assert [chosen.at(i)[0] for i in range(chosen.count())] == [0, 1]
    assert opened.at(0) == [1]
    made.choose_row(-1)
    assert made.chosen_row() == -1


def test_switches_are_turned_by_space(stage: Stage) -> None:
    for mark in (CheckBox("Remember"), Switch("Dark")):
        stage.show(mark)
        press(mark, Qt.Key.Key_Space)
        assert mark.isChecked()


def test_the_status_row_asks_for_its_pages(stage: Stage) -> None:
    status = StatusRow()
    stage.show(status, width=1200, height=60)
    status.sync.set_state("offline", "Offline: 7 safe here")
    status.set_open_sale("Open sale, 14 items: £41.98")
    parts = {p.accessibleName(): p for p in status.findChildren(PressTarget) if p.isVisible()}
    signals = {
        "Offline: 7 safe here": status.sync_clicked,
        "Keys": status.keys_clicked,
        "Lock": status.lock_clicked,
        "Open sale, 14 items: £41.98": status.sale_clicked,
    }
    for name, signal in signals.items():
        told = QSignalSpy(signal)
        click(parts[name])
        assert told.count() == 1, name
    status.set_open_sale("")
    assert not parts["Open sale, 14 items: £41.98"].isVisible()


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("appearance", list(tokens.APPEARANCES))
def test_every_page_of_the_gallery_can_be_painted(
    qapp: QApplication, qtbot: QtBot, appearance: tokens.Mode, direction: Qt.LayoutDirection
) -> None:
    theme.apply_theme(qapp, appearance)
    qapp.setLayoutDirection(direction)
    for name, page in gallery.pages().items():
        qtbot.addWidget(page)
        page.show()
        picture = page.grab().toImage()
        colours = {
            picture.pixelColor(x, y).rgb() for x in range(0, 600, 7) for y in range(0, 500, 7)
        }
        assert len(colours) > 8, name
