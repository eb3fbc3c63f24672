"""Little room, a place that is no place, and programs that hold the file: said, and survived."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.data_place import doubt_about
from pos_app.storage.database import open_database
from pos_app.storage.disk_reserve import RESERVE_BYTES, RESERVE_FILE, DiskReserve
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_core.errors import StorageFailed
from tests.builders import sale
from tests.client.storage.conftest import KEY, Till
from tests.client.storage.wrecks import file_of


class Room:
    """How much is free on a disk, as a test says; a reserve that is given up makes room."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        self.folder = folder
        self.megabytes = megabytes

    def __call__(self, _: Path) -> int:
        reserve = self.folder / RESERVE_FILE
        given_up = 0 if reserve.exists() else RESERVE_BYTES
        return self.megabytes * 1024 * 1024 + given_up


def with_reserve(till: Till, room: Room) -> Till:
    till.storage.keep_reserve(DiskReserve(room.folder, room))
    return till


@pytest.mark.fault(6, "Disk full in sale commit")
def test_on_a_full_disk_the_reserve_lets_the_sale_be_paid_and_bulk_work_waits(till: Till) -> None:
    folder = till.database.file.parent
    room = Room(folder, 100)
    with_reserve(till, room)
    assert (folder / RESERVE_FILE).stat().st_size == RESERVE_BYTES
    room.megabytes = 0
    till.sell(sale(1))
    assert till.storage.health().space_fault == "storage.space_low"
    assert not (folder / RESERVE_FILE).exists()
    with pytest.raises(StorageFailed, match=r"storage\.disk_full"):
        till.storage.begin(urgent=False).__enter__()
    till.sell(sale(2))
    room.megabytes = 100
    with till.storage.begin(urgent=False) as books:
        assert books.journal.head().seq == 2
    assert till.storage.health().space_fault == ""
    assert (folder / RESERVE_FILE).exists()


def test_a_disk_without_room_gets_no_reserve_and_says_so(tmp_path: Path) -> None:
    reserve = DiskReserve(tmp_path, lambda _: 1000)
    reserve.keep()
    assert reserve.given_up
    assert not (tmp_path / RESERVE_FILE).exists()


@pytest.mark.fault(7, "Disk full in log, receipt PDF, catalogue apply")
def test_a_full_disk_that_nobody_saw_coming_gives_the_reserve_up_for_the_next_try(
    till: Till,
) -> None:
    folder = till.database.file.parent
    with_reserve(till, Room(folder, 100))
    driver = till.database.driver
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match=r"storage\.disk_full"):
        sell_on(till)
    assert till.storage.health().space_fault == "storage.space_low"
    assert not (folder / RESERVE_FILE).exists()


def sell_on(till: Till) -> None:
    for number in range(1, 1000):
        till.sell(sale(number))


MOUNTS = """22 1 0:20 / / rw,relatime - ext4 /dev/sda1 rw
31 22 0:40 / /mnt/share rw - cifs //server/share rw
32 22 0:41 / /mnt/with\\040space rw - nfs4 server:/x rw
33 31 0:42 / /mnt/share/local rw - ext4 /dev/sdb1 rw
34 22 0:43 / /srv/shop/far rw - fuse.sshfs far: rw
a line that means nothing
"""


@pytest.mark.fault(13, "Database on network/OneDrive folder")
@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("/srv/shop/.local/share/salepoint", ""),
        ("/mnt/share/salepoint", "storage.on_network"),
        ("/mnt/with space/salepoint", "storage.on_network"),
        ("/mnt/share/local/salepoint", ""),
        ("/srv/shop/far/salepoint", "storage.on_network"),
        ("//server/share/salepoint", "storage.on_network"),
        ("/srv/shop/OneDrive/salepoint", "storage.in_synced_folder"),
        ("/srv/shop/OneDrive - Lantern & Lace/till", "storage.in_synced_folder"),
        ("/srv/shop/Dropbox/till", "storage.in_synced_folder"),
        ("/srv/shop/Library/Mobile Documents/till", "storage.in_synced_folder"),
        ("/srv/shop/onedrives/till", ""),
    ],
)
def test_a_place_where_no_database_may_lie_is_named(folder: str, code: str) -> None:
    doubt = doubt_about(Path(folder), MOUNTS)
    assert (doubt.code if doubt else "") == code


@pytest.mark.fault(13, "Database on network/OneDrive folder")
def test_a_till_in_a_synced_folder_sells_and_says_where_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive" / "till"
    with closing(open_storage(folder, KEY)) as storage:
        assert storage.health().place_fault == "storage.in_synced_folder"
        assert [fault.data["folder"] for fault in storage.faults()] == [str(folder)]


HOLDER = """
import pathlib, sys
from pos_app.storage.database import open_database
database = open_database(pathlib.Path(sys.argv[1]), sys.argv[2])
with database.writer.begin():
    print("held", flush=True)
    sys.stdin.readline()
database.close()
"""


@pytest.mark.fault(14, "Antivirus/backup holds the file (SQLITE_BUSY, sharing violation)")
def test_a_program_that_holds_the_file_is_waited_for_then_named_and_then_the_sale_goes_through(
    till: Till,
) -> None:
    command = [sys.executable, "-c", HOLDER, str(file_of(till.database.file.parent)), KEY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StorageFailed, match=r"storage\.locked"):
            till.sell(sale(1))
        with till.storage.read() as books:
            assert books.journal.head().seq == 0
        holder.stdin.write("enough\n")
        holder.stdin.flush()
        assert holder.wait(30) == 0
    till.sell(sale(1))
    with till.storage.read() as books:
        assert books.journal.head().seq == 1


@pytest.mark.fault(12, "Two threads write/checkpoint (WAL-reset class)")
def test_a_till_keeps_to_one_writing_connection_and_a_library_without_the_fault(
    till: Till,
) -> None:
    assert isinstance(till.storage, SqliteStorage)
    with closing(open_database(till.database.file, KEY)) as second:
        for number in range(1, 60):
            till.sell(sale(number))
            till.storage.checkpoint()
            second.driver.execute("PRAGMA wal_checkpoint(PASSIVE)")
    till.storage.check()
    with till.storage.read() as books:
        assert books.journal.head().seq == 59
