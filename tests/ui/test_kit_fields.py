"""Fields and the number pad: the rules of typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.button import IconButton
from pos_app.ui.widgets.keypad import Keypad
from pos_app.ui.widgets.money_field import AmountEntry, MoneyField
from pos_app.ui.widgets.search_field import SearchField
from pos_app.ui.widgets.text_field import PasswordField, TextField
from tests.ui.hands import click, press, type_text


def typed(keys: str, exponent: int = 2) -> int | None:
    entry = AmountEntry(exponent, 99_999_999)
    for key in keys:
        entry.press("back" if key == "<" else key)
    return entry.minor


@pytest.mark.parametrize(
    ("keys", "exponent", "minor"),
    [
        ("", 2, None),
        ("5", 2, 5),
        ("3000", 2, 3000),
        ("30.", 2, 3000),
        ("30.5", 2, 3050),
        ("30,50", 2, 3050),
        (".5", 2, 50),
        ("30.509", 2, 3050),
        ("1.2.3", 2, 123),
        ("0", 2, 0),
        ("007", 2, 7),
        ("12<", 2, 1),
        ("1<<", 2, None),
        ("3.<", 2, 3),
        ("500", 0, 500),
        ("5.0", 0, 50),
        ("1.234", 3, 1234),
        ("1x2", 2, 12),
        ("99999999", 2, 99_999_999),
        ("999999999", 2, 99_999_999),
        ("1000000.", 2, 1_000_000),
    ],
)
def test_what_is_typed_becomes_an_amount(keys: str, exponent: int, minor: int | None) -> None:
    assert typed(keys, exponent) == minor


@given(st.text(alphabet="0123456789.,<x", max_size=20), st.sampled_from([0, 2, 3]))
def test_no_sequence_of_keys_leads_out_of_bounds(keys: str, exponent: int) -> None:
    minor = typed(keys, exponent)
    assert minor is None or 0 <= minor <= 99_999_999


@given(st.integers(min_value=0, max_value=99_999_999))
def test_the_digits_of_minor_units_are_the_amount(minor: int) -> None:
    assert typed(str(minor)) == minor


def pounds(minor: int) -> str:
    return f"£{minor // 100}.{minor % 100:02}"


@pytest.fixture
def amount(qtbot: QtBot) -> MoneyField:
    field = MoneyField("Cash given", pounds, placeholder="exact")
    qtbot.addWidget(field)
    return field


def test_the_money_field_tells_every_change_in_minor_units(amount: MoneyField) -> None:
    told: list[int | None] = []
    amount.amount_changed.connect(told.append)
    type_text(amount, "30")
    press(amount, Qt.Key.Key_Backspace)
    press(amount, Qt.Key.Key_Backspace)
    assert told == [3, 30, 3, None]
    assert amount.text() == ""


def test_a_suggested_amount_is_replaced_by_the_next_digit(amount: MoneyField) -> None:
    amount.set_minor(3000)
    assert amount.text() == "£30.00"
    type_text(amount, "5")
    assert amount.minor() == 5


def test_backspace_on_a_suggested_amount_takes_its_last_digit(amount: MoneyField) -> None:
    amount.set_minor(3000)
    press(amount, Qt.Key.Key_Backspace)
    type_text(amount, "1")
    assert amount.minor() == 3001


def test_letters_change_nothing_in_the_money_field(amount: MoneyField) -> None:
    type_text(amount, "1a£-+2")
    assert amount.minor() == 12


def test_enter_submits_the_money_field(amount: MoneyField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(amount.submitted):
        press(amount, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("written", "minor"),
    [("£1,234.50", 123450), ("1.234,5", 123450), ("30", 3000), ("1,234", 123400), ("none", None)],
)
def test_an_amount_can_be_pasted(amount: MoneyField, written: str, minor: int | None) -> None:
    QGuiApplication.clipboard().setText(written)
    press(amount, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert amount.minor() == minor


def test_every_key_of_the_pad_is_told(qtbot: QtBot) -> None:
    pad, told = Keypad(), list[str]()
    qtbot.addWidget(pad)
    pad.pressed.connect(told.append)
    names = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "00", "0", "back"]
    for name in names:
        click(pad.key(name))
    assert told == names


def test_seven_eight_nine_stand_on_top(qtbot: QtBot) -> None:
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.resize(300, 280)
    pad.show()
    tops = {name: pad.key(name).y() for name in ("7", "4", "1", "0")}
    assert tops["7"] < tops["4"] < tops["1"] < tops["0"]


def test_the_pad_fills_the_field_and_the_field_keeps_the_keyboard(
    amount: MoneyField, qtbot: QtBot
) -> None:
    pad = Keypad()
    qtbot.addWidget(pad)
    pad.drive(amount.press)
    for name in ("3", "0", "00", "back"):
        click(pad.key(name))
    assert amount.minor() == 300
    assert pad.key("7").focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_pad_takes_typed_keys_while_it_has_the_keyboard(qtbot: QtBot) -> None:
    pad, told = Keypad("."), list[str]()
    qtbot.addWidget(pad)
    pad.pressed.connect(told.append)
    type_text(pad, "1,x5")
    press(pad, Qt.Key.Key_Backspace)
    assert told == ["1", ".", "5", "back"]


def test_a_field_shows_its_error_instead_of_its_help(qtbot: QtBot) -> None:
    field = TextField("Price", help_text="Was £2.55")
    qtbot.addWidget(field)
    field.set_error("Above 0.00")
    assert field.edit.property("invalid") is True
    assert field.edit.accessibleDescription() == "Above 0.00"
    field.set_error("")
    assert field.edit.property("invalid") is False
    assert field.edit.accessibleDescription() == "Was £2.55"


def test_a_field_is_named_by_its_label(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed) as told:
        type_text(field.edit, "A")
    assert told.args == ["A"]
    assert field.edit.accessibleName() == "Name"


def test_a_password_is_hidden_until_its_button_is_pressed(qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.set_text("secret")
    eye = field.edit.findChild(IconButton)
    assert eye is not None
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    click(eye)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    click(eye)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password


def test_the_search_field_tells_text_enter_and_arrows(qtbot: QtBot) -> None:
    field = SearchField("Search", key="F2")
    qtbot.addWidget(field)
    texts, sent, steps = list[str](), list[str](), list[int]()
    field.changed.connect(texts.append)
    field.submitted.connect(sent.append)
    field.stepped.connect(steps.append)
    type_text(field.edit, "re")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        press(field.edit, key)
    assert (texts, sent, steps) == (["r", "re"], ["re"], [1, 1, -1])
    assert field.text() == "re"


def test_clearing_the_search_takes_the_count_away(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    field.show()
    field.set_text("re")
    field.set_result("214 found on this machine")
    field.set_text("")
    words = [w.text() for w in field.findChildren(QLineEdit)]
    assert words == [""]
    assert field._count.isHidden()  # noqa: SLF001  # the label has no name of its own
