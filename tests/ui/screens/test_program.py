"""The start as a checklist: first picture, people, enrolment, faults, and the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui import theme
from pos_app.ui.first_window import FirstWindow, socket_name
from pos_app.ui.remembered import Remembered, WindowMemory
from pos_app.ui.screens.sign_in.password_card import PasswordCard
from pos_core.cart import Cart
from pos_core.errors import StorageFailed, Unreachable
from pos_core.quantity import Quantity
from tests.fakes.ui_services import MANAGER_1, PASSWORD, FakeTill
from tests.ui.screens.opened import Opened


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path) -> Iterator[Opened]:
    """The window before anybody has signed in."""
    made = Opened(qapp, qtbot, till, tmp_path)
    yield made
    made.close()


def test_the_people_of_the_register_are_shown_and_its_name_is_remembered(
    opened: Opened, tmp_path: Path
) -> None:
    opened.until(lambda: opened.sees("signin.person.manager1"))
    assert opened.widget("signin.register", QLabel).text() == "Till 2"
    opened.until(lambda: WindowMemory(tmp_path).now.register_name == "Till 2")


def test_a_wrong_password_is_refused_next_to_the_field(opened: Opened) -> None:
    opened.press("signin.person.sales1")
    opened.enter("signin.password", "wrong")
    opened.press("signin.submit")
    card = opened.widget("signin.card", PasswordCard)
    opened.until(lambda: card.problem() == "User name or password is wrong.")
    assert not opened.sees("sell.search")
    opened.enter("signin.password", "x")
    assert card.problem() == ""


def test_somebody_else_signs_in_with_a_user_name(opened: Opened) -> None:
    opened.until(lambda: opened.sees("signin.person.sales1"))
    opened.press("signin.somebody_else")
    opened.enter("signin.username", "manager1")
    opened.enter("signin.password", PASSWORD)
    opened.press("signin.submit")
    opened.until(lambda: opened.sees("sell.search"))


def test_a_first_sign_in_asks_for_a_password_of_ones_own(opened: Opened, till: FakeTill) -> None:
    till.sign_in.newcomers.add("sales1")
    opened.press("signin.person.sales1")
    opened.enter("signin.password", "Welcome-2026!")
    opened.press("signin.submit")
    opened.enter("signin.new_password", "Better-than-2026!")
    opened.enter("signin.new_password_again", "Better-than-2026!")
    opened.press("signin.new_password_submit")
    opened.until(lambda: opened.sees("sell.search"))


def test_the_appearance_is_switched_and_remembered(opened: Opened, tmp_path: Path) -> None:
    before = theme.mode()
    opened.press("signin.theme")
    assert theme.mode() != before
    assert WindowMemory(tmp_path).now.theme == theme.mode()
    opened.press("signin.theme")
    assert theme.mode() == before


def test_the_open_sale_is_back_after_a_restart(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    product = till.find_products.cards[0].product
    till.drafts.cart = Cart().add(product, Quantity.pieces(2))
    opened = Opened(qapp, qtbot, till, tmp_path)
    opened.sign_in()
    assert opened.pieces() == 2
    opened.close()
    assert till.closed


def test_a_machine_that_is_no_register_is_enrolled_and_filled(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    till.shop.identity, till.shop.filled = None, False
    till.sign_in.people["manager1"] = MANAGER_1
    opened = Opened(qapp, qtbot, till, tmp_path)
    opened.until(lambda: opened.sees("enrol"))
    opened.enter("signin.username", "manager1")
    opened.enter("signin.password", PASSWORD)
    opened.press("signin.submit")
    opened.press("enrol.store.S2")
    opened.enter("enrol.name", "Till 7")
    opened.press("enrol.submit")
    opened.until(lambda: opened.sees("signin.person.sales1"))
    identity = till.shop.register()
    assert identity is not None
    assert (identity.name, identity.store_id) == ("Till 7", "S2")
    opened.sign_in()
    opened.close()


def test_what_was_typed_before_the_machine_turned_out_to_be_new_is_not_lost(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    till.shop.identity, till.shop.filled = None, False
    ready = Event()

    def build() -> FakeTill:
        assert ready.wait(10)
        return till

    opened = Opened(qapp, qtbot, till, tmp_path, build)
    opened.enter("signin.username", "mana")
    ready.set()
    opened.until(lambda: opened.sees("enrol"))
    assert opened.widget("signin.card", PasswordCard).username.text() == "mana"
    opened.close()


def test_a_first_fill_without_a_network_can_be_tried_again(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    till.shop.filled = False
    till.shop.fill_fails = Unreachable()
    opened = Opened(qapp, qtbot, till, tmp_path)
    opened.until(lambda: opened.sees("enrol.problem"))
    till.shop.fill_fails = None
    opened.press("enrol.fill_again")
    opened.until(lambda: opened.sees("signin.person.sales1"))
    opened.close()


def test_a_till_that_cannot_be_opened_says_why_and_tries_again(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    faults = [StorageFailed("storage.disk_full")]

    def build() -> FakeTill:
        if faults:
            raise faults.pop()
        return till

    opened = Opened(qapp, qtbot, till, tmp_path, build)
    title = opened.widget("fault.title", QLabel)
    assert title.text() == "The disk is full. Nothing was recorded."
    opened.press("fault.again")
    opened.sign_in()
    opened.close()


def test_a_second_start_brings_the_first_window_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    code = (
        "import sys; from pathlib import Path; from pos_app.ui.first_window import "
        "raise_first_window; sys.exit(0 if raise_first_window(Path(sys.argv[1]), []) else 1)"
    )
    with qtbot.waitSignal(first.asked, timeout=20_000):
        process = QProcess()
        process.start(sys.executable, ["-c", code, str(tmp_path)])
    assert process.waitForFinished(20_000)
    assert process.exitCode() == 0
    first.close()


class Windows(QObject):
    """Writes down which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.add(watched.objectName() or type(watched).__name__)
        return False


def test_no_part_of_the_window_flashes_up_as_a_window_of_its_own(
    qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    opened = Opened(qapp, qtbot, till, tmp_path)
    opened.sign_in("manager1")
    for name in ("products", "sync", "sell"):
        opened.press(f"rail.{name}")
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.close()
    qapp.removeEventFilter(windows)
    assert windows.shown == {"window"}


def test_every_data_folder_has_a_window_of_its_own(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")


def test_a_memory_that_was_damaged_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text("{not json", encoding="utf-8")
    memory = WindowMemory(tmp_path)
    assert memory.now == Remembered()
    memory.note(register_name="Till 2")
    assert WindowMemory(tmp_path).now.register_name == "Till 2"
