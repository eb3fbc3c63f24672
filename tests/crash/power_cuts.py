"""Cuts the power at every act on the disk, starts the till again from what is left, and compares.

A piece of a till's life is played once and recorded: every act on its files, and what was true
after every commit. Then the disk is computed as it would be found had the power gone after the
first act, after the second … and the real till is started on it. Knows nothing of what is played.
"""

import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pos_app.storage.entry_copy import COPY_FOLDER, CopyReader
from pos_app.storage.storage import open_storage
from pos_core.errors import RuleBroken, StorageFailed
from tests.crash.vfs.disk import Disk, Image, Loss, files_of, put_files
from tests.crash.vfs.plain_files import watched_plain_files
from tests.crash.vfs.watched_files import FileAct, watched_files
from tests.crash.witness import Truth, WitnessedStorage, truth_of
from tests.fakes.devices import MemoryKeyStore
from tests.fakes.till import DATABASE_KEY, TillRig

IN_MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
"""Where hundreds of disks are put one after the other, none of which has to outlive anything."""


@dataclass
class Recording:
    """A piece of a till's life: its disk before, the acts, and after how many what was true."""

    rig: TillRig
    start: Image
    truths: list[tuple[int, Truth]]
    acts: list[FileAct] = field(default_factory=list)
    secrets: list[dict[str, str]] = field(default_factory=list)
    """What the key store held before the first act, and after each."""

    with_copy: bool = True
    """Whether the second copy of entries survives; without it the database stands alone."""

    def found(self, image: Image) -> Image:
        """Return what is found of an image."""
        return {f: image[f] for f in image if self.with_copy or f.parent.name != COPY_FOLDER}

    def before(self, _act: FileAct) -> int:
        """Let everything happen."""
        return 0

    def after(self, act: FileAct) -> None:
        """Write it down, with what the key store holds by then."""
        self.acts.append(act)
        self.secrets.append(dict(self.rig.keys.secrets))

    def machine_after(self, count: int) -> TillRig:
        """Return the machine as it was after so many acts; its files are put elsewhere."""
        return replace(self.rig, keys=MemoryKeyStore(self.secrets[count]))


def record(rig: TillRig, play: Callable[[TillRig], None]) -> Recording:
    """Play a piece of a closed till's life, from its opening to its end, and record it."""
    start = files_of(rig.folder)
    recording = Recording(rig, start, [(0, _truth_in(start, rig))])
    recording.secrets.append(dict(rig.keys.secrets))
    data = rig.folder / "data"
    with watched_files().by(recording), watched_plain_files(data, recording):
        storage = open_storage(data, DATABASE_KEY)

        def tell() -> None:
            recording.truths.append((len(recording.acts), truth_of(storage)))

        tell()
        vars(rig)["storage"] = WitnessedStorage(storage, tell)
        play(rig)
        rig.close()
    return recording


def _truth_in(image: Image, rig: TillRig) -> Truth:
    with restarted(image, rig) as till:
        return truth_of(till.storage)


@contextmanager
def restarted(image: Image, rig: TillRig) -> Iterator[TillRig]:
    """Give a till that starts on these files, with the keys it had."""
    with tempfile.TemporaryDirectory(prefix="restarted-", dir=IN_MEMORY) as folder:
        put_files(image, rig.folder, Path(folder))
        till = TillRig(Path(folder), rig.server, rig.identity, rig.keys, rig.clock)
        with closing(till):
            yield till


@dataclass
class Verdict:
    """What restarting came to: how many disks were tried, and every one that was wrong."""

    tried: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, where: str, complaint: str) -> None:
        """Count a disk; a complaint is wrong with it, none is right."""
        self.tried += 1
        if complaint:
            self.wrong[complaint.partition(":")[0]] += 1
            self.examples.append(f"{where}: {complaint}")

    def __str__(self) -> str:
        """Say how many were wrong, and where for the first few."""
        return "\n".join([f"{self.tried} disks, wrong: {dict(self.wrong)}", *self.examples[:5]])


