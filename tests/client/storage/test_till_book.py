"""Sessions as rows: replayed they are row for row the same, and a lost opening loses no close."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.services.checkout import Checkout
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import RegisterKey, Scribe
from pos_app.services.till_sessions import TillSessions, till_sessions
from pos_core.cash_count import CashCount
from pos_core.payment import TenderKind
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from pos_core.till_session import CashMoveKind
from tests.builders import SALES_1, FixedClock, cart_of, paid_in_cash
from tests.client.storage.conftest import Till
from tests.fakes.devices import FakePrinter, MemoryKeyStore

SELLS = [Role.SALESPERSON]
TABLES = ("till_sessions", "cash_moves", "receipts", "receipt_tenders")
ACTS = st.lists(st.sampled_from(["sell", "open", "move", "close", "return"]), max_size=12)


def rows(till: Till) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: till.rows(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 - names above
        for table in TABLES
    }


def scribe() -> Scribe:
    key = RegisterKey(MemoryKeyStore())
    key.private_or_new()
    return Scribe(FixedClock(), key, lambda _: 0)


def sessions_of(till: Till, writes: Scribe) -> TillSessions:
    return till_sessions(till.storage, writes, FakePrinter())


def play(till: Till, acts: list[str]) -> None:
    """Do what can be done of this, in its order."""
    writes, sold, cart = scribe(), [], cart_of()
    sessions = sessions_of(till, writes)
    checkout, returns = Checkout(till.storage, writes), ReturnGoods(till.storage, writes)
    for act in acts:
        standing = sessions.close_till.standing()
        if act == "sell":
            paid = checkout.complete(cart, paid_in_cash(cart), SALES_1)
            sold.append(paid.sale.stamp.event_id)
        elif act == "return" and sold:
            back = [ReturnRequest(1, Quantity.pieces(1))]
            returns.against(sold.pop(), back, TenderKind.CASH, "unwanted", SALES_1)
        elif act == "open" and standing is None:
            sessions.open_till.open(5_000, SALES_1, SELLS)
        elif act == "move" and standing is not None:
            sessions.move_cash.move(CashMoveKind.DROP, 100, "", SALES_1, SELLS)
        elif act == "close" and standing is not None:
            count = CashCount(other_minor=max(standing.figures.cash.expected_minor, 0))
            sessions.close_till.close(count, SALES_1, SELLS, "a reason")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_was_done_with_the_till_a_rebuild_changes_no_row(
    till: Till, acts: list[str]
) -> None:
    play(till, acts)
    before, standing = rows(till), sessions_of(till, scribe()).close_till.standing()
    till.storage.rebuild()
    assert rows(till) == before
    assert sessions_of(till, scribe()).close_till.standing() == standing


def test_every_sale_and_return_is_in_one_session_or_between_two(till: Till) -> None:
    play(till, ["open", "sell", "sell", "close", "sell", "return", "open", "sell", "return"])
    play(till, ["close", "open", "close"])
    with till.storage.read() as books:
        third, second, first = books.till.closings(5)
    trades = [closing.figures.trade for closing in (first, second, third)]
    late = [closing.figures.late for closing in (first, second, third)]
    assert [(trade.sales, trade.returns) for trade in trades] == [(2, 0), (1, 1), (0, 0)]
    assert [(trade.sales, trade.returns) for trade in late] == [(0, 0), (1, 1), (0, 0)]


def test_what_was_sold_before_the_till_was_ever_opened_is_not_late(till: Till) -> None:
    play(till, ["sell", "open", "sell"])
    standing = sessions_of(till, scribe()).close_till.standing()
    assert standing is not None
    assert (standing.figures.trade.sales, standing.figures.late.sales) == (1, 0)


def test_a_close_whose_opening_is_not_here_is_kept_and_counts(till: Till) -> None:
    play(till, ["open", "sell", "close"])
    with till.storage.read() as books:
        (closing,) = books.till.closings(1)
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("DELETE FROM till_sessions")  # as after a salvage
    with till.storage.begin() as books:
        books.till.record_closing(closing, books.journal.head().seq)
    with till.storage.read() as books:
        assert books.till.closings(1) == [closing]
        assert books.till.open_session() is None
        assert books.till.next_z_number() == "T1-Z0002"


def test_the_list_of_closes_is_as_long_as_it_is_asked_for(till: Till) -> None:
    play(till, ["open", "close"] * 3)
    with till.storage.read() as books:
        assert [each.z_number for each in books.till.closings(2)] == ["T1-Z0003", "T1-Z0002"]
