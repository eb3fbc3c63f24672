"""People come, go and lose accounts; what they sold keeps their name and reaches the books."""

import pytest

from pos_app.services.ports import NewPasswordNeeded
from pos_app.services.records import Session
from pos_core.errors import SignInRefused
from pos_core.journal import Actor
from tests.builders import cart_of, paid_in_cash
from tests.fakes.till import PASSWORD, TillRig


def signed_in(till: TillRig, username: str) -> Actor:
    session = till.sign_in.with_password(username, PASSWORD)
    assert not isinstance(session, NewPasswordNeeded)
    return Actor(session.staff_id, session.name)


def sell_as(till: TillRig, actor: Actor) -> None:
    cart = cart_of()
    till.checkout.complete(cart, paid_in_cash(cart), actor)


def sellers_in_the_books(till: TillRig) -> list[str]:
    entries = till.server.ledgers["register-1"].entries
    return [e.fact.actor.name for e in entries if e.fact.type == "sale.completed"]


@pytest.mark.fault(30, "sign-out and another person while sales are unsent")
def test_unsent_sales_keep_their_seller_when_somebody_else_signs_in(till: TillRig) -> None:
    anna = signed_in(till, "sales1")
    till.server.reachable = False
    sell_as(till, anna)
    before = till.journal.state().last_seq
    till.sign_in.sign_out()
    assert till.journal.state().last_seq == before
    manager = signed_in(till, "manager1")
    sell_as(till, manager)
    till.server.reachable = True
    till.engine.run_once()
    assert sellers_in_the_books(till) == [anna.name, manager.name]
    assert till.journal.state().unposted == 0


@pytest.mark.fault(30, "nobody is signed in when the network returns")
def test_sales_are_sent_without_anybody_signed_in(till: TillRig) -> None:
    sell_as(till, signed_in(till, "sales1"))
    till.sign_in.sign_out()
    till.engine.run_once()
    assert len(sellers_in_the_books(till)) == 1


@pytest.mark.fault(29, "User disabled while offline")
def test_what_somebody_sold_before_the_account_was_closed_is_accepted_as_theirs(
    till: TillRig,
) -> None:
    anna = signed_in(till, "sales1")
    till.server.reachable = till.identity.reachable = False
    sell_as(till, anna)
    till.identity.accounts["sales1"].disabled = True
    offline = till.sign_in.with_password("sales1", PASSWORD)
    assert isinstance(offline, Session)
    assert offline.offline, "the till cannot know yet"
    till.server.reachable = till.identity.reachable = True
    till.engine.run_once()
    assert sellers_in_the_books(till) == [anna.name]
    with pytest.raises(SignInRefused, match=r"sign_in\.disabled"):
        till.sign_in.with_password("sales1", PASSWORD)


@pytest.mark.fault(29, "the offline limit ends what the till cannot ask about")
def test_a_till_that_stays_offline_lets_nobody_in_beyond_the_limit(till: TillRig) -> None:
    signed_in(till, "sales1")
    till.identity.reachable = False
    till.clock.forward(days=60)
    with pytest.raises(SignInRefused, match=r"sign_in\.offline_expired"):
        till.sign_in.with_password("sales1", PASSWORD)
