"""The files that the till writes without SQLite, watched in the same way as the database's.

The second copy of entries is written through the functions of `os`, which are exchanged while
somebody watches. A refusal becomes the OSError that the system would raise. Knows nothing of what
the files hold; what is written in any other way is not seen.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from pos_app.storage import copy_upkeep
from pos_app.storage.durable import flush_file
from pos_app.storage.entry_copy import DiskWrites, EntryCopy
from tests.crash.vfs import sqlite_library as c
from tests.crash.vfs.watched_files import Deed, FileAct, Watcher

_REALLY = SimpleNamespace(
    open=os.open,
    close=os.close,
    write=os.write,
    sync=os.fsync,
    unlink=os.unlink,
    replace=os.replace,
)


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a descriptor stands for."""

    path: Path
    appends: bool


class PlainFiles:
    """The functions of `os` with a watcher in them, for the files of one folder."""

    def __init__(self, folder: Path, watcher: Watcher) -> None:
        """Watch what happens in the folder; anything else passes."""
        self._folder = folder
        self._watcher = watcher
        self._opened: dict[int, _Opened] = {}

    def _ask(self, act: FileAct) -> None:
        """Raise OSError if the watcher does not let it happen."""
        refusal = self._watcher.before(act)
        if refusal:
            number = errno.ENOSPC if refusal == c.FULL else errno.EIO
            raise OSError(number, os.strerror(number), str(act.path))

    def _is_here(self, path: Path) -> bool:
        return path.is_relative_to(self._folder)

    def open(
        self, path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        """Open a file or a folder; what is named from within another folder is not watched."""
        if dir_fd is not None:
            return int(_REALLY.open(path, flags, mode, dir_fd=dir_fd))
        place = Path(path)
        new = self._is_here(place) and bool(flags & os.O_CREAT) and not place.exists()
        if new:
            self._ask(FileAct(Deed.CREATE, place))
        descriptor: int = _REALLY.open(path, flags, mode)
        if self._is_here(place):
            self._opened[descriptor] = _Opened(place, bool(flags & os.O_APPEND))
        if new:
            self._watcher.after(FileAct(Deed.CREATE, place))
        return descriptor

    def close(self, descriptor: int) -> None:
        """Close it."""
        self._opened.pop(descriptor, None)
        _REALLY.close(descriptor)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write where the descriptor stands."""
        opened = self._opened.get(descriptor)
        if opened is None:
            return int(_REALLY.write(descriptor, data))
        size = os.fstat(descriptor).st_size
        offset = size if opened.appends else os.lseek(descriptor, 0, os.SEEK_CUR)
        act = FileAct(Deed.WRITE, opened.path, offset, bytes(data))
        self._ask(act)
        written = int(_REALLY.write(descriptor, data))
        self._watcher.after(act)
        return written

    def sync(self, descriptor: int) -> None:
        """Wait for the disk, for a file or for a folder."""
        opened = self._opened.get(descriptor)
        act = None
        if opened is not None:
            deed = Deed.SYNC_FOLDER if opened.path.is_dir() else Deed.SYNC
            act = FileAct(deed, opened.path)
            self._ask(act)
        _REALLY.sync(descriptor)
        if act is not None:
            self._watcher.after(act)

    def unlink(self, path: str | Path, *, dir_fd: int | None = None) -> None:
        """Remove a file's name."""
        place = Path(path)
        act = FileAct(Deed.DELETE, place)
        watched = dir_fd is None and self._is_here(place) and place.exists()
        if watched:
            self._ask(act)
        _REALLY.unlink(path, dir_fd=dir_fd)
        if watched:
            self._watcher.after(act)

    def replace(self, path: str | Path, to: str | Path) -> None:
        """Give a file or a folder another name."""
        act = FileAct(Deed.RENAME, Path(path), to=Path(to))
        if self._is_here(act.path):
            self._ask(act)
        _REALLY.replace(path, to)
        if self._is_here(act.path):
            self._watcher.after(act)


@contextmanager
def watched_plain_files(folder: Path, watcher: Watcher) -> Iterator[None]:
    """Let a watcher see what is done without SQLite to files of a folder that are opened within."""
    files = PlainFiles(folder, watcher)
    disk = DiskWrites(append=files.write, flush=flush_file)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "close", "write", "unlink", "replace"):
            patch.setattr(os, name, getattr(files, name))
        patch.setattr(os, "rename", files.replace)
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, files.sync, raising=False)
        patch.setattr(copy_upkeep, "EntryCopy", partial(EntryCopy, disk=disk))
        yield
