"""One running till per data directory: a lock that the system drops when its process dies.

Knows nothing of windows; whoever is refused may bring the first window to the front.
"""

import sys
from pathlib import Path
from typing import IO

from pos_core.errors import StorageFailed

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """The claim of one process on a data directory, held until `release` or its end."""

    def __init__(self, directory: Path) -> None:
        """Claim the directory, made if need be.

        Raises StorageFailed: `storage.in_use` when another process has it, `storage.folder` when
        it cannot be written to. The file itself means nothing and stays: only its lock counts.
        """
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._file = (directory / "till.lock").open("a+", encoding="ascii")
        except OSError as error:
            raise StorageFailed("storage.folder", folder=str(directory)) from error
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise StorageFailed("storage.in_use", directory=str(directory)) from None

    def release(self) -> None:
        """Let another process have the directory."""
        self._file.close()
