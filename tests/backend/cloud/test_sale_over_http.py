"""A sale's whole way: rung up at a till, pushed, posted, reported, mailed, and its alert raised."""

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_core.cart import SoldProduct
from pos_core.quantity import Unit
from pos_core.sale import Sale
from tests.backend.books.till import STANDARD, Till
from tests.backend.cloud.api import EnrolledTill, api_as, enrolled_till
from tests.backend.cloud.test_shop_over_http import new_product
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

DAY = "2026-11-21"


@dataclass
class ShopTill(Till):
    """A till of the shop that was enrolled over HTTP and pushes what it writes."""

    enrolled: EnrolledTill | None = None

    @property
    def own(self) -> EnrolledTill:
        assert self.enrolled is not None
        return self.enrolled

    @property
    def register_id(self) -> str:
        return str(self.own.answer["register_id"])

    @property
    def key(self) -> Ed25519PrivateKey:
        return self.own.journal.key

    def push_all(self) -> None:
        """Push the whole journal and wait until it is in the books."""
        assert self.own.push(self.run().body).status_code == 202
        self.own.wait_until_posted(self.head.seq)


def shop_till(cloud: "LocalBackend") -> ShopTill:
    enrolled = enrolled_till(cloud)
    return ShopTill(enrolled.answer["code"], enrolled=enrolled)


def on_sale(cloud: "LocalBackend", pieces: int, low_at: int) -> SoldProduct:
    """Create a product with this stock and threshold, and return it as tills sell it."""
    item = new_product(
        api_as(cloud, "manager1"),
        name=f"Lantern {secrets.token_hex(4)}",
        opening_stock_milli=pieces * 1000,
        low_stock_milli=low_at * 1000,
    )
    return SoldProduct(
        item["product_id"], item["sku"], item["name"], Unit.PIECE, item["price_minor"], STANDARD
    )


def alerts_about(cloud: "LocalBackend", name: str) -> list[str]:
    by_account = requests.get(cloud.addresses.alerts_url, timeout=10).json()["messages"]
    texts = [
        json.loads(message["Body"])["Message"]
        for regions in by_account.values()
        for queues in regions.values()
        for messages in queues.values()
        for message in messages
    ]
    return [text for text in texts if name in text]


def mails_to(cloud: "LocalBackend", address: str) -> list[dict[str, Any]]:
    by_account = requests.get(cloud.addresses.mail_url, timeout=10).json()["messages"]
    return [mail for mails in by_account.values() for mail in mails if mail["To"] == [address]]


def test_a_sale_gets_into_books_and_report_and_its_receipt_to_the_customer(
    cloud: "LocalBackend",
) -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=100, low_at=5)
    address = f"{secrets.token_hex(4)}@customer.example"
    cash = till.sell((goods, 2))
    card = till.sell((goods, 1), card=True)
    till.mail_receipt(cash, address)

    till.push_all()

    _same_totals(till, [cash, card])
    report = api_as(cloud, "manager1").ask("GET", f"/reports/today?store=S1&day={DAY}").json()
    (sold,) = [row for row in report["by_product"] if row["sku"] == goods.sku]
    assert (sold["quantity_milli"], sold["amount_minor"]) == (3000, 3 * goods.price_minor)
    wait_until(lambda: mails_to(cloud, address), "the receipt is mailed")
    (mail,) = mails_to(cloud, address)
    assert cash.receipt_number in mail["BodyText"]
    assert cash.receipt_number in mail["BodyHtml"]
    assert goods.name in mail["BodyText"]


def _same_totals(till: ShopTill, sales: list[Sale]) -> None:
    path = f"{till.own.path}/totals?first_day={DAY}&last_day={DAY}"
    totals = till.own.api.ask("GET", path).json()
    assert totals["sales"] == len(sales)
    assert totals["sold_minor"] == sum(sale.total_minor for sale in sales)


def test_stock_that_sinks_to_its_threshold_raises_one_alert(cloud: "LocalBackend") -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=7, low_at=5)
    for _ in range(4):
        till.sell((goods, 1))

    till.push_all()

    wait_until(lambda: alerts_about(cloud, goods.name), "the alert is raised")
    till.sell((goods, 1))
    till.push_all()
    (alert,) = alerts_about(cloud, goods.name)
    assert "Current: 5" in alert
    assert "threshold: 5" in alert


def test_a_sale_that_nobody_understands_is_kept_and_the_next_one_is_posted(
    cloud: "LocalBackend",
) -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=10, low_at=0)
    till.write("sale.completed", {"lines": "none"})
    sale = till.sell((goods, 1))

    till.push_all()

    _same_totals(till, [sale])


def test_a_mail_that_cannot_be_sent_holds_up_nothing(cloud: "LocalBackend") -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=10, low_at=0)
    sale = till.sell((goods, 1))
    till.mail_receipt(sale, "nobody at all")
    address = f"{secrets.token_hex(4)}@customer.example"
    till.mail_receipt(sale, address)

    till.push_all()

    wait_until(lambda: mails_to(cloud, address), "the other receipt is mailed")


def test_logs_hold_no_address_no_token_and_no_secret(cloud: "LocalBackend") -> None:
    till, goods = shop_till(cloud), on_sale(cloud, pieces=10, low_at=0)
    address = f"{secrets.token_hex(4)}@customer.example"
    till.mail_receipt(till.sell((goods, 1)), address)
    till.push_all()
    wait_until(lambda: mails_to(cloud, address), "the receipt is mailed")

    log = cloud.emulator.log.read_text()
    ours = [line for line in log.splitlines() if '"service":"salepoint"' in line]

    assert any('"event":"run_posted"' in line for line in ours)
    for planted in (address, "eyJ", till.own.answer["secret"], goods.name):
        assert not any(planted in line for line in ours), planted
