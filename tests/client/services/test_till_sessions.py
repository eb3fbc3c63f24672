"""Opening the till and moving cash: in the journal as a whole, or they never happened."""

import pytest

from pos_core.errors import NotAllowed, RuleBroken
from pos_core.journal import Actor
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind
from pos_core.wire.changes import Scope
from tests.builders import shop_change
from tests.fakes.till import SALES_1, TillRig

SELLS = [Role.SALESPERSON]


def opened(till: TillRig, float_minor: int = 15_000) -> str:
    return till.sessions.open_till.open(float_minor, SALES_1, SELLS).session_id


def cash_expected(till: TillRig) -> int:
    standing = till.sessions.close_till.standing()
    assert standing is not None
    return standing.figures.cash.expected_minor


def test_an_opening_is_in_the_journal_and_names_its_session(till: TillRig) -> None:
    session_id = opened(till)
    with till.storage.read() as books:
        entry = books.journal.entry(session_id)
        session = books.till.open_session()
    assert entry is not None
    assert entry.fact.type == "till.opened"
    assert entry.fact.payload["session_id"] == session_id
    assert entry.fact.payload["opening_float_minor"] == 15_000
    assert session is not None
    assert session.session_id == session_id
    assert till.journal.verify() == entry.seq


def test_a_till_that_is_open_is_not_opened_again(till: TillRig) -> None:
    opened(till)
    before = till.journal.state().last_seq
    with pytest.raises(RuleBroken, match=r"till\.already_open") as refused:
        till.sessions.open_till.open(0, Actor("staff-2", "Sales 2"), SELLS)
    assert refused.value.data["name"] == "Sales1"
    assert till.journal.state().last_seq == before


def test_sales_returns_and_moves_add_up_to_the_cash_in_the_drawer(till: TillRig) -> None:
    opened(till)
    paid = till.sell()
    till.take_back(paid)
    till.sell()
    move = till.sessions.move_cash.move
    move(CashMoveKind.PAID_IN, 2_000, "change from the bank", SALES_1, SELLS)
    move(CashMoveKind.PAID_OUT, 350, "stamps", SALES_1, SELLS)
    move(CashMoveKind.DROP, 5_000, "", SALES_1, SELLS)
    assert cash_expected(till) == 15_000 + 1_200 + 2_000 - 350 - 5_000


def test_an_open_session_is_there_again_after_a_restart(till: TillRig) -> None:
    opened(till)
    till.sell()
    again = till.restarted()
    assert cash_expected(again) == 16_200
    again.close()


@pytest.mark.parametrize(
    ("kind", "amount", "reason", "code"),
    [
        (CashMoveKind.PAID_OUT, 0, "stamps", "till.amount_out_of_range"),
        (CashMoveKind.PAID_IN, -5, "change", "till.amount_out_of_range"),
        (CashMoveKind.PAID_OUT, 350, "  ", "till.reason_missing"),
        (CashMoveKind.PAID_OUT, 350, "card 4111 1111 1111 1111", "tender.card_number_refused"),
    ],
)
def test_a_move_that_makes_no_sense_leaves_no_trace(
    till: TillRig, kind: CashMoveKind, amount: int, reason: str, code: str
) -> None:
    opened(till)
    before = till.journal.state().last_seq
    with pytest.raises(RuleBroken) as refused:
        till.sessions.move_cash.move(kind, amount, reason, SALES_1, SELLS)
    assert refused.value.code == code
    assert till.journal.state().last_seq == before


def test_cash_moves_in_an_open_till_only(till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"till\.not_open"):
        till.sessions.move_cash.move(CashMoveKind.DROP, 100, "", SALES_1, SELLS)


def test_somebody_without_the_role_opens_and_moves_nothing(till: TillRig) -> None:
    with pytest.raises(NotAllowed):
        till.sessions.open_till.open(0, SALES_1, [Role.IT])
    opened(till)
    with pytest.raises(NotAllowed):
        till.sessions.move_cash.move(CashMoveKind.DROP, 100, "", SALES_1, [Role.IT])


def demand_sessions(till: TillRig) -> None:
    with till.storage.begin() as books:
        books.catalogue.apply(Scope.SETTINGS, [shop_change(sessions_required=True)], 99, 0)


def test_a_shop_without_sessions_sells_as_ever(till: TillRig) -> None:
    till.take_back(till.sell())
    with till.storage.read() as books:
        assert books.till.open_session() is None
        assert books.till.closings(1) == []


def test_a_shop_that_demands_sessions_sells_in_an_open_till_only(till: TillRig) -> None:
    sold_before = till.sell()
    demand_sessions(till)
    before = till.journal.state().last_seq
    with pytest.raises(RuleBroken, match=r"till\.session_required"):
        till.sell()
    with pytest.raises(RuleBroken, match=r"till\.session_required"):
        till.take_back(sold_before)
    assert till.journal.state().last_seq == before
    opened(till)
    assert till.sell().sale.receipt_number == "T1-000002", "no receipt number was used up"


def test_the_server_takes_what_the_till_writes_of_its_sessions(till: TillRig) -> None:
    opened(till)
    till.sessions.move_cash.move(CashMoveKind.DROP, 100, "", SALES_1, SELLS)
    till.engine.run_once()
    assert till.journal.state().unposted == 0
