"""Checkout: a sale is on the disk as a whole, or it never happened."""

import pytest

from pos_app.services.records import Whereabouts
from pos_core.cart import Cart
from pos_core.errors import EnvironmentFailed, RuleBroken
from pos_core.journal import GENESIS, public_key_of, verify_run
from pos_core.payment import Payment
from tests.builders import RULES, cart_of, paid_in_cash
from tests.fakes.till import SALES_1, TillRig, lantern


def test_a_paid_sale_is_in_the_journal_signed_and_numbered(till: TillRig) -> None:
    paid = till.sell((lantern(), 2))
    with till.storage.read() as books:
        entry = books.journal.entry(paid.sale.stamp.event_id)
        kept = books.sales.sale(paid.sale.stamp.event_id)
    assert entry is not None
    assert (entry.seq, entry.fact.type) == (paid.seq, "sale.completed")
    assert kept == paid.sale
    assert paid.sale.receipt_number == "T1-000001"
    assert till.journal.verify() == paid.seq


def test_the_entry_carries_the_clock_and_the_local_offset(till: TillRig) -> None:
    till.clock.forward(hours=3)
    stamp = till.sell().sale.stamp
    assert stamp.occurred_at == "2026-11-21T15:00:00.000Z"
    assert stamp.actor == SALES_1


def test_completing_clears_the_draft_in_the_same_commit(till: TillRig) -> None:
    cart = cart_of((lantern(), 1))
    with till.storage.begin() as books:
        books.drafts.keep(cart)
    till.checkout.complete(cart, paid_in_cash(cart), SALES_1)
    with till.storage.read() as books:
        assert books.drafts.load() == Cart()


@pytest.mark.parametrize(
    ("cart", "payment", "code"),
    [
        (Cart(), Payment(0, RULES), "sale.empty"),
        (cart_of(), Payment(1200, RULES), "sale.not_paid"),
        (cart_of(), Payment(1100, RULES).with_cash(1100), "sale.total_changed"),
        (cart_of().add_unknown("999", ""), paid_in_cash(cart_of()), "sale.unknown_codes"),
    ],
)
def test_what_cannot_be_sold_leaves_no_trace(
    till: TillRig, cart: Cart, payment: Payment, code: str
) -> None:
    before = till.journal.state().last_seq
    with pytest.raises(RuleBroken) as refused:
        till.checkout.complete(cart, payment, SALES_1)
    assert refused.value.code == code
    assert till.journal.state().last_seq == before
    assert till.sell().sale.receipt_number == "T1-000001", "no receipt number was used up"


def test_a_machine_that_is_no_register_sells_nothing(new_till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"register\.not_enrolled"):
        new_till.sell()


def test_without_its_key_nothing_is_recorded_and_the_draft_stays(till: TillRig) -> None:
    rig = till.restarted()
    rig.keys.locked = True
    cart = cart_of((lantern(), 3))
    with rig.storage.begin() as books:
        books.drafts.keep(cart)
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        rig.checkout.complete(cart, paid_in_cash(cart), SALES_1)
    with rig.storage.read() as books:
        assert books.drafts.load() == cart
    rig.keys.locked = False
    assert rig.checkout.complete(cart, paid_in_cash(cart), SALES_1).seq == 2
    rig.close()


def test_a_sale_is_safe_here_then_sent_then_in_the_books(till: TillRig) -> None:
    till.server.posts_at_once = False
    event_id = till.sell().sale.stamp.event_id
    assert till.journal.whereabouts(event_id) is Whereabouts.SAFE_HERE
    till.engine.run_once()
    assert till.journal.whereabouts(event_id) is Whereabouts.SENT
    till.server.post()
    till.engine.run_once()
    assert till.journal.whereabouts(event_id) is Whereabouts.IN_THE_BOOKS


def test_the_server_can_verify_what_the_till_wrote(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    till.engine.run_once()
    ledger = till.server.ledgers["register-1"]
    head = verify_run(ledger.entries, GENESIS, public_key_of(ledger.public_key))
    assert head == ledger.head
