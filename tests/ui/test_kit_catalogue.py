"""The catalogue's views: what is where, what the keyboard and the pointer do, how many fit."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.ui import theme
from pos_app.ui.widgets.initials import person_initials, product_initials
from pos_app.ui.widgets.product_card import hit_ranges, picture_place
from pos_app.ui.widgets.product_grid import ProductGrid
from pos_app.ui.widgets.product_table import ProductTable
from pos_app.ui.widgets.uniform_view import UniformView
from tests.ui.gallery_sell import Products
from tests.ui.hands import Stage, click, press

MANY = 100_000
WIDTH, HEIGHT = 806, 600


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def filled(stage: Stage, view: UniformView, rows: int = 40) -> UniformView:
    model = Products(rows)
    model.setParent(view)
    view.setModel(model)
    stage.show(QLineEdit(), view, width=WIDTH, height=HEIGHT)
    return view


def middle_of(view: UniformView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def test_cards_share_the_width_and_keep_their_distances(stage: Stage) -> None:
    grid = filled(stage, ProductGrid())
    rects = [grid.visualRect(grid.model().index(row, 0)) for row in range(6)]
    assert grid.columns() == 5
    assert {rect.width() for rect in rects} == {144}
    assert [rect.x() for rect in rects] == [16, 172, 328, 484, 640, 16]
    assert [rect.y() for rect in rects] == [0, 0, 0, 0, 0, 200]


@pytest.mark.parametrize("width", [300, 500, 716, 768, 1200, 1900])
def test_a_card_is_never_too_narrow_or_too_wide(stage: Stage, width: int) -> None:
    grid = filled(stage, ProductGrid())
    grid.window().resize(width, HEIGHT)
    assert 136 <= grid.item_width() <= 168


def test_the_place_under_the_pointer_is_the_card_that_is_painted_there(stage: Stage) -> None:
    grid = filled(stage, ProductGrid())
    for row in range(10):
        assert grid.indexAt(middle_of(grid, row)).row() == row
    gap = QPoint(16 + 144 + 6, 50)
    assert not grid.indexAt(gap).isValid()
    assert not grid.indexAt(QPoint(4, 50)).isValid()


def test_right_to_left_the_first_card_stands_at_the_right(stage: Stage, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid = filled(stage, ProductGrid())
    first, second = (grid.visualRect(grid.model().index(row, 0)) for row in (0, 1))
    assert first.right() == grid.viewport().width() - 1 - 16
    assert second.right() < first.left()
    assert grid.indexAt(first.center()).row() == 0


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([Qt.Key.Key_Right], 1),
        ([Qt.Key.Key_Down], 5),
        ([Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up], 1),
        ([Qt.Key.Key_Left], 0),
        ([Qt.Key.Key_End], 39),
        ([Qt.Key.Key_End, Qt.Key.Key_Down], 39),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0),
        ([Qt.Key.Key_PageDown], 10),
    ],
)
def test_arrow_keys_move_through_the_grid(stage: Stage, keys: list[Qt.Key], row: int) -> None:
    grid = filled(stage, ProductGrid())
    grid.step(1)
    for key in keys:
        press(grid, key)
    assert grid.current_row() == row
    assert grid.viewport().rect().contains(middle_of(grid, row))


def test_right_arrow_goes_back_when_reading_right_to_left(stage: Stage, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid = filled(stage, ProductGrid())
    grid.step(1)
    press(grid, Qt.Key.Key_Left, times=2)
    press(grid, Qt.Key.Key_Right)
    assert grid.current_row() == 1


def test_enter_chooses_the_current_product_and_letters_go_to_the_window(stage: Stage) -> None:
    grid = filled(stage, ProductGrid())
    chosen, details = QSignalSpy(grid.chosen), QSignalSpy(grid.details_asked)
    press(grid, Qt.Key.Key_Return)
    assert chosen.count() == 0
    grid.step(1)
    grid.step(1)
    press(grid, Qt.Key.Key_Return)
    press(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(grid, Qt.Key.Key_A)
    assert (chosen.count(), chosen.at(0)) == (1, [5])
    assert (details.count(), details.at(0)) == (1, [5])
    assert grid.current_row() == 5


def test_a_click_chooses_and_the_right_button_asks_for_details(stage: Stage) -> None:
    grid = filled(stage, ProductGrid())
    chosen, details = QSignalSpy(grid.chosen), QSignalSpy(grid.details_asked)
    click(grid.viewport(), middle_of(grid, 7))
    click(grid.viewport(), middle_of(grid, 8), Qt.MouseButton.RightButton)
    click(grid.viewport(), QPoint(4, 50))
    assert (chosen.count(), chosen.at(0)) == (1, [7])
    assert (details.count(), details.at(0)) == (1, [8])


def test_stepping_from_the_search_field_starts_at_the_first_product(stage: Stage) -> None:
    table = filled(stage, ProductTable())
    table.step(1)
    assert table.current_row() == 0
    table.step(1)
    table.step(-1)
    table.step(-1)
    assert table.current_row() == 0
    table.clear_current()
    assert table.current_row() == -1


def test_a_new_result_starts_at_its_top(stage: Stage) -> None:
    grid = filled(stage, ProductGrid(), MANY)
    press(grid, Qt.Key.Key_End)
    press(grid, Qt.Key.Key_End)
    shorter = Products(3)
    shorter.setParent(grid)
    grid.setModel(shorter)
    assert grid.verticalScrollBar().value() == 0
    assert grid.current_row() == -1


@pytest.mark.parametrize("view", [ProductGrid, ProductTable])
def test_a_hundred_thousand_products_are_paged_through_at_once(
    stage: Stage, view: type[UniformView]
) -> None:
    """The bound is far above what is measured; a view that lays out every row exceeds it."""
    shown = filled(stage, view(), MANY)
    began = time.perf_counter()
    bar = shown.verticalScrollBar()
    for place in range(10):
        bar.setValue(bar.maximum() * place // 9)
        shown.viewport().grab()
    assert (time.perf_counter() - began) / 10 < 0.25
    assert shown.indexAt(QPoint(50, shown.viewport().height() - 20)).row() > MANY - 10


def test_both_views_paint_every_state_of_a_product(stage: Stage) -> None:
    for view in (ProductGrid(), ProductTable()):
        shown = filled(stage, view, 15)
        shown.step(1)
        first, other = (shown.visualRect(shown.model().index(row, 0)) for row in (0, 1))
        picture = shown.viewport().grab().toImage()
        assert picture.copy(first) != picture.copy(other)


@pytest.mark.parametrize(
    ("text", "words", "ranges"),
    [
        ("Jumbo Bag Red Retrospot", ["re"], [(10, 2), (14, 2)]),
        ("Regency Cakestand", ["RE"], [(0, 2)]),
        ("Party Bunting", ["re"], []),
        ("Set of 3 Regency (tins)", ["3", "tins"], [(7, 1), (18, 4)]),
        ("A. B", ["."], []),
        ("Any", [""], []),
    ],
)
def test_hits_are_beginnings_of_words(
    text: str, words: list[str], ranges: list[tuple[int, int]]
) -> None:
    assert hit_ranges(text, words) == ranges


@pytest.mark.parametrize(
    ("width", "height", "place"),
    [
        (192, 192, QRect(20, 0, 96, 96)),
        (96, 192, QRect(44, 0, 48, 96)),
        (400, 100, QRect(0, 31, 136, 34)),
        (136, 100, QRect(0, -2, 136, 100)),
    ],
)
def test_a_picture_is_whole_unless_it_nearly_fits(width: int, height: int, place: QRect) -> None:
    assert picture_place(QRect(0, 0, 136, 96), width, height) == place


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("6 Ribbons Rustic Charm", "RR"),
        ("Recipe Box Pantry Yellow Design", "RB"),
        ("Lantern", "L"),
        ("I ❤ London", "L"),
        ("3", ""),
    ],
)
def test_initials_of_products_come_from_their_words(name: str, initials: str) -> None:
    assert product_initials(name) == initials


@pytest.mark.parametrize(
    ("name", "initials"), [("Sales 1", "S1"), ("Ana María del Mar", "AM"), ("It", "I"), ("", "")]
)
def test_initials_of_people_come_from_both_ends(name: str, initials: str) -> None:
    assert person_initials(name) == initials
