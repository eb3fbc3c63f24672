"""A private virtual screen for the windows that are measured, and what can be seen on it.

The screen's memory is a file, so that a frame is known to be on it without asking the program that
drew it. Knows nothing of Qt.
"""

import contextlib
import mmap
import os
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

WIDTH, HEIGHT = 1366, 768
FRAMEBUFFER = "Xvfb_screen0"
# The form of an XWD file: words of the header, and what each entry of its colour map takes.
XWD_HEADER_SIZE, XWD_COLOURS = 0, 19
XWD_COLOUR_BYTES = 12
_LOOKS_PER_MS = 2

Pixels = tuple[bytes, ...]


@contextlib.contextmanager
def virtual_screen(folder: Path) -> Iterator[str]:
    """Run Xvfb while the block runs and give its display's name; empty where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        yield ""
        return
    folder.mkdir(parents=True, exist_ok=True)
    read_end, write_end = os.pipe()
    command = [program, "-displayfd", str(write_end), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    command += ["-noreset", "-nolisten", "tcp", "-br", "-dpi", "96", "-fbdir", str(folder)]
    with (folder / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, pass_fds=[write_end])
    try:
        os.close(write_end)
        with os.fdopen(read_end, encoding="ascii") as told:
            number = told.readline().strip()
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True)
class Sight:
    """The pixels of a screen, read from the screen's own memory."""

    memory: mmap.mmap
    pixels_at: int

    def row(self, y: int) -> bytes:
        """Return one line of pixels."""
        begin = self.pixels_at + y * WIDTH * 4
        return self.memory[begin : begin + WIDTH * 4]

    def sample(self) -> Pixels:
        """Return a few lines, from top to bottom: what has to change for a frame to be seen."""
        return tuple(self.row(y) for y in range(HEIGHT // 8, HEIGHT, HEIGHT // 4))


@contextlib.contextmanager
def looking_at(folder: Path) -> Iterator[Sight]:
    """Look at the screen whose memory lies in this folder."""
    with (
        (folder / FRAMEBUFFER).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory,
    ):
        length = _word(memory, XWD_HEADER_SIZE)
        colours = _word(memory, XWD_COLOURS)
        yield Sight(memory, length + colours * XWD_COLOUR_BYTES)


def _word(memory: mmap.mmap, place: int) -> int:
    """Return a word of the header, which is written in network order."""
    (word,) = struct.unpack_from(">I", memory, place * 4)
    return int(word)


def wait_for_frame(sight: Sight, before: Pixels, seconds: float) -> float | None:
    """Look until the screen differs; return the time (`perf_counter`), None when it never did."""
    return _look_until(lambda: sight.sample() != before, seconds)


def wait_for_blank(sight: Sight, before: Pixels, seconds: float) -> float | None:
    """Look until the screen is again as it was; return the time, None when it never was."""
    return _look_until(lambda: sight.sample() == before, seconds)


def _look_until(so: Callable[[], bool], seconds: float) -> float | None:
    deadline = perf_counter() + seconds
    while (now := perf_counter()) < deadline:
        if so():
            return now
        sleep(1 / (1000 * _LOOKS_PER_MS))
    return None
