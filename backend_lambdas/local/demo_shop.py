"""Fills an empty backend with the demo shop: people who may sign in, stores, goods, media.

Knows nothing of how the backend was started. A shop that is there already stays as it is.
"""

from backend_lambdas.local.accounts import accounts_from, create_accounts
from backend_lambdas.local.books import Books
from backend_lambdas.local.code_archive import PROJECT
from backend_lambdas.local.deployment import Outputs
from backend_lambdas.local.emulator import Emulator

DEMO = PROJECT / "resources" / "demo"


def load_demo_shop(emulator: Emulator, outputs: Outputs, books: Books) -> None:
    """Create the accounts and fill the books."""
    accounts = accounts_from(DEMO / "staff.json")
    create_accounts(emulator.client("cognito-idp"), outputs["UserPoolId"], accounts)
