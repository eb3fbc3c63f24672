"""Closing the till: no sale is lost, none is counted twice, whatever happens at that moment."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from pos_app.services.close_till import DrawerStanding
from pos_app.services.scribe import Scribe
from pos_core.cash_count import CashCount, Pieces
from pos_core.errors import EnvironmentFailed, NotAllowed, RuleBroken
from pos_core.journal import Actor
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind, TillClosing
from tests.builders import cart_of, paid_in_cash
from tests.fakes.till import SALES_1, TillRig

SELLS = [Role.SALESPERSON]
MANAGES = [Role.MANAGER]
MANAGER_1 = Actor("staff-manager1", "Manager1")
FLOAT = 10_000


def open_till(till: TillRig) -> None:
    till.sessions.open_till.open(FLOAT, SALES_1, SELLS)


def standing(till: TillRig) -> DrawerStanding:
    found = till.sessions.close_till.standing()
    assert found is not None
    return found


def close(till: TillRig, short_minor: int = 0) -> TillClosing:
    expected = standing(till).figures.cash.expected_minor
    count = CashCount(other_minor=expected - short_minor)
    return till.sessions.close_till.close(count, SALES_1, SELLS, "wrong change", expected)


def test_a_close_freezes_the_figures_under_a_number_without_gaps(till: TillRig) -> None:
    for number in (1, 2, 3):
        open_till(till)
        till.sell()
        assert standing(till).z_number == f"T1-Z{number:04d}"
        closing = close(till)
        assert closing.z_number == f"T1-Z{number:04d}"
        assert closing.expected_minor == FLOAT + 1_200
        assert till.sessions.close_till.standing() is None
    with till.storage.read() as books:
        numbers = [each.z_number for each in books.till.closings(10)]
    assert numbers == ["T1-Z0003", "T1-Z0002", "T1-Z0001"]


def test_a_close_is_read_back_as_it_was_made(till: TillRig) -> None:
    open_till(till)
    till.take_back(till.sell())
    till.sessions.move_cash.move(CashMoveKind.DROP, 500, "", SALES_1, SELLS)
    count = CashCount((Pieces(5_000, 1), Pieces(2_000, 2)), 500)
    closing = till.sessions.close_till.close(count, SALES_1, SELLS)
    with till.storage.read() as books:
        assert books.till.closing(closing.stamp.event_id) == closing
        assert books.till.closing("nothing") is None
    assert closing.difference_minor == 0


def test_a_till_that_is_closed_is_not_closed_again(till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"till\.not_open"):
        till.sessions.close_till.close(CashCount(), SALES_1, SELLS)
    open_till(till)
    close(till)
    before = till.journal.state().last_seq
    with pytest.raises(RuleBroken, match=r"till\.not_open"):
        till.sessions.close_till.close(CashCount(), SALES_1, SELLS)
    assert till.journal.state().last_seq == before


def test_a_difference_over_the_limit_wants_a_reason_and_a_manager_accepts_it(
    till: TillRig,
) -> None:
    open_till(till)
    short = CashCount(other_minor=FLOAT - 201)
    with pytest.raises(RuleBroken, match=r"till\.difference_unexplained"):
        till.sessions.close_till.close(short, SALES_1, SELLS)
    closing = till.sessions.close_till.close(short, SALES_1, SELLS, "wrong change given")
    assert (closing.over_limit, closing.accepted_by) == (True, None)
    open_till(till)
    accepted = till.sessions.close_till.close(short, MANAGER_1, MANAGES, "wrong change given")
    assert (accepted.over_limit, accepted.accepted_by) == (True, MANAGER_1)
    open_till(till)
    small = CashCount(other_minor=FLOAT + 200)
    assert not till.sessions.close_till.close(small, SALES_1, SELLS).over_limit


def test_somebody_without_the_role_closes_nothing(till: TillRig) -> None:
    open_till(till)
    with pytest.raises(NotAllowed):
        till.sessions.close_till.close(CashCount(), SALES_1, [Role.IT])
    assert standing(till).figures.cash.expected_minor == FLOAT


@pytest.mark.fault(53, "Closing the till names what is not sent and what is being rung up")
def test_a_close_says_what_is_pending_and_waits_for_none_of_it(till: TillRig) -> None:
    open_till(till)
    till.sell()
    with till.storage.begin() as books:
        books.drafts.keep(cart_of().add_unknown("999", ""))
    pending = standing(till)
    assert (pending.unposted, pending.open_lines) == (3, 2)

    closing = close(till)

    assert closing.unposted == 3
    till.engine.run_once()
    assert till.journal.state().unposted == 0
    with till.storage.read() as books:
        assert books.till.closing(closing.stamp.event_id) == closing, "also after it was sent"
        assert len(books.drafts.load().lines) == 1, "the open cart stays"


@pytest.mark.fault(53, "A sale paid between the look at the drawer and the close is not overlooked")
def test_cash_that_came_in_since_the_count_was_compared_is_looked_at_again(till: TillRig) -> None:
    open_till(till)
    compared = standing(till).figures.cash.expected_minor
    till.sell()
    count = CashCount(other_minor=compared)
    with pytest.raises(RuleBroken, match=r"till\.changed_meanwhile") as refused:
        till.sessions.close_till.close(count, SALES_1, SELLS, "", compared)
    assert refused.value.data["expected_minor"] == compared + 1_200
    assert till.sessions.close_till.standing() is not None


ACTS = ("pay", "sell", "close", "open", "return")


def orders() -> list[tuple[str, ...]]:
    """Every order of five acts in which the till is opened again after its close only."""
    return [each for each in permutations(ACTS) if each.index("close") < each.index("open")]


@pytest.mark.fault(53, "A sale belongs to one session or to what is between, in every interleaving")
@pytest.mark.parametrize("order", orders(), ids=" ".join)
def test_whenever_the_till_is_closed_every_sale_is_in_one_report(
    till: TillRig, order: tuple[str, ...]
) -> None:
    cart = cart_of()
    payment = paid_in_cash(cart)  # a sale that is in payment from the start
    first = till.sell()
    open_till(till)
    acts = {
        "pay": lambda: till.checkout.complete(cart, payment, SALES_1),
        "sell": till.sell,
        "return": lambda: till.take_back(first),
        "close": lambda: close(till),
        "open": lambda: open_till(till),
    }
    for act in order:
        acts[act]()  # type: ignore[no-untyped-call]  # a table of different acts
    close(till)

    with till.storage.read() as books:
        second, earlier = books.till.closings(2)
        receipts = len(books.sales.latest(10))
    trades = (earlier.figures.trade, second.figures.late, second.figures.trade)
    assert sum(trade.sales for trade in trades) == 2
    assert sum(trade.returns for trade in trades) == 1
    assert receipts == 4, "and the one before the first session"
    before, after = order.index("close"), order.index("open")
    assert earlier.figures.trade.sales == sum(order.index(act) < before for act in ("pay", "sell"))
    assert second.figures.trade.sales == sum(order.index(act) > after for act in ("pay", "sell"))
    assert till.journal.verify() == till.journal.state().last_seq


def test_without_its_key_nothing_is_closed_and_the_session_goes_on(till: TillRig) -> None:
    open_till(till)
    again = till.restarted()
    again.keys.locked = True
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        again.sessions.close_till.close(CashCount(other_minor=FLOAT), SALES_1, SELLS)
    again.keys.locked = False
    assert close(again).z_number == "T1-Z0001", "no Z number was used up"
    again.close()


def offset_of(moment: datetime) -> int:
    """Minutes ahead of UTC in the shop: summer time ends on 25 October at 01:00 UTC."""
    return 60 if moment < datetime(2026, 10, 25, 1, tzinfo=UTC) else 0


@pytest.mark.fault(16, "Clocks go back in a shift: its Z report has each sale exactly once")
def test_a_shift_in_which_the_clocks_go_back_has_each_sale_once(till: TillRig) -> None:
    till.scribe = Scribe(till.clock, till.key, offset_of)
    till.clock.moment = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    open_till(till)
    for _ in range(6):  # 01:00 … 01:30 twice, by the clock on the wall
        till.clock.moment += timedelta(minutes=30)
        till.sell()
    closing = close(till)
    assert closing.figures.trade.sales == 6
    assert closing.expected_minor == FLOAT + 6 * 1_200
    with till.storage.read() as books:
        days = [books.sales.day_report(day, "").sales for day in ("2026-10-24", "2026-10-25")]
    assert days == [0, 6]


@pytest.mark.fault(16, "New year in a shift: one Z report over two days, each sale in one of them")
def test_a_shift_over_new_year_is_one_report_and_two_days(till: TillRig) -> None:
    till.clock.moment = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    open_till(till)
    for _ in range(4):
        till.clock.moment += timedelta(minutes=25)
        till.sell()
    closing = close(till)
    assert closing.figures.trade.sales == 4
    assert (closing.figures.trade.first_number, closing.figures.trade.last_number) == (
        "T1-000001",
        "T1-000004",
    )
    with till.storage.read() as books:
        days = [books.sales.day_report(day, "").sales for day in ("2026-12-31", "2027-01-01")]
    assert days == [2, 2]


@pytest.mark.fault(15, "A clock that goes back a day moves no sale into another session")
def test_a_clock_that_goes_back_moves_no_sale_into_another_session(till: TillRig) -> None:
    open_till(till)
    till.sell()
    close(till)
    till.clock.forward(days=-1)
    open_till(till)
    till.sell()
    till.sell()
    assert close(till).figures.trade.sales == 2
