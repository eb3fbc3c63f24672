"""Reports and sync in the whole window: the ways in, one step back, and the ways to selling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui.widgets.button import Button
from pos_core.cart import Cart
from pos_core.journal import Actor
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.hands import click
from tests.ui.screens.opened import Opened
from tests.ui.screens.reported import TODAY, empty_report


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path) -> Iterator[Opened]:
    """The window with Sales 1 signed in, and one sale in the journal."""
    cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(1))
    payment = Payment(295, till.shop_rules.pricing()).with_cash(295)
    till.checkout.complete(cart, payment, Actor("s1", "Sales 1"))
    made = Opened(qapp, qtbot, till, tmp_path)
    made.sign_in()
    yield made
    made.close()


def test_escape_leaves_the_receipt_first_and_then_the_page(opened: Opened) -> None:
    opened.press("rail.sync")
    opened.press("sync.look")
    opened.until(lambda: opened.sees("sync.paper"))
    opened.key(Qt.Key.Key_Escape)
    opened.until(lambda: not opened.sees("sync.paper"))
    assert opened.sees("sync.journal")
    opened.key(Qt.Key.Key_Escape)
    opened.until(lambda: opened.sees("sell.search"))


def test_arrow_keys_move_through_the_journal_at_once(opened: Opened) -> None:
    opened.press("rail.sync")
    opened.until(lambda: opened.sees("sync.look"))
    assert QApplication.focusWidget() is opened.find("sync.journal")


def test_a_day_without_sales_leads_back_to_selling(opened: Opened, till: FakeTill) -> None:
    till.read_report.by_day[TODAY] = empty_report()
    opened.press("rail.reports")
    opened.until(lambda: opened.sees("reports.source"))
    page = opened.find("reports")
    assert page is not None
    back = next(b for b in page.findChildren(Button) if b.text() == "Back to selling")
    click(back)
    opened.until(lambda: opened.sees("sell.search"))
