"""A whole till as it is shipped, beside a backend of the tests' own: built, enrolled, selling.

What every end-to-end test begins with. Knows nothing of what goes wrong in a test.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.bootstrap import Time, build_till
from pos_app.config import load_settings
from pos_app.services.records import PaidSale, Session
from pos_app.services.replay_invoices import InvoiceClock
from pos_app.services.till import Till
from pos_core.journal import Actor
from pos_core.payment import Payment
from pos_core.quantity import Quantity
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

PASSWORD = "Lantern-2026!"
NOTE_MINOR = 50_00


def till_for(
    folder: Path, cloud: "LocalBackend", clock: InvoiceClock | None = None, api_url: str = ""
) -> Till:
    """Build a till that keeps everything in `folder`; `api_url` leads it over another way."""
    addresses = json.loads(cloud.addresses.as_json())
    addresses["api_url"] = api_url or addresses["api_url"]
    file = folder / "cloud.json"
    file.write_text(json.dumps(addresses))
    environ = {
        "SALEPOINT_CLOUD": str(file),
        "SALEPOINT_DATA_DIR": str(folder / "data"),
        "SALEPOINT_KEY_STORE": "file",
        "SALEPOINT_PRINTER": f"file:{folder / 'paper.bin'}",
    }
    settings = load_settings(environ, folder / "no-locks.toml")
    return build_till(settings, Time(clock, clock.offset) if clock else Time())


@contextmanager
def enrolled_till(
    folder: Path, cloud: "LocalBackend", api_url: str = "", name: str = "Till 1"
) -> Iterator[Till]:
    """Build a till, make it a register of store 1 and fill it from the shop; close it at last."""
    till = till_for(folder, cloud, api_url=api_url)
    try:
        till.connect()
        manager = sign_in(till, "manager1")
        token = till.tokens.token()
        assert token is not None
        store = till.enrol_register.stores(token)[0]
        till.enrol_register.enrol(token, store.store_id, name, manager)
        till.first_fill.run(lambda scope, done, expected: None)
        yield till
    finally:
        till.close()


def sign_in(till: Till, username: str) -> Actor:
    """Sign in at the pool; a sign-in by what the machine remembers is none."""
    session = till.sign_in.with_password(username, PASSWORD)
    assert isinstance(session, Session)
    assert not session.offline
    return Actor(session.staff_id, session.name)


def sell(till: Till, actor: Actor, text: str = "") -> PaidSale:
    """Sell two pieces of the first product that is found, for cash."""
    sale = till.open_sale()
    sale.add(till.find_products.search(text).cards[0].product, Quantity.pieces(2))
    payment = Payment(sale.totals.total_minor, sale.rules).with_cash(NOTE_MINOR)
    return till.checkout.complete(sale.cart, payment, actor)


def sync(till: Till, seconds: float = 30) -> None:
    """Run the engine as the window does, until all is in the books."""

    def drained() -> bool:
        till.engine.run_once()
        return till.journal_view.state().unposted == 0

    wait_until(drained, "the journal is in the books", seconds)
