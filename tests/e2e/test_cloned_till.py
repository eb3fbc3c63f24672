"""A till that was cloned or came out of a backup, beside the real backend: it heals by itself.

Nobody signs in for it and nobody decides anything: every sale is in the books once, every machine
has a register of its own, and all chains verify at both ends.
"""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pos_app.services.records import PaidSale, Reach, RegisterIdentity
from pos_app.services.till import Till
from pos_core.cash_count import CashCount
from pos_core.journal import GENESIS, Actor, public_key_of, read_entry, verify_run
from pos_core.payment import TenderKind
from pos_core.permissions import Role
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from tests.e2e.books_of_registers import rows
from tests.e2e.real_till import enrolled_till, sell, sign_in, sync, till_for

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

CLONED = pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
BOOKED = "SELECT count(*), min(receipt_number) FROM sales WHERE event_id = :register"
REGISTER = "SELECT origin_id, status, public_key FROM registers WHERE register_id = :register"
ENTRIES = """SELECT body, prev_hash, hash, signature FROM journal_entries
WHERE register_id = :register ORDER BY seq"""
LEVELS = """SELECT count(*) FROM stock_levels l WHERE quantity_milli <> (SELECT
coalesce(sum(quantity_milli), 0) FROM stock_movements m
WHERE m.store_id = l.store_id AND m.product_id = l.product_id)"""


@pytest.fixture
def sold(cloud: "LocalBackend", tmp_path: Path) -> tuple[Path, Actor, list[PaidSale]]:
    """The folder of a closed till: two sales are in the books and two were not sent yet."""
    folder = tmp_path / "till"
    folder.mkdir()
    with enrolled_till(folder, cloud) as till:
        actor = sign_in(till, "sales1")
        paid = [sell(till, actor) for _ in range(2)]
        sync(till)
        paid += [sell(till, actor) for _ in range(2)]
    return folder, actor, paid


def copied(folder: Path, name: str) -> Path:
    """Copy data, settings and key store, as a disk image does."""
    return Path(shutil.copytree(folder, folder.with_name(name)))


def register_of(till: Till) -> RegisterIdentity:
    register = till.shop_rules.register()
    assert register is not None
    return register


def drained(till: Till) -> RegisterIdentity:
    """Sync without anybody, and say as which register."""
    sync(till)
    state = till.journal_view.state()
    assert (state.reach, state.last_error_code) == (Reach.ONLINE, "")
    till.journal_view.verify()
    return register_of(till)


def check_books(
    cloud: "LocalBackend", registers: Sequence[RegisterIdentity], paid: Sequence[PaidSale]
) -> None:
    for of in registers:
        ((_, status, key),) = rows(cloud, REGISTER, of.register_id)
        entries = [read_entry(*row) for row in rows(cloud, ENTRIES, of.register_id)]
        assert verify_run(entries, GENESIS, public_key_of(key)).seq == len(entries) > 0
        assert status == "active"
    for sale in paid:
        booked = rows(cloud, BOOKED, sale.sale.stamp.event_id)[0]
        assert tuple(booked) == (1, sale.sale.receipt_number)
    assert rows(cloud, LEVELS)[0][0] == 0


@CLONED
def test_two_machines_out_of_one_sell_on_and_both_get_everything_into_the_books(
    cloud: "LocalBackend", sold: tuple[Path, Actor, list[PaidSale]]
) -> None:
    folder, actor, paid = sold
    twin = copied(folder, "twin")
    with closing(till_for(folder, cloud)) as one, closing(till_for(twin, cloud)) as other:
        paid += [sell(one, actor), sell(other, actor), sell(other, actor)]
        first, second = drained(one), drained(other)
        later = sell(other, actor)
        paid += [later, sell(one, actor)]
        assert (drained(one), drained(other)) == (first, second)
        assert first.register_id != second.register_id
        assert first.code != second.code
        assert later.sale.receipt_number == f"{second.code}-000001"
        told = other.journal_view.new_number()
        assert told is not None
        assert (told.former_code, told.code) == (first.code, second.code)
        ((origin, _, _),) = rows(cloud, REGISTER, second.register_id)
        assert origin == first.register_id
        check_books(cloud, [first, second], paid)
        own = other.read_report.read()
        assert own.sales == 7


