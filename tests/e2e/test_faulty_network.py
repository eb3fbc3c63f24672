"""The real till and the real backend with a bad network between them: one sale stays one sale."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pos_app.services.records import Reach, SyncState
from pos_app.services.till import Till
from pos_app.sync import http_exchange
from pos_core.journal import Actor
from pos_core.wire.changes import Scope
from tests.e2e.real_till import enrolled_till, sell, sign_in, sync
from tests.fakes.fault_proxy import FaultProxy, Mischief, running_proxy

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

JOURNAL, POSITION = "/journal", "/position"


@pytest.fixture(scope="module")
def network(cloud: "LocalBackend") -> Iterator[FaultProxy]:
    with running_proxy(cloud.addresses.api_url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def open_till(
    cloud: "LocalBackend", network: FaultProxy, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Till]:
    """A register of store 1 whose every question goes through the bad network."""
    with enrolled_till(tmp_path_factory.mktemp("till"), cloud, network.url) as till:
        yield till


@pytest.fixture(scope="module")
def actor(open_till: Till) -> Actor:
    return sign_in(open_till, "manager1")


@pytest.fixture
def till(open_till: Till, network: FaultProxy) -> Iterator[Till]:
    """The till with everything in the books, and after the test the books agree with it."""
    sync(open_till)
    network.seen.clear()
    yield open_till
    network.behave()
    open_till.engine.ask_now()
    sync(open_till)
    state = open_till.journal_view.state()
    assert (state.reach, state.posted_through) == (Reach.ONLINE, open_till.journal_view.verify())
    assert_books_agree(open_till)


def state_after_a_round(till: Till) -> SyncState:
    till.engine.ask_now()
    till.engine.run_once()
    return till.journal_view.state()


def assert_books_agree(till: Till) -> None:
    """The books have as many sales of this register, and as much money, as it has itself."""
    token, register = till.tokens.token(), till.shop_rules.register()
    assert token is not None
    assert register is not None
    day = till.read_report.read().day
    posted = till.server.register_totals(token, register.register_id, day, day)
    with till.storage.read() as books:
        own = books.sales.day_report(day, "")
    assert (posted.sales, posted.sold_minor) == (own.sales, own.sold_minor)


@pytest.mark.fault(18, "the connection breaks after the run was accepted")
def test_an_answer_that_is_lost_after_the_server_has_it_costs_nothing_and_doubles_nothing(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.CUT_AFTER_COMMIT, JOURNAL)
    sell(till, actor)

    state = state_after_a_round(till)

    assert state.reach is Reach.OFFLINE
    assert state.unsent, "the till cannot know that the server has it"
    sync(till)
    assert network.count(JOURNAL) == 2


@pytest.mark.fault(19, "504 is answered before the function has done it")
def test_what_the_gateway_gave_up_and_the_server_did_later_is_booked_once(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.GATEWAY_TIMEOUT, JOURNAL)
    sell(till, actor)

    assert state_after_a_round(till).reach is Reach.OFFLINE
    sync(till)

    assert network.late_ones_arrive() == [202], "a repeat is taken, and posted by nobody"
    sell(till, actor)


@pytest.mark.fault(22, "a run arrives twice over HTTP")
def test_a_run_that_the_network_doubles_is_booked_once(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.DUPLICATE, JOURNAL, times=2)
    sell(till, actor)
    state_after_a_round(till)
    sell(till, actor)
    sync(till)
    assert network.count(JOURNAL, Mischief.DUPLICATE) == 2


@pytest.mark.fault(27, "the token runs out between two runs")
def test_a_token_that_runs_out_between_two_runs_is_renewed_and_sending_goes_on(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    for _ in range(210):
        sell(till, actor)
    network.spoil(Mischief.NONE, JOURNAL)
    network.spoil(Mischief.TOKEN_REFUSED, JOURNAL)

    assert state_after_a_round(till).reach is Reach.ONLINE

    runs = [seen.mischief for seen in network.seen if JOURNAL in seen.path]
    assert runs[:3] == [Mischief.NONE, Mischief.TOKEN_REFUSED, Mischief.NONE]


@pytest.mark.fault(33, "the till is too old")
def test_a_till_that_is_too_old_is_told_so_and_only_sync_stops(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.TOO_OLD, JOURNAL, times=9)
    sell(till, actor)

    state = state_after_a_round(till)

    assert (state.reach, state.last_error_code) == (Reach.REFUSED, "protocol.unsupported")
    sell(till, actor)
    assert till.journal_view.state().unposted >= 2


@pytest.mark.fault(33, "the server is newer")
def test_fields_of_a_newer_server_are_passed_over(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.NEWER_SERVER, times=99)
    sell(till, actor)
    assert state_after_a_round(till).reach is Reach.ONLINE
    assert network.count("/changes", Mischief.NEWER_SERVER) == len(Scope)
    sync(till)


@pytest.mark.fault(46, "a peer that never answers")
def test_selling_goes_on_while_a_request_hangs(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    sell(till, actor)
    network.silent.clear()
    network.spoil(Mischief.SILENCE, JOURNAL)
    with ThreadPoolExecutor(1) as worker:
        till.engine.ask_now()
        round_ = worker.submit(till.engine.run_once)
        assert network.silent.wait(10), "the engine waits for an answer"
        for _ in range(20):
            sell(till, actor)
        still_waiting = not round_.done()
        network.behave()
        round_.result(10)
    assert still_waiting, "twenty sales were paid while the engine waited"
    assert till.journal_view.state().reach is Reach.OFFLINE


@pytest.mark.fault(46, "packets vanish")
def test_a_peer_that_never_answers_is_offline_within_one_deadline(
    till: Till, network: FaultProxy, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_exchange, "ANSWER_SECONDS", 0.5)
    network.spoil(Mischief.SILENCE, JOURNAL)
    sell(till, actor)
    assert state_after_a_round(till).reach is Reach.OFFLINE
    monkeypatch.undo()
    sync(till)


@pytest.mark.fault(46, "the connection is cut before anything arrives")
def test_a_connection_that_is_cut_again_and_again_is_tried_again_and_again(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.RESET, JOURNAL, times=4)
    sell(till, actor)
    waits = []
    for _ in range(4):
        till.engine.ask_now()
        waits.append(till.engine.run_once().retry_after_seconds)
        assert till.journal_view.state().reach is Reach.OFFLINE
    assert all(0 <= wait <= longest for wait, longest in zip(waits, (1, 2, 4, 8), strict=True))


@pytest.mark.fault(47, "a sign-in page instead of an answer")
@pytest.mark.parametrize("page", [Mischief.PORTAL, Mischief.REDIRECT])
def test_a_sign_in_page_counts_as_nothing_and_is_said(
    till: Till, network: FaultProxy, actor: Actor, page: Mischief
) -> None:
    network.spoil(page, times=9)
    sell(till, actor)

    state = state_after_a_round(till)

    assert (state.reach, state.last_error_code) == (Reach.OFFLINE, "network.captive_portal")
    assert state.unsent


@pytest.mark.fault(49, "an answer comes byte by byte")
def test_an_answer_that_drips_is_given_up_and_asked_for_again(
    till: Till, network: FaultProxy, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_exchange, "ANSWER_SECONDS", 0.5)
    network.spoil(Mischief.DRIP, JOURNAL)
    sell(till, actor)
    assert state_after_a_round(till).reach is Reach.OFFLINE
    monkeypatch.undo()
    sync(till)


@pytest.mark.fault(41, "a page is cut off on its way")
def test_a_page_that_is_cut_off_is_not_taken_and_comes_whole_the_next_time(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    sell(till, actor)
    sync(till)
    network.spoil(Mischief.TRUNCATE, "scope=stock")
    assert state_after_a_round(till).reach is Reach.OFFLINE
    assert state_after_a_round(till).reach is Reach.ONLINE


@pytest.mark.fault(56, "a server that is full says when to come back")
def test_a_server_that_is_full_is_left_alone_for_as_long_as_it_says(
    till: Till, network: FaultProxy, actor: Actor
) -> None:
    network.spoil(Mischief.OVERLOADED, JOURNAL)
    sell(till, actor)
    till.engine.ask_now()
    outcome = till.engine.run_once()
    assert 7 <= outcome.retry_after_seconds <= 60
    assert network.count(JOURNAL) == 1
