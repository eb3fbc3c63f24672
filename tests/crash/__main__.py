"""Cuts the power for longer than the tests do: `python -m tests.crash --seeds 20 --from 1`.

Every seed plays each piece of a till's life anew and keeps other parts of what was not synced.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.crash.pieces import PIECES
from tests.crash.power_cuts import IN_MEMORY, cut_everywhere, record
from tests.fakes.till import TillRig


def main() -> int:
    """Try seed after seed; return 1 when one of them shows a loss."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many (default: 20)")
    parser.add_argument("--from", type=int, default=1, dest="first", help="the first (default: 1)")
    wanted = parser.parse_args()
    failed = 0
    for seed in range(wanted.first, wanted.first + wanted.seeds):
        for piece in PIECES:
            with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
                recording = record(piece.prepare(TillRig(Path(folder) / "till")), piece.play)
                verdict = cut_everywhere(recording, seed)
            failed += bool(verdict.wrong)
            sys.stdout.write(f"seed {seed}, {piece}: {verdict}\n")
            sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
