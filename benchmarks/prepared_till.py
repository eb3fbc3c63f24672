"""Tills that are ready to be measured: enrolled, filled, with somebody who may sign in offline.

Put together by the application's own services; knows nothing of a server and needs none.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from backend_lambdas.local.addresses import CloudAddresses
from benchmarks.bench import Bench
from benchmarks.synthetic_catalogue import (
    STAFF,
    STORE,
    catalogue_changes,
    in_pages,
    settings_changes,
    staff_changes,
    stock_changes,
)
from pos_app.bootstrap import build_till
from pos_app.config import Settings
from pos_app.devices.key_store import FileKeyStore
from pos_app.services.offline_grant import OfflineGrants
from pos_app.services.records import RegisterIdentity
from pos_app.services.scribe import RegisterKey
from pos_app.services.till import Till
from pos_core.identifiers import SystemClock, timestamp
from pos_core.permissions import Role
from pos_core.wire.changes import Change, Scope

USERNAME, PASSWORD = STAFF.username, "Lantern-2026!"
REGISTER = RegisterIdentity(
    "019ab000-0000-7000-8000-000000000001",
    "T1",
    "Till 1",
    STORE.store_id,
    STORE.name,
    "register-t1",
)
Pages = Iterable[Sequence[Change]]
Feed = Mapping[Scope, Pages]


def settings_of(folder: Path) -> Settings:
    """How the tills here are set up: everything in one folder, no server, no printer."""
    return Settings(data_dir=folder, key_store="file")


def settings_for(folder: Path, addresses: CloudAddresses) -> Settings:
    """How a till is set up that talks to a backend on this machine."""
    return replace(
        settings_of(folder),
        api_url=addresses.api_url,
        cognito_endpoint=addresses.cognito_endpoint,
        user_pool_id=addresses.user_pool_id,
        client_id=addresses.client_id,
        region=addresses.region,
    )


def filled_till(bench: Bench, products: int = 0) -> Path:
    """Return a fresh copy of a till's folder with so many products; the usual number when 0.

    The till is made once in a run and copied from then on.
    """
    products = products or bench.products
    made = bench.shared / f"till-{products}"
    if not made.exists():
        half = made.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        make_till(half, feed_of(products))
        half.rename(made)
    copy = bench.folder / "till"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made, copy)
    return copy


def make_till(folder: Path, feed: Feed) -> None:
    """Make a till in an empty folder: enrolled, filled, with one grant for signing in offline."""
    till = build_till(settings_of(folder))
    try:
        enrol(till, folder)
        for scope, pages in feed.items():
            apply(till, scope, pages)
    finally:
        till.close()


def feed_of(products: int) -> Feed:
    """Make the feeds of a shop with so many products, in pages as the sync engine applies them.

    Each page is made when it is wanted, once: a million products do not fit into a list.
    """
    return {
        **feed_of_a_shop_without_goods(),
        Scope.CATALOGUE: in_pages(catalogue_changes(products)),
        Scope.STOCK: in_pages(stock_changes(products)),
    }


def feed_of_a_shop_without_goods() -> Feed:
    """Make the feeds that come first: a till that has them can be worked at."""
    return {
        Scope.SETTINGS: in_pages(settings_changes()),
        Scope.STAFF: in_pages(staff_changes()),
    }


def enrol(till: Till, folder: Path) -> None:
    """Give a till a register's identity and key, and a salesperson a grant."""
    keys = FileKeyStore(folder)
    RegisterKey(keys).private_or_new()
    now = SystemClock().now()
    roles = [Role(name) for name in STAFF.roles]
    grant = OfflineGrants(keys).issue(STAFF.staff_id, USERNAME, STAFF.name, roles, PASSWORD, now)
    with till.storage.begin() as books:
        books.set_register(REGISTER)
        books.staff.remember(STAFF.staff_id, USERNAME, STAFF.name, roles, grant, timestamp(now))


def apply(till: Till, scope: Scope, pages: Pages) -> None:
    """Apply pages the way the sync engine does: a transaction each, checkout first."""
    for page in pages:
        with till.storage.begin(urgent=False) as books:
            books.catalogue.apply(scope, page, page[-1].version, 0)
