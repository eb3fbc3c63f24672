"""A scan is told from typing by its timing, and never ends up as text in a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui.scanner import GAP_MS, ScanFilter, ScanTiming, let_search_lead
from tests.ui.screens.heard import Heard

CODE = "4006381333931"
PERSON_MS, SCANNER_MS = 120, 2


def burst(timing: ScanTiming, text: str, gap_ms: int, start_ms: int = 1000) -> str:
    """Send characters and Enter at a pace; answer what was recognised."""
    at = start_ms
    for character in text:
        timing.character(character, at)
        at += gap_ms
    return timing.ended(at)


@pytest.mark.parametrize("gap_ms", [0, 1, 10, GAP_MS])
def test_a_fast_burst_that_ends_with_enter_is_a_scan(gap_ms: int) -> None:
    assert burst(ScanTiming(), CODE, gap_ms) == CODE


def test_a_hiccup_of_the_machine_does_not_break_a_long_code() -> None:
    timing, at = ScanTiming(), 1000
    for place, character in enumerate(CODE):
        at += 120 if place in (4, 9) else SCANNER_MS
        timing.character(character, at)
    assert timing.ended(at + 90) == CODE


def test_a_short_burst_is_forgiven_no_hiccup() -> None:
    timing = ScanTiming()
    for character, at in (("3", 1000), ("0", 1002), ("0", 1004), ("0", 1060)):
        timing.character(character, at)
    assert timing.ended(1062) == ""


@pytest.mark.parametrize("gap_ms", [GAP_MS + 1, PERSON_MS])
def test_what_comes_slower_was_typed(gap_ms: int) -> None:
    assert burst(ScanTiming(), CODE, gap_ms) == ""


def test_a_late_enter_ends_nothing() -> None:
    timing = ScanTiming()
    timing.character("1", 1000)
    assert timing.ended(1000 + GAP_MS + 1) == ""


def test_a_scan_has_four_characters_and_a_digit() -> None:
    assert burst(ScanTiming(), "123", SCANNER_MS) == ""
    assert burst(ScanTiming(), "cake", SCANNER_MS) == ""
    assert burst(ScanTiming(), "W1001", SCANNER_MS) == "W1001"


def test_a_scan_begins_with_a_letter_a_digit_or_what_scanners_put_before_it() -> None:
    assert all(ScanTiming().may_begin(text) for text in "5A]")
    assert not any(ScanTiming().may_begin(text) for text in "+-*~")
    assert ScanTiming(prefix="~").may_begin("~")


def test_prefix_and_symbology_identifier_are_taken_off() -> None:
    assert burst(ScanTiming(prefix="~"), "~" + CODE, SCANNER_MS) == CODE
    assert burst(ScanTiming(), "]E0" + CODE, SCANNER_MS) == CODE


class Till:
    """A window with two fields and a scan filter; keys are sent with times of their own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.search, self.amount = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.search)
        column.addWidget(self.amount)
        let_search_lead(self.search)
        self.filter = ScanFilter()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.filter.watch(app, self.window)
        self.filter.set_on(True)
        self.scanned = Heard(self.filter.scanned)
        self.at = 5000
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def type(self, text: str, gap_ms: int) -> None:
        for character in text:
            self.key(Qt.Key(ord(character.upper())), character, gap_ms)

    def key(self, key: Qt.Key, text: str, gap_ms: int) -> None:
        self.at += gap_ms
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self.at)
        QCoreApplication.sendEvent(QApplication.focusWidget() or self.window, event)

    def scan(self, code: str) -> None:
        self.type(code, SCANNER_MS)
        self.key(Qt.Key.Key_Return, "\r", SCANNER_MS)


@pytest.fixture
def till(qtbot: QtBot) -> Till:
    return Till(qtbot)


def test_a_scan_into_the_search_field_gives_back_the_text_it_had(till: Till) -> None:
    till.search.setText("cake")
    till.search.setFocus()
    till.scan(CODE)
    assert till.scanned.said == [CODE]
    assert till.search.text() == "cake"


def test_a_scan_of_digits_searches_for_nothing(till: Till) -> None:
    shown = Heard(till.search.textChanged)
    till.search.setFocus()
    till.scan(CODE)
    assert till.scanned.said == [CODE]
    assert shown.said == []


