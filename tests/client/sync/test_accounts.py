"""Accounts that end, change or are handed over while sales are unsent: no sale minds."""

import json

import pytest

from pos_app.services.records import Reach, Session
from pos_app.sync.auth import RegisterTokens
from pos_app.sync.policy import LONGEST_SECONDS
from pos_core.errors import SignInRefused, Unreachable
from pos_core.journal import Actor
from pos_core.permissions import Role
from pos_core.wire.changes import Scope
from tests.builders import cart_of, paid_in_cash, staff_change
from tests.fakes.identity import Account, FakeIdentity, FakeSignedIn
from tests.fakes.till import PASSWORD, TillRig


def sell_as(till: TillRig, username: str) -> str:
    """Sign in, sell a lantern, sign out; return the sale's event."""
    session = till.sign_in.with_password(username, PASSWORD)
    assert isinstance(session, Session)
    cart = cart_of()
    paid = till.checkout.complete(cart, paid_in_cash(cart), Actor(session.staff_id, session.name))
    till.sign_in.sign_out()
    return paid.sale.stamp.event_id


def posted_actors(till: TillRig) -> dict[str, str]:
    """Who made each sale, as the signed bodies on the server say."""
    entries = till.server.ledgers["register-1"].entries
    sales = [json.loads(e.body) for e in entries if e.fact.type == "sale.completed"]
    return {body["event_id"]: body["actor"]["staff_id"] for body in sales}


@pytest.mark.fault(30, "the till is handed over with unsent sales")
def test_sales_keep_who_made_them_whoever_is_there_when_they_are_sent(till: TillRig) -> None:
    till.server.reachable = False
    first = sell_as(till, "sales1")
    till.engine.run_once()
    second = sell_as(till, "manager1")
    unsent = till.journal.state().unsent

    till.server.reachable = True
    till.sign_in.with_password("manager1", PASSWORD)
    till.engine.run_once()

    assert unsent == 5, "nobody's signing out took anything away"
    assert posted_actors(till) == {first: "staff-sales1", second: "staff-manager1"}


@pytest.mark.fault(30, "nobody is signed in")
def test_the_register_sends_by_itself_when_nobody_is_signed_in(till: TillRig) -> None:
    sell_as(till, "sales1")
    assert till.tokens.token() is None
    till.engine.run_once()
    assert till.journal.state().unposted == 0


@pytest.mark.fault(29, "a salesperson is disabled while the till is offline")
def test_what_a_disabled_salesperson_sold_is_booked_and_they_do_not_come_in_again(
    till: TillRig,
) -> None:
    sell_as(till, "sales1")
    till.engine.run_once()
    till.server.reachable = till.identity.reachable = False
    till.identity.accounts["sales1"].disabled = True
    till.server.publish(Scope.STAFF, staff_change("sales1", active=False))
    offline = sell_as(till, "sales1")
    assert till.journal.rows(1)[0].event_id == offline, "the till cannot know yet"

    till.server.reachable = True
    till.monotonic.seconds += 60
    till.engine.run_once()

    assert posted_actors(till)[offline] == "staff-sales1"
    with pytest.raises(SignInRefused, match=r"sign_in\.unknown_here"):
        till.sign_in.with_password("sales1", PASSWORD)
    till.identity.reachable = True
    with pytest.raises(SignInRefused, match=r"sign_in\.disabled"):
        till.sign_in.with_password("sales1", PASSWORD)


@pytest.mark.fault(28, "the register's account is refused for long")
def test_a_refused_register_keeps_its_journal_and_does_not_pester_the_pool(till: TillRig) -> None:
    till.identity.accounts["register-t1"].disabled = True
    till.register_tokens.renew()
    till.server.asked.clear()
    for _ in range(5):
        till.sell()
        assert till.engine.run_once().retry_after_seconds == LONGEST_SECONDS
    state = till.journal.state()
    assert (state.reach, state.unposted) == (Reach.SIGN_IN_AGAIN, 6)
    assert till.server.asked == []
    till.identity.accounts["register-t1"].disabled = False
    till.engine.run_once()
    assert till.journal.state().unposted == 0


class RenewalLost(FakeSignedIn):
    """A sign-in whose renewal is done by the pool and whose answer gets lost, once."""

    lost = False
    used = False

    def token(self) -> str:
        if not self.lost:
            self.lost = True
            raise Unreachable
        if not self.used:
            self.used = True
            raise SignInRefused("sign_in.wrong")  # the refresh token was used up by the lost one
        return super().token()


class RotatingPool(FakeIdentity):
    """A pool that gives each refresh token out for one use."""

    def session(self, account: Account) -> FakeSignedIn:
        self.sign_ins += 1
        kind = RenewalLost if self.sign_ins == 1 else FakeSignedIn
        return kind(self, account, self.sign_ins)


@pytest.mark.fault(28, "the answer that renews the token is lost")
def test_a_register_whose_renewal_was_lost_signs_in_anew_by_its_secret(till: TillRig) -> None:
    pool = RotatingPool()
    pool.add("register-t1", till.keys.secrets["register.secret"], Role.REGISTER)
    tokens = RegisterTokens(till.keys, pool)
    with pytest.raises(Unreachable):
        tokens.token()
    assert tokens.token() == "register-t1#2"
