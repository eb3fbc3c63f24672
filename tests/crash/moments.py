"""The moments of a till's life, seen from outside, and the death of its process at one of them.

What does not end with the till (server, accounts, key store) is kept in a file at its death, and so
is what a till that was left alone went through. Knows nothing of what the till does.
"""

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, event

from pos_app.services.ports import Books
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_core.receipt import Receipt
from pos_core.till_report import TillReport
from tests.crash.fail_points import BEGUN, COMMITTED, KEPT, PRINTED, RENAMED, STATEMENT, WRITTEN
from tests.crash.vfs.plain_files import watched_plain_files
from tests.crash.vfs.watched_files import Deed, FileAct, watched_files
from tests.crash.witness import Truth, truth_of
from tests.fakes.devices import FakePrinter, MemoryKeyStore
from tests.fakes.till import DATABASE_KEY, TillRig

NEVER = -1
"""The number of no moment: the till lives on."""

WORLD = "world.pickle"
LIFE = "life.pickle"
KILLED, PAUSED = -signal.SIGKILL, signal.SIGSTOP
"""How a process ended, or that it has not."""

HALF_A_DAY = 12 * 3600
TOLD = "told"


def keep_world(rig: TillRig) -> None:
    """Keep what does not end with the till: server, accounts, and the platform's key store."""
    server = copy(rig.server)
    server.disturb = None
    vars(server).pop("open_account", None)  # the next rig makes its own
    keys = MemoryKeyStore(rig.keys.secrets)
    (rig.folder / WORLD).write_bytes(pickle.dumps((server, rig.identity, keys)))


def world_in(folder: Path) -> TillRig:
    """Return the till as it starts again in the world that its predecessor left."""
    kept = (folder / WORLD).read_bytes()
    server, identity, keys = pickle.loads(kept)  # noqa: S301  # our own file of a second ago
    return TillRig(folder, server=server, identity=identity, keys=keys)


@dataclass(frozen=True)
class Life:
    """What a till that was left alone went through: its moments, and what was true from when on."""

    moments: tuple[str, ...]
    truths: tuple[tuple[int, Truth], ...]

    def allowed_at(self, moment: int) -> list[Truth]:
        """Return what may be true after a death at this moment: the last committed, or the next."""
        reached = [index for index, (at, _) in enumerate(self.truths) if at <= moment][-1]
        return [truth for _, truth in self.truths[reached : reached + 2]]


@dataclass
class Moments:
    """The moments of this process, one after the other; at one of them it ends."""

    rig: TillRig
    strike_at: int
    signal: int = signal.SIGKILL
    doing: str = "start"
    seen: list[str] = field(default_factory=list)
    truths: list[tuple[int, Truth]] = field(default_factory=list)

    def at(self, moment: str) -> None:
        """Pass this moment, or die; while nothing is being done that counts, none comes."""
        if not self.doing:
            return
        self.seen.append(f"{self.doing}: {moment}")
        if len(self.seen) - 1 == self.strike_at:
            keep_world(self.rig)
            os.kill(os.getpid(), self.signal)
            self._wake_up()

    def _wake_up(self) -> None:
        """Go on after a pause: half a day has passed on every clock."""
        self.rig.clock.forward(seconds=HALF_A_DAY)
        self.rig.monotonic.seconds += HALF_A_DAY

    def committed(self, truth: Truth) -> None:
        """Note what is true from the next moment on."""
        self.truths.append((len(self.seen), truth))

    def tell(self, what: str) -> None:
        """Show or print something: from now on the customer knows it."""
        with (self.rig.folder / TOLD).open("a") as told:
            told.write(f"{what}\n")

    def life(self) -> Life:
        """Return all of it."""
        return Life(tuple(self.seen), tuple(self.truths))

    # ----------------------------------------------------------- a watcher of files and statements

    def before(self, act: FileAct) -> int:
        """See a file before it is synced."""
        if act.deed is Deed.SYNC:
            self.at(f"the {_kind(act.path)} is written")
        return 0

    def after(self, act: FileAct) -> None:
        """See it afterwards."""
        if act.deed is Deed.SYNC:
            self.at(f"the {_kind(act.path)} is synced")
        elif act.deed is Deed.RENAME:
            self.at(RENAMED)

    def statement(self, *told: object) -> None:
        """See a statement before it is run: told are connection, cursor, statement …"""
        if not str(told[2]).startswith(("SELECT", "PRAGMA", "BEGIN")):
            self.at(STATEMENT)


def _kind(path: Path) -> str:
    if path.suffix == ".entries":
        return "copy"
    return "log" if path.name.endswith("-wal") else "file"


class StorageWithMoments:
    """Fits the port Storage: the real one, with its transactions among the moments."""

    def __init__(self, storage: SqliteStorage, moments: Moments) -> None:
        """Work on `storage`."""
        self._storage = storage
        self._moments = moments

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[Books]:
        """Open the writing transaction."""
        with self._storage.begin(urgent=urgent) as books:
            self._moments.at(BEGUN)
            yield books
            self._moments.at(WRITTEN)
        self._moments.committed(truth_of(self._storage))
        self._moments.at(COMMITTED)

    @contextmanager
    def read(self) -> Iterator[Books]:
        """Open a reading transaction."""
        with self._storage.read() as books:
            yield books

    def checkpoint(self) -> None:
        """Fold the WAL into the file."""
        self._storage.checkpoint()

    def close(self) -> None:
        """Close the file."""
        self._storage.close()


class WatchedPrinter(FakePrinter):
    """A printer that is seen when it has printed."""

    def __init__(self, moments: Moments) -> None:
        """Tell these moments."""
        super().__init__()
        self._moments = moments

    def print_receipt(self, receipt: Receipt, *, open_drawer: bool) -> None:
        """Print it."""
        self._moments.tell(f"printed {receipt.number}")
        self._moments.at(PRINTED)

    def print_till_report(self, report: TillReport) -> None:
        """Print it."""
        self._moments.tell(f"printed {report.number}")
        self._moments.at(PRINTED)


class WatchedKeyStore(MemoryKeyStore):
    """A key store that is seen when it has kept something."""

    def __init__(self, secrets: dict[str, str], moments: Moments) -> None:
        """Begin with these secrets and tell these moments."""
        super().__init__(secrets)
        self._moments = moments

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        super().put(name, secret)
        self._moments.at(KEPT)


def life_in(folder: Path) -> Life:
    """Return what a till that was left alone went through."""
    life: Life = pickle.loads((folder / LIFE).read_bytes())  # noqa: S301  # our own file
    return life


Act = Callable[[TillRig, Moments], None]
"""A piece of a till's life."""


def live(folder: Path, act: Act, strike_at: int, signal_number: int) -> None:
    """Start the till of a folder and do one act, to its end; at a moment a signal strikes it."""
    rig = world_in(folder)
    moments = Moments(rig, strike_at, signal_number)
    rig.printer = WatchedPrinter(moments)
    rig.keys = WatchedKeyStore(rig.keys.secrets, moments)
    rig.server.disturb = moments.at
    event.listen(Engine, "before_cursor_execute", moments.statement)
    with watched_files().by(moments), watched_plain_files(folder / "data", moments):
        storage = open_storage(folder / "data", DATABASE_KEY)
        moments.truths.insert(0, (0, truth_of(storage)))
        vars(rig)["storage"] = StorageWithMoments(storage, moments)
        act(rig, moments)
    keep_world(rig)
    (folder / LIFE).write_bytes(pickle.dumps(moments.life()))
