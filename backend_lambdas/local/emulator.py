"""The emulator of AWS on this machine: one process on one port, which refuses like AWS does.

Knows nothing of SalePoint. It gets an environment of its own making, because whatever it inherits
leaks into the functions it runs, and listens on the loopback address only.
"""

import contextlib
import errno
import http.client
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from backend_lambdas.local import child_process
from pos_core.errors import EnvironmentFailed

if TYPE_CHECKING:
    import subprocess

HOST = "127.0.0.1"
REGION: Final = "eu-west-2"
ACCESS_KEY = "test"  # the emulator's own name for the account's root
SECRET_KEY = "test"
# What a process needs of the caller's environment to run at all.
_PASSED_ON = ("PATH", "LANG", "TZ", "SYSTEMROOT")


@dataclass(frozen=True)
class Emulator:
    """An emulator that is running on this port."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def url(self) -> str:
        """Address of every service."""
        return f"http://{HOST}:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self.process.poll() is None

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Return a client with the rights of the account's root."""
        import boto3

        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
        )


@contextlib.contextmanager
def emulator(folder: Path, port: int = 0, *, keep_state: bool = False) -> Iterator[Emulator]:
    """Run the emulator while the block runs.

    `folder` takes its log and, with `keep_state`, everything it was told, for the next start.
    Port 0 takes a free one. Raises EnvironmentFailed `local.port_taken`.
    """
    chosen = _usable_port(port)
    log = folder / "emulator.log"
    # The emulator leaves the unpacked code of its functions behind; here it goes with the folder.
    shutil.rmtree(folder / "unpacked", ignore_errors=True)
    (folder / "unpacked").mkdir()
    environment = _environment(folder, chosen, keep_state=keep_state)
    process = child_process.start([sys.executable, "-m", "ministack"], log, environment)
    with child_process.ending(process):
        child_process.wait_until(lambda: _healthy(chosen), process, log)
        yield Emulator(chosen, process, log)


def _usable_port(port: int) -> int:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise EnvironmentFailed("local.port_taken", port=port) from error
        return int(attempt.getsockname()[1])


def _environment(folder: Path, port: int, *, keep_state: bool) -> dict[str, str]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {
        "HOME": str(folder),
        "TMPDIR": str(folder / "unpacked"),
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "false",
        "SFTP_ENABLED": "false",
        "MINISTACK_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "LOG_LEVEL": "INFO",
    }
    if keep_state:
        environment |= {
            "PERSIST_STATE": "1",
            "STATE_DIR": str(folder / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(folder / "objects"),
        }
    return environment


def _healthy(port: int) -> bool:
    knock = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        knock.request("GET", "/_ministack/health")
        return knock.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        knock.close()
