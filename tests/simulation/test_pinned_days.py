"""Small days without chance: one fault each, at the real till and the real server."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.heal_fork import WISH
from pos_app.services.records import RegisterIdentity
from pos_core.journal import public_key_text
from pos_core.payment import TenderKind
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from pos_core.wire.registers import SuccessorRequest
from tests.simulation.basket import Basket, HowPaid
from tests.simulation.blanks import Blanks
from tests.simulation.counter import NOT_LIKED, Counter
from tests.simulation.machine import Harm
from tests.simulation.scene import Scene, scene_in
from tests.simulation.server import Delivery
from tests.simulation.till import SimulatedTill
from tests.simulation.wire import AWAY, CALM, Fate, Request

LANTERN, TEAPOT = {"LANTERN": 2}, {"TEAPOT": 1}


@pytest.fixture
def scene(tmp_path: Path, blanks: Blanks) -> Iterator[Scene]:
    """Open the shop."""
    with scene_in(tmp_path, blanks) as opened:
        yield opened


def take_back(till: SimulatedTill, event_id: str) -> None:
    """Take the first line of a sale back, one piece."""
    requests = [ReturnRequest(1, Quantity.pieces(1))]
    back = till.run.returns.against(event_id, requests, TenderKind.CASH, NOT_LIKED, till.actor)
    till.screen.shows_return(back.goods)


@pytest.mark.fault(18, "Server commits, then the answer is lost")
@pytest.mark.fault(19, "the gateway says 504 and the function goes on")
@pytest.mark.fault(22, "Duplicate delivery of requests and messages")
@pytest.mark.parametrize("fate", [Fate.ANSWER_LOST, Fate.GATEWAY, Fate.DOUBLED, Fate.LATE])
def test_a_sale_is_booked_once_however_often_it_arrives(scene: Scene, fate: Fate) -> None:
    till = scene.tills[0]
    till.in_weather({fate: 1})
    scene.floor.server.deliveries = {Delivery.TWICE: 1, Delivery.ONCE: 1}
    scene.sell(till, LANTERN)
    for _ in range(3):
        scene.sync(till)
        scene.post()

    assert len(scene.evening().sales) == 1
    assert fate.value in scene.story


@pytest.mark.fault(23, "Out-of-order delivery of runs")
@pytest.mark.fault(24, "Lost message between accepting and posting")
@pytest.mark.parametrize("delivery", [Delivery.OUT_OF_ORDER, Delivery.NEVER, Delivery.POSTER_DIES])
def test_what_the_queue_mixes_up_or_loses_is_sent_again(scene: Scene, delivery: Delivery) -> None:
    till = scene.tills[0]
    for _ in range(2):
        scene.sell(till, LANTERN)
        scene.sync(till)
    scene.floor.server.deliveries = {delivery: 1}
    scene.floor.server.post_next(till.register.register_id)

    assert len(scene.evening().sales) == 2
    assert delivery.value in scene.story


@pytest.mark.fault(25, "Poison sale")
def test_an_entry_that_cannot_be_booked_holds_up_no_other_and_is_posted_after_a_mend(
    scene: Scene,
) -> None:
    till = scene.tills[0]
    scene.cloud.a_release_goes_out()
    scene.sell(till, {"LANTERN": 1, "LACE": 1, "TEAPOT": 1})
    till.write_unreadable("loyalty.points_given", 1, {"points": 5})
    scene.sell(till, LANTERN)
    scene.sync(till)
    scene.post()

    quarantined = "SELECT count(*) FROM journal_entries WHERE state = 'quarantined'"
    assert scene.floor.rows(quarantined) == [(2,)]
    assert scene.floor.held(till) == till.head.seq
    assert len(scene.evening().sales) == 2
    assert scene.floor.rows(quarantined) == [(1,)]


@pytest.mark.fault(27, "Access token expires in the middle of sending")
def test_a_token_that_runs_out_is_renewed_once_and_the_round_goes_on(scene: Scene) -> None:
    till = scene.tills[0]
    scene.sell(till, LANTERN)
    till.in_weather({Fate.TOKEN_EXPIRED: 1})
    scene.sync(till)

    assert till.accounts.sign_ins > 1
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(28, "The register's sign-in is refused")
def test_a_refused_account_stops_sending_and_not_selling(scene: Scene) -> None:
    till = scene.tills[0]
    scene.floor.server.accounts[till.register.username].disabled = True
    till.restart_program()
    scene.sync(till)
    scene.sell(till, LANTERN)
    scene.sync(till)

    assert till.run.view.state().reach == "sign_in_again"
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(34, "Catalogue delta arrives while a cart is open")
def test_a_cart_keeps_the_prices_it_was_quoted(scene: Scene) -> None:
    till = scene.tills[0]

    def news() -> None:
        for _ in range(12):
            scene.cloud.a_product_changes()
        scene.floor.world.time.go_on(11.0)
        till.sync_within()

    lantern = (("LANTERN", Quantity.pieces(1)),)
    Counter(till, news).serve(Basket(lantern, None, None, HowPaid.CARD))

    (sale,) = till.screen.sales.values()
    assert sale.total_minor == 1299
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(35, "Price and tax changed while the till is offline")
@pytest.mark.fault(36, "Product withdrawn while the till is offline")
def test_a_till_that_is_away_sells_what_it_knows(scene: Scene) -> None:
    till = scene.tills[0]
    till.in_weather(AWAY)
    for _ in range(12):
        scene.cloud.a_product_changes()
    scene.cloud.a_tax_rate_changes()
    sale = scene.sell(till, LANTERN)

    assert sale.total_minor == 2 * 1299
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(37, "Oversell")
def test_two_tills_that_sell_the_last_piece_leave_less_than_nothing_and_a_remark(
    scene: Scene,
) -> None:
    one, other = scene.tills[:2]
    for till in (one, other):
        till.in_weather(AWAY)
        scene.sell(till, {"TEAPOT": 10})

    scene.evening()
    assert one.shelf("product-TEAPOT") == other.shelf("product-TEAPOT") == -6000
    assert ("stock.short",) in scene.remarks()


@pytest.mark.fault(38, "Refund offline of a sale not yet synced")
def test_a_sale_can_be_taken_back_before_it_was_sent(scene: Scene) -> None:
    till = scene.tills[0]
    till.in_weather(AWAY)
    take_back(till, scene.sell(till, LANTERN).stamp.event_id)

    assert len(scene.evening().returns) == 1
    assert scene.remarks() == []


@pytest.mark.fault(39, "Same sale refunded on two offline tills")
@pytest.mark.fault(51, "Cloned laptop")
def test_two_machines_that_take_back_the_same_sale_are_both_booked_and_one_is_remarked(
    scene: Scene,
) -> None:
    till = scene.tills[0]
    sale = scene.sell(till, TEAPOT)
    clone = scene.cloned()
    for machine in (till, clone):
        machine.in_weather(AWAY)
        take_back(machine, sale.stamp.event_id)

    assert len(scene.evening().returns) == 2
    assert ("return.exceeds_sold",) in scene.remarks()
    assert till.register != clone.register


@pytest.mark.fault(43, "The database is away, the API and the queue are not")
def test_tills_send_on_while_the_database_is_away(scene: Scene) -> None:
    till = scene.tills[0]
    scene.floor.server.troubles.share(2.0, 0.0, 0.0)
    scene.sell(till, LANTERN)
    scene.sync(till)
    scene.post()

    assert scene.floor.held(till) == 0
    assert not scene.floor.server.queue.empty
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(42, "Cursor older than what the server remembers")
def test_an_expired_cursor_is_answered_by_a_snapshot(scene: Scene) -> None:
    till = scene.tills[0]
    scene.cloud.a_product_changes()
    scene.cloud.old_changes_are_forgotten()
    scene.sync(till)

    assert "file arrives" in scene.story
    scene.evening()


@pytest.mark.fault(47, "Captive portal")
@pytest.mark.parametrize("fate", [Fate.PORTAL, Fate.REDIRECTED])
def test_a_hotels_page_is_no_answer(scene: Scene, fate: Fate) -> None:
    till = scene.tills[0]
    scene.sell(till, LANTERN)
    till.in_weather({fate: 1})
    scene.sync(till)

    assert till.run.view.state().last_error_code == "network.captive_portal"
    assert len(scene.evening().sales) == 1


@pytest.mark.fault(51, "Laptop restored from a backup")
def test_a_till_out_of_a_backup_goes_on_under_a_name_of_its_own(scene: Scene) -> None:
    till = scene.tills[0]
    till.machine.disk.keep_backup("yesterday")
    scene.sell(till, LANTERN)
    scene.sync(till)
    scene.post()
    scene.sync(till)
    till.start_from_backup("yesterday")
    scene.sell(till, TEAPOT)

    assert len(scene.evening().sales) == 2
    assert till.register.code != till.name


@pytest.mark.fault(9, "Corrupt page in the main file")
@pytest.mark.fault(10, "the write-ahead log is deleted")
@pytest.mark.fault(52, "Local DB deleted while sales were pending")
@pytest.mark.parametrize("harm", list(Harm))
def test_a_database_that_is_lost_costs_no_sale(scene: Scene, harm: Harm) -> None:
    till = scene.tills[0]
    till.in_weather(AWAY)
    for _ in range(3):
        scene.sell(till, LANTERN)
    till.start_after(harm)

    assert len(scene.evening().sales) == 3


@pytest.mark.fault(22, "Duplicate delivery of a request for a successor")
@pytest.mark.fault(51, "Cloned laptop")
def test_a_wish_for_a_successor_that_arrives_late_takes_nobodys_secret_away(scene: Scene) -> None:
    till, former = scene.tills[0], scene.tills[0].register
    clone = scene.cloned()
    for machine in (till, clone):
        machine.in_weather(CALM)
        scene.sell(machine, LANTERN)
        scene.sync(machine)
        scene.floor.server.post_next(former.register_id)
    assert clone.register != former

    late = scene.floor.server.answer(wish_of(clone, former))
    clone.restart_program()

    assert late.status == 409
    assert len(scene.evening().sales) == 2


def wish_of(clone: SimulatedTill, former: RegisterIdentity) -> Request:
    """Return what a clone asked the server for when it went on under another name."""
    wish = json.loads(clone.machine.keys.get(WISH) or "")
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(wish["signing_key"]))
    asked = SuccessorRequest(request_id=wish["request_id"], public_key=public_key_text(key))
    path = f"/registers/{former.register_id}/successors"
    return Request("POST", path, f"{former.username}#1", {}, asked.model_dump_json().encode())


@pytest.mark.fault(51, "Cloned laptop")
def test_a_level_that_holds_carried_sales_already_is_not_reduced_twice(scene: Scene) -> None:
    """A repeat moves nothing: the till waits for a level that nobody would have stated."""
    till = scene.tills[0]
    till.in_weather(AWAY)
    scene.sell(till, LANTERN)
    clone = scene.cloned()
    clone.in_weather({Fate.ARRIVES: 1})
    scene.sell(clone, TEAPOT)
    scene.sync(clone)
    scene.post()
    scene.sell(till, TEAPOT)

    scene.evening()
    assert till.shelf("product-LANTERN") == clone.shelf("product-LANTERN") == 12_000
