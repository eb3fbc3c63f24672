"""A till that sells, syncs, and is killed at a named moment of its talk with the server.

Runs as `python -m tests.crash.sync_program FOLDER MOMENT`. What the server has at that moment is
kept in a file, as a real server would outlive the till. Prints every paid sale's event.
"""

import os
import pickle
import signal
import sys
from pathlib import Path

from tests.fakes.till import TillRig

WORLD = "world.pickle"
SALES = 3


def keep_world(rig: TillRig) -> None:
    """Keep what does not end with the till: server, accounts, and the platform's key store."""
    rig.server.disturb = None
    world = pickle.dumps((rig.server, rig.identity, rig.keys))
    (rig.folder / WORLD).write_bytes(world)


def world_after(folder: Path) -> TillRig:
    """Return the till as it starts again in the world that its predecessor left."""
    kept = (folder / WORLD).read_bytes()
    server, identity, keys = pickle.loads(kept)  # noqa: S301  # our own file of a second ago
    return TillRig(folder, server=server, identity=identity, keys=keys)


def main() -> None:
    """Enrol, fill, sell three things and sync until the moment has come."""
    folder, moment = Path(sys.argv[1]), sys.argv[2]
    rig = TillRig(folder)
    rig.enrol()
    rig.fill()
    for _ in range(SALES):
        sys.stdout.write(rig.sell().sale.stamp.event_id + "\n")
    sys.stdout.flush()

    def strike(now: str) -> None:
        if now == moment:
            keep_world(rig)
            os.kill(os.getpid(), signal.SIGKILL)

    rig.server.disturb = strike
    rig.engine.run_once()


if __name__ == "__main__":
    main()
