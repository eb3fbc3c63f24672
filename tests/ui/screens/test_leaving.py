"""Leaving: sign-out, another person, closing the window; no sale is in danger, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach
from pos_app.ui.screens.leave.panel import LeavePanel
from pos_core.cart import Cart
from pos_core.journal import Actor
from pos_core.money import GBP
from pos_core.payment import Payment
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.opened import Opened


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path, till: FakeTill) -> Iterator[Opened]:
    """The program with Sales 1 at it, whose network is away."""
    till.journal.reach = Reach.OFFLINE
    made = Opened(qapp, qtbot, till, tmp_path)
    made.sign_in()
    yield made
    made.close()


def sell(opened: Opened, count: int = 1) -> None:
    """Ring up sales, and let the program notice."""
    till = opened.till
    for _ in range(count):
        cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(1))
        payment = Payment(295, PricingRules(GBP)).with_cash(295)
        till.checkout.complete(cart, payment, Actor("s1", "Sales 1"))
    bridge = opened.program.bridge
    assert bridge is not None
    bridge.sold()
    opened.until(lambda: bridge.state is not None and bridge.state.waiting_sales == count)


def panel(opened: Opened) -> LeavePanel:
    return opened.widget("leave", LeavePanel)


def closes(opened: Opened) -> bool:
    opened.window.close()
    return not opened.window.isVisible()


def test_a_till_on_which_nothing_waits_closes_at_once(opened: Opened) -> None:
    assert closes(opened)


@pytest.mark.fault(30, "User switch / sign-out with unsynced sales")
def test_signing_out_keeps_every_sale_and_says_that_they_wait(opened: Opened) -> None:
    sell(opened, 2)
    opened.key(Qt.Key.Key_F12)
    opened.until(lambda: opened.sees("signin.card"))
    labels = opened.program.sign_in.side.safe.findChildren(QLabel)
    said = [label.text() for label in labels]
    assert "2 sales wait on this laptop" in said
    assert "Sent when the network is back, also without you" in said
    assert len(opened.till.journal.sales) == 2
    opened.till.journal.reach = Reach.ONLINE
    bridge = opened.program.bridge
    assert bridge is not None
    bridge.ask()
    opened.until(lambda: opened.till.journal.posted == 2)
    assert {sale.stamp.actor.name for sale in opened.till.journal.sales} == {"Sales 1"}


def test_closing_while_sales_wait_asks_once_and_closes_at_the_second_time(opened: Opened) -> None:
    sell(opened)
    assert not closes(opened)
    asked = panel(opened)
    assert asked.title.text() == "1 sale waits on this laptop"
    assert not asked.wait.isVisible(), "without a network there is nothing to wait for"
    assert QApplication.focusWidget() is asked.now
    assert closes(opened)


def test_close_now_closes_and_the_sales_stay(opened: Opened) -> None:
    sell(opened, 3)
    assert not closes(opened)
    opened.press("leave.now")
    assert not opened.window.isVisible()
    assert len(opened.till.journal.sales) == 3


def test_escape_stays(opened: Opened) -> None:
    sell(opened)
    assert not closes(opened)
    opened.key(Qt.Key.Key_Escape)
    opened.until(lambda: not opened.sees("leave"))
    assert opened.window.isVisible()
    assert opened.sees("sell.search"), "the page below has not heard the key"


def test_sending_first_shows_how_far_it_is_and_then_closes(opened: Opened) -> None:
    sell(opened, 2)
    opened.till.journal.reach = Reach.ONLINE
    opened.till.journal.slow = True
    bridge = opened.program.bridge
    assert bridge is not None
    bridge.read_state()
    opened.until(lambda: bridge.state is not None and bridge.state.reach is Reach.ONLINE)
    assert not closes(opened)
    opened.press("leave.wait")
    assert opened.sees("leave.progress")
    assert opened.widget("leave.progress", QWidget).accessibleDescription() == "0 of 2"
    opened.till.journal.slow = False
    bridge.ask()
    opened.until(lambda: not opened.window.isVisible())
    assert opened.till.journal.posted == 2


def test_a_network_that_goes_meanwhile_leaves_the_choice(opened: Opened) -> None:
    sell(opened)
    opened.till.journal.reach = Reach.ONLINE
    opened.till.journal.slow = True
    bridge = opened.program.bridge
    assert bridge is not None
    bridge.read_state()
    opened.until(lambda: bridge.state is not None and bridge.state.reach is Reach.ONLINE)
    assert not closes(opened)
    opened.press("leave.wait")
    opened.till.journal.reach = Reach.OFFLINE
    bridge.read_state()
    opened.until(lambda: not opened.sees("leave.progress"))
    assert panel(opened).now.isVisible()


def test_the_note_beside_the_books_follows(opened: Opened) -> None:
    sell(opened, 2)
    assert opened.till.unsent_note.sales == 2
