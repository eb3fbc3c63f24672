"""Selling in the whole window: what somebody at the till presses, scans and sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.ui.screens.sell.pages import Page
from pos_app.ui.widgets.button import Button
from pos_core.errors import StorageFailed
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.opened import Opened

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path) -> Iterator[Opened]:
    """The window with Sales 1 signed in."""
    made = Opened(qapp, qtbot, till, tmp_path)
    made.sign_in()
    yield made
    made.close()


def test_a_sale_from_scan_to_the_next_customer(opened: Opened, till: FakeTill) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.scan(opened.code(1))
    opened.until(lambda: opened.total() == "£5.03")
    opened.key(Qt.Key.Key_F10)
    opened.press("pay.sum2")
    opened.press("pay.take")
    opened.until(lambda: opened.sell.page is Page.PAID)
    assert till.journal.sales[0].total_minor == 503
    assert opened.widget("paid.change", QLabel).text() == "£0.97"
    opened.until(lambda: till.receipts.printed == [("event-1", True)])
    opened.press("paid.new_sale")
    assert opened.sees("sell.search")
    assert opened.pieces() == 0


def test_the_search_has_the_keyboard_and_finds_while_typing(opened: Opened) -> None:
    catalogue = opened.sell.pages.catalogue
    assert QApplication.focusWidget() is catalogue.search.edit
    opened.keys("cakest")
    opened.until(lambda: catalogue.model.text == "cakest")
    assert catalogue.model.card(0) is not None
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: opened.pieces() == 1)
    assert catalogue.search.text() == ""


def test_arrow_keys_move_in_results_or_else_in_the_cart(opened: Opened) -> None:
    for number in range(3):
        opened.scan(opened.code(number))
    opened.until(lambda: opened.pieces() == 3)
    opened.key(Qt.Key.Key_Up)
    assert opened.sell.cart.selected is opened.sell.cart.cart.items[1]
    opened.keys("bag")
    opened.until(lambda: opened.sell.pages.catalogue.model.text == "bag")
    opened.key(Qt.Key.Key_Down)
    assert opened.sell.pages.catalogue.view.current_row() == 0
    assert opened.sell.cart.selected is opened.sell.cart.cart.items[1]


def test_keys_of_the_cart_work_from_the_empty_search_field(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.keys("++")
    assert opened.pieces() == 3
    opened.keys("-")
    assert opened.pieces() == 2
    opened.key(Qt.Key.Key_Delete)
    assert opened.pieces() == 0
    opened.key(Qt.Key.Key_Z, CONTROL)
    assert opened.pieces() == 2


def test_an_unknown_barcode_is_loud_and_blocks_paying(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.scan("5012345678900")
    opened.until(lambda: opened.sees("sell.obstacle"))
    assert not opened.widget("sell.pay", Button).isEnabled()
    opened.key(Qt.Key.Key_F10)
    assert opened.sell.page is Page.CATALOGUE
    opened.press("find")
    opened.keys("party")
    opened.until(lambda: opened.sell.pages.catalogue.model.text == "party")
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: not opened.sees("sell.obstacle"))
    assert opened.pieces() == 2


def test_escape_goes_one_step_back_and_loses_no_line(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.key(Qt.Key.Key_F10)
    assert not opened.sees("sell.search")
    opened.key(Qt.Key.Key_Escape)
    assert opened.sees("sell.search")
    opened.key(Qt.Key.Key_F6)
    assert opened.sees("pad.figure")
    opened.key(Qt.Key.Key_Escape)
    opened.keys("bag")
    opened.key(Qt.Key.Key_Escape)
    assert opened.sell.pages.catalogue.search.text() == ""
    assert opened.pieces() == 1


def test_escape_closes_a_specification_before_it_leaves_the_product(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.sell.look()
    opened.until(lambda: opened.sell.page is Page.PRODUCT)
    product = opened.sell.pages.product
    product.specification.open_asked.emit()
    opened.until(product.viewer.isVisible)
    opened.key(Qt.Key.Key_Escape)
    assert not product.viewer.isVisible()
    assert opened.sees("product.add")
    opened.key(Qt.Key.Key_Escape)
    assert opened.sees("sell.search")


def test_f6_gives_a_discount_on_the_line_and_again_on_the_whole_sale(opened: Opened) -> None:
    opened.scan(opened.code(2))
    opened.until(lambda: opened.total() == "£12.75")
    opened.key(Qt.Key.Key_F6)
    opened.enter("pad.figure", "10")
    opened.until(lambda: opened.widget("pad.apply", Button).text() == "Give 10\u00a0% off")
    opened.press("pad.apply")
    assert opened.total() == "£11.47"
    opened.key(Qt.Key.Key_F6)
    opened.key(Qt.Key.Key_F6)
    assert opened.sell.pages.edit_presenter.whole


def test_scanning_while_paying_adds_and_stays(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.key(Qt.Key.Key_F10)
    opened.scan(opened.code(1))
    opened.until(lambda: opened.pieces() == 2)
    assert opened.sell.page is Page.PAY
    assert opened.widget("pay.left", QLabel).text() == "£5.03"


def test_scanning_after_a_sale_begins_the_next_one(opened: Opened, till: FakeTill) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.key(Qt.Key.Key_F10)
    opened.key(Qt.Key.Key_F10)
    opened.until(lambda: opened.sell.page is Page.PAID)
    opened.scan(opened.code(1))
    opened.until(lambda: opened.total() == "£2.08")
    assert opened.sell.page is Page.CATALOGUE
    assert len(till.journal.sales) == 1


def test_a_full_disk_is_told_on_the_page_and_the_sale_stays(opened: Opened, till: FakeTill) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.key(Qt.Key.Key_F10)
    till.journal.broken = StorageFailed("storage.disk_full")
    opened.press("pay.take")
    opened.until(lambda: opened.sees("pay.banner"))
    assert opened.sell.page is Page.PAY
    assert opened.pieces() == 1
    till.journal.broken = None
    opened.press("pay.take")
    opened.until(lambda: opened.sell.page is Page.PAID)


def test_locking_keeps_the_sale_for_whoever_comes_next(opened: Opened, till: FakeTill) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.key(Qt.Key.Key_F12)
    assert not opened.sees("sell.search")
    assert till.sign_in.signed_out == 1
    opened.sign_in("manager1")
    assert opened.pieces() == 1


def test_weighed_goods_ask_for_their_weight_on_the_pad(opened: Opened, till: FakeTill) -> None:
    marbles = next(c for c in till.find_products.cards if c.product.sku == "W1001")
    opened.scan(marbles.barcode)
    opened.until(lambda: opened.sell.page is Page.EDIT)
    opened.enter("pad.figure", "0.485")
    opened.until(lambda: opened.sell.pages.edit.decimal.milli() == 485)
    opened.press("pad.apply")
    assert opened.total() == "£1.60"


def test_the_other_places_of_the_rail_are_reached_and_left(opened: Opened) -> None:
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    for name in ("sync", "reports", "products", "sell"):
        opened.press(f"rail.{name}")
        assert opened.sees({"sell": "sell.search", "products": "products.search"}.get(name, name))
    opened.press("rail.sync")
    assert opened.sees("status.sale")
    opened.key(Qt.Key.Key_Escape)
    assert opened.sees("sell.search")
    assert opened.pieces() == 1


def test_a_scan_on_another_page_goes_into_the_sale(opened: Opened) -> None:
    opened.press("rail.sync")
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    assert opened.sees("sell.search")


def test_the_keys_are_shown_and_hidden_with_f1(opened: Opened) -> None:
    opened.key(Qt.Key.Key_F1)
    assert opened.sees("keys")
    opened.key(Qt.Key.Key_Escape)
    assert not opened.sees("keys")