@CLONED
@pytest.mark.parametrize("sold_since", [0, 2])
def test_a_backup_that_was_put_back_heals_and_nothing_is_booked_twice(
    cloud: "LocalBackend", sold: tuple[Path, Actor, list[PaidSale]], sold_since: int
) -> None:
    folder, actor, paid = sold
    backup = copied(folder, "backup")
    with closing(till_for(folder, cloud)) as till:
        paid += [sell(till, actor) for _ in range(3)]
        first = drained(till)
    shutil.rmtree(folder)
    backup.rename(folder)
    with closing(till_for(folder, cloud)) as restored:
        paid += [sell(restored, actor) for _ in range(sold_since)]
        second = drained(restored)
        assert second.register_id != first.register_id
        paid.append(sell(restored, actor))
        assert drained(restored) == second
        check_books(cloud, [first, second], paid)
    with closing(till_for(folder, cloud)) as again:
        paid.append(sell(again, actor))
        assert drained(again) == second
        check_books(cloud, [first, second], paid)


@CLONED
def test_a_sale_that_was_carried_over_comes_back_on_either_machine(
    cloud: "LocalBackend", sold: tuple[Path, Actor, list[PaidSale]]
) -> None:
    folder, actor, paid = sold
    twin = copied(folder, "twin")
    with closing(till_for(folder, cloud)) as one, closing(till_for(twin, cloud)) as other:
        paid.append(sell(one, actor))
        drained(one)
        mine = sell(other, actor)
        drained(other)
        requests = [ReturnRequest(1, Quantity.pieces(1))]
        back = other.return_goods.against(
            mine.sale.stamp.event_id, requests, TenderKind.CASH, "unwanted", actor
        )
        second = drained(other)
        assert back.goods.receipt_number == f"{second.code}-000001"
        other.receipts.reprint(mine.sale.stamp.event_id, actor)
        drained(other)
    remarks = "SELECT count(*) FROM remarks WHERE event_id = :register AND NOT settled"
    assert rows(cloud, remarks, back.goods.stamp.event_id)[0][0] == 0


@CLONED
def test_a_session_that_was_open_goes_on_and_its_cash_adds_up(
    cloud: "LocalBackend", tmp_path: Path
) -> None:
    folder = tmp_path / "till"
    folder.mkdir()
    with enrolled_till(folder, cloud) as till:
        actor = sign_in(till, "sales1")
        till.sessions.open_till.open(100_00, actor, [Role.SALESPERSON])
        paid = [sell(till, actor)]
        sync(till)
    backup = copied(folder, "backup")
    with closing(till_for(folder, cloud)) as till:
        sign_in(till, "sales1")
        first = drained(till)
    with closing(till_for(backup, cloud)) as restored:
        paid.append(sell(restored, actor))
        second = drained(restored)
        assert second != first
        paid.append(sell(restored, actor))
        standing = restored.sessions.close_till.standing()
        assert standing is not None
        expected = standing.figures.cash.expected_minor
        assert expected == 100_00 + sum(sale.sale.total_minor for sale in paid)
        closed = restored.sessions.close_till.close(
            CashCount(other_minor=expected), actor, [Role.SALESPERSON]
        )
        drained(restored)
        check_books(cloud, [first, second], paid)
    facts = [closed.stamp.event_id, *(sale.sale.stamp.event_id for sale in paid)]
    remarks = "SELECT code FROM remarks WHERE event_id = :register AND NOT settled"
    assert [code for fact in facts for (code,) in rows(cloud, remarks, fact)] == []
