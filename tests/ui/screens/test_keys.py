"""The key map: every act has one key, no key has two acts, and the panel shows all of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.ui.screens.keys.screen import KeysPanel
from pos_app.ui.shortcuts import EVERYWHERE, SELLING, Act, key_of, pressed, sequence_of
from pos_app.ui.widgets.key_hint import KeyHint


def test_every_act_has_a_key_that_qt_understands() -> None:
    for act in Act:
        assert QKeySequence(key_of(act).sequence).count() == 1, act


def test_no_key_has_two_acts() -> None:
    keys = [key.sequence for key in (*SELLING, *EVERYWHERE)]
    assert len(keys) == len(set(keys))


def test_keys_are_shown_as_they_are_printed_on_a_keyboard() -> None:
    shown = {key_of(act).shown() for act in (Act.REMOVE, Act.LESS, Act.UNDO, Act.BACK, Act.PAY)}
    assert shown == {"Del", "−", "Ctrl Z", "Esc", "F10"}


def test_a_pressed_key_is_told_from_the_same_key_with_another() -> None:
    control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    assert pressed(Qt.Key.Key_Z, control) == sequence_of(Act.UNDO)
    assert pressed(Qt.Key.Key_Z, none) != sequence_of(Act.UNDO)
    assert {pressed(Qt.Key.Key_Delete, none): "removed"}[sequence_of(Act.REMOVE)] == "removed"


def test_the_panel_shows_every_key_and_what_it_does(qtbot: QtBot) -> None:
    panel = KeysPanel()
    qtbot.addWidget(panel)
    texts = {label.text() for label in panel.findChildren(QLabel)}
    keys = (*SELLING, *EVERYWHERE)
    assert {key.explained() for key in keys} <= texts
    assert len(panel.findChildren(KeyHint)) == len(keys) + 1
