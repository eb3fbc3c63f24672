"""What is on a disk after the power went: what was synced, and of the rest what chance left.

A file's bytes are safe after a sync of the file, its name after a sync of its folder; nothing else
is promised. Knows nothing of SQLite or of what the files hold.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

from tests.crash.vfs.watched_files import Deed, FileAct

T = TypeVar("T")

SECTORS = (512, 4096)
"""Sizes in bytes that a disk writes as a whole: old and new ones."""

NOT_KEPT = ("-shm", ".lock", ".reserve")
"""Endings of files that mean nothing after a restart."""

Image = Mapping[Path, bytes]
"""The files of a folder and their bytes."""


class Loss(Enum):
    """What becomes of everything that was not synced."""

    ALL = "all of it lost"
    SOME = "any part of it kept, in any order"
    TORN = "kept up to a write that is torn"


@dataclass
class _File:
    """A file's bytes that are safe, and what was done to it since its last sync."""

    safe: bytes = b""
    since: list[FileAct] = field(default_factory=list)

    def bytes_with(self, acts: Sequence[FileAct]) -> bytes:
        content = bytearray(self.safe)
        for act in acts:
            if act.deed is Deed.TRUNCATE:
                del content[act.offset :]
                continue
            content.extend(bytes(max(0, act.offset - len(content))))
            content[act.offset : act.offset + len(act.data)] = act.data
        return bytes(content)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a folder, which happens as a whole: names and the files that they get, or lose.

    A folder that is renamed takes the names below it along.
    """

    folder: Path
    names: Mapping[Path, _File | None]

    def make(self, all_names: dict[Path, _File]) -> None:
        for name, file in self.names.items():
            if file is None:
                all_names.pop(name, None)
            else:
                all_names[name] = file


class Disk:
    """The files of a folder, of which it is known what is safe."""

    def __init__(self, files: Image) -> None:
        """Begin with files that are safe, all of them."""
        self._safe_names = {name: _File(content) for name, content in files.items()}
        self._names = dict(self._safe_names)
        self._since: list[_Change] = []

    def do(self, act: FileAct) -> None:
        """Take note of what was done."""
        if act.deed is Deed.SYNC:
            self._sync(self._file(act.path))
        elif act.deed is Deed.SYNC_FOLDER:
            self._sync_folder(act.path)
        elif act.deed is Deed.CREATE:
            self._change(act.path, {act.path: _File()})
        elif act.deed is Deed.DELETE:
            self._change(act.path, {act.path: None})
        elif act.to is not None:
            self._change(act.path, self._moved(act.path, act.to))
        else:
            self._file(act.path).since.append(act)

    def _file(self, name: Path) -> _File:
        """Return a file; one that nobody saw being made is never safe."""
        return self._names.setdefault(name, _File())

    def fail_to_sync(self, path: Path) -> None:
        """Lose for ever what was to be synced, also for those who have the file open.

        So does a system that drops what it could not write and reads the disk again.
        """
        file = self._file(path)
        file.since.clear()
        path.write_bytes(file.safe)

    def _sync(self, file: _File) -> None:
        file.safe = file.bytes_with(file.since)
        file.since.clear()

    def _moved(self, path: Path, to: Path) -> dict[Path, _File | None]:
        names = [name for name in self._names if name.is_relative_to(path)] or [path]
        gone: dict[Path, _File | None] = dict.fromkeys(names)
        return gone | {to / name.relative_to(path): self._file(name) for name in names}

    def _change(self, name: Path, names: Mapping[Path, _File | None]) -> None:
        self._since.append(_Change(name.parent, names))
        self._since[-1].make(self._names)

    def _sync_folder(self, folder: Path) -> None:
        """Make all names of a folder safe; here nothing is ever moved from one to another."""
        for change in self._since:
            if change.folder == folder:
                change.make(self._safe_names)
        self._since = [change for change in self._since if change.folder != folder]

    def after_power_cut(self, loss: Loss, chance: random.Random) -> Image:
        """Return the files as they are found when the power is back."""
        found = dict(self._safe_names)
        if loss is Loss.ALL:
            return {name: file.safe for name, file in found.items()}
        for change in _some(self._since, chance):
            change.make(found)
        keep = _some if loss is Loss.SOME else _up_to_a_torn_one
        return {name: file.bytes_with(keep(file.since, chance)) for name, file in found.items()}


def _some(things: Sequence[T], chance: random.Random) -> list[T]:
    """Return few, half or most of them, in their order: the last to reach a place stays there."""
    part = chance.choice((0.1, 0.5, 0.9))
    return [thing for thing in things if chance.random() < part]


def _up_to_a_torn_one(acts: Sequence[FileAct], chance: random.Random) -> list[FileAct]:
    """Return the first acts whole, and the sectors of one more that happened to get there."""
    if not acts:
        return []
    last = chance.randrange(len(acts))
    torn = acts[last]
    sectors = list(_sectors(torn, chance.choice(SECTORS)))
    return [*acts[:last], *_some(sectors, chance)]


def _sectors(act: FileAct, size: int) -> Iterator[FileAct]:
    """Divide a write where sectors of the disk begin; anything else happens as a whole."""
    if act.deed is not Deed.WRITE:
        yield act
    start = 0
    while start < len(act.data):
        end = min(len(act.data), start + size - (act.offset + start) % size)
        yield replace(act, offset=act.offset + start, data=act.data[start:end])
        start = end


def files_of(folder: Path) -> Image:
    """Return the files of a folder that mean something after a restart."""
    return {
        file: file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith(NOT_KEPT)
    }


def put_files(image: Image, origin: Path, folder: Path) -> None:
    """Write the files of `origin` as they were found into an empty folder."""
    for path, content in image.items():
        file = folder / path.relative_to(origin)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
