"""The whole backend on this machine, for as long as a block runs.

Knows the order of things: database, emulator, deployment, aftercare, demo shop.
"""

import contextlib
import fcntl
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backend_lambdas.local.addresses import CloudAddresses, addresses_of, write_addresses
from backend_lambdas.local.aftercare import take_care
from backend_lambdas.local.books import LocalBooks, local_books
from backend_lambdas.local.demo_shop import load_demo_shop
from backend_lambdas.local.deployment import deploy
from backend_lambdas.local.emulator import Emulator, emulator
from pos_core.errors import EnvironmentFailed

ADDRESSES = "cloud.json"


@dataclass(frozen=True, slots=True)
class LocalBackend:
    """A backend that is running and where it can be reached."""

    addresses: CloudAddresses
    addresses_file: Path
    emulator: Emulator
    books: LocalBooks


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a backend shall be started.

    `state_folder` None means a temporary folder that goes when the backend goes; `database` is
    `sqlite`, `mariadb` (a private server) or the address of a MySQL database; port 0 takes a
    free one; `demo` fills the shop, `media` gives its goods their pictures as well.
    """

    state_folder: Path | None = None
    database: str = "sqlite"
    port: int = 0
    demo: bool = True
    media: bool = True


@contextlib.contextmanager
def local_backend(wishes: Wishes) -> Iterator[LocalBackend]:
    """Start everything, yield when a till can sign in, and end everything in reverse order.

    Raises EnvironmentFailed `local.folder_in_use`, `local.port_taken`, `local.no_mariadb`,
    `local.database_unknown`, `local.server_failed` or `local.deployment_failed`.
    """
    with contextlib.ExitStack() as running:
        folder = wishes.state_folder
        if folder is None:
            folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="salepoint-")))
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        running.enter_context(_alone_in(folder))
        keep = wishes.state_folder is not None
        cloud = running.enter_context(emulator(folder, wishes.port, keep_state=keep))
        books = running.enter_context(local_books(wishes.database, folder))
        outputs = deploy(cloud)
        alerts = take_care(cloud, outputs, books.secret)
        if wishes.demo:
            load_demo_shop(cloud, outputs, books.opened, media=wishes.media)
        addresses = addresses_of(cloud, outputs, alerts, books.opened.address)
        file = folder / ADDRESSES
        write_addresses(file, addresses)
        running.callback(file.unlink, missing_ok=True)
        yield LocalBackend(addresses, file, cloud, books)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let no second backend use the folder; the lock goes with the process, however it ends."""
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EnvironmentFailed("local.folder_in_use", folder=str(folder)) from None
        yield
