"""SQLite's own file layer with a watcher in it: he sees every act on a file, and may forbid it.

The system's file layer does all the work. It opens a file; then the file's table of methods is
exchanged for a copy in which what matters for power and faults leads here first. Locks, shared
memory and sizes never leave C. Knows nothing of what a watcher does with what he sees.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, addressof, byref, c_void_p, cast, pointer
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Protocol

from tests.crash.vfs import sqlite_library as c


class Deed(Enum):
    """What can be done to a file, or to the entry that its folder has of it."""

    CREATE = "create"
    READ = "read"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"
    RENAME = "rename"
    SYNC_FOLDER = "sync folder"


@dataclass(frozen=True, slots=True)
class FileAct:
    """One act on one file; `offset` is the new size for TRUNCATE, `to` the new name for RENAME."""

    deed: Deed
    path: Path
    offset: int = 0
    data: bytes = b""
    to: Path | None = None

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.deed.value} {self.path.name}, offset {self.offset}, {len(self.data)} bytes"


class Watcher(Protocol):
    """Who looks on."""

    def before(self, act: FileAct) -> int:
        """Return 0 to let it happen, else the SQLite result code with which it fails."""

    def after(self, act: FileAct) -> None:
        """Hear that it has happened."""


@dataclass
class _OpenFile:
    """An open file with its real methods; the exchanged ones must live as long as it is open."""

    path: Path
    real: c.IoMethods
    exchanged: c.IoMethods
    folder_due: bool


class WatchedFiles:
    """The file layer; `watched_files` returns the one that a process has."""

    def __init__(self) -> None:
        """Copy the system's file layer and put the watched functions into the copy."""
        self._watcher: Watcher | None = None
        self._open_files: dict[int, _OpenFile] = {}
        self._base = c.library().sqlite3_vfs_find(None)
        self._watched = {
            "close": c.Close(self._close),
            "read": c.Transfer(self._read),
            "write": c.Transfer(self._write),
            "truncate": c.Truncate(self._truncate),
            "sync": c.Sync(self._sync),
        }
        self._vfs = c.Vfs.from_buffer_copy(self._base.contents)
        self._vfs.next = None
        self._vfs.name = b"watched"
        self._vfs.open = c.Open(self._open)
        self._vfs.delete = c.Delete(self._delete)

    @contextmanager
    def by(self, watcher: Watcher) -> Iterator[None]:
        """Let a watcher see what is done to files that are opened and closed within."""
        assert self._watcher is None, "somebody else is watching"
        self._watcher = watcher
        c.library().sqlite3_vfs_register(byref(self._vfs), 1)
        try:
            yield
        finally:
            c.library().sqlite3_vfs_register(self._base, 1)
            self._watcher = None

    def _do(self, act: FileAct, really: Callable[[], int]) -> int:
        """Do it if the watcher lets it happen; return SQLite's result code."""
        watcher = self._watcher
        if watcher and (refusal := watcher.before(act)):
            return refusal
        code = int(really())
        if watcher and code == c.OK:
            watcher.after(act)
        return code

    # ------------------------------------------------------------------------------ names of files

    def _open(self, _vfs: int, name: int | None, handle: int, flags: int, out: int | None) -> int:
        cast(handle, POINTER(c_void_p))[0] = None  # a refusal leaves nothing that must be closed
        path = _path(name) if name else Path("temporary")
        base = self._base.contents

        def really() -> int:
            return int(base.open(addressof(base), name, handle, flags, out))

        new = bool(flags & c.OPEN_CREATE) and not path.exists()
        code = self._do(FileAct(Deed.CREATE, path), really) if new else really()
        if code == c.OK:
            self._exchange(handle, path, folder_due=bool(flags & c.OPEN_SYNCED_WITH_FOLDER))
        return code

    def _exchange(self, handle: int, path: Path, *, folder_due: bool) -> None:
        methods = cast(handle, POINTER(POINTER(c.IoMethods)))
        real = methods[0].contents
        exchanged = c.IoMethods.from_buffer_copy(real)
        for name, function in self._watched.items():
            setattr(exchanged, name, function)
        self._open_files[handle] = _OpenFile(path, real, exchanged, folder_due)
        methods[0] = pointer(exchanged)

    def _delete(self, _vfs: int, name: int, with_folder: int) -> int:
        path = _path(name)
        base = self._base.contents

        def really() -> int:
            return int(base.delete(addressof(base), name, with_folder))

        if not path.exists():
            return really()
        code = self._do(FileAct(Deed.DELETE, path), really)
        if code == c.OK and with_folder and self._watcher:
            self._watcher.after(FileAct(Deed.SYNC_FOLDER, path.parent))
        return code

    # ---------------------------------------------------------------------------------- open files

    def _close(self, handle: int) -> int:
        return int(self._open_files.pop(handle).real.close(handle))

    def _read(self, handle: int, buffer: int, length: int, offset: int) -> int:
        file = self._open_files[handle]
        refusal = (
            self._watcher.before(FileAct(Deed.READ, file.path, offset)) if self._watcher else 0
        )
        if refusal:
            ctypes.memset(buffer, 0, length)  # what is missing after a short read counts as zeros
            return refusal
        return int(file.real.read(handle, buffer, length, offset))

    def _write(self, handle: int, data: int, length: int, offset: int) -> int:
        """Write; of a write that is refused, half gets onto the disk."""
        file = self._open_files[handle]
        act = FileAct(Deed.WRITE, file.path, offset, ctypes.string_at(data, length))
        refusal = self._watcher.before(act) if self._watcher else c.OK
        if refusal:
            length //= 2
            act = replace(act, data=act.data[:length])
        code = int(file.real.write(handle, data, length, offset))
        if self._watcher and code == c.OK:
            self._watcher.after(act)
        return refusal or code

    def _truncate(self, handle: int, size: int) -> int:
        file = self._open_files[handle]
        act = FileAct(Deed.TRUNCATE, file.path, size)
        return self._do(act, lambda: int(file.real.truncate(handle, size)))

    def _sync(self, handle: int, flags: int) -> int:
        file = self._open_files[handle]
        code = self._do(FileAct(Deed.SYNC, file.path), lambda: int(file.real.sync(handle, flags)))
        if code == c.OK and file.folder_due and self._watcher:
            self._watcher.after(FileAct(Deed.SYNC_FOLDER, file.path.parent))
            file.folder_due = False
        return code


def _path(name: int) -> Path:
    """Read a name; only its address may be handed on: SQLite keeps more behind it, and keeps it."""
    return Path(os.fsdecode(ctypes.string_at(name)))


@cache
def watched_files() -> WatchedFiles:
    """Return this process's file layer: SQLite keeps pointers into it, so it must never go."""
    return WatchedFiles()
