"""The database goes away while registers send: nothing is refused and all catches up."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from backend_lambdas.local.mariadb import private_mariadb
from tests.backend.cloud.api import api_as, enrolled_till


class Database:
    """A MariaDB that can be switched off and on, always with the same data at the same place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = contextlib.ExitStack()
        self.url = ""

    def on(self) -> None:
        self.url = self._running.enter_context(private_mariadb(self._folder)).url

    def off(self) -> None:
        self._running.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("db"))
    database.on()
    yield database
    database.off()


@pytest.fixture(scope="module")
def shop(database: Database) -> Iterator[LocalBackend]:
    with local_backend(Wishes(database=database.url, media=False)) as backend:
        yield backend


@pytest.mark.fault(43, "the database server is stopped and started again")
def test_a_database_that_is_away_stops_no_register_and_all_is_posted_when_it_is_back(
    shop: LocalBackend, database: Database
) -> None:
    till = enrolled_till(shop)
    till.push(till.journal.write(2).push())
    till.wait_until_posted(2)
    manager = api_as(shop, "manager1")

    database.off()
    accepted = till.push(till.journal.write(3).push(3, 5))
    asked = manager.ask("GET", "/changes?scope=catalogue&after=0")

    assert (accepted.status_code, accepted.json()["accepted_through"]) == (202, 5)
    assert till.position()["posted_through"] == 2
    assert (asked.status_code, asked.headers["Retry-After"]) == (503, "5")
    assert asked.json()["error"]["code"] == "books.unreachable"

    database.on()

    assert till.wait_until_posted(5)["posted_hash"] == till.journal.head.hash
    sqs = shop.emulator.client("sqs")
    dead = sqs.receive_message(QueueUrl=shop.addresses.outputs["JournalDeadLettersUrl"])
    assert "Messages" not in dead
