"""The whole backend on MariaDB; each part can be killed without a warning and started again.

Parts are found through the launcher's own objects. What AWS keeps and the emulator does not: it
writes its state down only when it ends in good order, so a kill takes it back to its last good end,
with the queue of that moment. `settle` makes such an end. From then on a kill costs what was queued
and what the registers' mirror has learned, which is more than AWS would lose; tills have to come
through that anyway. Knows nothing of tills.
"""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from tests.e2e.small_shop import open_small_shop

if TYPE_CHECKING:
    from backend_lambdas.local.backend import LocalBackend
    from backend_lambdas.local.mariadb import PrivateMariaDb

PATIENCE_SECONDS = 20


class KillableBackend:
    """Starts on `start`; `end` ends what is left."""

    cloud: "LocalBackend"

    def __init__(self, folder: Path) -> None:
        """Keep everything in `folder`; its path must be short, see `private_mariadb`."""
        self._folder = folder
        self._database_running = contextlib.ExitStack()
        self._cloud_running = contextlib.ExitStack()
        self._database: PrivateMariaDb | None = None
        self._port = 0

    def start(self) -> None:
        """Start everything with a small shop in the books."""
        self.start_database()
        self.start_cloud()
        open_small_shop(self.cloud)

    def start_database(self) -> None:
        """Start MariaDB on the data it left."""
        from backend_lambdas.local.mariadb import private_mariadb

        database = private_mariadb(self._folder / "db")
        self._database = self._database_running.enter_context(database)

    def start_cloud(self) -> None:
        """Start the emulator at the same address, with the state of its last good end."""
        from backend_lambdas.local.backend import Wishes, local_backend

        assert self._database is not None
        wishes = Wishes(self._folder / "cloud", self._database.url, self._port, demo=False)
        self.cloud = self._cloud_running.enter_context(local_backend(wishes))
        self._port = self.cloud.emulator.port

    def settle(self) -> None:
        """End the emulator in good order and start it again."""
        self._cloud_running.close()
        self.start_cloud()

    def kill_database(self) -> None:
        """Pull MariaDB's plug."""
        assert self._database is not None
        self._database.process.kill()
        self._database_running.close()

    def kill_functions(self) -> int:
        """Kill every function that is running or warm; return how many."""
        functions = self._functions()
        _kill(functions)
        return len(functions)

    def kill_cloud(self) -> None:
        """Kill queue, API, accounts and functions at once."""
        functions = self._functions()
        self.cloud.emulator.process.kill()
        _kill(functions)
        self._cloud_running.close()

    def end(self) -> None:
        """End what is running."""
        self._cloud_running.close()
        self._database_running.close()

    def _functions(self) -> list[psutil.Process]:
        emulator = psutil.Process(self.cloud.emulator.process.pid)
        found: list[psutil.Process] = emulator.children(recursive=True)
        return found


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, PATIENCE_SECONDS)
