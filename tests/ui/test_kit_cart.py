"""The cart: selection, tools, what changes and what stays when lines come and go."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui import theme
from pos_app.ui.widgets.button import Button
from pos_app.ui.widgets.cart_line import CartLine, Explanation, line_height
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.cart_tools import LineTools, UnknownTools
from tests.ui.hands import Stage, click, press

UNKNOWN = CartLine("u", "Unknown barcode", code="5 012345 678900", kind="unknown")


def line(number: int, explanations: int = 0) -> CartLine:
    why = tuple(Explanation("tag", f"Promotion {n}", "−£1.00") for n in range(explanations))
    return CartLine(str(number), f"Bag {number}", "2", "£1.00 each", "£2.00", explanations=why)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.fixture
def cart(stage: Stage) -> CartList:
    shown = CartList()
    stage.show(shown, width=496, height=500)
    shown.set_lines([line(1), line(2, explanations=2), line(3)])
    return shown


def rects(cart: CartList) -> list[tuple[int, int]]:
    """Top and height of every line."""
    model = cart.model()
    places = (cart.visualRect(model.index(row, 0)) for row in range(model.rowCount()))
    return [(place.y(), place.height()) for place in places]


def tools(cart: CartList) -> list[QWidget]:
    """The rows of tools that can be seen."""
    kinds = (LineTools, UnknownTools)
    return [w for w in cart.viewport().children() if isinstance(w, kinds) and w.isVisible()]


def test_a_line_is_as_high_as_what_it_says() -> None:
    assert [line_height(line(1, n), False) for n in range(3)] == [56, 76, 96]
    assert line_height(line(1), True) == 104


def test_only_the_selected_line_has_tools_and_they_stand_below_it(cart: CartList) -> None:
    assert tools(cart) == []
    cart.select_line("2")
    assert rects(cart) == [(0, 56), (56, 144), (200, 56)]
    (row,) = tools(cart)
    assert (row.x(), row.y(), row.height()) == (16, 56 + 96, 40)
    cart.select_line("3")
    assert rects(cart) == [(0, 56), (56, 96), (152, 104)]
    assert [row.y() for row in tools(cart)] == [208]


def test_arrow_keys_move_the_selection_and_tell_it(cart: CartList) -> None:
    told = QSignalSpy(cart.line_selected)
    cart.select_line("1")
    press(cart, Qt.Key.Key_Down, times=2)
    press(cart, Qt.Key.Key_Up)
    assert [told.at(i)[0] for i in range(told.count())] == ["1", "2", "3", "2"]
    assert cart.selected_line() == "2"


def test_a_click_selects_a_line(cart: CartList) -> None:
    click(cart.viewport(), cart.visualRect(cart.model().index(2, 0)).center())
    assert cart.selected_line() == "3"


def test_plus_minus_and_delete_ask_for_the_selected_line(cart: CartList) -> None:
    stepped, asked = QSignalSpy(cart.stepped), QSignalSpy(cart.asked)
    press(cart, Qt.Key.Key_Plus)
    cart.select_line("2")
    press(cart, Qt.Key.Key_Plus)
    press(cart, Qt.Key.Key_Minus)
    press(cart, Qt.Key.Key_Delete)
    assert [stepped.at(i) for i in range(stepped.count())] == [["2", 1], ["2", -1]]
    assert [asked.at(i) for i in range(asked.count())] == [["2", "remove"]]


@pytest.mark.parametrize("act", ["discount", "price", "note", "remove"])
def test_every_tool_tells_its_line_and_its_act(cart: CartList, act: str) -> None:
    cart.select_line("2")
    asked = QSignalSpy(cart.asked)
    (row,) = tools(cart)
    button = row.findChild(QWidget, act)
    assert button is not None
    click(button)
    assert asked.at(0) == ["2", act]


def test_the_stepper_shows_and_changes_the_quantity(cart: CartList) -> None:
    cart.select_line("1")
    stepped, asked = QSignalSpy(cart.stepped), QSignalSpy(cart.asked)
    names = {w.accessibleName(): w for w in tools(cart)[0].findChildren(QWidget)}
    click(names["One more"])
    click(names["One less"])
    click(names["Quantity 2"])
    assert [stepped.at(i) for i in range(2)] == [["1", 1], ["1", -1]]
    assert asked.at(0) == ["1", "quantity"]


def test_an_unknown_barcode_always_shows_its_two_ways_out(cart: CartList) -> None:
    cart.set_lines([line(1), UNKNOWN])
    cart.select_line("1")
    asked = QSignalSpy(cart.asked)
    (row,) = (t for t in tools(cart) if isinstance(t, UnknownTools))
    for button in row.findChildren(Button):
        click(button)
    acts = [asked.at(i) for i in range(asked.count())]
    assert acts == [["u", "find"], ["u", "remove"]]


def test_a_barcode_that_becomes_known_gets_the_tools_of_a_line(cart: CartList) -> None:
    cart.set_lines([UNKNOWN])
    cart.select_line("u")
    cart.set_lines([replace(UNKNOWN, kind="sale", code="", quantity="1")])
    assert [type(row) for row in tools(cart)] == [LineTools]


def test_the_selection_stays_on_its_line_while_others_come_and_go(cart: CartList) -> None:
    cart.select_line("2")
    cart.set_lines([line(9), line(1), line(2), line(3)])
    assert cart.selected_line() == "2"
    cart.set_lines([line(2), line(3)])
    assert cart.selected_line() == "2"
    assert [row.y() for row in tools(cart)] == [56]
    cart.set_lines([])
    assert (cart.selected_line(), tools(cart)) == ("", [])


def test_a_changed_line_is_shown_changed(cart: CartList) -> None:
    cart.set_lines([line(1), replace(line(2), quantity="7"), line(3)])
    assert cart.lines()[1].quantity == "7"
    assert "7, Bag 2" in str(cart.model().index(1, 0).data())


def test_while_paying_there_are_no_tools(cart: CartList) -> None:
    cart.select_line("2")
    cart.set_editable(False)
    assert tools(cart) == []
    assert rects(cart)[1][1] == 96
    cart.set_editable(True)
    assert len(tools(cart)) == 1


def test_tools_that_do_not_fit_go_behind_more_the_note_first(qtbot: QtBot) -> None:
    cart = QWidget()
    qtbot.addWidget(cart)
    row = LineTools(cart)
    cart.show()
    hidden = []
    for width in (464, 430, 300):
        row.resize(width, 40)
        hidden.append(row.hidden_acts())
    assert hidden == [[], ["price", "note"], ["discount", "price", "note"]]
    asked = QSignalSpy(row.asked)
    menu = row.open_more()
    menu.actions()[-1].trigger()
    menu.close()
    assert asked.at(0) == ["note"]


def test_a_selected_line_is_scrolled_into_view_with_its_tools(cart: CartList) -> None:
    cart.set_lines([line(number) for number in range(40)])
    cart.select_line("39")
    (row,) = tools(cart)
    assert cart.viewport().rect().contains(row.geometry())


def test_two_hundred_lines_stay_fluid(cart: CartList) -> None:
    """The bound is far above what is measured; real widgets for every line exceed it."""
    lines = [line(number, number % 3) for number in range(200)]
    cart.set_lines(lines)
    began = time.perf_counter()
    for number in range(10):
        lines[number] = replace(lines[number], quantity="9")
        cart.set_lines(lines)
        cart.select_line(str(number * 20))
        cart.viewport().grab()
    assert (time.perf_counter() - began) / 10 < 0.25
    assert len(cart.viewport().findChildren(LineTools)) == 1
