"""A shop with a handful of goods and the demo's accounts: enough to sell, and filled in no time.

The demo's own shop has thousands of goods, which a test that starts a backend of its own does not
need. Knows nothing of tills.
"""

from typing import TYPE_CHECKING

from tests.backend.books.shop import SHOP, catalogued, goods

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend
    from backend_lambdas.logic.books.work import Work

GOODS = 12
OPENING_PIECES = 10_000
STORE = "S1"


def open_small_shop(cloud: "LocalBackend") -> None:
    """Fill an empty backend: accounts, one store, one tax, and goods with stock."""
    from backend_lambdas.local.accounts import accounts_from, create_accounts
    from backend_lambdas.local.demo_shop import DEMO
    from backend_lambdas.logic.books.catalogue import OpeningStock
    from pos_core.wire.catalogue import TaxClassItem
    from pos_core.wire.changes import StoreItem

    pool = cloud.addresses.outputs["UserPoolId"]
    create_accounts(cloud.emulator.client("cognito-idp"), pool, accounts_from(DEMO / "staff.json"))
    items = goods(GOODS)
    tax = items[0].tax
    standard = TaxClassItem(
        code=tax.code, name=tax.name, rate_millipercent=tax.rate_millipercent, included=tax.included
    )

    def set_up(work: "Work") -> None:
        work.settings.save_shop(SHOP)
        work.settings.save_stores([StoreItem(store_id=STORE, name="Store 1")])
        work.settings.save_tax_classes([standard])
        work.catalogue.lock()
        work.catalogue.save([catalogued(item) for item in items])
        stock = [OpeningStock(STORE, item.product_id, OPENING_PIECES * 1000) for item in items]
        work.catalogue.open_stock(stock)

    cloud.books.opened.books.write(set_up)
