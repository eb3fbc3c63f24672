"""Side effects: each wish is fulfilled once, later when it has to be, or given up with a reason."""

from dataclasses import dataclass, field

import pytest

from backend_lambdas.data_access.mail_templates import mail_template
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.deliver_side_effects import Delivered, DeliverSideEffects
from backend_lambdas.logic.fulfil_wish import FulfilWish
from tests.backend.books.reading import one, rows
from tests.backend.books.shop import Shop
from tests.backend.books.till import RECEIVED_AT, product
from tests.builders import FixedClock
from tests.fakes.cloud import FakeAlertTopic, FakeMailSender

LANTERN = product("LANTERN", 1250)
STATES = "SELECT state, attempts, last_error FROM outbox"


@dataclass
class Delivery:
    """Delivering from a shop's outbox through fakes, on a clock that a test moves."""

    shop: Shop
    mail: FakeMailSender = field(default_factory=FakeMailSender)
    topic: FakeAlertTopic = field(default_factory=FakeAlertTopic)
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.clock.forward(hours=8)

    def __call__(self) -> Delivered:
        fulfil = FulfilWish(self.shop.books, self.mail, self.topic, mail_template)
        return DeliverSideEffects(self.shop.books, fulfil, self.clock)()


def test_a_receipt_is_mailed_once_however_often_delivery_runs(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.mail_receipt(till.sell((LANTERN, 2)), "ann@example.org")
    shop.post(till.run())
    deliver = Delivery(shop)

    assert deliver() == Delivered(done=1)
    assert deliver() == Delivered()
    shop.post(till.run())
    assert deliver() == Delivered()

    (mail,) = deliver.mail.sent
    assert mail.to == "ann@example.org"
    assert mail.subject == "Your receipt T1-000001 from Lantern & Lace"
    assert "£25.00" in mail.text
    assert "£25.00" in mail.html


def test_two_requests_are_two_mails(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 1))
    till.mail_receipt(sale, "ann@example.org")
    till.mail_receipt(sale, "bob@example.org")
    shop.post(till.run())
    deliver = Delivery(shop)

    assert deliver() == Delivered(done=2)
    assert [mail.to for mail in deliver.mail.sent] == ["ann@example.org", "bob@example.org"]


