"""The model of a disk without power: what was synced is there, of the rest nothing for sure."""

import random
from pathlib import Path

from tests.crash.vfs.disk import Disk, Image, Loss
from tests.crash.vfs.watched_files import Deed, FileAct

FOLDER = Path("/till/data")
FILE = FOLDER / "file"
SEEDS = 200


def disk_after(*acts: FileAct) -> Disk:
    disk = Disk({FILE: b"old"})
    for act in acts:
        disk.do(act)
    return disk


def found(disk: Disk, loss: Loss) -> set[tuple[tuple[str, bytes], ...]]:
    """Return every state in which chance may leave the disk."""
    images: list[Image] = [disk.after_power_cut(loss, random.Random(n)) for n in range(SEEDS)]
    return {tuple(sorted((file.name, image[file]) for file in image)) for image in images}


def write(data: bytes, at: int = 0, path: Path = FILE) -> FileAct:
    return FileAct(Deed.WRITE, path, at, data)


def test_what_was_written_is_lost_until_it_is_synced() -> None:
    disk = disk_after(write(b"new and long"))
    assert found(disk, Loss.ALL) == {(("file", b"old"),)}
    disk.do(FileAct(Deed.SYNC, FILE))
    for loss in Loss:
        assert found(disk, loss) == {(("file", b"new and long"),)}


def test_writes_get_there_in_any_order_and_leave_holes() -> None:
    disk = disk_after(write(b"a", 0), write(b"bb", 4))
    contents = {image[0][1] for image in found(disk, Loss.SOME)}
    assert contents == {b"old", b"ald", b"old\0bb", b"ald\0bb"}


def test_a_torn_write_ends_or_has_holes_where_sectors_do_and_nothing_comes_behind_it() -> None:
    disk = disk_after(write(b"x" * 1024, 256), write(b"y", 2000))
    contents = {image[0][1].replace(b"\0", b"") for image in found(disk, Loss.TORN)}
    assert b"old" + b"x" * 256 in contents
    assert b"old" + b"x" * 512 in contents
    assert {len(content) - 3 - content.count(b"y") for content in contents} <= {
        0, 256, 512, 768, 1024,
    }  # fmt: skip
    assert b"oldy" not in contents


def test_a_name_is_safe_when_its_folder_is_synced_and_not_before() -> None:
    new = FOLDER / "new"
    disk = disk_after(FileAct(Deed.CREATE, new), write(b"1", 0, new), FileAct(Deed.SYNC, new))
    disk.do(FileAct(Deed.DELETE, FILE))
    assert found(disk, Loss.ALL) == {(("file", b"old"),)}
    assert len(found(disk, Loss.SOME)) == 4
    disk.do(FileAct(Deed.SYNC_FOLDER, FOLDER))
    assert found(disk, Loss.ALL) == {(("new", b"1"),)}


def test_a_renamed_file_has_one_of_its_names_and_a_renamed_folder_takes_its_files_along() -> None:
    disk = disk_after(FileAct(Deed.RENAME, FILE, to=FOLDER / "other"))
    assert found(disk, Loss.SOME) == {(("file", b"old"),), (("other", b"old"),)}
    moved = disk_after(FileAct(Deed.RENAME, FOLDER, to=Path("/till/aside")))
    moved.do(FileAct(Deed.SYNC_FOLDER, Path("/till")))
    assert moved.after_power_cut(Loss.ALL, random.Random(0)) == {Path("/till/aside/file"): b"old"}
