"""Tills in processes of their own, as the tests handle them: put to sleep, started, struck.

What a till does in its life is in `till_program.py`.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.crash.moments import NEVER, keep_world, life_in
from tests.crash.pieces import enrolled_till
from tests.crash.power_cuts import IN_MEMORY
from tests.crash.vfs.disk import files_of, put_files
from tests.fakes.till import TillRig

REPOSITORY = Path(__file__).parents[2]


class Tills:
    """The program that lets tills live and die, each in a process of its own."""

    def __init__(self) -> None:
        """Start it once: what it imports, its children have."""
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.till_program"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live(
        self, folder: Path, act: str, strike_at: int = NEVER, signal_number: int = signal.SIGKILL
    ) -> int:
        """Let the till of a folder do an act; return how its process ended, or PAUSED."""
        return self._ask(json.dumps([str(folder), act, strike_at, signal_number]))

    def go_on(self) -> int:
        """Let a till that is paused go on; return how its process ended."""
        return self._ask("go on")

    def _ask(self, line: str) -> int:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()
        return int(self._program.stdout.readline())

    def end(self) -> None:
        """Let the program end."""
        self._program.communicate()


def asleep(folder: Path, prepare: Callable[[TillRig], TillRig] = enrolled_till) -> Path:
    """Return the folder of a till that is not running, with the world around it."""
    rig = prepare(TillRig(folder / "till"))
    keep_world(rig)
    return rig.folder


def moments_of(tills: Tills, till: Path, act: str) -> tuple[str, ...]:
    """Let a copy of a till live through an act; return its moments."""
    with tempfile.TemporaryDirectory(prefix="left-alone-", dir=IN_MEMORY) as place:
        put_files(files_of(till), till, Path(place))
        assert tills.live(Path(place), act) == 0
        return life_in(Path(place)).moments
