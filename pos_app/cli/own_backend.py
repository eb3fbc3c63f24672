"""A backend of one's own on this machine, for as long as a command runs.

Started as a process, because the till never imports its server. Knows nothing of what runs there.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from pos_core.errors import EnvironmentFailed

CLOUD_FILE = "cloud.json"
_SERVER = "backend_lambdas.local"
_PATIENCE_SECONDS = 30


@contextmanager
def own_backend(folder: Path, *options: str) -> Iterator[Path]:
    """Run a backend that keeps everything in `folder`; gives the file with its addresses.

    `options` go to the server as they are. Raises EnvironmentFailed `backend.not_here` where the
    server is not part of this installation and `backend.did_not_start` with what it said.
    """
    if find_spec("backend_lambdas") is None:
        raise EnvironmentFailed("backend.not_here")
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", _SERVER, "--json", "--state-dir", str(folder), *options]
    errors = folder / "server.log"
    with errors.open("w") as log, _running(command, log.fileno()) as server:
        assert server.stdout is not None
        ready = server.stdout.readline()
        if not ready:
            server.wait(_PATIENCE_SECONDS)
            raise EnvironmentFailed("backend.did_not_start", reason=errors.read_text().strip())
        cloud = folder / CLOUD_FILE
        cloud.write_text(ready, encoding="utf-8")
        yield cloud


@contextmanager
def _running(command: list[str], errors: int) -> Iterator[subprocess.Popen[str]]:
    """Run a process and end it in good order, whatever happens meanwhile."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def addresses_in(cloud: Path) -> dict[str, str]:
    """Return the addresses that are plain texts."""
    found = json.loads(cloud.read_text(encoding="utf-8"))
    return {name: value for name, value in found.items() if isinstance(value, str)}
