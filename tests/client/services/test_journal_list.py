"""What the sync page lists: found by what somebody remembers, summed by where it stands."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.journal_list import JournalList
from pos_app.services.overview_records import Share, Wanted
from pos_core.errors import NotFound
from pos_core.wire.findings import RemarkItem
from tests.builders import sold_product
from tests.fakes.till import TillRig

GNOME = sold_product("GNOME", 1250, name="Garden Gnome 50% off_x")


def found(till: TillRig, text: str) -> list[int]:
    return [row.seq for row in till.journal_list.rows(Wanted(text=text))]


def test_entries_are_found_by_number_name_goods_and_amount(till: TillRig) -> None:
    till.sell()
    till.sell((GNOME, 1))
    assert found(till, "T1-000002") == [3]
    assert found(till, " garden gnome ") == [3]
    assert found(till, "50% off_") == [3], "no sign stands for anything but itself"
    assert found(till, "12.50") == found(till, "£12.50") == [3]
    assert found(till, "99.99") == []
    assert found(till, "sales1") == [3, 2, 1]


def test_a_list_is_continued_by_place(till: TillRig) -> None:
    for _ in range(3):
        till.sell()
    first = till.journal_list.rows(limit=2)
    assert [row.seq for row in first] == [4, 3]
    rest = till.journal_list.rows(limit=9, before_place=first[-1].place)
    assert [row.seq for row in rest] == [2, 1]


def test_what_is_not_in_the_books_is_listed_alone(till: TillRig) -> None:
    till.sell()
    till.engine.run_once()
    till.sell()
    assert [row.seq for row in till.journal_list.rows(Wanted(unposted_only=True))] == [3]


def test_sales_are_summed_by_where_they_stand(till: TillRig) -> None:
    till.take_back(till.sell())
    till.engine.run_once()
    till.sell()
    till.server.posts_at_once = False
    till.engine.run_once()
    till.sell((GNOME, 2))
    standing = till.journal_list.standing()
    assert (standing.safe_here, standing.sent) == (Share(1, 2500), Share(1, 1200))
    assert (standing.in_the_books, standing.remarked) == (Share(2, 0), Share())


def test_what_waits_since_yesterday_counts_and_what_was_booked_then_does_not(
    till: TillRig,
) -> None:
    till.sell()
    till.engine.run_once()
    till.sell()
    till.clock.forward(days=1)
    standing = till.journal_list.standing()
    assert (standing.safe_here.count, standing.in_the_books.count) == (1, 0)


def test_sales_with_a_remark_are_counted_in_the_books_and_apart(till: TillRig) -> None:
    paid = till.sell()
    till.sell()
    till.engine.run_once()
    with till.storage.begin() as books:
        item = RemarkItem(event_id=paid.sale.stamp.event_id, seq=2, code="stock.short")
        books.remarks.keep("register-1", 0, 9, [item])
    standing = till.journal_list.standing()
    assert (standing.in_the_books.count, standing.remarked, standing.attention) == (
        2, Share(1, 1200), 1,
    )  # fmt: skip


def test_an_entry_is_examined_with_hash_and_signature(till: TillRig) -> None:
    paid = till.sell()
    examined = till.journal_list.examine(paid.sale.stamp.event_id)
    assert examined.problem == ""
    assert '"receipt_number":"T1-000001"' in examined.body
    stranger = Ed25519PrivateKey.generate().public_key()
    distrustful = JournalList(till.storage, lambda: stranger, till.clock)
    assert distrustful.examine(paid.sale.stamp.event_id).problem == "journal.signature_wrong"


def test_an_entry_that_nobody_knows_is_said_so(till: TillRig) -> None:
    with pytest.raises(NotFound, match=r"journal\.no_such_entry"):
        till.journal_list.examine("nothing")
