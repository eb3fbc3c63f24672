"""Makes a new database out of what is left when the old one is damaged, behind its copy, or gone.

The new one is built beside the old one and has its place only when it is complete: until its name
says `salvaged`, a kill or a power cut changes nothing, and afterwards the next start finishes the
exchange. What it replaces is set aside under a name of its own, never changed or deleted.
"""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.ports import FindKey
from pos_app.services.records import RegisterIdentity, Salvaged, spans
from pos_app.storage.disk_reserve import DiskReserve
from pos_app.storage.durable import flush_folder, flush_path
from pos_app.storage.entry_copy import COPY_FOLDER, CopyReader, Segment
from pos_app.storage.faults import BEHIND, DAMAGED, GONE, INDEX_DAMAGED, WRONG_KEY
from pos_app.storage.remains import Remains, Row, read_remains
from pos_app.storage.salvage_build import Contents, build
from pos_app.storage.salvage_choice import Choice, choose, key_that_fits, without_strays
from pos_app.storage.start_check import clear_mark
from pos_core.errors import StorageFailed
from pos_core.identifiers import Clock, SystemClock, timestamp
from pos_core.journal import GENESIS, Entry

_READY = "salvaged-"
_PART = ".part"
_BESIDE = ("-wal", "-shm", "")  # the file itself last: its name is what the exchange waits for


def _no_key(_: RegisterIdentity) -> Ed25519PrivateKey | None:
    return None


