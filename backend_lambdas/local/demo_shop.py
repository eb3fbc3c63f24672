"""Fills an empty backend with the demo shop: accounts, settings, goods, pictures.

Knows nothing of how the backend was started. A shop that is there already stays as it is.
"""

from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.local.accounts import DemoAccount, accounts_from, create_accounts
from backend_lambdas.local.code_archive import PROJECT
from backend_lambdas.local.demo_files import company_of, read_shop, stores_of, taxes_of
from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import Emulator
from backend_lambdas.logic.books.work import Books, Work
from pos_core.errors import NotFound
from pos_core.wire.changes import StaffItem

DEMO = PROJECT / "resources" / "demo"


def load_demo_shop(emulator: Emulator, outputs: Outputs, books: SqlBooks) -> None:
    """Create the accounts; fill the books unless a shop has been set up in them."""
    accounts = accounts_from(DEMO / "staff.json")
    create_accounts(emulator.client("cognito-idp"), outputs["UserPoolId"], accounts)
    if _is_set_up(books):
        return
    _set_up(books, accounts)


def _is_set_up(books: Books) -> bool:
    try:
        books.read(lambda work: work.settings.shop())
    except NotFound:
        return False
    return True


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
