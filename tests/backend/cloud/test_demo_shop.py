"""The demo shop is filled whole or, after an interruption, filled to the end."""

from collections import Counter
from pathlib import Path

import pytest

from backend_lambdas.local.accounts import accounts_from
from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from backend_lambdas.local.demo_files import company_of, products_in, read_shop, stores_of, taxes_of
from backend_lambdas.local.demo_shop import DEMO, load_demo_shop
from backend_lambdas.logic.books.work import Work
from pos_core.errors import EnvironmentFailed
from pos_core.wire.changes import Scope


def kinds_in(backend: LocalBackend, scope: Scope) -> Counter[str]:
    """How many things of each kind a scope holds."""

    def count(work: Work) -> Counter[str]:
        return Counter(row.kind for row in work.feeds.everything(scope))

    return backend.books.opened.books.read(count)


def test_filling_that_was_interrupted_is_finished_and_finished_filling_is_left_alone(
    tmp_path: Path,
) -> None:
    with local_backend(Wishes(state_folder=tmp_path, demo=False)) as backend:
        good = backend.addresses.outputs
        cut_off = good | {"SnapshotBucketName": "a-bucket-that-is-not-there"}
        opened = backend.books.opened
        with pytest.raises(EnvironmentFailed):
            load_demo_shop(backend.emulator, cut_off, opened, media=False)
        before = kinds_in(backend, Scope.CATALOGUE), kinds_in(backend, Scope.STOCK)

        for _ in range(2):
            load_demo_shop(backend.emulator, good, opened, media=False)

        after = kinds_in(backend, Scope.CATALOGUE), kinds_in(backend, Scope.STOCK)
        assert after == before
        assert before[0]["product"] == len(list(products_in(DEMO / "catalogue.csv")))
        assert kinds_in(backend, Scope.SETTINGS) == {"shop": 1, "store": 2}
        assert kinds_in(backend, Scope.STAFF) == {"staff": 6}


def test_the_files_of_the_demo_say_what_the_shop_is() -> None:
    shop = read_shop(DEMO / "shop.json")

    company = company_of(shop)

    assert (company.name, company.currency, company.tax_rounding) == (
        "Lantern & Lace",
        "GBP",
        "line",
    )
    assert company.vat_number.startswith("GB ")
    assert [store.store_id for store in stores_of(shop)] == ["S1", "S2"]
    assert {tax.code: tax.rate_millipercent for tax in taxes_of(shop)}["standard"] == 20_000


def test_goods_by_weight_have_their_stock_in_thousandths_of_a_kilogram() -> None:
    by_sku = {product.sku: product for product in products_in(DEMO / "catalogue.csv")}

    piece, weighed = by_sku["85123A"], by_sku["W1001"]

    assert (piece.unit, piece.price_minor, piece.low_stock_milli) == ("piece", 295, 10_000)
    assert weighed.unit == "kg"
    assert weighed.barcodes


def test_everybody_has_a_password_and_the_newcomer_a_temporary_one() -> None:
    accounts = {account.username: account for account in accounts_from(DEMO / "staff.json")}

    assert accounts["manager1"].password == "Lantern-2026!"
    assert accounts["newbie"].password == "Welcome-2026!"
    assert {account.role for account in accounts.values()} == {
        "salesperson",
        "manager",
        "admin",
        "it",
    }
