"""A server whose books were restored from a backup gets back what it lost, unattended."""

import pytest

from pos_app.sync.policy import ASKED_EVERY_SECONDS
from tests.client.sync.test_engine import ledger
from tests.fakes.till import TillRig

pytestmark = pytest.mark.fault(42, "Server restored from a backup: the till is ahead of it")


@pytest.fixture
def posted(till: TillRig) -> TillRig:
    """A till of whose journal everything is in the books."""
    for _ in range(5):
        till.sell()
    till.engine.run_once()
    assert till.journal.state().posted_through == 6
    return till


def test_what_the_books_lost_is_sent_again_while_nobody_sells(posted: TillRig) -> None:
    told = list(ledger(posted).entries)
    posted.server.restore(2, "second life")

    posted.monotonic.seconds += ASKED_EVERY_SECONDS
    first = posted.engine.run_once()
    posted.engine.run_once()

    assert first.posted_through == 2
    assert ledger(posted).entries == told
    assert posted.journal.state().posted_through == 6


def test_the_next_sale_takes_along_what_the_books_lost(posted: TillRig) -> None:
    posted.server.restore(3, "second life")
    posted.sell()

    for _ in range(2):
        posted.engine.run_once()

    assert ledger(posted).head.seq == 7
    state = posted.journal.state()
    assert (state.posted_through, state.accepted_through) == (7, 7)


def test_after_a_new_start_of_the_till_it_is_the_same(posted: TillRig) -> None:
    posted.server.restore(0, "second life")
    again = posted.restarted()

    for _ in range(2):
        again.engine.run_once()

    assert ledger(again).head.seq == 6
    again.close()


def test_without_a_new_life_what_was_posted_never_goes_back(posted: TillRig) -> None:
    """An answer of a function that was slow, or of a mirror that lags, says less than before."""
    posted.server.restore(2, "")

    posted.monotonic.seconds += ASKED_EVERY_SECONDS
    posted.engine.run_once()

    assert posted.journal.state().posted_through == 6


def test_a_restore_after_a_restore_is_noticed_too(posted: TillRig) -> None:
    for life in ("second life", "third life"):
        posted.server.restore(1, life)
        posted.monotonic.seconds += ASKED_EVERY_SECONDS
        for _ in range(2):
            posted.engine.run_once()

        assert ledger(posted).head.seq == 6


def test_a_server_that_has_everything_is_asked_only_now_and_then(posted: TillRig) -> None:
    posted.engine.run_once()
    posted.server.asked.clear()

    for _ in range(10):
        posted.monotonic.seconds += ASKED_EVERY_SECONDS / 10
        posted.engine.run_once()

    assert posted.server.asked.count("position") == 1
