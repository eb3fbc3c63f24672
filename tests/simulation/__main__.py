"""Plays many days on all cores, with one line of progress; stops at the first that goes wrong.

`SEEDS=2000 FROM=1 python -m tests.simulation`; `FROM=7 python -m tests.simulation story` tells all
that happens on one day, whether it goes well or not. Knows nothing of the shop.
"""

import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.loopback import stay_on_this_machine
from tests.simulation.blanks import Blanks, fast_folder, make_blanks
from tests.simulation.played import DaysInARow, play
from tests.simulation.seeds import chosen_seeds

_TOLD_EVERY = 50


class Progress:
    """One line that says how far it is; a new line now and then where nobody watches."""

    def __init__(self, days: int) -> None:
        """Begin to count."""
        self._days = days
        self._began = time.monotonic()
        self._watched = sys.stdout.isatty()

    def tell(self, done: int) -> None:
        """Say how many days are played and how long the others take."""
        pace = done / max(time.monotonic() - self._began, 0.001)
        left = (self._days - done) / pace / 60
        line = f"{done} of {self._days} days, {pace:.1f} a second, {left:.0f} minutes left"
        if self._watched:
            sys.stdout.write(f"\r{line} ")
        elif done % _TOLD_EVERY == 0 or done == self._days:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def main(words: Sequence[str]) -> int:
    """Play what the environment says; return 1 when a day went wrong."""
    try:
        seeds = chosen_seeds(os.environ)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    stay_on_this_machine()
    with tempfile.TemporaryDirectory(prefix="blanks-", dir=fast_folder()) as folder:
        blanks = make_blanks(Path(folder))
        if words == ["story"]:
            return _tell(seeds[0], blanks)
        return _play_all(seeds, blanks)


def _tell(seed: int, blanks: Blanks) -> int:
    played = play(seed, blanks)
    books = hashlib.sha256(repr(played.books).encode()).hexdigest()
    sys.stdout.write("\n".join([*played.diary, f"books: {books}", ""]))
    return 0


def _play_all(seeds: range, blanks: Blanks) -> int:
    progress = Progress(len(seeds))
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as workers:
        outcomes = workers.imap_unordered(DaysInARow(blanks), seeds)
        for done, wrong in enumerate(outcomes, 1):
            if wrong:
                sys.stdout.write(f"\n{wrong}\n")
                return 1
            progress.tell(done)
    sys.stdout.write(f"\n{len(seeds)} days from {seeds[0]} on, and every promise was kept.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
