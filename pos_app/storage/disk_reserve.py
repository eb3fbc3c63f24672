"""A few megabytes set aside for the moment the disk is full, so that the open sale can be paid.

Given up when a checkout finds no room, made anew when there is room again. Knows nothing of what
is written.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from pos_app.storage.durable import flush_file
from pos_app.storage.faults import DISK_FULL
from pos_core.errors import StorageFailed

RESERVE_FILE = "till.reserve"
RESERVE_BYTES = 4 * 1024 * 1024
_ENOUGH_FOR_A_SALE = 2 * 1024 * 1024
_ROOMY = 4 * RESERVE_BYTES

if hasattr(os, "posix_fallocate"):

    def _fill(descriptor: int) -> None:
        """Take the blocks; a file of holes would reserve nothing."""
        os.posix_fallocate(descriptor, 0, RESERVE_BYTES)
else:

    def _fill(descriptor: int) -> None:
        """Take the blocks by writing them; a file of holes would reserve nothing."""
        os.write(descriptor, bytes(RESERVE_BYTES))


FreeBytes = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    """Return how much may still be written to a folder's disk."""
    return shutil.disk_usage(folder).free


class DiskReserve:
    """The reserve of one data directory. Nothing here fails a sale."""

    def __init__(self, directory: Path, free: FreeBytes = free_bytes) -> None:
        """Look after `till.reserve` in a directory; `free` tells the room on its disk."""
        self._folder = directory
        self._file = directory / RESERVE_FILE
        self._free = free
        self.given_up = False

    def keep(self) -> None:
        """Make the reserve where it is missing and there is room for it, and more."""
        if self._room() < _ROOMY:
            self.given_up = not self._file.exists()
            return
        self.given_up = False
        if self._file.exists() and self._file.stat().st_size == RESERVE_BYTES:
            return
        try:
            with self._file.open("wb") as opened:
                _fill(opened.fileno())
                flush_file(opened.fileno())
        except OSError:
            self.give_up()

    def before_writing(self, *, urgent: bool) -> None:
        """Make room for a checkout; raise StorageFailed `storage.disk_full` for bulk work.

        What was given up for checkouts must not go to the next page of a feed.
        """
        if urgent and not self.given_up and self._room() < _ENOUGH_FOR_A_SALE:
            self.give_up()
        elif not urgent and self.given_up:
            self.keep()
            if self.given_up:
                raise StorageFailed(DISK_FULL, reason="only checkouts may write now")

    def give_up(self) -> None:
        """Free the reserve."""
        self.given_up = True
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return

    def _room(self) -> int:
        try:
            return self._free(self._folder)
        except OSError:
            return _ROOMY
