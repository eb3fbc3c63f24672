"""A till that is killed on purpose: sells, syncs, and stops dead at a named moment.

Runs as a process of its own: `python -m tests.crash.selling_till FOLDER MOMENT`. Prints the event
of every paid sale as soon as the checkout has returned, as a screen would.
"""

import os
import signal
import sys
from pathlib import Path

from tests.crash.lasting_server import LastingServer
from tests.fakes.till import TillRig


def die() -> None:
    """End as a power cut would."""
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Sell two things, then sync until the moment has come."""
    folder, moment = Path(sys.argv[1]), sys.argv[2]
    server = LastingServer(folder / "server")
    rig = TillRig(folder, server=server.restored(), keys=server.keys())