def test_after_delivery_the_outbox_no_longer_names_the_customer(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.mail_receipt(till.sell((LANTERN, 1)), "ann@example.org")
    shop.post(till.run())

    Delivery(shop)()

    assert rows(shop.engine, "SELECT state, data FROM outbox") == [("done", "{}")]


def test_a_receipt_of_a_return_is_mailed_as_a_refund(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    goods = till.take_back(till.sell((LANTERN, 1)), {1: 1})
    payload = {
        "event_id": goods.stamp.event_id,
        "receipt_number": goods.receipt_number,
        "address": "ann@example.org",
    }
    till.write("receipt.mail_requested", payload)
    shop.post(till.run())
    deliver = Delivery(shop)

    deliver()

    assert "You were refunded" in deliver.mail.sent[0].text


def test_low_stock_is_told_in_the_shops_words(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=16, low_at=15)
    till = shop.till()
    till.sell((LANTERN, 11))
    shop.post(till.run())
    deliver = Delivery(shop)

    deliver()

    ((subject, words, attributes),) = deliver.topic.published
    assert subject == "Low stock: Product LANTERN"
    assert words.startswith("ALERT: Low stock for Product LANTERN. Current: 5, threshold: 15.")
    assert "Store S1" in words
    assert attributes == {
        "kind": "low_stock",
        "intent": attributes["intent"],
        "store_id": "S1",
        "product_id": "product-LANTERN",
    }


def test_a_quarantined_entry_raises_an_alarm(shop: Shop) -> None:
    till = shop.till()
    till.write("till.levitated", {})
    shop.post(till.run())
    deliver = Delivery(shop)

    deliver()

    ((subject, words, _),) = deliver.topic.published
    assert subject == "Journal entry quarantined"
    assert f"Register: {till.register_id}, entry: 1." in words


def test_a_service_that_fails_is_tried_again_after_growing_pauses(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.mail_receipt(till.sell((LANTERN, 1)), "ann@example.org")
    shop.post(till.run())
    deliver = Delivery(shop)
    deliver.mail.broken = True

    assert deliver() == Delivered(postponed=1)
    assert deliver() == Delivered()
    deliver.clock.forward(seconds=31)
    assert deliver() == Delivered(postponed=1)
    deliver.clock.forward(seconds=31)
    assert deliver() == Delivered()
    deliver.clock.forward(seconds=31)
    deliver.mail.broken = False
    assert deliver() == Delivered(done=1)

    assert len(deliver.mail.sent) == 1
    assert one(shop.engine, "SELECT attempts FROM outbox") == 3


def test_pauses_grow_to_an_hour_and_not_beyond(shop: Shop) -> None:
    wish = Intent("mail", IntentKind.RECEIPT_MAIL, {"event_id": "none", "address": "a@b.example"})
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)

    for _ in range(29):
        deliver.clock.forward(hours=1)
        assert deliver() == Delivered(postponed=1)
    deliver.clock.forward(hours=1)
    assert deliver() == Delivered(given_up=1)

    assert rows(shop.engine, STATES) == [("given_up", 30, "sale.unknown")]


def test_a_receipt_whose_sale_is_not_there_yet_waits_for_it(shop: Shop) -> None:
    shop.stock([LANTERN])
    selling, mailing = shop.till("T1"), shop.till("T2")
    sale = selling.sell((LANTERN, 1))
    mailing.mail_receipt(sale, "ann@example.org")
    shop.post(mailing.run())
    deliver = Delivery(shop)

    assert deliver() == Delivered(postponed=1)
    shop.post(selling.run())
    deliver.clock.forward(minutes=1)
    assert deliver() == Delivered(done=1)


def test_an_address_that_can_never_be_reached_is_given_up(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    sale = till.sell((LANTERN, 1))
    wish = Intent(
        "mail", IntentKind.RECEIPT_MAIL, {"event_id": sale.stamp.event_id, "address": "nobody"}
    )
    shop.post(till.run())
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)

    assert deliver() == Delivered(given_up=1)
    assert rows(shop.engine, STATES) == [("given_up", 1, "mail.refused")]


def test_a_bug_with_one_wish_does_not_hold_up_the_next(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    wishes = [
        Intent("odd", IntentKind.LOW_STOCK, {}),
        Intent("even", IntentKind.QUARANTINE, {"register_id": "r", "seq": 1, "reason": "why"}),
    ]
    shop.books.write(lambda work: work.outbox.add(wishes, RECEIVED_AT))
    deliver = Delivery(shop)

    assert deliver() == Delivered(done=1, postponed=1)
    assert "side_effect_failed" in caplog.text
    assert len(deliver.topic.published) == 1


def test_what_a_deliverer_took_along_into_its_grave_is_due_again_after_the_claim(
    shop: Shop,
) -> None:
    wish = Intent("q", IntentKind.QUARANTINE, {"register_id": "r", "seq": 1, "reason": "why"})
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)
    now, until = "2026-11-21T20:00:00.000Z", "2026-11-21T20:02:00.000Z"
    shop.books.write(lambda work: work.outbox.claim(now, until, 10))

    assert deliver() == Delivered()
    deliver.clock.forward(minutes=2)
    assert deliver() == Delivered(done=1)


def test_many_wishes_are_delivered_in_their_order(shop: Shop) -> None:
    wishes = [
        Intent(f"{n:03d}", IntentKind.QUARANTINE, {"register_id": "r", "seq": n, "reason": ""})
        for n in range(35)
    ]

    def put(work: Work) -> None:
        for number, wish in enumerate(wishes):
            work.outbox.add([wish], f"2026-11-21T18:00:00.{number:03d}Z")

    shop.books.write(put)
    deliver = Delivery(shop)

    assert deliver() == Delivered(done=35)
    texts = [words for _, words, _ in deliver.topic.published]
    assert [f"entry: {n}." in words for n, words in enumerate(texts)] == [True] * 35


def test_who_was_slow_and_lost_the_claim_does_not_send(shop: Shop) -> None:
    """The claim of the first deliverer ends while it is still writing its mail."""
    wish = Intent("q", IntentKind.QUARANTINE, {"register_id": "r", "seq": 1, "reason": "why"})
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)
    now, until = "2026-11-21T20:00:00.000Z", "2026-11-21T20:00:01.000Z"
    (slow,) = shop.books.write(lambda work: work.outbox.claim(now, until, 10))

    deliver.clock.forward(minutes=2)
    assert deliver() == Delivered(done=1)

    assert shop.books.write(lambda work: work.outbox.begin(slow)) is False
    shop.books.write(lambda work: work.outbox.postpone(slow, now, "late", doubtful=False))
    assert rows(shop.engine, STATES) == [("done", 2, "")]


def test_who_dies_between_sending_and_noting_leaves_a_doubt_that_is_said(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    wish = Intent("q", IntentKind.QUARANTINE, {"register_id": "r", "seq": 1, "reason": "why"})
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)
    now, until = "2026-11-21T20:00:00.000Z", "2026-11-21T20:00:01.000Z"
    (mine,) = shop.books.write(lambda work: work.outbox.claim(now, until, 10))
    assert shop.books.write(lambda work: work.outbox.begin(mine)) is True
    FulfilWish(shop.books, deliver.mail, deliver.topic, mail_template)(mine.intent)

    deliver.clock.forward(minutes=2)
    assert deliver() == Delivered(done=1)

    assert "side_effect_perhaps_repeated" in caplog.text
    names = [attributes["intent"] for _, _, attributes in deliver.topic.published]
    assert names == ["q", "q"]


@pytest.mark.parametrize(("code", "doubts"), [("service.failed", 0), ("service.unanswered", 1)])
def test_a_service_that_did_not_say_whether_it_sent_leaves_a_doubt(
    shop: Shop, caplog: pytest.LogCaptureFixture, code: str, doubts: int
) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.mail_receipt(till.sell((LANTERN, 1)), "ann@example.org")
    shop.post(till.run())
    deliver = Delivery(shop)
    deliver.mail.broken, deliver.mail.failure = True, code

    assert deliver() == Delivered(postponed=1)
    deliver.mail.broken = False
    deliver.clock.forward(minutes=1)
    assert deliver() == Delivered(done=1)

    assert caplog.text.count("side_effect_perhaps_repeated") == doubts
    (mail,) = deliver.mail.sent
    assert mail.reference == f"receipt_mail:{till.entries[1].fact.event_id}"


def test_a_finding_is_told_in_words(shop: Shop) -> None:
    data: dict[str, str | int] = {
        "kind": "chain_broken",
        "register_id": "register-T1",
        "opened_at": RECEIVED_AT,
        "details": "seq: 7",
    }
    wish = Intent("finding:x", IntentKind.FINDING, data)
    shop.books.write(lambda work: work.outbox.add([wish], RECEIVED_AT))
    deliver = Delivery(shop)

    deliver()

    ((subject, words, attributes),) = deliver.topic.published
    assert subject == "Books: chain_broken"
    assert "About: register-T1" in words
    assert "Details: seq: 7" in words
    assert attributes == {"kind": "finding", "intent": "finding:x", "register_id": "register-T1"}
