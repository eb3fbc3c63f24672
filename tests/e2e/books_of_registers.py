"""What the books hold of registers, read with plain SQL and held against the tills' own journals.

The invariants of the fault matrix, for tests with whole tills and a whole backend.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, text

from pos_app.services.till import Till
from pos_core.journal import GENESIS, Entry, public_key_of, read_entry, verify_run

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

_POSTED = """SELECT body, prev_hash, hash, signature FROM journal_entries
WHERE register_id = :register AND state = 'posted' ORDER BY seq"""
_SUMS = """SELECT count(*), coalesce(sum(total_minor), 0) FROM sales
WHERE register_id = :register"""
_PAID = """SELECT coalesce(sum(p.amount_minor), 0) FROM payments p
JOIN sales s ON s.event_id = p.event_id WHERE s.register_id = :register"""
_LINES = """SELECT coalesce(sum(l.net_minor + l.tax_minor), 0) FROM sale_lines l
JOIN sales s ON s.event_id = l.event_id WHERE s.register_id = :register"""
_LEVELS = """SELECT count(*) FROM stock_levels l WHERE quantity_milli <> (SELECT
coalesce(sum(quantity_milli), 0) FROM stock_movements m
WHERE m.store_id = l.store_id AND m.product_id = l.product_id)"""
_NOT_POSTED = "SELECT count(*) FROM journal_entries WHERE state <> 'posted'"
_KEY = "SELECT public_key FROM registers WHERE register_id = :register"


def rows(cloud: "LocalBackend", question: str, register: str = "") -> Sequence[Any]:
    """Ask the books; a connection of its own, as the database may have been away."""
    engine = create_engine(cloud.books.opened.address)
    try:
        with engine.connect() as connection:
            return connection.execute(text(question), {"register": register}).all()
    finally:
        engine.dispose()


def journal_of(till: Till) -> list[Entry]:
    """Return a till's whole journal."""
    with till.storage.read() as books:
        return books.journal.to_send(0, 10**6, 10**9)


def assert_invariants_hold(cloud: "LocalBackend", tills: Sequence[Till]) -> None:
    """Check what must hold after any fault, for these registers and for the store's stock."""
    for till in tills:
        _assert_same_journal(cloud, till)
        _assert_same_money(cloud, till)
    assert rows(cloud, _LEVELS)[0][0] == 0, "I5: a level is not the sum of its movements"
    assert rows(cloud, _NOT_POSTED)[0][0] == 0, "an entry is in quarantine or was a repeat"


def posted_journal(cloud: "LocalBackend", till: Till) -> list[Entry]:
    """Return what the books hold of a register's journal."""
    return [read_entry(*row) for row in rows(cloud, _POSTED, name_of(till))]


def name_of(till: Till) -> str:
    """Return the register's identity."""
    register = till.shop_rules.register()
    assert register is not None
    return register.register_id


def _assert_same_journal(cloud: "LocalBackend", till: Till) -> None:
    """I1, I2, I6, I7: the books hold the register's journal, all of it, in order, and no more."""
    posted = posted_journal(cloud, till)
    ((key,),) = rows(cloud, _KEY, name_of(till))
    own = journal_of(till)
    assert [entry.body for entry in posted] == [entry.body for entry in own]
    head = verify_run(posted, GENESIS, public_key_of(key))
    assert head.seq == till.journal_view.verify() == till.journal_view.state().posted_through


def _assert_same_money(cloud: "LocalBackend", till: Till) -> None:
    """I3, I4: as many sales with as much money as the register sold, lines and payments too."""
    name = name_of(till)
    facts = [entry.fact for entry in journal_of(till) if entry.fact.type == "sale.completed"]
    with till.storage.read() as books:
        sold = [books.sales.sale(fact.event_id) for fact in facts]
    total = sum(sale.totals.total_minor for sale in sold if sale is not None)
    ((count, booked),) = rows(cloud, _SUMS, name)
    ((paid,),) = rows(cloud, _PAID, name)
    ((of_lines,),) = rows(cloud, _LINES, name)
    assert (count, booked, paid, of_lines) == (len(sold), total, total, total)
