"""Mishaps of one machine at named moments: its power goes, or its disk is full.

A mishap is armed for the next act of the machine and strikes when that moment comes. Knows nothing
of what the act is.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pos_app.services.ports import Books
from pos_app.storage.storage import SqliteStorage
from pos_core.errors import StorageFailed
from tests.simulation.world import Diary

BEFORE_COMMIT = "before a commit"
AFTER_COMMIT = "after a commit"


def before_asking(what: str) -> str:
    """Name the moment before a question leaves the machine."""
    return f"before asking for {what}"


def after_answer(what: str) -> str:
    """Name the moment when the server has answered and the machine does not know it yet."""
    return f"after {what} was answered"


POWER_MOMENTS = (
    BEFORE_COMMIT,
    AFTER_COMMIT,
    *(moment(what) for what in ("journal", "position", "changes", "successors", "snapshot", "file")
      for moment in (before_asking, after_answer)),
)  # fmt: skip


class PowerCut(BaseException):
    """The machine stops dead. No Exception, so that no code can forgive it by mistake."""


@dataclass
class Mishaps:
    """What may strike one machine; `freeze` keeps its disk as it is at the moment of a cut."""

    who: str
    diary: Diary
    freeze: Callable[[], None]
    moment: str = ""
    passes: int = 0
    disk_full: bool = False

    def arm(self, moment: str, passes: int = 0, *, disk_full: bool = False) -> None:
        """Strike when this moment comes after so many that pass well."""
        self.moment, self.passes, self.disk_full = moment, passes, disk_full

    def disarm(self) -> None:
        """Let everything pass."""
        self.moment = ""

    def at(self, moment: str) -> None:
        """Raise what is armed for this moment, once: PowerCut, or StorageFailed for the disk."""
        if moment != self.moment:
            return
        self.passes -= 1
        if self.passes >= 0:
            return
        self.disarm()
        if self.disk_full:
            self.diary.note(f"{self.who}'s disk is full {moment}")
            raise StorageFailed("storage.disk_full", reason="simulated")
        self.diary.note(f"{self.who}'s power goes {moment}")
        self.freeze()
        raise PowerCut


class StorageInDanger:
    """Fits the port Storage: the real one, with its commits among the moments of mishaps."""

    def __init__(self, storage: SqliteStorage, mishaps: Mishaps) -> None:
        """Work on `storage` until something strikes."""
        self._storage = storage
        self._mishaps = mishaps

    @contextmanager
    def begin(self, *, urgent: bool = True) -> Iterator[Books]:
        """Open the writing transaction."""
        with self._storage.begin(urgent=urgent) as books:
            yield books
            self._mishaps.at(BEFORE_COMMIT)
        self._mishaps.at(AFTER_COMMIT)

    @contextmanager
    def read(self) -> Iterator[Books]:
        """Open a reading transaction."""
        with self._storage.read() as books:
            yield books

    def checkpoint(self) -> None:
        """Fold the WAL into the file."""
        self._storage.checkpoint()
