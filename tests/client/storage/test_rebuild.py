"""Projections are made of the journal alone: dropped and replayed they are row for row the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_core.journal import EntryType
from pos_core.wire.changes import Scope
from tests.builders import (
    entry_after,
    goods_return,
    product_change,
    sale,
    sold_product,
    stamp,
    stock_change,
)
from tests.client.storage.conftest import Till

TABLES = ("receipts", "receipt_lines", "receipt_tenders", "pending_stock", "register")
LANTERN = sold_product("LANTERN", 1200)
CANDLE = sold_product("CANDLE", 250)


def projections(till: Till) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: till.rows(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 — names above
        for table in TABLES
    }


acts = st.lists(
    st.tuples(st.sampled_from(["sell", "return", "reprint", "level"]), st.integers(1, 4)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_whatever_was_done_a_rebuild_changes_no_row(
    till: Till, acts: list[tuple[str, int]]
) -> None:
    for act, pieces in acts:
        with till.storage.read() as books:
            number = books.journal.head().seq + 1
        sold = sale(number, (LANTERN, pieces), (CANDLE, 1))
        if act == "sell":
            till.sell(sold)
        elif act == "return":
            till.take_back(goods_return(number, sold, {1: pieces}))
        elif act == "reprint":
            with till.storage.begin() as books:
                head = books.journal.head()
                books.journal.append(
                    entry_after(head, EntryType.RECEIPT_REPRINTED, {}, stamp(number))
                )
        else:
            till.feed(stock_change(pieces=pieces), scope=Scope.STOCK, posted=number // 2)
    before = projections(till)
    replayed = till.storage.rebuild()
    assert projections(till) == before
    assert replayed == len(before["receipts"])


def test_a_rebuild_repairs_what_was_lost(till: Till) -> None:
    till.feed(product_change())
    till.feed(stock_change(pieces=10), scope=Scope.STOCK)
    till.sell(sale(1, (LANTERN, 2)))
    before = projections(till)
    with till.database.writer.begin():
        for table in ("receipt_lines", "receipt_tenders", "receipts", "pending_stock"):
            till.database.writer.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 — names above
        till.database.writer.exec_driver_sql("UPDATE register SET receipts_issued = 0")
    assert projections(till) != before
    assert till.storage.rebuild() == 1
    assert projections(till) == before
