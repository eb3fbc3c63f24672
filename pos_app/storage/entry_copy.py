"""A second, append-only copy of the journal's newest entries, in files of its own.

Everything that is not in the server's books yet is here too, so that the loss of the database
costs no sale. Segments `copy/NNNNNN.entries` lie beside `till.db`; a segment goes only when all it
holds is posted, and the newest always stays, because it tells where the journal's end must be.
Each opening begins a segment of its own: a torn end is never written behind. Knows nothing of SQL.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pos_app.services.records import RegisterIdentity
from pos_app.storage.durable import flush_file, flush_folder
from pos_app.storage.sealed_frames import FrameSeal, derived_key
from pos_core.journal import Entry, read_entry

COPY_FOLDER = "copy"
_SUFFIX = ".entries"
_SEGMENT_ENTRIES = 256
_HEADER_BYTES = 8192  # more than any header has


@dataclass(frozen=True, slots=True)
class Copied:
    """An entry as it was copied, with the counters that stood beside it in the database."""

    entry: Entry
    receipts_issued: int
    posted_through: int


@dataclass(frozen=True, slots=True)
class Segment:
    """What one file of the copy holds.

    `after` comes from its header, None when that cannot be read: every entry up to there is in
    earlier segments or in the books. `identity` stands in every record. `damaged` when a stretch
    cannot be read and something readable follows it; `torn` when the end cannot.
    """

    file: Path
    identity: RegisterIdentity | None
    after: int | None
    entries: tuple[Copied, ...]
    damaged: bool
    torn: bool


@dataclass(frozen=True, slots=True)
class DiskWrites:
    """How bytes reach the disk; tests put a failing disk here."""

    append: Callable[[int, bytes], int] = os.write
    flush: Callable[[int], None] = flush_file


REAL_DISK = DiskWrites()


class CopyReader:
    """Reads the segments of a data directory; writes nothing."""

    def __init__(self, directory: Path, key: str, name: str = COPY_FOLDER) -> None:
        """Read the copy beside the database whose key this is, by another name if set aside."""
        self._folder = directory / name
        self._key = derived_key(key, "entry copy")

    def files(self) -> list[Path]:
        """Return the segments, oldest first."""
        return sorted(self._folder.glob(f"*{_SUFFIX}"))

    def segments(self) -> Iterator[Segment]:
        """Read every segment, oldest first."""
        return map(self.read, self.files())

    def newest(self) -> Segment | None:
        """Return the newest segment that holds an entry: the journal's end must be in it."""
        for file in reversed(self.files()):
            segment = self.read(file)
            if segment.entries:
                return segment
        return None

    def key_fits(self) -> bool:
        """Tell whether this key opens anything here: then it is the right one for the database."""
        return any(segment.entries or segment.identity for segment in self.segments())

    def begins(self, file: Path) -> tuple[str, int] | None:
        """Return whose entries a segment holds, and after which number; None if it is unreadable.

        Reads its header only, however much follows.
        """
        try:
            with file.open("rb") as opened:
                raw = opened.read(_HEADER_BYTES)
        except OSError:
            return None
        header = next(FrameSeal(self._key, file.name).records(raw), None)
        told = json.loads(header) if header else {}
        return (str(told["register"]["register_id"]), int(told["after"])) if told else None

    def read(self, file: Path) -> Segment:
        """Read one segment as far as it can be read; one that is gone holds nothing."""
        try:
            raw = file.read_bytes()
        except OSError:
            return Segment(file, None, None, (), damaged=True, torn=False)
        found = list(FrameSeal(self._key, file.name).records(raw))
        torn = bool(found) and found[-1] is None
        damaged = None in (found[:-1] if torn else found)
        told = [json.loads(record) for record in found if record is not None]
        after = next((int(one["after"]) for one in told if "after" in one), None)
        identity = next((RegisterIdentity(**one["register"]) for one in told), None)
        entries = tuple(_read_copied(one) for one in told if "body" in one)
        return Segment(file, identity, after, entries, damaged, torn)


def _read_copied(told: dict[str, Any]) -> Copied:
    texts = [str(told[name]) for name in ("body", "prev_hash", "hash", "signature")]
    return Copied(
        read_entry(*texts),
        receipts_issued=int(told["receipts_issued"]),
        posted_through=int(told["posted_through"]),
    )


def _header(identity: RegisterIdentity, after: int) -> bytes:
    return json.dumps({"register": asdict(identity), "after": after}).encode()


def _record(identity: RegisterIdentity, copied: Copied) -> bytes:
    entry = copied.entry
    told = {
        "register": asdict(identity),
        "body": entry.body,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
        "signature": entry.signature,
        "receipts_issued": copied.receipts_issued,
        "posted_through": copied.posted_through,
    }
    return json.dumps(told, ensure_ascii=False).encode()


