"""A disk that fails: one act on it is refused, or all acts that need room, and it is remembered.

A write that is refused may have got half of its bytes onto the disk, and a sync that is refused has
lost for ever what it was to save. Knows nothing of who uses the disk.
"""

import random
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.vfs.disk import Disk, Image, Loss, files_of
from tests.crash.vfs.plain_files import watched_plain_files
from tests.crash.vfs.watched_files import Deed, FileAct, watched_files


@dataclass
class FailingDisk:
    """Refuses with an SQLite result code; `deeds` says what counts, `number` which one, from 1.

    `for_good` refuses everything that counts from then on, as a full disk does. `refused` is the
    first act that was refused; `later` are all acts behind it.
    """

    folder: Path
    deeds: Collection[Deed] = ()
    number: int = 0
    code: int = 0
    for_good: bool = False
    counted: int = 0
    refused: FileAct | None = None
    later: list[FileAct] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take what is in the folder for safe."""
        self.disk = Disk(files_of(self.folder))

    def fail(self, deeds: Collection[Deed], number: int, code: int, *, for_good: bool) -> None:
        """Let the act with this number fail, counted from now."""
        self.deeds, self.number, self.code, self.for_good = deeds, number, code, for_good
        self.counted = 0

    def mend(self) -> None:
        """Let everything happen from now on."""
        self.deeds = ()

    def after_power_cut(self) -> Image:
        """Return what would be left if the power went now: only what was synced."""
        return self.disk.after_power_cut(Loss.ALL, random.Random(0))

    def before(self, act: FileAct) -> int:
        """Count and refuse."""
        if act.deed not in self.deeds:
            return 0
        self.counted += 1
        due = self.counted >= self.number if self.for_good else self.counted == self.number
        if not due:
            return 0
        self.refused = self.refused or act
        if act.deed is Deed.SYNC:
            self.disk.fail_to_sync(act.path)
        return self.code

    def after(self, act: FileAct) -> None:
        """Write it down."""
        self.disk.do(act)
        if self.refused is not None:
            self.later.append(act)


@contextmanager
def failing_disk(folder: Path) -> Iterator[FailingDisk]:
    """Give the disk under a till's data folder, for files that are opened within."""
    disk = FailingDisk(folder)
    with watched_files().by(disk), watched_plain_files(folder / "data", disk):
        yield disk
