"""Buttons, chips and toggles: what presses them, what they say, where the keyboard goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui import theme
from pos_app.ui.widgets.button import Button, IconButton
from pos_app.ui.widgets.chips import ChipItem, ChipRow
from pos_app.ui.widgets.focus_ring import FocusRing
from pos_app.ui.widgets.nav_rail import NavItem, NavRail
from pos_app.ui.widgets.segmented import Segment, SegmentedToggle
from pos_app.ui.widgets.tile_button import TileButton
from tests.ui.hands import Stage, click, press


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_a_click_presses_a_button_and_leaves_the_keyboard_where_it_was(
    stage: Stage, qtbot: QtBot
) -> None:
    field, button = QLineEdit(), Button("Hold")
    stage.show(field, button)
    field.setFocus()
    with qtbot.waitSignal(button.clicked):
        click(button)
    assert field.hasFocus()


def test_space_presses_a_button_and_enter_does_not(stage: Stage) -> None:
    button = Button("Refund £12.30", "danger")
    pressed = QSignalSpy(button.clicked)
    stage.show(button)
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    assert pressed.count() == 0
    press(button, Qt.Key.Key_Space)
    assert pressed.count() == 1


def test_a_button_with_the_keyboard_has_a_ring_around_its_edge(stage: Stage) -> None:
    first, second = Button("One"), Button("Two")
    window = stage.show(first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert [ring.geometry() for ring in rings] == [first.geometry().adjusted(-4, -4, 4, 4)]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    assert [ring.geometry() for ring in rings] == [second.geometry().adjusted(-4, -4, 4, 4)]


def test_a_button_that_moved_out_of_a_closed_window_still_takes_the_keyboard(
    stage: Stage,
) -> None:
    button, other = Button("One"), QLineEdit()
    stage.show(button, other)
    button.setFocus()
    other.setFocus()
    second = stage.show(button)
    stage.destroy_first()
    button.setFocus()
    assert [ring.isVisible() for ring in second.findChildren(FocusRing)] == [True]


def test_a_busy_button_keeps_its_width_and_cannot_be_pressed(stage: Stage) -> None:
    button = Button("Pay", "primary")
    pressed = QSignalSpy(button.clicked)
    window = stage.show(button)
    before = button.sizeHint()
    button.set_busy("Paying a very long time")
    assert button.sizeHint() == before
    click(window, button.geometry().center())
    press(button, Qt.Key.Key_Space)
    assert pressed.count() == 0
    button.set_busy(None)
    click(button)
    assert pressed.count() == 1


def test_a_button_says_its_amount_and_its_count(qtbot: QtBot) -> None:
    pay = Button("Pay", "primary", 64, key="F10")
    qtbot.addWidget(pay)
    without = pay.sizeHint().width()
    pay.set_amount("£41.98")
    assert pay.accessibleName() == "Pay £41.98"
    assert pay.sizeHint().width() > without
    pay.set_badge("2")
    assert pay.accessibleName() == "Pay £41.98 2"


@pytest.mark.parametrize(("size", "height"), [(40, 40), (48, 48), (64, 64)])
def test_buttons_are_as_high_as_their_size_says(qtbot: QtBot, size: int, height: int) -> None:
    button = IconButton("x", "Close", size=size)  # type: ignore[arg-type]  # parametrised literal
    qtbot.addWidget(button)
    assert (button.sizeHint().width(), button.sizeHint().height()) == (height, height)
    assert button.accessibleName() == "Close" == button.toolTip()


def test_a_tile_says_its_note(qtbot: QtBot) -> None:
    tile = TileButton("Print", "printer", key="Alt 1", height=112)
    qtbot.addWidget(tile)
    tile.set_note("Printed 14:32", "circle-check")
    assert tile.accessibleName() == "Print, Printed 14:32"


def test_a_toggle_tells_its_choice_once_and_follows_the_arrow_keys(stage: Stage) -> None:
    toggle = SegmentedToggle(
        [Segment("grid", "layout-grid", "Cards"), Segment("table", "list", "T")]
    )
    stage.show(toggle)
    told = list[str]()
    toggle.chosen.connect(told.append)
    press(toggle, Qt.Key.Key_Right)
    press(toggle, Qt.Key.Key_Right)
    assert (told, toggle.current()) == (["table"], "table")
    toggle.set_current("grid")
    assert told == ["table"]


CHIPS = [ChipItem(name.lower(), name) for name in ("Bags", "Candles", "Party", "Home", "Garden")]


def row_of(qtbot: QtBot, width: int) -> ChipRow:
    row = ChipRow()
    qtbot.addWidget(row)
    row.set_chips(CHIPS)
    row.resize(width, 40)
    row.show()
    return row


def test_all_chips_are_shown_where_there_is_room(qtbot: QtBot) -> None:
    assert row_of(qtbot, 900).hidden_keys() == []


def test_chips_that_do_not_fit_are_behind_more_and_nothing_is_cut(qtbot: QtBot) -> None:
    row = row_of(qtbot, 300)
    assert row.hidden_keys() == ["home", "garden"]
    visible = [child for child in row.findChildren(QWidget) if child.isVisible()]
    assert len(visible) == 4
    assert all(row.rect().contains(child.geometry()) for child in visible)
    row.resize(900, 40)
    assert row.hidden_keys() == []


def test_a_chip_from_the_menu_is_chosen_and_named_by_more(qtbot: QtBot) -> None:
    row, told = row_of(qtbot, 300), list[str]()
    row.chosen.connect(told.append)
    menu = row.open_more()
    garden = menu.actions()[-1]
    garden.trigger()
    menu.close()
    assert (told, row.current()) == (["garden"], "garden")
    names = [c.accessibleName() for c in row.findChildren(QWidget) if c.isVisibleTo(row)]
    assert "Garden" in names


def test_arrow_keys_move_along_the_chips(stage: Stage, qtbot: QtBot) -> None:
    row = row_of(qtbot, 900)
    stage.show(row)
    bags, candles = (
        c for c in row.findChildren(QWidget) if c.accessibleName() in ("Bags", "Candles")
    )
    bags.setFocus()
    press(bags, Qt.Key.Key_Right)
    assert candles.hasFocus()


def test_the_first_chip_stands_at_the_right_when_reading_right_to_left(
    qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row = row_of(qtbot, 900)
    bags = next(c for c in row.findChildren(QWidget) if c.accessibleName() == "Bags")
    assert bags.geometry().right() == row.rect().right()


def test_the_rail_grows_with_its_labels_up_to_its_limit(qtbot: QtBot) -> None:
    widths = []
    for label in ("Sell", "Kundinnen und", "Kundinnen und Kunden"):
        rail = NavRail([NavItem("a", "users", label)])
        qtbot.addWidget(rail)
        widths.append(rail.width())
    assert widths[0] == 64 < widths[1] < widths[2] == 96


def test_the_rail_tells_where_to_go_and_says_its_badges(stage: Stage, qtbot: QtBot) -> None:
    rail = NavRail(
        [NavItem("sell", "shopping-cart", "Sell"), NavItem("sync", "refresh-cw", "Sync")]
    )
    stage.show(rail)
    rail.set_badge("sync", "7", warns=True)
    sync = next(c for c in rail.findChildren(QWidget) if c.accessibleName() == "Sync 7")
    with qtbot.waitSignal(rail.chosen) as told:
        click(sync)
    assert told.args == ["sync"]
