"""A till of the first release with a full journal is updated: every byte stays, and all is sent."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.database import open_database
from pos_app.storage.schema import OURS, copy_before, stored_revision
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage, open_storage
from pos_app.sync.sender import JournalSender
from pos_core.journal import GENESIS, Entry, public_key_text, verify_run
from tests.builders import REGISTER, SIGNING_KEY, sale, sale_entry
from tests.client.storage.conftest import KEY
from tests.client.storage.first_form import FIRST_RELEASE, write_first_form
from tests.fakes.server import FakeServer, Ledger

SALES, POSTED = 500, 40
UPGRADE = pytest.mark.fault(31, "Schema upgrade with a full queue")
PROJECTIONS = ("receipts", "receipt_lines", "receipt_tenders", "pending_stock", "register")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def written(folder: Path) -> list[Entry]:
    """The journal that the first release wrote."""
    return write_first_form(folder / DATABASE_NAME, KEY, SALES, POSTED)


@pytest.fixture
def updated(folder: Path, written: list[Entry]) -> Iterator[SqliteStorage]:
    """The same till, opened by this release."""
    assert len(written) == SALES
    with closing(open_storage(folder, KEY)) as storage:
        yield storage


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    with closing(open_database(folder / DATABASE_NAME, KEY)) as database:
        found = database.writer.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2")  # noqa: S608 — names above
        return [tuple(row) for row in found]


@UPGRADE
def test_the_whole_journal_is_sent_after_the_update_byte_for_byte(
    updated: SqliteStorage, written: list[Entry]
) -> None:
    key = public_key_text(SIGNING_KEY)
    ledger = Ledger(REGISTER.register_id, key, POSTED, written[POSTED - 1].head)
    ledger.entries += written[:POSTED]
    server = FakeServer(ledgers={REGISTER.register_id: ledger})
    with updated.begin() as books:
        following = sale_entry(sale(SALES + 1), books.journal.head())
        books.journal.append(following)
        books.sales.record_sale(sale(SALES + 1), following.seq)

    assert JournalSender(updated, server, lambda: 0.0).send("token", REGISTER.register_id) > 0

    assert ledger.entries == [*written, following]
    with updated.read() as books:
        state = books.journal.state()
        assert (state.posted_through, state.unposted) == (SALES + 1, 0)
        assert verify_run(ledger.entries, GENESIS, SIGNING_KEY.public_key()) == books.journal.head()


@UPGRADE
def test_how_far_it_had_come_and_what_was_sold_is_known_as_before(updated: SqliteStorage) -> None:
    with updated.read() as books:
        state = books.journal.state()
        assert books.register() == REGISTER
        assert books.journal.base() == (GENESIS, 0)
        assert books.journal.former() == []
        assert books.sales.latest(1)[0].receipt_number == f"T1-{SALES:06d}"
        report = books.sales.day_report("2026-11-21", "now")
    assert (state.posted_through, state.accepted_through) == (POSTED, POSTED + 1)
    assert (state.reach, state.last_contact_at) == ("online", "2026-11-20T08:00:00.000Z")
    assert (report.sales, report.sold_minor) == (SALES, SALES * 1200)
    with updated.begin() as books:
        assert books.sales.next_receipt_number() == f"T1-{SALES + 1:06d}"


@UPGRADE
def test_the_rows_are_those_that_a_rebuild_makes(updated: SqliteStorage, folder: Path) -> None:
    before = {table: rows(folder, table) for table in PROJECTIONS}
    assert len(before["receipts"]) == SALES
    assert len(before["pending_stock"]) == SALES - POSTED
    updated.rebuild()
    assert {table: rows(folder, table) for table in PROJECTIONS} == before


@UPGRADE
def test_the_first_releases_database_stays_beside_the_new_one(
    updated: SqliteStorage, folder: Path, written: list[Entry]
) -> None:
    updated.checkpoint()
    file = copy_before(folder / DATABASE_NAME, OURS)
    with closing(open_database(file, KEY)) as copy, copy.readers.connect() as connection:
        assert stored_revision(connection) == FIRST_RELEASE
        bodies = connection.exec_driver_sql("SELECT body FROM journal ORDER BY seq").scalars()
        assert list(bodies) == [entry.body for entry in written]
