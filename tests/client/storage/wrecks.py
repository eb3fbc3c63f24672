"""Ways to wreck a till's data directory, and a look at what is there after the next start."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.services.records import SALVAGED, Salvaged
from pos_app.storage.copy_upkeep import CopyUpkeep
from pos_app.storage.database import open_database
from pos_app.storage.entry_copy import COPY_FOLDER, CopyReader, EntryCopy
from pos_app.storage.instance import InstanceLock
from pos_app.storage.salvage import Rescue
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage, open_storage
from pos_core.journal import Entry, verify_run
from tests.builders import SIGNING_KEY, FixedClock
from tests.client.storage.conftest import KEY, Till

RESCUE = Rescue(FixedClock(), lambda _: SIGNING_KEY)
PAGE = 4096
MARK = b"\xe5SP\x01"


@dataclass(frozen=True)
class AfterStart:
    """What a till holds after it was opened: entries of its journal, in order, and the report."""

    entries: tuple[Entry, ...]
    events: tuple[str, ...]
    told: Salvaged | None
    next_number: str


def killed(till: Till, to: Path) -> Path:
    """Copy the directory of an open till: what a process that was killed leaves behind."""
    shutil.copytree(till.database.file.parent, to)
    return to


def started(folder: Path, rescue: Rescue = RESCUE) -> AfterStart:
    """Open a directory as a start does, prove its journal, and close it again."""
    with closing(open_storage(folder, KEY, rescue)) as storage:
        storage.check()
        with storage.read() as books:
            entries = books.journal.to_send(0, 10**6, 10**9)
            base, _ = books.journal.base()
            verify_run(entries, base, SIGNING_KEY.public_key())
            told = Salvaged.of(books.setting(SALVAGED))
            assert len(books.sales.latest(10**6)) == len(entries)
        with storage.begin() as books:
            number = books.sales.next_receipt_number()
    return AfterStart(tuple(entries), tuple(one.fact.event_id for one in entries), told, number)


def reopened(folder: Path, copy: EntryCopy | None = None) -> Till:
    """Open a till as a start does, with its hands in reach of the test."""
    database = open_database(file_of(folder), KEY)
    reader = CopyReader(folder, KEY)
    upkeep = CopyUpkeep(database.driver, copy or EntryCopy(folder, KEY), reader)
    upkeep.compare()
    return Till(SqliteStorage(database, InstanceLock(folder), upkeep), database)


def flip(file: Path, start: int, length: int = 16) -> None:
    """Turn bits of a stretch of bytes."""
    with file.open("r+b") as raw:
        raw.seek(start)
        old = raw.read(length)
        raw.seek(start)
        raw.write(bytes(byte ^ 0x5A for byte in old))


def file_of(folder: Path) -> Path:
    """Return the database of a data directory."""
    return folder / DATABASE_NAME


def spoil_copied(folder: Path, *numbers: int) -> None:
    """Damage records of the copy's only segment, by their order; the header is number 0."""
    (segment,) = (folder / COPY_FOLDER).iterdir()
    raw = segment.read_bytes()
    frames = [at for at in range(len(raw)) if raw.startswith(MARK, at)]
    for number in numbers:
        flip(segment, frames[number] + 40)
