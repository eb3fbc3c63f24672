"""A session that goes on under another register's number: its cash adds up over both journals."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from pos_core.cash_count import CashCount
from pos_core.permissions import Role
from pos_core.till_session import CashMoveKind
from tests.fakes.till import SALES_1, TillRig

SELLS = [Role.SALESPERSON]
FLOAT, SALE = 10_000, 1_200


@pytest.fixture
def healed(till: TillRig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TillRig]:
    """A copy of a till whose session is open: it sold and moved cash on beside the first one."""
    till.sessions.open_till.open(FLOAT, SALES_1, SELLS)
    till.sell()
    till.engine.run_once()
    till.close()
    with closing(till.copied_to(tmp_path_factory.mktemp("clone") / "till")) as copy:
        with closing(till.restarted()) as first:
            first.sell()
            first.engine.run_once()
        copy.sell()
        copy.sessions.move_cash.move(CashMoveKind.DROP, 500, "", SALES_1, SELLS)
        for _ in range(4):
            copy.engine.run_once()
            copy.monotonic.seconds += 60
        yield copy


def expected(till: TillRig) -> int:
    standing = till.sessions.close_till.standing()
    assert standing is not None
    return standing.figures.cash.expected_minor


@pytest.mark.fault(51, "A cloned till goes on with its open session, whose cash still adds up")
def test_the_session_is_still_open_and_has_every_sale_once(healed: TillRig) -> None:
    assert expected(healed) == FLOAT + 2 * SALE - 500
    healed.sell()
    assert expected(healed) == FLOAT + 3 * SALE - 500
    healed.storage.rebuild()
    assert expected(healed) == FLOAT + 3 * SALE - 500


@pytest.mark.fault(51, "A cloned till closes its session with a Z number of its own")
def test_its_close_has_a_number_of_the_new_register_and_reaches_the_books(
    healed: TillRig,
) -> None:
    count = CashCount(other_minor=expected(healed))
    closing_ = healed.sessions.close_till.close(count, SALES_1, SELLS)
    assert closing_.z_number == "T2-Z0001"
    assert closing_.figures.trade.sales == 2
    assert (closing_.figures.trade.first_number, closing_.figures.trade.last_number) == (
        "T1-000001",
        "T1-000002",
    )
    healed.engine.run_once()
    assert healed.journal.state().unposted == 0
    assert healed.journal.verify() > 0
