"""The second copy: torn ends and damage are recognised, it catches up, and it refuses no sale."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.storage.entry_copy import (
    COPY_FOLDER,
    Copied,
    CopyReader,
    DiskWrites,
    EntryCopy,
)
from pos_app.storage.storage import open_storage
from pos_core.journal import GENESIS, Entry, append, carried_over, public_key_text
from tests.builders import REGISTER, SIGNING_KEY, sale, sale_entry
from tests.client.storage.conftest import KEY, Till
from tests.client.storage.wrecks import file_of, flip, killed, reopened, started


def chained(count: int) -> list[Entry]:
    """Return so many sales, one after the other."""
    entries: list[Entry] = []
    for number in range(1, count + 1):
        entries.append(sale_entry(sale(number), entries[-1].head if entries else GENESIS))
    return entries


def copied(entries: list[Entry], posted: int = 0) -> list[Copied]:
    return [Copied(entry, entry.seq, posted) for entry in entries]


def held(folder: Path) -> list[int]:
    """Return the numbers of all entries that the copy in a directory holds."""
    return [one.entry.seq for part in CopyReader(folder, KEY).segments() for one in part.entries]


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[EntryCopy]:
    with closing(EntryCopy(tmp_path, KEY)) as copy:
        yield copy


def test_what_is_copied_is_read_back_word_for_word(copy: EntryCopy, tmp_path: Path) -> None:
    entries = chained(3)
    assert copy.add(REGISTER, copied(entries, posted=1))
    newest = CopyReader(tmp_path, KEY).newest()
    assert newest is not None
    assert newest.entries == tuple(copied(entries, posted=1))
    assert (newest.identity, newest.after) == (REGISTER, 0)
    assert not newest.damaged
    assert not newest.torn


def test_nothing_of_the_copy_can_be_read_without_the_key(copy: EntryCopy, tmp_path: Path) -> None:
    copy.add(REGISTER, copied(chained(1)))
    raw = b"".join(file.read_bytes() for file in (tmp_path / COPY_FOLDER).iterdir())
    assert b"sale.completed" not in raw
    assert REGISTER.register_id.encode() not in raw
    assert not CopyReader(tmp_path, "00" * 32).key_fits()
    assert CopyReader(tmp_path, KEY).key_fits()


@pytest.mark.fault(5, "Power loss with torn/reordered writes")
def test_a_last_record_torn_at_any_byte_is_ignored_and_the_others_are_not(
    copy: EntryCopy, tmp_path: Path
) -> None:
    entries = chained(3)
    copy.add(REGISTER, copied(entries[:2]))
    segment = next((tmp_path / COPY_FOLDER).iterdir())
    whole = segment.stat().st_size
    copy.add(REGISTER, copied(entries[2:]))
    raw = segment.read_bytes()
    for length in range(whole, len(raw)):
        segment.write_bytes(raw[:length])
        found = CopyReader(tmp_path, KEY).read(segment)
        assert [one.entry.seq for one in found.entries] == [1, 2]
        assert not found.damaged
        assert found.torn == (length > whole)


def test_a_flipped_bit_costs_one_record_and_is_noticed(copy: EntryCopy, tmp_path: Path) -> None:
    copy.add(REGISTER, copied(chained(4)))
    segment = next((tmp_path / COPY_FOLDER).iterdir())
    raw = segment.read_bytes()
    for start in range(0, len(raw), 97):
        segment.write_bytes(raw)
        flip(segment, start, 1)
        found = CopyReader(tmp_path, KEY).read(segment)
        lost = {1, 2, 3, 4} - {one.entry.seq for one in found.entries}
        assert len(lost) + (found.after is None) == 1
        assert found.identity == REGISTER
        assert found.damaged or found.torn


def test_a_record_of_another_file_or_place_is_not_taken(copy: EntryCopy, tmp_path: Path) -> None:
    copy.add(REGISTER, copied(chained(2)))
    segment = next((tmp_path / COPY_FOLDER).iterdir())
    shutil.copy(segment, segment.with_name("000009.entries"))
    assert CopyReader(tmp_path, KEY).read(segment.with_name("000009.entries")).entries == ()


def test_segments_go_when_they_are_posted_whole_and_the_newest_stays(
    copy: EntryCopy, tmp_path: Path
) -> None:
    entries = chained(600)
    copy.add(REGISTER, copied(entries))
    assert len(list((tmp_path / COPY_FOLDER).iterdir())) == 3
    for posted, left in ((0, 600), (255, 600), (256, 344), (511, 344), (600, 88)):
        copy.posted(REGISTER.register_id, posted)
        assert len(held(tmp_path)) == left
    copy.posted("another-register", 600)
    assert len(held(tmp_path)) == 88


class FailingDisk:
    """A disk that is full from a write on, until space is made."""

    def __init__(self) -> None:
        self.is_full = False

    def append(self, _descriptor: int, raw: bytes) -> int:
        if self.is_full:
            raise OSError(errno.ENOSPC, "no space left")
        return DiskWrites().append(_descriptor, raw)


@pytest.mark.fault(6, "Disk full in sale commit")
def test_a_copy_that_cannot_be_written_refuses_no_sale_says_so_and_catches_up(till: Till) -> None:
    folder, disk = till.database.file.parent, FailingDisk()
    till.storage.close()
    selling = reopened(folder, EntryCopy(folder, KEY, DiskWrites(append=disk.append)))
    with closing(selling.storage) as storage:
        selling.sell(sale(1))
        disk.is_full = True
        selling.sell(sale(2))
        selling.sell(sale(3))
        assert storage.health().copy_fault == "storage.copy_behind"
        assert held(folder) == [1]
        assert len(list((folder / COPY_FOLDER).iterdir())) == 1, "no torso is left behind"
        disk.is_full = False
        selling.sell(sale(4))
        assert held(folder) == [1, 2, 3, 4]
        assert storage.health().copy_fault == ""


def test_a_mistake_of_ours_behind_the_commit_does_not_look_like_a_refused_sale(till: Till) -> None:
    folder = till.database.file.parent
    till.storage.close()
    selling = reopened(folder, EntryCopy(folder, KEY, DiskWrites(append=lambda *_: 1 // 0)))
    with closing(selling.storage) as storage:
        selling.sell(sale(1))
        assert storage.health().copy_fault == "storage.copy_behind"
    assert started(folder).told is None


def test_a_copy_that_was_deleted_is_made_anew_at_the_next_start(till: Till, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        till.sell(sale(number))
    folder = killed(till, tmp_path / "killed")
    shutil.rmtree(folder / COPY_FOLDER)
    assert started(folder).told is None
    assert held(folder) == [1, 2, 3]


def test_a_copy_that_is_damaged_in_the_middle_is_mended_by_the_check(
    till: Till, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        till.sell(sale(number))
    folder = killed(till, tmp_path / "killed")
    segment = next((folder / COPY_FOLDER).iterdir())
    with closing(open_storage(folder, KEY)) as storage:
        flip(segment, 1500)
        assert held(folder) != [1, 2, 3]
        storage.check()
    assert set(held(folder)) == {1, 2, 3}


SUCCESSOR = replace(REGISTER, register_id="register-2", code="T4", username="register-t4")


def go_on_as_successor(till: Till) -> None:
    """Become another register and carry every entry over, as healing does."""
    with till.storage.begin() as books:
        former = books.journal.to_send(0, 99, 10**6)
        books.succeed(SUCCESSOR, public_key_text(SIGNING_KEY), 0)
        for entry in former:
            fact = carried_over(entry, REGISTER.code)
            head = books.journal.head()
            books.journal.append(append(fact, SUCCESSOR.register_id, head, SIGNING_KEY))


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop (same device id, old seq)")
def test_after_a_new_number_the_copy_is_the_new_registers(till: Till, tmp_path: Path) -> None:
    for number in (1, 2):
        till.sell(sale(number))
    before = killed(till, tmp_path / "before")
    go_on_as_successor(till)
    till.storage.close()
    folder = till.database.file.parent
    segments = list(CopyReader(folder, KEY).segments())
    assert [segment.identity for segment in segments] == [SUCCESSOR]
    shutil.copytree(folder / COPY_FOLDER, before / COPY_FOLDER, dirs_exist_ok=True)
    file_of(folder).unlink()
    for put_back in (folder, before):
        found = started(put_back)
        assert [entry.register_id for entry in found.entries] == [SUCCESSOR.register_id] * 2
        assert found.told is not None
        assert found.told.missing == ()
