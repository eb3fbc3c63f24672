"""The sync engine against a server that verifies: what answers mean, and that nothing is lost."""

import pytest

from pos_app.services.records import Reach
from pos_app.sync.policy import LONGEST_SECONDS
from pos_core.errors import Conflict, EnvironmentFailed, NotAllowed, Unreachable
from pos_core.journal import EntryType
from pos_core.wire.changes import Scope
from tests.builders import product_change, sold_product
from tests.fakes.server import Ledger
from tests.fakes.till import SALES_1, TillRig


def ledger(till: TillRig) -> Ledger:
    return till.server.ledgers["register-1"]


def disturb(till: TillRig, moment: str, error: Exception, times: int = 1) -> None:
    """Let the weather strike at a moment, so many times."""
    left = [times]

    def strike(now: str) -> None:
        if now == moment and left[0]:
            left[0] -= 1
            raise error

    till.server.disturb = strike


def test_a_machine_that_is_no_register_has_nothing_to_do(new_till: TillRig) -> None:
    outcome = new_till.engine.run_once()
    assert outcome.idle
    assert new_till.server.asked == []


def test_everything_that_happened_gets_into_the_books_in_one_round(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    outcome = till.engine.run_once()
    assert (outcome.sent, outcome.posted_through, outcome.idle) == (4, 4, True)
    assert till.journal.state().reach is Reach.ONLINE
    assert ledger(till).head.seq == 4


@pytest.mark.fault(50, "many entries")
def test_a_long_journal_goes_in_runs_of_two_hundred(till: TillRig) -> None:
    with till.storage.begin() as books:
        for _ in range(450):
            till.scribe.write(books, EntryType.STAFF_SIGNED_IN, {"offline": True}, SALES_1)
    till.engine.run_once()
    assert till.server.run_sizes == [200, 200, 51]


@pytest.mark.fault(50, "large entries")
def test_large_sales_go_in_runs_of_bounded_size(till: TillRig) -> None:
    goods = [(sold_product(f"P{n}", 100, name="x" * 150), 1) for n in range(100)]
    for _ in range(10):
        till.sell(*goods)
    till.engine.run_once()
    assert ledger(till).head.seq == 11
    assert till.server.run_sizes[0] < 11
    assert sum(till.server.run_sizes) == 11


def test_sending_goes_ahead_of_posting_up_to_a_window(till: TillRig) -> None:
    till.server.posts_at_once = False
    for _ in range(250):
        till.sell()
    outcome = till.engine.run_once()
    assert (outcome.sent, outcome.posted_through, outcome.idle) == (251, 0, False)
    till.server.post()
    assert till.engine.run_once().posted_through == 251


@pytest.mark.fault(46, "no network")
def test_no_network_is_said_and_waited_for_with_growing_patience(till: TillRig) -> None:
    till.sell()
    till.server.reachable = False
    waits = [till.engine.run_once().retry_after_seconds for _ in range(3)]
    assert waits == [1.0, 2.0, 4.0]
    assert till.journal.state().reach is Reach.OFFLINE
    till.server.reachable = True
    assert till.engine.run_once().idle
    till.server.reachable = False
    till.sell()
    assert till.engine.run_once().retry_after_seconds == 1.0, "patience begins anew"


def test_a_switched_off_network_is_told_apart(till: TillRig) -> None:
    disturb(till, "before position", Unreachable("network.switched_off"))
    till.engine.run_once()
    assert till.journal.state().reach is Reach.SWITCHED_OFF


@pytest.mark.fault(56, "429 with a time to come back")
def test_a_busy_server_says_when_to_come_back(till: TillRig) -> None:
    busy = Unreachable("server.unreachable", status=429, retry_after_seconds=17)
    disturb(till, "before position", busy)
    assert till.engine.run_once().retry_after_seconds == 18, "what it says, and a second of chance"


@pytest.mark.fault(18, "the answer to a push is lost")
def test_an_answer_lost_after_the_commit_posts_nothing_twice(till: TillRig) -> None:
    till.sell()
    disturb(till, "after push", Unreachable())
    till.engine.run_once()
    assert ledger(till).head.seq == 2, "the server had it"
    assert till.journal.state().posted_through == 0, "the till cannot know"
    assert till.engine.run_once().posted_through == 2
    assert len(ledger(till).entries) == 2


@pytest.mark.fault(27, "the server refuses the token")
def test_a_refused_token_is_renewed_once(till: TillRig) -> None:
    till.sell()
    token = till.register_tokens.token()
    till.server.refused_tokens.add(token)
    assert till.engine.run_once().posted_through == 2
    assert till.journal.state().reach is Reach.ONLINE


@pytest.mark.fault(28, "the register's account is refused")
def test_a_register_whose_account_is_refused_says_so_and_keeps_selling(till: TillRig) -> None:
    till.identity.accounts["register-t1"].disabled = True
    till.register_tokens.renew()
    outcome = till.engine.run_once()
    assert till.journal.state().reach is Reach.SIGN_IN_AGAIN
    assert outcome.retry_after_seconds == LONGEST_SECONDS
    till.sell()
    till.identity.accounts["register-t1"].disabled = False
    assert till.engine.run_once().posted_through == 2


def test_a_locked_key_store_is_said_so_too(till: TillRig) -> None:
    till.register_tokens.renew()
    till.keys.locked = True
    till.engine.run_once()
    state = till.journal.state()
    assert (state.reach, state.last_error_code) == (
        Reach.SIGN_IN_AGAIN,
        "key_store.unavailable",
    )


def test_a_revoked_register_stops_sending_but_follows_prices(till: TillRig) -> None:
    ledger(till).revoked = True
    till.server.publish(Scope.CATALOGUE, product_change(price_minor=999))
    till.sell()
    till.engine.run_once()
    state = till.journal.state()
    assert (state.reach, state.last_error_code) == (Reach.REFUSED, "register.revoked")
    with till.storage.read() as books:
        card = books.catalogue.by_code("LANTERN")
    assert card is not None
    assert card.product.price_minor == 999
    ledger(till).revoked = False
    assert till.engine.run_once().posted_through == 2


@pytest.mark.fault(23, "the server misses what went before")
def test_a_gap_is_filled_from_where_the_server_is(till: TillRig) -> None:
    till.server.posts_at_once = False
    till.sell()
    till.engine.run_once()
    ledger(till).accepted_through = 0
    till.server.forget_queue()
    till.sell()
    till.engine.run_once()
    till.server.post()
    assert till.engine.run_once().posted_through == 3


def test_a_server_that_asks_for_the_same_gap_again_and_again_is_left_alone(till: TillRig) -> None:
    till.sell()
    disturb(till, "before push", Conflict("journal.gap", expected_seq=1), times=99)
    till.engine.run_once()
    assert till.journal.state().reach is Reach.OFFLINE
    assert till.server.asked.count("push") == 3


@pytest.mark.fault(24, "the queue loses a run")
def test_what_the_queue_lost_is_sent_again_after_a_while(till: TillRig) -> None:
    till.server.posts_at_once = False
    till.sell()
    till.engine.run_once()
    till.server.forget_queue()
    till.server.posts_at_once = True
    till.monotonic.seconds += 19
    assert till.engine.run_once().sent == 0
    till.monotonic.seconds += 1
    assert till.engine.run_once().sent == 2
    assert till.journal.state().posted_through == 2


def test_what_was_accepted_before_a_restart_is_not_sent_again_at_once(till: TillRig) -> None:
    till.server.posts_at_once = False
    till.sell()
    till.engine.run_once()
    again = till.restarted()
    assert again.engine.run_once().sent == 0
    again.server.post()
    assert again.engine.run_once().posted_through == 2
    again.close()


@pytest.mark.fault(50, "413")
def test_a_run_that_is_too_large_goes_in_halves(till: TillRig) -> None:
    till.server.largest_run = 3
    for _ in range(10):
        till.sell()
    assert till.engine.run_once().posted_through == 11


@pytest.mark.fault(25, "an entry that cannot be read at the door")
def test_an_entry_that_the_server_cannot_read_holds_up_only_what_follows(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    till.server.unreadable.add(3)
    till.engine.run_once()
    assert till.server.run_sizes == [4, 1, 1, 1]
    state = till.journal.state()
    assert (state.posted_through, state.last_error_code) == (2, "request.invalid")


def test_the_last_contact_is_kept_and_not_written_at_every_round(till: TillRig) -> None:
    def contact_after(seconds: int) -> str:
        till.clock.forward(seconds=seconds)
        till.sell()
        till.engine.run_once()
        return till.journal.state().last_contact_at

    first = contact_after(0)
    assert contact_after(2) == first
    later = contact_after(10)
    assert later > first
    till.server.reachable = False
    assert contact_after(10) == later, "no answer is no contact"


def test_a_round_that_asks_nothing_claims_no_contact(till: TillRig) -> None:
    till.engine.run_once()
    contact, asked = till.journal.state().last_contact_at, len(till.server.asked)
    till.clock.forward(minutes=5)
    assert till.engine.run_once().idle
    assert len(till.server.asked) == asked
    assert till.journal.state().last_contact_at == contact


def test_feeds_are_followed_with_the_journal(till: TillRig) -> None:
    till.engine.run_once()
    till.server.publish(Scope.CATALOGUE, product_change("LACE"))
    assert till.engine.run_once().changes_applied == 0, "not every round"
    till.monotonic.seconds += 10
    assert till.engine.run_once().changes_applied == 1


def test_a_page_that_cannot_be_read_stops_neither_selling_nor_sending(till: TillRig) -> None:
    till.server.publish(Scope.CATALOGUE, product_change("LACE", price_minor="dear"))
    till.sell()
    till.engine.run_once()
    state = till.journal.state()
    assert (state.posted_through, state.last_error_code) == (2, "feed.unreadable")


@pytest.mark.parametrize("error", [NotAllowed(), EnvironmentFailed("service.failed")])
def test_the_engine_raises_nothing_that_the_network_did(till: TillRig, error: Exception) -> None:
    disturb(till, "before changes", error, times=99)
    assert not till.engine.run_once().idle


def test_somebody_who_asks_learns_at_once_that_the_network_is_off(till: TillRig) -> None:
    till.engine.run_once()
    disturb(till, "before changes", Unreachable("network.switched_off"), times=99)
    till.engine.run_once()
    assert till.journal.state().reach is Reach.ONLINE, "nothing was due, so nothing was asked"
    till.engine.ask_now()
    till.engine.run_once()
    assert till.journal.state().reach is Reach.SWITCHED_OFF
