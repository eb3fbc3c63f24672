"""A desk with somebody at it: services in memory, background work done at once, a fixed clock."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from pos_app.ui import theme
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.money_text import MoneyText
from pos_core.money import GBP
from tests.fakes.ui_services import MANAGER_1, SALES_1, TILL_2, FakeTill


@pytest.fixture(autouse=True)
def british(qapp: QApplication) -> Iterator[None]:
    """Figures as in the shop of the demo, whatever the machine's own locale is."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    if qapp.property("salepoint_theme") is None:
        theme.apply_theme(qapp, "light")
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times as in the shop of the demo, wherever the machine is."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def till() -> FakeTill:
    """All services in memory."""
    return FakeTill()


@pytest.fixture
def desk(till: FakeTill) -> Desk:
    """The desk with Sales 1 at it."""
    return Desk(
        services=till,
        background=Immediate(),
        money=MoneyText(GBP, QLocale("en_GB")),
        rules=till.shop_rules.pricing(),
        register=TILL_2,
        shop_name="Lantern & Lace",
        offline_days=14,
        clock=till.clock,
        session=SALES_1,
    )


@pytest.fixture
def manager_desk(desk: Desk) -> Desk:
    """The desk with Manager 1 at it."""
    desk.session = MANAGER_1
    return desk
