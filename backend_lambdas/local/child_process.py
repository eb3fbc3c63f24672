"""Servers as child processes that never outlive the launcher, whichever way it ends.

Knows nothing of what the servers serve.
"""

import contextlib
import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pos_core.errors import EnvironmentFailed

POLL_SECONDS = 0.02
GRACE_SECONDS = 10.0
LINES_OF_LOG = 15
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start(
    command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Start a server whose output goes to `log`; None passes the caller's environment on."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A kill -9 of the launcher must not leave servers behind.
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - the launcher has one thread
        )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    # Ctrl-C reaches the whole group; the launcher alone decides in which order servers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def wait_until(ready: Callable[[], bool], server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers.

    Raises EnvironmentFailed `local.server_failed` with the end of its log when it ends instead.
    """
    deadline = time.monotonic() + 30
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise EnvironmentFailed("local.server_failed", log=end_of(log))
        time.sleep(POLL_SECONDS)


def end_of(log: Path) -> str:
    """Return the last lines of a log file."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:])


@contextlib.contextmanager
def ending(server: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End the server when the block ends: politely first, so that it can save its state."""
    try:
        yield
    finally:
        server.terminate()
        try:
            server.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
