"""What `make package` has built: how large it is, and how fast it shows its first frame.

Measures what lies in `dist`; builds nothing. Cold means that the system has been asked to forget
the program's files. Floor of a start: an empty PySide6 window of this environment.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Absent, Outcome, figure, single
from benchmarks.prepared_till import filled_till
from benchmarks.screen import looking_at, virtual_screen
from benchmarks.till.start import EMPTY, environment_of, first_frame

DIST = Path("dist")
NOT_BUILT = "not built: make package"
STARTS = 8
MEBIBYTE, MEGABYTE = 1024 * 1024, 1_000_000
STARTED = ("first_frame_packaged", "first_frame_packaged_cold")


def measure(bench: Bench) -> Iterator[Outcome]:
    """Weigh folder and installer, then start the program warm and cold."""
    yield from sizes()
    program = DIST / "salepoint" / ("salepoint.exe" if sys.platform == "win32" else "salepoint")
    if not program.exists():
        yield from (Absent(row, NOT_BUILT) for row in STARTED)
        return
    screen = bench.folder / "screen"
    warm, cold, windows = [], [], []
    with virtual_screen(screen) as display, looking_at(screen) as sight:
        environment = environment_of(filled_till(bench), display)
        command = [str(program.resolve())]
        first_frame(sight, environment, command)
        for _ in range(bench.samples(STARTS)):
            warm.append(first_frame(sight, environment, command))
            windows.append(first_frame(sight, environment, EMPTY))
            forget(program.parent)
            cold.append(first_frame(sight, environment, command))
    yield figure("first_frame_packaged", "ms", [warm], [windows])
    note = "its own files forgotten by the system, not those of other packages"
    yield figure("first_frame_packaged_cold", "ms", [cold], [windows], note)


def sizes() -> Iterator[Outcome]:
    """Weigh what was built."""
    folder = DIST / "salepoint"
    if folder.exists():
        size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
        yield single("package_installed", "MiB", size / MEBIBYTE)
    else:
        yield Absent("package_installed", NOT_BUILT)
    installers = sorted(DIST.glob("*.deb"))
    if installers:
        yield single("package_deb", "MB", installers[-1].stat().st_size / MEGABYTE)
    else:
        yield Absent("package_deb", NOT_BUILT)


def forget(folder: Path) -> None:
    """Ask the system to drop what it remembers of the files in a folder."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            file = os.open(path, os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)
