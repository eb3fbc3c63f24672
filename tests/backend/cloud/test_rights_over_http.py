"""Every route with every role: who gets an answer, who is refused, and that nobody is forgotten."""

import gzip
import json
from functools import cache
from typing import TYPE_CHECKING

import pytest
import requests

from tests.backend.cloud.api import Api, api_as, enrolled_till
from tests.backend.cloud.test_template import ROUTES

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

PEOPLE = {"salesperson": "sales1", "manager": "manager1", "admin": "admin1", "it": "it1"}
READERS = {"salesperson", "manager", "admin", "it", "register"}
MANAGING = {"manager", "admin"}
WATCHING = MANAGING | {"it"}
# Who may pass the door of each route. What lies behind (a missing product, a bad body) is not asked
# here: any answer but 401 and 403 means that the role was let in.
MAY: dict[tuple[str, str], set[str]] = {
    ("POST", "/v1/registers"): MANAGING | {"it"},
    ("POST", "/v1/registers/{register_id}/successors"): {"register"},
    ("GET", "/v1/registers/{register_id}/position"): {"register"},
    ("POST", "/v1/registers/{register_id}/journal"): {"register"},
    ("GET", "/v1/registers/{register_id}/totals"): MANAGING | {"register"},
    ("GET", "/v1/registers/{register_id}/proof"): WATCHING | {"register"},
    ("GET", "/v1/registers/{register_id}/remarks"): WATCHING | {"register"},
    ("GET", "/v1/findings"): WATCHING,
    ("GET", "/v1/quarantine"): {"admin", "it"},
    ("POST", "/v1/quarantine/{register_id}/{seq}/post-again"): {"admin", "it"},
    ("GET", "/v1/changes"): READERS,
    ("GET", "/v1/snapshots/{scope}"): READERS,
    ("GET", "/v1/products"): READERS,
    ("POST", "/v1/products"): MANAGING,
    ("POST", "/v1/products/import"): {"admin"},
    ("GET", "/v1/products/{product_id}"): READERS,
    ("PUT", "/v1/products/{product_id}"): MANAGING,
    ("POST", "/v1/media"): MANAGING,
    ("GET", "/v1/media/{media_id}"): READERS,
    ("GET", "/v1/reports/today"): MANAGING,
}
QUERIES = {
    "/v1/changes": "?scope=catalogue&after=0",
    "/v1/reports/today": "?store=S1&day=2026-11-21",
    "/v1/registers/{register_id}/proof": "?day=2026-11-21",
    "/v1/registers/{register_id}/totals": "?first_day=2026-11-21&last_day=2026-11-21",
}
PRODUCT = {"sku": "RIGHTS-1", "name": "Rights", "price_minor": 100, "tax_code": "standard"}
BODIES = {
    ("POST", "/v1/products"): PRODUCT,
    ("PUT", "/v1/products/{product_id}"): PRODUCT | {"expected_version": 1},
    ("POST", "/v1/products/import"): {
        "request_id": "rights", "store_id": "S1", "dry_run": True, "products": [PRODUCT],
    },
}  # fmt: skip


def test_the_table_knows_every_route() -> None:
    assert set(MAY) == ROUTES


@pytest.fixture(scope="module")
def accounts(cloud: "LocalBackend") -> tuple[dict[str, Api], str]:
    """The API as each role sees it, and the register's own id."""
    till = enrolled_till(cloud)
    seen = {role: api_as(cloud, name) for role, name in PEOPLE.items()}
    return seen | {"register": till.api}, till.answer["register_id"]


@pytest.mark.parametrize(("method", "path"), sorted(MAY))
def test_only_the_roles_in_the_table_are_let_in(
    accounts: tuple[dict[str, Api], str], method: str, path: str
) -> None:
    apis, register_id = accounts

    let_in = {
        role
        for role, api in apis.items()
        if _asked(api, method, path, register_id).status_code not in (401, 403)
    }

    assert let_in == MAY[method, path]


@pytest.mark.parametrize(("method", "path"), sorted(MAY))
def test_nobody_is_let_in_without_a_token(cloud: "LocalBackend", method: str, path: str) -> None:
    base = cloud.addresses.api_url.removesuffix("/v1")
    where = path.replace("{", "").replace("}", "")

    assert requests.request(method, base + where, timeout=10).status_code == 401


def _asked(api: Api, method: str, path: str, register_id: str) -> requests.Response:
    filled = path.removeprefix("/v1")
    for name, value in {
        "{register_id}": register_id,
        "{scope}": "catalogue",
        "{product_id}": "none",
        "{media_id}": "none",
        "{seq}": "1",
    }.items():
        filled = filled.replace(name, value)
    body = BODIES.get((method, path), {}) if method in ("POST", "PUT") else None
    return api.ask(method, filled + QUERIES.get(path, ""), json=body)


def test_what_a_product_cost_is_shown_to_managers_only(
    accounts: tuple[dict[str, Api], str],
) -> None:
    apis, _ = accounts

    costs = {
        role: [p["cost_minor"] for p in api.ask("GET", "/products?limit=5").json()["products"]]
        for role, api in apis.items()
    }

    assert all(cost is not None for cost in costs["manager"] + costs["admin"])
    for role in ("salesperson", "it", "register"):
        assert costs[role] == [None] * 5
    feed = apis["register"].ask("GET", "/changes?scope=catalogue&after=0").text
    assert '"price_minor"' in feed
    assert "cost_minor" not in feed


@cache
def bomb() -> bytes:
    """Sixty megabytes in sixty kilobytes."""
    return gzip.compress(json.dumps({"entries": "0" * 60_000_000}).encode())


def test_a_bomb_is_answered_with_413(cloud: "LocalBackend") -> None:
    till = enrolled_till(cloud)

    answer = till.api.ask(
        "POST",
        f"{till.path}/journal",
        data=bomb(),
        headers={"Content-Type": "application/gzip"},
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "request.too_large")
