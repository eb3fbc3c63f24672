"""What the books remarked: fetched in quiet moments, kept, settled, and seen beside the sale."""

import pytest

from pos_app.services.follow_remarks import FollowRemarks
from pos_app.services.overview_records import Wanted
from pos_app.services.records import Whereabouts
from pos_core.wire.findings import QUARANTINED, RemarkItem
from tests.fakes.till import TillRig


def remark(till: TillRig, seq: int, code: str = "stock.short", *, settled: bool = False) -> None:
    """Let the books remark something about an entry, in the place of what they said before."""
    ledger = till.server.ledgers["register-1"]
    event_id = ledger.entries[seq - 1].fact.event_id
    ledger.remarks = [r for r in ledger.remarks if (r.seq, r.code) != (seq, code)]
    item = RemarkItem(
        event_id=event_id, seq=seq, code=code, data={"quantity_milli": -1000}, settled=settled
    )
    ledger.remarks.append(item)


def later(till: TillRig, seconds: float = 60) -> None:
    """Let time pass until the feeds are due again, and run a round."""
    till.monotonic.seconds += seconds
    till.engine.run_once()


@pytest.fixture
def sold(till: TillRig) -> TillRig:
    """Three sales are in the books, entries 2 to 4."""
    for _ in range(3):
        till.sell()
    till.engine.run_once()
    return till


def state_of(till: TillRig, seq: int) -> Whereabouts:
    return {row.seq: row.state for row in till.journal_list.rows()}[seq]


def test_a_remark_that_was_made_later_is_heard_of_after_the_next_start(sold: TillRig) -> None:
    remark(sold, 3)
    later(sold)
    assert state_of(sold, 3) is Whereabouts.IN_THE_BOOKS
    again = sold.restarted()
    again.engine.run_once()
    assert state_of(again, 3) is Whereabouts.REMARKED
    again.close()


def test_remarks_that_come_with_the_posting_are_there_at_once(till: TillRig) -> None:
    till.sell()
    till.sell()
    till.server.posts_at_once = False
    till.engine.run_once()
    till.server.post()
    remark(till, 2)
    remark(till, 3, QUARANTINED)
    later(till)
    assert [row.state for row in till.journal_list.rows()] == [
        Whereabouts.QUARANTINED, Whereabouts.REMARKED, Whereabouts.IN_THE_BOOKS,
    ]  # fmt: skip
    rows = till.journal_list.rows(Wanted(remarked_only=True))
    assert [row.seq for row in rows] == [3, 2]


def test_open_remarks_are_asked_about_again_until_they_are_settled(till: TillRig) -> None:
    till.sell()
    till.server.posts_at_once = False
    till.engine.run_once()
    till.server.post()
    remark(till, 2, QUARANTINED)
    later(till)
    asked = till.server.asked.count("remarks")
    later(till)
    assert till.server.asked.count("remarks") == asked, "not every time"
    remark(till, 2, QUARANTINED, settled=True)
    later(till, 1000)
    assert state_of(till, 2) is Whereabouts.IN_THE_BOOKS
    examined = till.journal_list.examine(till.journal_list.rows()[0].event_id)
    assert [(r.code, r.settled) for r in examined.remarks] == [(QUARANTINED, True)]
    later(till, 1000)
    assert till.server.asked.count("remarks") == asked + 1, "nothing is open any more"


def test_many_remarks_come_page_by_page(till: TillRig) -> None:
    for _ in range(7):
        till.sell()
    till.server.posts_at_once, till.server.page_size = False, 2
    till.engine.run_once()
    till.server.post()
    for seq in range(2, 9):
        remark(till, seq)
    later(till)
    rows = till.journal_list.rows(Wanted(remarked_only=True))
    assert [row.seq for row in rows] == list(range(8, 1, -1))


@pytest.mark.fault(42, "books out of a backup remark again what they post again")
def test_what_restored_books_remark_anew_is_heard(sold: TillRig) -> None:
    follow = FollowRemarks(sold.storage, sold.server, sold.monotonic)
    follow.run("register-t1#1")
    with sold.storage.begin() as books:
        books.journal.go_back(2)
    follow.run("register-t1#1")
    with sold.storage.begin() as books:
        books.journal.note_posted(4, books.journal.hash_at(4))
    remark(sold, 3)
    follow.run("register-t1#1")
    assert state_of(sold, 3) is Whereabouts.REMARKED
