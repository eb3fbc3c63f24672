"""The books of a running backend are restored from a backup: who invokes what, and what it does."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from tests.backend.cloud.api import EnrolledTill, api_as, enrolled_till

pytestmark = pytest.mark.fault(42, "the books of a deployed backend come from a backup")


@pytest.fixture(scope="module")
def shop() -> Iterator[LocalBackend]:
    with local_backend(Wishes(media=False)) as backend:
        yield backend


def copied(source: str, target: str) -> None:
    """Copy a database into another one in place, whoever has it open."""
    with (
        contextlib.closing(sqlite3.connect(source)) as one,
        contextlib.closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)


def invoked(shop: LocalBackend, output: str, event: dict[str, bool]) -> dict[str, Any]:
    answer = shop.emulator.client("lambda").invoke(
        FunctionName=shop.addresses.outputs[output], Payload=json.dumps(event).encode()
    )
    result: dict[str, Any] = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, result
    return result


def findings(shop: LocalBackend, till: EnrolledTill) -> list[str]:
    invoked(shop, "WatchBooksFunctionName", {})
    found = api_as(shop, "it1").ask("GET", "/findings").json()["findings"]
    register_id = till.answer["register_id"]
    return [finding["kind"] for finding in found if finding["register_id"] == register_id]


def test_restored_books_are_noticed_and_get_back_what_they_lost(
    shop: LocalBackend, tmp_path: Path
) -> None:
    books, backup = str(make_url(shop.books.opened.address).database), str(tmp_path / "backup")
    till = enrolled_till(shop)
    till.push(till.journal.write(3).push())
    till.wait_until_posted(3)
    copied(books, backup)
    till.push(till.journal.write(4).push(4))
    told = till.wait_until_posted(7)
    cursor = till.api.ask("GET", "/changes?scope=staff&after=0").json()["cursor"]

    copied(backup, books)

    assert findings(shop, till) == ["books_behind"]
    line = invoked(shop, "MigrateBooksFunctionName", {"restored": True})
    position = till.position()
    assert (position["posted_through"], position["accepted_through"]) == (3, 3)
    assert told["epoch"] != position["epoch"] == line["epoch"]
    expired = till.api.ask("GET", f"/changes?scope=staff&after={cursor}")
    assert (expired.status_code, expired.json()["error"]["code"]) == (410, "cursor.expired")
    assert till.push(till.journal.push(4)).json()["epoch"] == line["epoch"]
    assert till.wait_until_posted(7)["posted_hash"] == told["posted_hash"]
    assert findings(shop, till) == []
