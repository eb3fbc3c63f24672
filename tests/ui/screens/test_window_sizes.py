"""The whole window in the sizes of real screens, down to a full HD one at 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.ui import fonts, tokens
from pos_app.ui.widgets.tile_button import TileButton
from pos_core.payment import TenderKind
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.opened import Opened

SIZES = [(960, 540), (1024, 640), (1093, 614), (1366, 768), (1920, 1080)]


@pytest.fixture(params=SIZES, ids=[f"{wide}x{high}" for wide, high in SIZES])
def opened(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, till: FakeTill, tmp_path: Path
) -> Iterator[Opened]:
    """A window of that size; nobody is signed in."""
    made = Opened(qapp, qtbot, till, tmp_path)
    made.until(lambda: made.sees("signin.person.sales1"))
    made.window.showNormal()
    made.window.setFixedSize(QSize(*request.param))
    QApplication.processEvents()
    yield made
    made.close()


def whole(opened: Opened, name: str) -> bool:
    """Whether all of a widget can be seen."""
    widget = opened.widget(name, QWidget)
    return widget.visibleRegion().boundingRect() == widget.rect()


def place(opened: Opened, name: str) -> QRect:
    widget = opened.widget(name, QWidget)
    return QRect(widget.mapTo(opened.window, QPoint(0, 0)), widget.size())


def fits(label: QLabel, role: tokens.Type) -> bool:
    return fonts.width(label.text(), role) <= label.width() + 1


def test_the_way_from_sign_in_to_the_next_sale_is_never_cut_off(opened: Opened) -> None:
    assert whole(opened, "signin.submit")
    assert whole(opened, "signin.person.sales1")
    assert not place(opened, "signin.person.sales1").intersects(place(opened, "signin.password"))
    opened.sign_in()
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    assert whole(opened, "sell.pay")
    assert whole(opened, "sell.search")
    opened.key(Qt.Key.Key_F6)
    opened.until(lambda: whole(opened, "pad.apply"))
    opened.until(lambda: whole(opened, "pad.figure"))
    opened.key(Qt.Key.Key_Escape)
    opened.press("sell.pay")
    opened.until(lambda: whole(opened, "pay.take"))
    assert whole(opened, "pay.cash")
    assert not place(opened, "pay.card").intersects(place(opened, "pay.given"))
    assert fits(opened.widget("pay.left", QLabel), tokens.TOTAL)
    sums = [opened.find(f"pay.sum{number}") for number in range(1, 5)]
    shown = [tile for tile in sums if isinstance(tile, TileButton)]
    assert shown
    assert all(fonts.width(t.text(), tokens.NAME_STRONG) < t.width() for t in shown)
    opened.press("pay.take")
    opened.until(lambda: opened.sees("paid.new_sale"))
    assert whole(opened, "paid.new_sale")
    assert whole(opened, "paid.change")


def test_what_does_not_fit_is_scrolled_to(opened: Opened) -> None:
    opened.sign_in()
    opened.scan(opened.code(0))
    opened.until(lambda: opened.pieces() == 1)
    opened.press("sell.pay")
    page = opened.sell.pages.pay
    for kind in (TenderKind.CARD, TenderKind.CASH):
        page.tenders.chosen.emit(kind)
        QApplication.processEvents()
        assert whole(opened, "pay.given")
    height = page.keypad.height()
    assert height == page.keypad.sizeHint().height()
