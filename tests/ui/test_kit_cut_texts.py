"""What was cut off in a picture once: long names, long feet of receipts, tools beside a bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.ui import theme
from pos_app.ui.money_text import MoneyText
from pos_app.ui.widgets.cart_line import CartLine, inside_of
from pos_app.ui.widgets.cart_list import CartList
from pos_app.ui.widgets.cart_tools import LineTools
from pos_app.ui.widgets.nav_rail import NavItem, NavRail
from pos_app.ui.widgets.receipt_paper import ReceiptPaper, receipt_rows
from pos_app.ui.widgets.scaled_picture import covering
from pos_core.money import GBP
from pos_core.pricing import Discount, DiscountKind
from pos_core.receipt import Receipt, ShopIdentity, receipt_of_sale
from pos_core.sale import complete_sale
from tests.builders import PLACE, cart_of, paid_in_cash, sale, sold_product, stamp
from tests.ui.hands import Stage

MONEY = MoneyText(GBP, QLocale("en_GB"))
ROOM, BAR = 16, 12


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    theme.apply_theme(qapp, "light")
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def paper_height(name: str = "Bag", footer: str = "Thank you.") -> int:
    shop = ShopIdentity("Lantern & Lace", "Store 1", (), "", footer)
    paper = ReceiptPaper(MONEY)
    paper.show_receipt(receipt_of_sale(sale(1, (sold_product(name=name), 1)), shop))
    return paper.sizeHint().height()


def test_a_long_name_or_foot_wraps_on_the_receipt_instead_of_being_cut() -> None:
    plain = paper_height()
    assert paper_height(name="Set of three regency cake tins, the large ones with lids") > plain
    assert paper_height(footer="Unused goods may be returned within 28 days with this one.") > plain


def test_the_receipt_shows_the_price_before_the_discount_and_then_what_it_takes_off() -> None:
    reduced = Discount(DiscountKind.PERCENT, 10_000, "box dented")
    cart = cart_of((sold_product(price_minor=1275), 1))
    cart = cart.with_discount(cart.lines[0].line_id, reduced)
    sold = complete_sale(cart, paid_in_cash(cart), stamp(), PLACE, "T1-000001")
    receipt: Receipt = receipt_of_sale(sold, ShopIdentity("Shop", "Store", (), "", ""))
    amounts = [amount for _, amount, _ in receipt_rows(receipt, MONEY)]
    assert amounts.index("£12.75") + 1 == amounts.index("−£1.28")


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_scroll_bar_stands_in_the_room_beside_the_amounts(direction: Qt.LayoutDirection) -> None:
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    without = inside_of(QRect(0, 0, 400, 56), direction, 0)
    beside = inside_of(QRect(BAR if mirrored else 0, 0, 400 - BAR, 56), direction, BAR)
    assert beside == without == QRect(ROOM, 0, 400 - 2 * ROOM, 56)


def test_a_long_cart_hides_no_tool_and_keeps_the_newest_line_in_sight(qtbot: QtBot) -> None:
    cart, stage = CartList(), Stage(qtbot)
    window = stage.show(cart, width=494, height=500)
    cart.set_lines([CartLine(str(n), f"Bag {n}", "1", amount="£1.00") for n in range(40)])
    cart.select_line("39")
    window.resize(494, 440)
    tools = cart.findChild(LineTools)
    assert tools is not None
    qtbot.waitUntil(lambda: cart.viewport().rect().contains(tools.geometry()))
    assert tools.hidden_acts() == []


def test_the_rail_is_wide_enough_for_its_longest_label_in_bold() -> None:
    short, long = (NavRail([NavItem("a", "tag", name)]) for name in ("Sell", "Přödüçtš éñ"))
    assert short.width() == 64
    assert short.width() < long.width() <= 96


@pytest.mark.parametrize(("width", "height"), [(192, 144), (144, 192), (100, 100)])
def test_a_small_square_is_filled_by_a_picture_of_any_shape(width: int, height: int) -> None:
    square = QRect(8, 8, 40, 40)
    place = covering(square, QPixmap(width, height).width(), height)
    assert place.contains(square)
    assert place.width() * height == pytest.approx(place.height() * width, rel=0.05)
