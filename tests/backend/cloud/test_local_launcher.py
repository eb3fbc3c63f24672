"""The launcher as its callers use it: a process that says `ready` and ends with its servers."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.waiting import wait_until

LAUNCHER = [sys.executable, "-m", "backend_lambdas.local", "up", "--json"]

Started = tuple["subprocess.Popen[str]", dict[str, Any]]


@contextmanager
def started(*options: str) -> Iterator[Started]:
    """Start a launcher, wait for its line, and end it if the block has not."""
    with subprocess.Popen([*LAUNCHER, *options], stdout=subprocess.PIPE, text=True) as launcher:
        try:
            yield launcher, json.loads(_line_of(launcher))
        finally:
            launcher.terminate()


def _line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def end(launcher: "subprocess.Popen[str]", which: int = signal.SIGTERM) -> int:
    launcher.send_signal(which)
    return launcher.wait(20)


def servers_of(pid: int) -> list[int]:
    """Return the processes below one, as Linux lists them."""
    children = [
        int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]
    return children + [below for child in children for below in servers_of(child)]


def all_gone(pids: list[int]) -> bool:
    return not [pid for pid in pids if _is_running(pid)]


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def launcher(folder: Path) -> Iterator[Started]:
    with started("--no-demo", "--state-dir", str(folder)) as running:
        yield running


def test_it_says_where_everything_is_in_one_line_and_in_a_file(
    launcher: Started, folder: Path
) -> None:
    _, said = launcher

    assert said["event"] == "ready"
    assert {"api_url", "cognito_endpoint", "user_pool_id", "client_id", "region"} < set(said)
    assert json.loads((folder / "cloud.json").read_text()) == said
    assert (folder / "cloud.json").stat().st_mode & 0o077 == 0
    assert requests.get(f"{said['api_url']}/changes", timeout=10).status_code == 401


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_all_its_servers(launcher: Started, folder: Path, which: int) -> None:
    process, _ = launcher
    servers = servers_of(process.pid)
    assert servers

    assert end(process, which) == 0

    wait_until(lambda: all_gone(servers), "no server is left")
    assert not (folder / "cloud.json").exists()


def test_no_server_outlives_a_launcher_that_was_killed(launcher: Started) -> None:
    process, _ = launcher
    servers = servers_of(process.pid)
    assert servers

    process.kill()
    process.wait()

    wait_until(lambda: all_gone(servers), "no server is left")


def test_it_ends_when_the_process_that_started_it_is_gone(tmp_path: Path) -> None:
    """The caller is killed without a chance to tidy up."""
    code = (
        "import subprocess, sys; p = subprocess.Popen(sys.argv[1:]);"
        "print(p.pid, flush=True); p.wait()"
    )
    ready = tmp_path / "state" / "cloud.json"
    command = [*LAUNCHER, "--no-demo", "--state-dir", str(ready.parent)]
    with subprocess.Popen(
        [sys.executable, "-c", code, *command], stdout=subprocess.PIPE, text=True
    ) as caller:
        launcher = int(_line_of(caller))
        wait_until(ready.exists, "the backend is ready", 30)
        everything = [launcher, *servers_of(launcher)]
        caller.kill()

    wait_until(lambda: all_gone(everything), "nothing is left")


def test_what_was_told_is_still_known_after_a_restart(folder: Path) -> None:
    with started("--no-media", "--state-dir", str(folder)) as (process, before):
        assert end(process) == 0

    with started("--no-media", "--state-dir", str(folder)) as (process, after):
        assert end(process) == 0

    assert (after["user_pool_id"], after["client_id"]) == (
        before["user_pool_id"],
        before["client_id"],
    )
    assert after["database_url"] == before["database_url"]


def test_a_second_backend_in_the_same_folder_is_sent_away(launcher: Started, folder: Path) -> None:
    assert launcher[0].poll() is None

    done = subprocess.run(
        [*LAUNCHER, "--state-dir", str(folder)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"Another backend is running in {folder}.")
    assert (folder / "cloud.json").exists()


def test_a_port_that_is_taken_is_told_in_a_sentence_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run(
            [*LAUNCHER, "--port", str(port)], capture_output=True, text=True, check=False
        )

    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken by another program. Name another one with --port, or leave --port"
        " out to take any free one.\n"
    )
    assert done.stdout == ""


@pytest.mark.parametrize("database", ["oracle", "postgresql://u:p@h/salepoint", "mysql://u:p@h"])
def test_a_database_that_the_books_cannot_live_in_is_refused_with_the_way_out(
    database: str,
) -> None:
    done = subprocess.run(
        [*LAUNCHER, "--database", database], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Say sqlite, mariadb, or an address like mysql://" in done.stderr
    assert "Traceback" not in done.stderr
