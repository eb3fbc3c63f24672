"""A file with the journals of several registers: one is current, the others stay as they are."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from pos_app.services.overview_records import Wanted
from pos_app.services.ports import Books
from pos_app.services.records import RegisterIdentity, Whereabouts
from pos_app.storage.register_book import Beginning, RegisterBook
from pos_core.journal import (
    GENESIS,
    EntryType,
    Fact,
    Head,
    Json,
    append,
    carried_over,
    public_key_text,
)
from pos_core.sale import Stamp
from pos_core.wire.changes import Scope
from pos_core.wire.convert import return_payload, sale_payload
from tests.builders import (
    REGISTER,
    SALES_1,
    goods_return,
    numbered_id,
    sale,
    sale_entry,
    sold_product,
    stock_change,
)
from tests.client.storage.conftest import Till, enrolled_till

NOON = "2026-11-21T12:00:00.000Z"
LANTERN = sold_product("LANTERN", 1200)
TABLES = ("receipts", "receipt_lines", "receipt_tenders", "pending_stock", "register")
CLONED = pytest.mark.fault(51, "Restored-from-backup or cloned laptop")


def identity(number: int) -> RegisterIdentity:
    """Return the register with the code `T<number>`; T1 is the one that the till begins as."""
    if number == 1:
        return REGISTER
    username = f"register-t{number}"
    return replace(REGISTER, register_id=f"register-{number}", code=f"T{number}", username=username)


def key_of(register: RegisterIdentity) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(register.register_id.encode()).digest()
    )


def heal(till: Till, number: int) -> None:
    """Go on as the register with this code, with everything that is not posted."""
    new = identity(number)
    enrolled = Fact(f"enrolled-{number}", "register.enrolled", 1, NOON, 0, SALES_1, {})
    with till.storage.begin() as books:
        former = books.register()
        assert former is not None
        agreed = books.journal.state().posted_through
        waiting = books.journal.to_send(agreed, 10_000, 10**9)
        books.succeed(new, public_key_text(key_of(former)), agreed)
        for fact in [enrolled, *(carried_over(entry, former.code) for entry in waiting)]:
            entry = append(fact, new.register_id, books.journal.head(), key_of(new))
            books.journal.append(entry)
        books.sales.carry_over(1)


def ring_up(till: Till, number: int, *, goods_back: bool = False) -> None:
    """Sell three lanterns, or sell them and take one back, in the journal that is current."""
    sold = sale(number, (LANTERN, 3))
    goods = goods_return(number, sold, {1: 1})
    with till.storage.begin() as books:
        receipt = books.sales.next_receipt_number()
        if goods_back:
            goods = replace(goods, receipt_number=receipt)
            seq = _write(books, EntryType.SALE_RETURNED, return_payload(goods), goods.stamp)
            books.sales.record_return(goods, seq)
        else:
            sold = replace(sold, receipt_number=receipt)
            seq = _write(books, EntryType.SALE_COMPLETED, sale_payload(sold), sold.stamp)
            books.sales.record_sale(sold, seq)


def _write(books: Books, kind: EntryType, payload: Mapping[str, Json], of: Stamp) -> int:
    register = books.register()
    assert register is not None
    fact = Fact(of.event_id, kind.value, 1, of.occurred_at, 0, of.actor, payload)
    entry = append(fact, register.register_id, books.journal.head(), key_of(register))
    books.journal.append(entry)
    return entry.seq


def posted(till: Till, through: int) -> None:
    with till.storage.begin() as books:
        seq = min(through, books.journal.head().seq)
        books.journal.note_posted(seq, books.journal.hash_at(seq))


def projections(till: Till) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: till.rows(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 — names above
        for table in TABLES
    }


acts = st.lists(
    st.tuples(
        st.sampled_from(["sell", "sell", "back", "posted", "level", "heal"]), st.integers(0, 6)
    ),
    min_size=1,
    max_size=25,
)


@CLONED
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=acts)
def test_however_often_it_heals_a_rebuild_changes_no_row_and_no_fact_is_missing(
    migrated: Path, tmp_path: Path, acts: list[tuple[str, int]]
) -> None:
    with enrolled_till(migrated, tmp_path / uuid.uuid4().hex) as till:
        registers, facts = 1, 0
        for act, number in acts:
            if act in ("sell", "back"):
                facts += 1
                ring_up(till, facts, goods_back=act == "back")
            elif act == "posted":
                posted(till, number)
            elif act == "level":
                with till.storage.read() as books:
                    through = min(number, books.journal.state().posted_through)
                till.feed(stock_change(pieces=50), scope=Scope.STOCK, posted=through)
            else:
                registers += 1
                heal(till, registers)
        check(till, facts)


def check(till: Till, facts: int) -> None:
    before = projections(till)
    assert len(before["receipts"]) == facts
    till.storage.rebuild()
    assert projections(till) == before
    with till.storage.read() as books:
        rows = books.overview.rows(Wanted(), 1000, None)
        state = books.journal.state()
        unposted = books.overview.rows(Wanted(unposted_only=True), 1000, None)
    events = [row.event_id for row in rows if row.which]
    assert sorted(events) == [numbered_id(number) for number in range(1, facts + 1)]
    assert len(unposted) == state.unposted
    assert all(row.state is not Whereabouts.IN_THE_BOOKS for row in unposted)


@CLONED
def test_former_entries_stay_and_only_the_current_journal_grows(till: Till) -> None:
    ring_up(till, 1)
    ring_up(till, 2)
    posted(till, 1)
    heal(till, 2)
    with till.storage.read() as books:
        (former,) = books.journal.former()
        assert (former.code, former.base, former.head.seq) == ("T1", GENESIS, 2)
        assert former.public_key == public_key_text(key_of(REGISTER))
        kept = books.journal.former_run(REGISTER.register_id, 0, 10, 10**6)
        assert [entry.seq for entry in kept] == [1, 2]
        assert [entry.fact.origin is None for entry in kept] == [True, True]
        carried = books.journal.to_send(1, 10, 10**6)
        assert [entry.fact.payload for entry in carried] == [kept[1].fact.payload]
        assert books.journal.entry(numbered_id(2)) == carried[0]
    old = sale_entry(sale(3), former.head)
    with pytest.raises(IntegrityError, match="journal entries"), till.database.writer.begin():
        till.database.writer.exec_driver_sql(
            "INSERT INTO journal SELECT 5, ?, 3, 'x', 'x', 'x', ?, ?, ?, 'x'",
            (REGISTER.register_id, old.body, old.prev_hash, old.hash),
        )


@CLONED
def test_there_is_one_current_journal(till: Till) -> None:
    ring_up(till, 1)
    heal(till, 2)
    with pytest.raises(IntegrityError), till.database.writer.begin():
        till.database.writer.exec_driver_sql("UPDATE journals SET current = 1")


@CLONED
def test_numbers_begin_anew_with_the_register_and_old_ones_are_found(till: Till) -> None:
    ring_up(till, 1)
    heal(till, 2)
    ring_up(till, 2)
    with till.storage.read() as books:
        numbers = [summary.receipt_number for summary in books.sales.latest(5)]
        carried = books.sales.sale_numbered("T1-000001")
    assert numbers == ["T2-000001", "T1-000001"]
    assert carried is not None
    assert carried.stamp.event_id == numbered_id(1)


def test_a_journal_may_begin_after_what_is_in_the_books(till: Till) -> None:
    base = Head(40, "ab" * 32)
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("DELETE FROM journals")
        till.database.writer.exec_driver_sql("DELETE FROM register")
        RegisterBook(till.database.writer).keep(REGISTER, Beginning(base, receipts=12))
    with till.storage.begin() as books:
        assert books.journal.head() == base
        assert books.journal.base() == (base, 12)
        assert books.journal.hash_at(40) == base.hash
        assert books.journal.hash_at(39) == ""
        state = books.journal.state()
        assert (state.last_seq, state.posted_through, state.unposted) == (40, 40, 0)
    ring_up(till, 1)
    with till.storage.read() as books:
        assert [entry.seq for entry in books.journal.to_send(40, 10, 10**6)] == [41]
        assert books.sales.latest(1)[0].receipt_number == "T1-000013"
    till.feed(stock_change(pieces=5), scope=Scope.STOCK, posted=40)
    assert till.rows("SELECT quantity_milli FROM pending_stock") == [(-3000,)]
    before = projections(till)
    till.storage.rebuild()
    assert projections(till) == before
    till.feed(stock_change(pieces=2), scope=Scope.STOCK, posted=41)
    assert till.rows("SELECT quantity_milli FROM pending_stock") == []
