"""What of a till survives its process: its register, its keys, and what is on its disk.

Each life of the process has a folder of its own; a power cut copies the files as they are at that
moment into the next one. What was not synced does not survive: with `synchronous` below FULL a
power cut may at worst drop all that was written since the program was started. Knows nothing of
what is in the files.
"""

import base64
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.services.enrol_register import REGISTER_SECRET, REGISTER_USERNAME
from pos_app.services.records import RegisterIdentity
from pos_app.services.scribe import SIGNING_KEY
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage
from tests.backend.books.reading import Rows
from tests.fakes.devices import MemoryKeyStore

DATABASE_KEY = "5a" * 32
SECRET = "secret of the register"
FULL = 2
_NOT_KEPT = shutil.ignore_patterns("*.lock", "*-shm")


@dataclass(frozen=True)
class Machine:
    """A till as it is delivered: its register, its keys, and an empty database."""

    identity: RegisterIdentity
    signing_key: bytes
    blank: Path
    folder: Path

    def keys(self) -> MemoryKeyStore:
        """Return a key store with what enrolment puts there."""
        key = base64.b64encode(self.signing_key).decode()
        return MemoryKeyStore(
            {SIGNING_KEY: key, REGISTER_USERNAME: self.identity.username, REGISTER_SECRET: SECRET}
        )


class Disk:
    """The data folder of a till through all lives of its program."""

    def __init__(self, folder: Path, blank: Path) -> None:
        """Begin with an empty database."""
        self.folder = folder
        self._life = 0
        self.place.mkdir(parents=True)
        shutil.copyfile(blank, self.place / DATABASE_NAME)

    @property
    def place(self) -> Path:
        """The folder of the present life."""
        return self.folder / f"life-{self._life}"

    def remember_synced(self) -> None:
        """Keep the files as they are: all of this is synced."""
        shutil.copytree(self.place, self._synced, ignore=_NOT_KEPT, dirs_exist_ok=True)

    def freeze(self, *, unsynced_too: bool) -> None:
        """Keep the files for the next life: as they are, or only what was synced for sure."""
        source = self.place if unsynced_too else self._synced
        shutil.copytree(source, self.folder / f"life-{self._life + 1}", ignore=_NOT_KEPT)

    def next_life(self) -> None:
        """Go on with the files that were kept; nothing of the old ones is left."""
        shutil.rmtree(self.place)
        self._life += 1

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
