"""The loop that sends, and the line that says how far everything is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from pos_app.services.records import Reach, SyncState
from pos_app.ui.background import Immediate
from pos_app.ui.desk import Desk
from pos_app.ui.sync_bridge import SyncBridge
from pos_app.ui.sync_text import sync_line
from pos_core.cart import Cart
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.fakes.ui_services import FakeTill
from tests.ui.screens.heard import Heard

NOW = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
TWELVE_MINUTES_AGO = "2026-11-21T14:20:00.000Z"


def sell(till: FakeTill, desk: Desk, count: int = 1) -> None:
    for _ in range(count):
        cart = Cart().add(till.find_products.cards[0].product, Quantity.pieces(1))
        payment = Payment(295, desk.rules).with_cash(295)
        till.checkout.complete(cart, payment, desk.actor)


@pytest.fixture
def bridge(till: FakeTill) -> SyncBridge:
    return SyncBridge(till, Immediate())


def said(reach: Reach, last: int, accepted: int, posted: int, oldest: str = "") -> str:
    state = SyncState(reach, last, accepted, posted, oldest, "", "")
    return sync_line(state, NOW).text


def test_the_line_says_count_and_age_of_what_is_not_in_the_books() -> None:
    online, offline = Reach.ONLINE, Reach.OFFLINE
    assert said(online, 9, 9, 9) == "All in the books"
    assert said(online, 9, 9, 8, "2026-11-21T14:31:50.000Z") == "1 sent, not yet in the books · now"
    assert said(online, 9, 7, 7, TWELVE_MINUTES_AGO) == "2 safe here, being sent · 12 min"
    assert said(offline, 9, 2, 2, TWELVE_MINUTES_AGO) == (
        "Offline: 7 safe here, not yet sent · 12 min"
    )
    assert said(offline, 9, 9, 9) == "Offline: all in the books"
    assert said(Reach.SWITCHED_OFF, 9, 9, 9) == "Network switched off: all in the books"


def test_offline_is_a_state_and_no_alarm() -> None:
    looks = {reach: sync_line(SyncState(reach, 1, 0, 0, "", "", ""), NOW).look for reach in Reach}
    assert looks[Reach.OFFLINE] == looks[Reach.SWITCHED_OFF] == "offline"
    assert looks[Reach.REFUSED] == looks[Reach.SIGN_IN_AGAIN] == "attention"
    assert looks[Reach.ONLINE] == "sending"


def test_a_sale_is_sent_at_once_and_its_state_is_told(
    bridge: SyncBridge, till: FakeTill, desk: Desk
) -> None:
    bridge.start()
    states = Heard(bridge.changed)
    sell(till, desk)
    bridge.sold()
    assert states.said[0].unsent == 1
    assert states.last.accepted_through == 1


def test_the_next_round_comes_when_the_engine_wants_it(
    bridge: SyncBridge, till: FakeTill, desk: Desk, qtbot: QtBot
) -> None:
    bridge.start()
    sell(till, desk)
    bridge.wake()
    qtbot.waitUntil(lambda: till.journal.posted == 1, timeout=5000)


def test_a_stopped_loop_runs_no_round(bridge: SyncBridge, till: FakeTill) -> None:
    bridge.start()
    bridge.stop()
    rounds = till.journal.rounds
    bridge.wake()
    assert till.journal.rounds == rounds


def test_the_network_can_be_switched_off_and_on_at_run_time(
    bridge: SyncBridge, till: FakeTill
) -> None:
    states = Heard(bridge.changed)
    bridge.start()
    bridge.switch_network(False)
    off = states.last.reach, till.network_switch.on
    bridge.switch_network(True)
    assert off == (Reach.SWITCHED_OFF, False)
    assert (states.last.reach, till.network_switch.on) == (Reach.ONLINE, True)