class EntryCopy:
    """Appends to the copy. Never raises for the disk: a copy that fails must not refuse a sale."""

    def __init__(self, directory: Path, key: str, disk: DiskWrites = REAL_DISK) -> None:
        """Continue the copy of a data directory with a segment of its own at the first entry."""
        self._reader = CopyReader(directory, key)
        self._folder = directory / COPY_FOLDER
        self._key = derived_key(key, "entry copy")
        self._disk = disk
        self._segment: _OpenSegment | None = None
        self._begins: dict[Path, tuple[str, int]] = {}
        self.failed = ""

    def add(self, identity: RegisterIdentity, copied: Sequence[Copied]) -> bool:
        """Append entries of one journal and wait for the disk; return whether it worked.

        When the disk did not play along, `failed` says why, and the next attempt starts a new
        segment: what a failed flush left of the old one is unknown.
        """
        try:
            for start in range(0, len(copied), _SEGMENT_ENTRIES):
                part = copied[start : start + _SEGMENT_ENTRIES]
                self._open_for(identity, part[0].entry.seq - 1).append(part)
        except OSError as error:
            self.failed = type(error).__name__
            self._leave()
            return False
        except BaseException:
            self._leave()
            raise
        self.failed = ""
        return True

    def posted(self, register_id: str, through: int) -> None:
        """Remove what is in the books whole; what fails is left for later.

        A segment that begins after `through` or earlier holds, with those behind it, all that is
        not in the books yet: the ones before it may go.
        """
        files = self._reader.files()
        needed = [file for file in files if self._holds_the_rest(file, register_id, through)]
        for file in files:
            if not needed or file >= needed[-1]:
                return
            try:
                file.unlink(missing_ok=True)
            except OSError:
                return

    def close(self) -> None:
        """Let go of the open segment."""
        self._leave()

    def _holds_the_rest(self, file: Path, register_id: str, posted: int) -> bool:
        if file not in self._begins:
            begins = self._reader.begins(file)
            if begins is None:
                return False
            self._begins[file] = begins
        owner, after = self._begins[file]
        return owner == register_id and after <= posted

    def _open_for(self, identity: RegisterIdentity, after: int) -> "_OpenSegment":
        if self._segment is not None and not self._segment.takes(identity):
            self._leave()
        if self._segment is None:
            self._segment = self._new_segment(identity, after)
        return self._segment

    def _new_segment(self, identity: RegisterIdentity, after: int) -> "_OpenSegment":
        self._folder.mkdir(exist_ok=True)
        files = self._reader.files()
        number = int(files[-1].stem) + 1 if files else 1
        file = self._folder / f"{number:06d}{_SUFFIX}"
        segment = _OpenSegment(file, FrameSeal(self._key, file.name), self._disk, identity)
        try:
            segment.begin(after)
        except BaseException:
            segment.close()
            file.unlink(missing_ok=True)
            raise
        self._begins[file] = (identity.register_id, after)
        return segment

    def _leave(self) -> None:
        if self._segment is not None:
            self._segment.close()
        self._segment = None


class _OpenSegment:
    """The one file that is being written."""

    def __init__(
        self, file: Path, seal: FrameSeal, disk: DiskWrites, identity: RegisterIdentity
    ) -> None:
        """Make the file; raises OSError, also when there is one of that name already."""
        self._file = file
        self._seal = seal
        self._disk = disk
        self._identity = identity
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(file, flags, 0o600)
        self._length = 0
        self._entries = 0

    def begin(self, after: int) -> None:
        """Write the header and make the file's name last."""
        self._write([_header(self._identity, after)])
        flush_folder(self._file.parent)
        flush_folder(self._file.parent.parent)

    def takes(self, identity: RegisterIdentity) -> bool:
        """Tell whether the next entries of this register belong here."""
        return identity == self._identity and self._entries < _SEGMENT_ENTRIES

    def append(self, copied: Sequence[Copied]) -> None:
        """Append entries, then wait for the disk once."""
        self._write([_record(self._identity, one) for one in copied])
        self._entries += len(copied)

    def close(self) -> None:
        """Close the file; what was flushed is on the disk already."""
        os.close(self._descriptor)

    def _write(self, records: Sequence[bytes]) -> None:
        framed = b""
        for record in records:
            framed += self._seal.frame(record, self._length + len(framed))
        rest = memoryview(framed)
        while rest:
            rest = rest[self._disk.append(self._descriptor, bytes(rest)) :]
        self._disk.flush(self._descriptor)
        self._length += len(framed)
