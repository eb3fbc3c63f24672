"""The shop through the deployed API: feeds, snapshots, products, pictures, reports."""

import gzip
import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

import requests

from tests.backend.cloud.api import Api, api_as, enrolled_till
from tests.waiting import wait_until

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

GOODS_IN_THE_DEMO = 3814


def feed(api: Api, scope: str, after: int = 0) -> list[dict[str, Any]]:
    """Follow a feed to its end, page by page."""
    changes: list[dict[str, Any]] = []
    while True:
        page = api.ask("GET", f"/changes?scope={scope}&after={after}").json()
        changes += page["changes"]
        after = page["cursor"]
        if not page["more"]:
            return changes


def new_product(api: Api, **fields: object) -> dict[str, Any]:
    """Create a product as the manager."""
    product = {
        "sku": f"T-{secrets.token_hex(4)}",
        "name": "Lantern",
        "price_minor": 450,
        "tax_code": "standard",
    }
    created = api.ask("POST", "/products?store=S1", json=product | fields)
    assert created.status_code == 201, created.text
    body: dict[str, Any] = created.json()
    return body


def test_the_snapshot_holds_the_whole_demo_shop_and_is_whole_itself(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)

    link = till.api.ask("GET", "/snapshots/catalogue").json()

    content = requests.get(link["url"], timeout=10).content
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (link["sha256"], link["size"])
    changes = [json.loads(line) for line in gzip.decompress(content).splitlines()]
    products = [change for change in changes if change["kind"] == "product"]
    assert len(changes) == link["count"]
    assert len(products) >= GOODS_IN_THE_DEMO
    assert sum(bool(product["data"]["media"]) for product in products) > 60


def test_settings_and_staff_reach_a_till_by_their_feeds(cloud: "LocalBackend") -> None:
    api = enrolled_till(cloud).api

    settings = {(c["kind"], c["id"]): c["data"] for c in feed(api, "settings")}
    staff = {c["id"]: c["data"] for c in feed(api, "staff")}

    assert settings["store", "S1"]["name"] == "Store 1, High Street"
    assert any(kind == "shop" for kind, _ in settings)
    assert staff["manager1"]["roles"] == ["manager"]
    assert {"sales1", "sales2", "admin1", "it1", "newbie"} < set(staff)


def test_a_new_product_and_its_new_price_arrive_in_the_feed_after_the_cursor(
    cloud: "LocalBackend",
) -> None:
    manager = api_as(cloud, "manager1")
    before = manager.ask("GET", "/changes?scope=catalogue&after=0").json()
    cursor = feed(manager, "catalogue", before["cursor"])[-1]["version"]

    product = new_product(manager, opening_stock_milli=7000)
    dearer = {"sku": product["sku"], "name": "Lantern", "tax_code": "standard"}
    dearer |= {"price_minor": 475, "expected_version": product["version"]}
    changed = manager.ask("PUT", f"/products/{product['product_id']}", json=dearer)
    late = manager.ask("PUT", f"/products/{product['product_id']}", json=dearer)

    assert changed.json()["price_minor"] == 475
    assert (late.status_code, late.json()["error"]["code"]) == (409, "product.version_moved")
    news = [c for c in feed(manager, "catalogue", cursor) if c["id"] == product["product_id"]]
    assert [change["data"]["price_minor"] for change in news] == [475]
    levels = [c["data"] for c in feed(manager, "stock") if product["product_id"] in c["id"]]
    assert sum(level["quantity_milli"] for level in levels) == 7000


def test_a_cursor_of_another_life_of_the_books_has_expired(cloud: "LocalBackend") -> None:
    answer = api_as(cloud, "sales1").ask("GET", "/changes?scope=staff&after=999999999")

    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "cursor.expired")


def test_questions_that_make_no_sense_are_refused_by_name(cloud: "LocalBackend") -> None:
    api = api_as(cloud, "manager1")

    answers = {
        path: api.ask("GET", path).json()["error"]
        for path in (
            "/changes?scope=weather&after=0",
            "/changes?scope=staff&after=-1",
            "/changes",
            "/reports/today?store=S1",
            "/reports/today?store=S1&day=yesterday",
            "/reports/today?store=S9&day=2026-11-21",
        )
    }

    assert [error["code"] for error in answers.values()] == [
        "scope.unknown",
        "request.invalid",
        "request.invalid",
        "request.invalid",
        "day.unreadable",
        "store.unknown",
    ]
    assert answers["/reports/today?store=S1"]["data"]["field"] == "day"


def test_a_dry_run_of_an_import_tells_and_changes_nothing(cloud: "LocalBackend") -> None:
    admin = api_as(cloud, "admin1")
    sku = f"T-{secrets.token_hex(4)}"
    row = {"sku": sku, "name": "Lace", "price_minor": 199, "tax_code": "standard"}
    request = {"request_id": sku, "store_id": "S1", "products": [row, row | {"tax_code": "none"}]}

    dry = admin.ask("POST", "/products/import", json=request | {"dry_run": True}).json()
    wet = admin.ask("POST", "/products/import", json=request | {"dry_run": False}).json()
    again = admin.ask("POST", "/products/import", json=request | {"dry_run": False}).json()

    assert [r["outcome"] for r in dry["rows"]] == ["created", "refused"]
    assert wet["rows"][0]["outcome"] == "created"
    assert again == wet


def test_a_picture_is_shown_once_it_has_been_uploaded(cloud: "LocalBackend") -> None:
    manager = api_as(cloud, "manager1")
    product = new_product(manager)
    content = b"\x89PNG\r\n" + secrets.token_bytes(200)
    wanted = {
        "product_id": product["product_id"],
        "kind": "image",
        "name": "front.png",
        "content_type": "image/png",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }

    upload = manager.ask("POST", "/media", json=wanted).json()
    too_early = manager.ask("GET", f"/media/{upload['media_id']}")
    done = requests.post(upload["url"], data=upload["fields"], files={"file": content}, timeout=10)

    assert too_early.status_code == 404
    assert done.status_code == 204
    wait_until(lambda: manager.ask("GET", f"/media/{upload['media_id']}").ok, "it has arrived")
    link = manager.ask("GET", f"/media/{upload['media_id']}").json()
    assert requests.get(link["url"], timeout=10).content == content
    shown = manager.ask("GET", f"/products/{product['product_id']}").json()["media"]
    assert [item["media_id"] for item in shown] == [upload["media_id"]]


def test_a_file_of_a_wrong_kind_or_size_gets_no_link(cloud: "LocalBackend") -> None:
    manager = api_as(cloud, "manager1")
    wanted = {"product_id": "x", "kind": "image", "name": "a", "sha256": "0" * 64}

    program = manager.ask("POST", "/media", json=wanted | {"content_type": "text/html", "size": 1})
    huge = manager.ask("POST", "/media", json=wanted | {"content_type": "image/png", "size": 10**9})

    assert [a.json()["error"]["data"]["field"] for a in (program, huge)] == ["content_type", "size"]


def test_a_day_without_sales_is_a_report_of_zeros(cloud: "LocalBackend") -> None:
    report = api_as(cloud, "manager1").ask("GET", "/reports/today?store=S2&day=2020-01-01").json()

    assert (report["source"], report["sales"], report["sold_minor"]) == ("server", 0, 0)
    assert report["currency"] == "GBP"
