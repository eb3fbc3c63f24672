"""How long a start takes, from outside: the process is started, the screen is looked at.

The first frame is there when the screen's own memory has changed. Floor: an empty PySide6 window,
in turns with the program. The first scan is timed inside, by somebody who types at once.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from argon2 import PasswordHasher

from benchmarks.bench import Bench, milliseconds
from benchmarks.figures import Figure, Round, figure
from benchmarks.prepared_till import PASSWORD, USERNAME, filled_till
from benchmarks.screen import (
    Pixels,
    Sight,
    looking_at,
    virtual_screen,
    wait_for_blank,
    wait_for_frame,
)
from benchmarks.synthetic_catalogue import barcode_of
from pos_app.services.offline_grant import MEMORY_KIB, PARALLELISM, TIME_COST

STARTS = 6
PATIENCE = 20.0
EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1366, 768)
window.show()
app.exec()
"""
EMPTY = [sys.executable, "-c", EMPTY_WINDOW]
HASHER = PasswordHasher(TIME_COST, MEMORY_KIB, PARALLELISM)
PROGRAM = [sys.executable, "-m", "pos_app"]
PROBE = [sys.executable, "-m", "benchmarks.till.start_probe", USERNAME, PASSWORD]


class NothingSeen(Exception):
    """A process did not show what it was started for."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Start the program and the empty window in turns, then the program with somebody at it."""
    folder = filled_till(bench)
    screen = bench.folder / "screen"
    programs, windows, scans = list[Round](), list[Round](), list[Round]()
    with virtual_screen(screen) as display, looking_at(screen) as sight:
        environment = environment_of(folder, display)
        first_frame(sight, environment, PROGRAM)
        for _ in range(bench.rounds):
            turns = range(bench.samples(STARTS))
            pairs = [
                [first_frame(sight, environment, command) for command in (PROGRAM, EMPTY)]
                for _ in turns
            ]
            programs.append([program for program, _ in pairs])
            windows.append([window for _, window in pairs])
            scans.append([first_scan(sight, environment, number) for number in turns])
    yield figure("first_frame", "ms", programs, windows, "floor: an empty PySide6 window")
    check = milliseconds(lambda: HASHER.verify(HASHER.hash(PASSWORD), PASSWORD)) / 2
    note = f"a password, as there is no PIN yet: its argon2id check alone takes {check:.0f} ms"
    yield figure("signed_in_and_first_scan", "ms", scans, windows, note)


def environment_of(folder: Path, display: str) -> dict[str, str]:
    """Return the environment of a program on this till and screen."""
    return {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "SALEPOINT_DATA_DIR": str(folder),
        "SALEPOINT_KEY_STORE": "file",
        "SALEPOINT_THEME": "light",
    }


def first_frame(sight: Sight, environment: dict[str, str], command: Sequence[str]) -> float:
    """Start a process; return the milliseconds until the screen shows something of it."""
    before = sight.sample()
    began = perf_counter()
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)
    try:
        seen = wait_for_frame(sight, before, PATIENCE)
    finally:
        process.kill()
        process.wait()
    if seen is None:
        raise NothingSeen(f"{command} showed nothing within {PATIENCE} s")
    _leave(sight, before)
    return (seen - began) * 1000


def _leave(sight: Sight, before: Pixels) -> None:
    """Wait until the screen has forgotten a process, which takes it a moment longer to end."""
    if wait_for_blank(sight, before, PATIENCE) is None:
        raise NothingSeen("the screen did not go blank again")


def first_scan(sight: Sight, environment: dict[str, str], number: int) -> float:
    """Start the program, sign in and scan; return the milliseconds until the line is seen."""
    before = sight.sample()
    began = perf_counter()
    done = subprocess.run(
        [*PROBE, barcode_of(number + 1)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NothingSeen(done.stderr.strip().splitlines()[-1])
    _leave(sight, before)
    return (float(json.loads(done.stdout)["seen"]) - began) * 1000
