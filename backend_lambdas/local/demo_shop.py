"""Fills an empty backend with the demo shop: accounts, settings, goods, pictures.

Knows nothing of how the backend was started. A shop that is there already stays as it is; one that
was filled only half is filled to the end, because every step can be repeated.
"""

from collections.abc import Sequence

from backend_lambdas.data_access.aws.object_stores import S3SnapshotStore
from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.local.accounts import DemoAccount, accounts_from, create_accounts
from backend_lambdas.local.code_archive import PROJECT
from backend_lambdas.local.demo_files import (
    company_of,
    products_in,
    read_shop,
    stores_of,
    taxes_of,
)
from backend_lambdas.local.demo_media import load_demo_media
from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import Emulator
from backend_lambdas.logic.books.work import Books, Work
from backend_lambdas.logic.import_products import ImportProducts
from backend_lambdas.logic.snapshots import RebuildSnapshots
from pos_core.identifiers import SystemClock
from pos_core.permissions import Role
from pos_core.wire.catalogue import ImportRequest, ProductWrite
from pos_core.wire.changes import Scope, StaffItem

MAIN_STORE = "S1"
LARGEST_IMPORT = 500
DEMO = PROJECT / "resources" / "demo"


def load_demo_shop(
    emulator: Emulator, outputs: Outputs, opened: OpenedBooks, *, media: bool = True
) -> None:
    """Create the accounts; fill the books unless that has been done to the end.

    Without `media` the goods have no pictures, which takes half the time.
    """
    accounts = accounts_from(DEMO / "staff.json")
    create_accounts(emulator.client("cognito-idp"), outputs["UserPoolId"], accounts)
    books = opened.books
    if books.read(_is_filled):
        return
    _set_up(books, accounts)
    products = list(products_in(DEMO / "catalogue.csv"))
    _import(books, products)
    if media:
        by_sku = books.read(lambda work: _ids_of(work, products))
        load_demo_media(emulator, outputs, opened, DEMO, by_sku)
    store = S3SnapshotStore(emulator.client("s3"), outputs["SnapshotBucketName"])
    RebuildSnapshots(books, store, SystemClock())(fresh_within=0)


def _is_filled(work: Work) -> bool:
    """Whether the last step, the snapshots, has been taken."""
    return work.feeds.snapshot(Scope.CATALOGUE) is not None


def _set_up(books: Books, accounts: list[DemoAccount]) -> None:
    shop = read_shop(DEMO / "shop.json")
    staff = [
        StaffItem(staff_id=a.username, username=a.username, name=a.name, roles=[a.role])
        for a in accounts
    ]

    def write(work: Work) -> None:
        work.settings.save_shop(company_of(shop))
        work.settings.save_stores(stores_of(shop))
        work.settings.save_tax_classes(taxes_of(shop))
        work.settings.save_staff(staff)

    books.write(write)


def _import(books: Books, products: Sequence[ProductWrite]) -> None:
    """Bring the goods in as an administrator would, with their stock in the main store."""
    import_products = ImportProducts(books, SystemClock())
    for start in range(0, len(products), LARGEST_IMPORT):
        request = ImportRequest(
            request_id=f"demo-{start}",
            store_id=MAIN_STORE,
            dry_run=False,
            products=list(products[start : start + LARGEST_IMPORT]),
        )
        answer = import_products({Role.ADMIN}, request)
        refused = [row for row in answer.rows if row.outcome == "refused"]
        if refused:
            raise ValueError(f"the demo's own catalogue is refused: {refused[0]}")


def _ids_of(work: Work, products: Sequence[ProductWrite]) -> dict[str, str]:
    found = work.catalogue.with_skus({product.sku for product in products})
    return {sku: product.product_id for sku, product in found.items()}