def test_a_scan_that_begins_with_a_letter_leaves_nothing_in_the_search_field(till: Till) -> None:
    till.search.setText("cake")
    till.search.setFocus()
    till.scan("AB" + CODE)
    assert till.scanned.said == ["AB" + CODE]
    assert till.search.text() == "cake"


def test_a_scan_never_shows_in_any_other_field(till: Till, qtbot: QtBot) -> None:
    shown = Heard(till.amount.textChanged)
    till.amount.setFocus()
    till.scan(CODE)
    qtbot.wait(GAP_MS * 3)
    assert till.scanned.said == [CODE]
    assert shown.said == []


def test_the_enter_of_a_scan_reaches_nobody(till: Till) -> None:
    entered = Heard(till.search.returnPressed)
    till.search.setFocus()
    till.scan(CODE)
    assert len(entered) == 0


def test_a_scan_with_a_hiccup_leaves_nothing_behind(till: Till, qtbot: QtBot) -> None:
    till.amount.setText("12")
    till.amount.setFocus()
    till.type(CODE[:6], SCANNER_MS)
    qtbot.waitUntil(lambda: till.amount.text() == "12" + CODE[:6])
    till.at += 100
    till.type(CODE[6:], SCANNER_MS)
    till.key(Qt.Key.Key_Return, "\r", SCANNER_MS)
    assert till.scanned.said == [CODE]
    assert till.amount.text() == "12"


def test_what_a_person_types_into_the_search_field_is_there_at_once(till: Till) -> None:
    till.search.setFocus()
    till.type("cake", PERSON_MS)
    assert till.search.text() == "cake"


def test_what_no_code_begins_with_acts_at_once(till: Till) -> None:
    till.amount.setFocus()
    till.type("+", PERSON_MS)
    till.type("-", SCANNER_MS)
    assert till.amount.text() == "+-"
    till.scan(CODE)
    assert till.scanned.said == [CODE]
    assert till.amount.text() == "+-"


def test_what_a_person_types_elsewhere_arrives_whole(till: Till, qtbot: QtBot) -> None:
    till.amount.setFocus()
    till.type("1234", PERSON_MS)
    qtbot.waitUntil(lambda: till.amount.text() == "1234")
    till.type("56", SCANNER_MS)
    qtbot.waitUntil(lambda: till.amount.text() == "123456")
    assert till.scanned.said == []


def test_a_person_who_presses_enter_is_no_scanner(till: Till, qtbot: QtBot) -> None:
    entered = Heard(till.amount.returnPressed)
    till.amount.setFocus()
    till.type(CODE, PERSON_MS)
    till.key(Qt.Key.Key_Return, "\r", PERSON_MS)
    qtbot.waitUntil(lambda: till.amount.text() == CODE)
    assert len(entered) == 1
    assert till.scanned.said == []


def test_two_scans_in_a_row_are_two(till: Till) -> None:
    till.search.setFocus()
    till.scan(CODE)
    till.scan("2008512300104")
    assert till.scanned.said == [CODE, "2008512300104"]
    assert till.search.text() == ""


def test_scans_are_heard_where_no_field_has_the_keyboard(till: Till) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    till.scan(CODE)
    assert till.scanned.said == [CODE]


def test_nothing_is_held_back_before_anybody_signed_in(till: Till) -> None:
    till.filter.set_on(False)
    till.amount.setFocus()
    till.scan(CODE)
    assert till.amount.text() == CODE
    assert till.scanned.said == []


def test_a_key_that_is_held_down_is_a_person(till: Till) -> None:
    till.search.setFocus()
    for _ in range(6):
        till.at += 30
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True
        )
        event.setTimestamp(till.at)
        QCoreApplication.sendEvent(till.search, event)
    assert till.search.text() == "111111"


def test_a_shortcut_right_after_a_digit_finds_the_digit_in_its_field(till: Till) -> None:
    seen: list[str] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_F10), till.window)
    shortcut.activated.connect(lambda: seen.append(till.amount.text()))
    till.amount.setFocus()
    QTest.keyClick(till.amount, Qt.Key.Key_7)
    QTest.keyClick(till.amount, Qt.Key.Key_F10)
    assert seen == ["7"]
