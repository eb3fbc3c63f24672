"""What of a till survives its process: what is on its disk, and what is in its key store.

Each life of the process has a folder of its own; a power cut copies the files as they are at that
moment into the next one. What was not synced does not survive: with `synchronous` below FULL a
power cut may at worst drop all that was written since the program was started. Files can be copied
to another machine, put back from an older copy, or damaged. Knows nothing of what is in them.
"""

import shutil
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.storage.disk_reserve import RESERVE_FILE
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage
from tests.backend.books.reading import Rows
from tests.fakes.devices import MemoryKeyStore

DATABASE_KEY = "5a" * 32
FULL = 2
_NOT_KEPT = shutil.ignore_patterns("*.lock", "*-shm", RESERVE_FILE)
_PAGE_BYTES = 4096


class Harm(Enum):
    """What happens to the database's files while the till is off; the second copy is elsewhere."""

    WAL_DELETED = "loses its write-ahead log"
    PAGE_FLIPPED = "has a page flipped"
    CUT_SHORT = "is cut short"
    DELETED = "is deleted"


@dataclass
class Machine:
    """A machine by its name, with its keys and its disk."""

    name: str
    keys: MemoryKeyStore
    disk: "Disk"

    def copied(self, name: str, folder: Path) -> "Machine":
        """Return a second machine with all that this one has, its keys too."""
        keys = MemoryKeyStore(dict(self.keys.secrets))
        return Machine(name, keys, Disk(folder, self.disk.place))


class Disk:
    """The data folder of a till through all lives of its program."""

    def __init__(self, folder: Path, begins_with: Path) -> None:
        """Begin with the files of another folder."""
        self.folder = folder
        self._life = 0
        shutil.copytree(begins_with, self.place, ignore=_NOT_KEPT)

    @property
    def place(self) -> Path:
        """The folder of the present life."""
        return self.folder / f"life-{self._life}"

    def remember_synced(self) -> None:
        """Keep the files as they are: all of this is synced."""
        shutil.copytree(self.place, self._synced, ignore=_NOT_KEPT, dirs_exist_ok=True)

    def freeze(self, *, unsynced_too: bool) -> None:
        """Keep the files for the next life: as they are, or only what was synced for sure."""
        self._keep(self.place if unsynced_too else self._synced)

    def keep_backup(self, name: str) -> None:
        """Copy the files as they are, to be put back some day."""
        shutil.copytree(self.place, self.folder / name, ignore=_NOT_KEPT)

    def put_back(self, name: str) -> None:
        """Let the next life begin with the files of that day."""
        self._keep(self.folder / name)

    def next_life(self) -> None:
        """Go on with the files that were kept; nothing of the old ones but the reserve is left."""
        reserve = self.place / RESERVE_FILE
        if reserve.exists():
            reserve.rename(self._next / RESERVE_FILE)
        shutil.rmtree(self.place)
        self._life += 1

    def harm(self, harm: Harm, chance: Random) -> None:
        """Damage the database that the next life begins with."""
        database = self._next / DATABASE_NAME
        if harm in (Harm.WAL_DELETED, Harm.DELETED):
            database.with_name(f"{DATABASE_NAME}-wal").unlink(missing_ok=True)
        if harm is Harm.DELETED:
            database.unlink()
        elif harm is Harm.PAGE_FLIPPED:
            content = bytearray(database.read_bytes())
            start = chance.randrange(len(content) // _PAGE_BYTES) * _PAGE_BYTES
            for at in range(start, start + _PAGE_BYTES):
                content[at] ^= 0xFF
            database.write_bytes(content)
        elif harm is Harm.CUT_SHORT:
            content = bytearray(database.read_bytes())
            database.write_bytes(content[: len(content) // 2])

    def _keep(self, source: Path) -> None:
        shutil.copytree(source, self._next, ignore=_NOT_KEPT)

    @property
    def _next(self) -> Path:
        return self.folder / f"life-{self._life + 1}"

    @property
    def _synced(self) -> Path:
        return self.folder / f"synced-{self._life}"


class Peek:
    """Looks into a till's tables by a connection of its own: cheap, and not by its code."""

    def __init__(self, place: Path) -> None:
        """Open the database in this folder for reading."""
        self._connection = sqlcipher.connect(str(place / DATABASE_NAME), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{DATABASE_KEY}'\"")
        self._connection.execute("PRAGMA query_only = ON")

    def rows(self, question: str, *values: object) -> Rows:
        """Return the rows that answer a question in SQL."""
        return list(self._connection.execute(question, values).fetchall())

    def close(self) -> None:
        """Look no more."""
        self._connection.close()


def synchronous(storage: SqliteStorage, setting: str = "") -> int:
    """Return how thoroughly a till's commits are synced (2 is FULL), after setting it if asked."""
    driver = storage._database.driver  # noqa: SLF001 - no port tells, and nobody else may ask
    if setting:
        driver.execute(f"PRAGMA synchronous = {setting}")
    return int(driver.execute("PRAGMA synchronous").fetchone()[0])
