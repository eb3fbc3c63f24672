"""A till that the real backend listens to no more is enrolled again, and everything arrives.

Its register was revoked, or the books were restored from a backup that is older than the register.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from backend_lambdas.data_access.dynamodb.register_mirror import DynamoRegisterMirror
from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from pos_app.cli.enrol import run_enrol
from pos_app.cli.signed_in import PASSWORD_VARIABLE
from pos_app.services.records import PaidSale, RegisterIdentity
from pos_app.services.till import Till
from tests.e2e.books_of_registers import name_of, rows
from tests.e2e.real_till import PASSWORD, enrolled_till, sell, sign_in, sync, till_for

BOOKED = "SELECT count(*), min(receipt_number) FROM sales WHERE event_id = :register"
CODES = "SELECT code FROM registers ORDER BY code"


@pytest.fixture
def shop() -> Iterator[LocalBackend]:
    """A backend of this test's own, because its books are put back."""
    with local_backend(Wishes(media=False)) as backend:
        yield backend


def mirror(shop: LocalBackend) -> DynamoRegisterMirror:
    table = shop.addresses.outputs["RegistersTableName"]
    return DynamoRegisterMirror(shop.emulator.client("dynamodb"), table)


def copied(source: str, target: str) -> None:
    """Copy a database into another one in place, whoever has it open."""
    with (
        contextlib.closing(sqlite3.connect(source)) as one,
        contextlib.closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)


def enrolled_again(till: Till) -> RegisterIdentity:
    manager = sign_in(till, "manager1")
    token = till.tokens.token()
    assert token is not None
    store = till.enrol_register.stores(token)[0]
    return till.enrol_register.enrol(token, store.store_id, "Till 1", manager)


def check_booked(shop: LocalBackend, paid: Sequence[PaidSale]) -> None:
    for sale in paid:
        booked = rows(shop, BOOKED, sale.sale.stamp.event_id)[0]
        assert tuple(booked) == (1, sale.sale.receipt_number)


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop: enrolled again, nothing lost")
def test_a_revoked_till_sells_on_and_gets_everything_into_the_books(
    shop: LocalBackend,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with enrolled_till(tmp_path, shop) as till:
        actor = sign_in(till, "sales1")
        paid = [sell(till, actor)]
        sync(till)
        former = name_of(till)
        mirror(shop).revoke(former)
        paid += [sell(till, actor), sell(till, actor)]
        till.engine.run_once()
        assert till.journal_view.state().last_error_code == "register.revoked"

    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    assert run_enrol(["--user", "manager1"], lambda: till_for(tmp_path, shop)) == 0
    with closing(till_for(tmp_path, shop)) as next_day:
        register = next_day.shop_rules.register()
        assert register is not None
        assert (register.register_id != former, register.name) == (True, "Till 1")
        paid.append(sell(next_day, actor))
        sync(next_day)
        check_booked(shop, paid)
        next_day.journal_view.verify()
        assert paid[-1].sale.receipt_number == f"{register.code}-000001"
    assert f"This machine is register {register.code}, Till 1" in capsys.readouterr().out


@pytest.mark.fault(42, "Server restored from a backup that is older than a register")
def test_books_older_than_the_register_get_all_that_it_and_its_former_ones_sold(
    shop: LocalBackend, tmp_path: Path
) -> None:
    books, backup = str(make_url(shop.books.opened.address).database), str(tmp_path / "backup")
    copied(books, backup)
    with enrolled_till(tmp_path, shop) as till:
        actor = sign_in(till, "sales1")
        paid = [sell(till, actor), sell(till, actor)]
        sync(till)
        mirror(shop).revoke(name_of(till))
        till.engine.ask_now()
        paid.append(sell(till, actor))
        till.engine.run_once()
        second = enrolled_again(till)
        sync(till)
        check_booked(shop, paid)

        copied(backup, books)
        answer = shop.emulator.client("lambda").invoke(
            FunctionName=shop.addresses.outputs["MigrateBooksFunctionName"],
            Payload=json.dumps({"restored": True}).encode(),
        )
        assert "FunctionError" not in answer
        paid.append(sell(till, actor))
        till.engine.run_once()
        assert till.journal_view.state().last_error_code == "register.unknown"

        third = enrolled_again(till)
        sync(till)
        check_booked(shop, paid)
        till.journal_view.verify()
        assert [row.code for row in rows(shop, CODES)] == [third.code]
        assert third.code > second.code, "no code twice"