def cut_everywhere(recording: Recording, seed: int = 0, every: int = 1) -> Verdict:
    """Cut the power after every act and lose all, and besides by turns some or a torn write.

    The seed decides what is kept and whose turn it is. Equal disks are tried once. With `every`
    only one act in so many is followed by a cut.
    """
    verdict = Verdict()
    disk = Disk(recording.start)
    tried: set[tuple[bytes, int]] = set()
    for count in range(len(recording.acts) + 1):
        if count:
            disk.do(recording.acts[count - 1])
        if (count + seed) % every:
            continue
        reached = [index for index, (at, _) in enumerate(recording.truths) if at <= count][-1]
        for loss in (Loss.ALL, (Loss.SOME, Loss.TORN)[(count // every + seed) % 2]):
            chance = random.Random(f"{seed} {count} {loss.name}")
            image = recording.found(disk.after_power_cut(loss, chance))
            if (_digest(image), reached) in tried:
                continue
            tried.add((_digest(image), reached))
            allowed = [truth for _, truth in recording.truths[reached : reached + 2]]
            copied = recording.with_copy and reached > 0
            machine = recording.machine_after(count)
            where = f"seed {seed}, {loss.name}, cut after act {count} ({_named(recording, count)})"
            verdict.add(where, complaint_about(image, machine, allowed, copied=copied))
    return verdict


def _digest(image: Image) -> bytes:
    digest = hashlib.sha1(usedforsecurity=False)
    for path in sorted(image):
        digest.update(str(path).encode())
        digest.update(hashlib.sha1(image[path], usedforsecurity=False).digest())
    return digest.digest()


def _named(recording: Recording, count: int) -> str:
    return str(recording.acts[count - 1]) if count else "nothing yet"


def complaint_about(
    image: Image, rig: TillRig, allowed: Sequence[Truth], *, copied: bool = True
) -> str:
    """Start a till on these files and return what is wrong with it; nothing when all is well.

    It has to tell the last truth that was committed, or the next one whole; its projections have
    to be what the journal replays; and the next sale follows without a gap. Where it had been open
    before the cut, what is committed is in the second copy as well (`copied`).
    """
    try:
        with restarted(image, rig) as till:
            if copied and (missing := _not_in_the_copy(till, allowed[0])):
                return f"not copied: {missing}"
            till.storage.check()
            found = truth_of(till.storage)
            if found not in allowed:
                return _difference(found, allowed[0])
            till.storage.rebuild()
            if truth_of(till.storage) != found:
                return f"half a fact: {truth_of(till.storage)} replayed instead of {found}"
            return _wrong_with_the_next_sale(till, found)
    except (StorageFailed, RuleBroken) as failure:
        return f"{failure.code}: {failure}"


def _not_in_the_copy(till: TillRig, committed: Truth) -> set[int]:
    """Return the entries that are neither in the books nor in the second copy, as it was found."""
    segments = CopyReader(till.folder / "data", DATABASE_KEY).segments()
    entries = [one.entry for segment in segments for one in segment.entries]
    copied = {
        entry.seq
        for entry in entries
        if committed.register and entry.register_id == committed.register.register_id
    }
    return set(range(committed.sent_and_posted[1] + 1, committed.head.seq + 1)) - copied


def _difference(found: Truth, committed: Truth) -> str:
    if found.head.seq < committed.head.seq:
        return f"lost a fact: {found}; committed was {committed}"
    if replace(found, draft=committed.draft) == committed:
        return f"lost the cart: {found}; committed was {committed}"
    return f"another truth: {found}; committed was {committed}"


def _wrong_with_the_next_sale(till: TillRig, found: Truth) -> str:
    if found.register is None:
        return ""
    number = till.sell().sale.receipt_number
    if number != found.next_number():
        return f"a gap in the numbers: {number} instead of {found.next_number()}"
    till.journal.verify()
    return ""
