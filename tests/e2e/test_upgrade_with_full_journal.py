"""A till is updated while its journal is full: what was sold before is sent as it was written."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pos_app.bootstrap import DATABASE_KEY
from pos_app.devices.key_store import key_store_for
from pos_app.services.till import Till
from pos_app.storage import schema
from pos_app.storage.database import open_database
from pos_app.storage.storage import DATABASE_NAME
from tests.e2e.books_of_registers import journal_of, posted_journal
from tests.e2e.real_till import enrolled_till, sell, sign_in, sync, till_for

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend

SALES = 500
FIRST_RELEASE = "0001"


def as_the_first_release_left_it(data: Path) -> None:
    """Take the closed database back to the form of the first release, with all that is in it."""
    key = key_store_for("file", data).get(DATABASE_KEY)
    assert key is not None
    with closing(open_database(data / DATABASE_NAME, key)) as database:
        schema.move_to(database.writer, FIRST_RELEASE)
        assert schema.stored_revision(database.writer) == FIRST_RELEASE


def sold_and_closed(folder: Path, cloud: "LocalBackend") -> list[str]:
    """Sell without a network and close the till; return the bodies of its journal."""
    with enrolled_till(folder, cloud, name="Till 31") as till:
        sync(till)
        actor = sign_in(till, "sales1")
        till.network_switch.on = False
        for _ in range(SALES):
            sell(till, actor)
        return [entry.body for entry in journal_of(till)]


@pytest.mark.fault(31, "500 entries of the first release, through the real API")
def test_five_hundred_entries_of_the_first_release_are_sent_after_the_update(
    cloud: "LocalBackend", tmp_path: Path
) -> None:
    written = sold_and_closed(tmp_path, cloud)
    as_the_first_release_left_it(tmp_path / "data")

    with closing(till_for(tmp_path, cloud)) as till:
        assert_updated(till, written)
        sell(till, sign_in(till, "sales1"))
        sync(till, 60)
        assert [entry.body for entry in posted_journal(cloud, till)][: len(written)] == written


def assert_updated(till: Till, written: list[str]) -> None:
    """Every entry is here word for word, the chain verifies, and all the sales wait to be sent."""
    assert [entry.body for entry in journal_of(till)] == written
    assert till.journal_view.verify() == len(written)
    assert till.journal_view.state().unposted >= SALES