@dataclass(frozen=True, slots=True)
class Rescue:
    """What a salvage needs beyond the files: the time, and the register's key where it is known.

    Without the key signatures are not proved, and facts that no chain holds are not written anew.
    """

    clock: Clock = field(default_factory=SystemClock)
    signing_key: FindKey = _no_key


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is left of a register, from the database and from the copy."""

    identity: RegisterIdentity | None
    entries: tuple[Entry, ...]
    receipts_issued: int
    posted: int
    remains: Remains

    def choice(self, key: Ed25519PrivateKey | None) -> Choice:
        """Choose the new journal's entries.

        Of a register that nobody knows any more, all that is not posted is missing.
        """
        if self.identity is None:
            lost = sorted({entry.seq for entry in self.entries if entry.seq > self.posted})
            return Choice(GENESIS, (), (), spans(lost), self.posted)
        register_id = self.identity.register_id
        public = key_that_fits(reversed(self.entries), key.public_key() if key else None)
        return choose(self.entries, register_id, public, self.posted)


def calls_for_salvage(failure: StorageFailed, directory: Path, key: str) -> bool:
    """Tell whether a file that does not open is damaged, in spite of the right key.

    A file whose first page is damaged looks like one with another key. The copy tells them apart:
    when the key opens that, it is the right one.
    """
    if failure.code in (DAMAGED, INDEX_DAMAGED, BEHIND, GONE):
        return True
    return failure.code == WRONG_KEY and CopyReader(directory, key).key_fits()


def find(file: Path, key: str, copy: str = COPY_FOLDER) -> Findings:
    """Gather what a database file and the copy beside it still hold; changes neither."""
    remains = read_remains(file, key)
    segments = list(CopyReader(file.parent, key, copy).segments())
    identity = _identity(remains, segments)
    if identity is None:
        return Findings(None, tuple(remains.entries), 0, remains.posted_through, remains)
    ours = [s for s in segments if s.identity and s.identity.register_id == identity.register_id]
    copied = [one for s in segments for one in s.entries]
    own = [one for one in copied if one.entry.register_id == identity.register_id]
    same = remains.identity is not None and remains.identity.register_id == identity.register_id
    return Findings(
        identity=identity,
        entries=(*remains.entries, *(one.entry for one in copied)),
        receipts_issued=max(
            remains.receipts_issued if same else 0, *(one.receipts_issued for one in own), 0
        ),
        posted=max(
            remains.posted_through if same else 0,
            *(one.posted_through for one in own),
            *(s.after or 0 for s in ours[:1]),  # what came before is gone because it was posted
            0,
        ),
        remains=remains,
    )


def _identity(remains: Remains, segments: list[Segment]) -> RegisterIdentity | None:
    """Return who this register is: as the database says, unless the copy knows a later entry."""
    known = {entry.hash for entry in remains.entries}
    for segment in reversed(segments):
        is_news = not segment.entries or segment.entries[-1].entry.hash not in known
        if segment.identity and (is_news or remains.identity is None):
            return segment.identity
        if segment.entries:
            break
    return remains.identity


def salvage(directory: Path, name: str, key: str, failure: StorageFailed, rescue: Rescue) -> None:
    """Replace the database `name` in a directory by one made of what is left.

    Raises StorageFailed (`storage.disk_full` …) with everything as it was.
    """
    DiskReserve(directory).give_up()
    findings = find(directory / name, key)
    signing_key = rescue.signing_key(findings.identity) if findings.identity else None
    choice = findings.choice(signing_key)
    if signing_key is None:
        choice = without_strays(choice)
    now = rescue.clock.now()
    stamp = _free_stamp(directory, name, now)
    had_file = (directory / name).exists()
    told = Salvaged(
        at=timestamp(now),
        reason=DAMAGED if failure.code == WRONG_KEY else failure.code,
        set_aside=_aside(name, stamp) if had_file else "",
        entries=sum(entry.seq > choice.posted for entry in choice.run) + len(choice.strays),
        missing=choice.missing,
        after=choice.base.seq,
    )
    rows, issued = _rows(findings.remains, choice), findings.receipts_issued
    contents = Contents(findings.identity, choice, issued, rows, told, signing_key)
    part = directory / f"{name}{_PART}"
    _remove(part)
    try:
        build(part, key, contents)
    except BaseException:
        _remove(part)
        raise
    flush_path(part)
    part.rename(directory / f"{name}.{_READY}{stamp}")
    flush_folder(directory)
    finish_exchange(directory, name)


def _rows(remains: Remains, choice: Choice) -> dict[str, list[Row]]:
    """Return the rows to carry over; no open cart out of a file that is behind its copy.

    That cart may have been paid by an entry that the file does not have: nobody pays it twice.
    """
    last = choice.run[-1].hash if choice.run else ""
    is_behind = bool(last) and last not in {entry.hash for entry in remains.entries}
    return {**remains.rows, "draft": []} if is_behind else remains.rows


def finish_exchange(directory: Path, name: str) -> None:
    """Give a salvaged database its place, if there is one; as often as it is interrupted."""
    for ready in directory.glob(f"{name}.{_READY}*"):
        stamp = ready.name.removeprefix(f"{name}.{_READY}")
        if stamp.endswith(_BESIDE[:2]):
            continue
        _set_aside(directory / COPY_FOLDER, directory / f"{COPY_FOLDER}.damaged-{stamp}")
        for ending in _BESIDE:
            _set_aside(directory / f"{name}{ending}", directory / f"{_aside(name, stamp)}{ending}")
        flush_folder(directory)
        ready.rename(directory / name)
        flush_folder(directory)
        clear_mark(directory)


def _set_aside(path: Path, to: Path) -> None:
    if path.exists() and not to.exists():
        path.rename(to)


def _free_stamp(directory: Path, name: str, now: datetime) -> str:
    """Return a name for this moment that nothing set aside has yet."""
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    stamps = (moment if not again else f"{moment}-{again}" for again in count())
    return next(
        stamp
        for stamp in stamps
        if not (directory / _aside(name, stamp)).exists()
        and not (directory / f"{COPY_FOLDER}.damaged-{stamp}").exists()
    )


def _aside(name: str, stamp: str) -> str:
    return f"{name}.damaged-{stamp}"


def _remove(part: Path) -> None:
    for ending in _BESIDE:
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
