"""The file itself: encrypted, in the right mode, opened by one process with the right key."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.database import check_library, open_database
from pos_app.storage.instance import InstanceLock
from pos_app.storage.storage import DATABASE_NAME, open_storage
from pos_app.storage.write_turn import WriteTurn
from pos_core.errors import RuleBroken, StorageFailed
from tests.builders import REGISTER, cart_of, sale
from tests.client.storage.conftest import KEY, Till
from tests.waiting import wait_until


def test_nothing_on_the_disk_can_be_read_without_the_key(till: Till) -> None:
    till.sell(sale(1))
    folder = till.database.file.parent
    for file in folder.glob(f"{DATABASE_NAME}*"):
        raw = file.read_bytes()
        assert b"SQLite format 3" not in raw
        assert b"CREATE TABLE" not in raw
        assert REGISTER.register_id.encode() not in raw


def test_what_must_hold_on_every_connection_holds(till: Till) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 200,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "busy_timeout": 5000,
    }
    engines = (till.database.writer.engine, till.database.readers, till.database.inspection)
    for engine in engines:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            found = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in expected}
        assert found == expected


def test_a_wrong_key_is_refused_and_the_file_is_left_alone(till: Till) -> None:
    till.sell(sale(1))
    till.storage.close()
    before = till.database.file.read_bytes()
    for wrong in ("00" * 32, "", "xyz", KEY[:-1]):
        with pytest.raises(StorageFailed) as refused:
            open_storage(till.database.file.parent, wrong)
        assert refused.value.code == "storage.wrong_key"
    assert till.database.file.read_bytes() == before
    with closing(open_storage(till.database.file.parent, KEY)) as storage, storage.read() as books:
        assert books.journal.head().seq == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(b"holiday pictures" * 1000)
    with pytest.raises(StorageFailed, match=r"storage\.wrong_key"):
        open_storage(tmp_path, KEY)
    assert (tmp_path / DATABASE_NAME).read_bytes() == b"holiday pictures" * 1000


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StorageFailed) as refused:
        open_storage(tmp_path / "data", KEY)
    assert refused.value.code == "storage.folder"
    assert refused.value.data["folder"] == str(tmp_path / "data")


@pytest.mark.fault(12, "Two threads write/checkpoint (WAL-reset class)")
def test_an_sqlite_that_can_corrupt_its_file_is_refused() -> None:
    check_library((3, 51, 3))
    for old in ((3, 51, 2), (3, 40, 1)):
        with pytest.raises(StorageFailed, match=r"storage\.sqlite_too_old .*needed=3\.51\.3"):
            check_library(old)


@pytest.mark.fault(11, "Two app instances on one database")
def test_a_second_process_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from pos_app.storage.instance import InstanceLock\n"
        "lock = InstanceLock(pathlib.Path(sys.argv[1]))\n"
        "print('mine', flush=True)\n"
        "sys.stdin.read()\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with first:
        assert first.stdout is not None
        assert first.stdout.readline() == "mine\n"
        with pytest.raises(StorageFailed, match=r"storage\.in_use"):
            open_storage(tmp_path, KEY)
        first.kill()
    open_storage(tmp_path, KEY).close()


def test_one_process_opens_a_directory_once(till: Till) -> None:
    with pytest.raises(StorageFailed, match=r"storage\.in_use"):
        InstanceLock(till.database.file.parent)
    till.storage.close()
    InstanceLock(till.database.file.parent).release()


def test_another_program_that_holds_the_file_is_waited_for_and_then_named(till: Till) -> None:
    other = open_database(till.database.file, KEY)
    till.database.driver.execute("PRAGMA busy_timeout = 20")
    with closing(other), other.writer.begin():
        with pytest.raises(StorageFailed, match=r"storage\.locked"):
            till.sell(sale(1))
        with till.storage.read() as books:
            assert books.journal.head().seq == 0
    till.sell(sale(1))
    with till.storage.read() as books:
        assert books.journal.head().seq == 1


def test_reading_sees_one_state_however_much_is_written_meanwhile(till: Till) -> None:
    till.sell(sale(1))
    with till.storage.read() as books:
        assert books.journal.head().seq == 1
        till.sell(sale(2))
        assert books.journal.head().seq == 1
        assert len(books.sales.latest(9)) == 1
    with till.storage.read() as books:
        assert books.journal.head().seq == 2


def test_a_reading_transaction_cannot_write(till: Till) -> None:
    with pytest.raises(StorageFailed, match=r"storage\.read_only"), till.storage.read() as books:
        books.drafts.keep(cart_of())


def test_an_error_of_a_use_case_rolls_everything_back(till: Till) -> None:
    with pytest.raises(RuleBroken, match=r"sale\.empty"):
        keep_and_fail(till)
    with till.storage.read() as books:
        assert books.drafts.load().items == ()


def keep_and_fail(till: Till) -> None:
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
        raise RuleBroken("sale.empty")


def test_a_transaction_inside_a_transaction_is_a_bug_and_no_deadlock(till: Till) -> None:
    with till.storage.begin(), pytest.raises(RuntimeError, match="inside another"):
        till.storage.begin().__enter__()


def test_a_checkout_that_waits_goes_before_bulk_work_that_waits() -> None:
    turn = WriteTurn()
    order: list[str] = []

    def work(name: str, *, urgent: bool) -> None:
        with turn.taken(urgent=urgent):
            order.append(name)

    with ThreadPoolExecutor(3) as threads:
        with turn.taken(urgent=False):
            waiting = [
                threads.submit(work, "page 1", urgent=False),
                threads.submit(work, "page 2", urgent=False),
                threads.submit(work, "checkout", urgent=True),
            ]
            wait_until(lambda: turn.urgent_waiting, "the checkout waits")
        for future in waiting:
            future.result(10)
    assert order[0] == "checkout"
    assert sorted(order[1:]) == ["page 1", "page 2"]


@pytest.mark.fault(12, "Two threads write/checkpoint (WAL-reset class)")
def test_many_threads_write_and_read_and_nothing_is_lost(till: Till) -> None:
    def write(worker: int) -> None:
        for _ in range(10):
            with till.storage.begin(urgent=worker % 2 == 0) as books:
                books.set_setting("count", str(int(books.setting("count") or "0") + 1))

    def read() -> None:
        for _ in range(20):
            with till.storage.read() as books:
                books.catalogue.search("", None, 0, 10)

    with ThreadPoolExecutor(6) as threads:
        work = [threads.submit(write, worker) for worker in range(4)]
        work += [threads.submit(read) for _ in range(2)]
        for future in work:
            future.result(30)
    till.storage.check()
    with till.storage.read() as books:
        assert books.setting("count") == "40"


def test_the_wal_is_folded_into_the_file_on_demand_and_at_the_end(till: Till) -> None:
    wal = till.database.file.with_name(f"{DATABASE_NAME}-wal")
    size = till.database.file.stat().st_size
    with till.storage.begin() as books:
        books.set_setting("long", "x" * 50_000)
    assert wal.stat().st_size > 50_000
    till.storage.checkpoint()
    assert till.database.file.stat().st_size > size
    till.storage.close()
    assert not wal.exists()
