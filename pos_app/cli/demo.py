"""`salepoint demo`: the demo shop with a server of its own.

With a display it opens the till for whoever sits there. Without one it runs the guided tour under a
virtual screen, and ends with status 0 only when every sale that was shown as paid is in the books.
Knows nothing of widgets; it is handed how to make a till and how to open its window.
"""

import argparse
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos_app.cli.demo_till import PASSWORD, SALESPERSON, enrol, till_environment
from pos_app.cli.own_backend import own_backend
from pos_app.cli.tour_host import run_tour
from pos_app.cli.virtual_screen import has_display
from pos_app.services.till import Till

FOLDER = Path("build/demo")


@dataclass(frozen=True, slots=True)
class DemoParts:
    """What the command may not know itself: how a till is made, and how its window is opened.

    Both take settings as environment variables; the window also takes the user name to fill in.
    """

    build_till: Callable[[dict[str, str]], Till]
    open_window: Callable[[dict[str, str], str], int]


def run_demo(arguments: Sequence[str], parts: DemoParts) -> int:
    """Run the demo in `build/demo`; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    folder = chosen.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with own_backend(folder / "cloud") as cloud:
        if chosen.tour or not has_display(os.environ):
            return run_tour(folder, cloud, parts.build_till)
        return _open(folder, cloud, parts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="salepoint demo", description="The demo shop.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where everything is kept")
    parser.add_argument("--tour", action="store_true", help="run the guided tour in any case")
    return parser


def _open(folder: Path, cloud: Path, parts: DemoParts) -> int:
    """Enrol a register, fill it, and open its window with an account filled in."""
    environment = till_environment(folder / "till", cloud)
    print("Making this machine a register of the demo shop …", flush=True)
    with closing(parts.build_till(environment)) as till:
        enrol(till)
    print(f"Sign in as sales1, sales2 or manager1; the password of all is {PASSWORD}", flush=True)
    return parts.open_window(environment, SALESPERSON)
