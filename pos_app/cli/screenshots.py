"""`salepoint screenshots`: a picture of every screen, in a real window under a virtual screen.

Each size is one day of one till of its own, with a server of its own: a register's journal is one
chain, so that copies of a till could not both sell. Knows nothing of widgets.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.cli.demo_till import till_environment
from pos_app.cli.own_backend import own_backend
from pos_app.cli.tour_host import write_plan
from pos_app.cli.tour_wire import follow, wire_to
from pos_app.cli.virtual_screen import REFERENCE_SIZE, virtual_screen

BEST_SELLERS = 60
AT_ONCE = 2
_GLANCE_SECONDS = 0.2
_EVERY_PICTURE = "*--*--*--*.png"


@dataclass(frozen=True, slots=True)
class Size:
    """One size of window and text: the screen in its own pixels, Qt's scale, the looks wanted."""

    name: str
    screen: str
    scale: str
    themes: tuple[str, ...] = ("light", "dark")
    pseudo: bool = False


# 150 % of 1366×768 is a whole number of pixels only one pixel further.
SIZES = {
    size.name: size
    for size in (
        Size("1366", REFERENCE_SIZE, "1"),
        Size("150", "2049x1152", "1.5"),
        Size("rtl", REFERENCE_SIZE, "1", themes=("light",), pseudo=True),
    )
}


def run_screenshots(arguments: Sequence[str]) -> int:
    """Take all pictures, or those of one size; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    out = chosen.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if chosen.size:
        return _take(SIZES[chosen.size], out)
    for old in out.glob(_EVERY_PICTURE):
        old.unlink()
    failed = _take_side_by_side(list(SIZES), out)
    pictures = len(list(out.glob(_EVERY_PICTURE)))
    print(f"{pictures} pictures in {out}", flush=True)
    for name in failed:
        print(f"The pictures of size {name} are incomplete; see {out / f'{name}.log'}")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="salepoint screenshots", description="A picture of every screen."
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--size", choices=SIZES, help="take the pictures of this size only")
    return parser


def _take_side_by_side(names: list[str], out: Path) -> list[str]:
    """Run this command once per size, a few at a time; returns the sizes that failed."""
    failed: list[str] = []
    running: dict[str, subprocess.Popen[bytes]] = {}
    while names or running:
        while names and len(running) < AT_ONCE:
            name = names.pop(0)
            command = [sys.executable, "-m", "pos_app", "screenshots", "--out", str(out)]
            running[name] = subprocess.Popen([*command, "--size", name])
        time.sleep(_GLANCE_SECONDS)
        ended = [name for name, process in running.items() if process.poll() is not None]
        failed += [name for name in ended if running.pop(name).returncode]
    return failed


def _take(size: Size, out: Path) -> int:
    """Take the pictures of one size; 0 when all were taken."""
    log = out / f"{size.name}.log"
    log.unlink(missing_ok=True)

    def heard(noted: dict[str, Any]) -> None:
        if noted["event"] == "step":
            print(
                f"  {size.name}: {noted['step']}, {noted['milliseconds'] / 1000:.0f} s", flush=True
            )
        elif noted["event"] == "failed":
            print(f"  {size.name}: {noted['reason']}", flush=True)

    with tempfile.TemporaryDirectory(prefix="salepoint-pictures-") as made:
        folder = Path(made)
        write_plan(folder, BEST_SELLERS)
        _write_order(folder, size, out)
        (folder / "occupied").touch()
        with (
            own_backend(folder / "cloud") as cloud,
            wire_to(cloud, folder / "wire.json") as wire,
            virtual_screen(size.screen) as screen,
        ):
            till, nowhere = folder / "till", folder / "occupied" / "till"
            statuses = [
                follow(
                    ["shots", scene, str(folder)],
                    os.environ | screen | _environment(size, place, folder),
                    wire,
                    log,
                    heard,
                )
                for scene, place in (("day", till), ("fault", nowhere))
            ]
    return 1 if any(statuses) else 0


def _environment(size: Size, data_dir: Path, folder: Path) -> dict[str, str]:
    return till_environment(data_dir, folder / "wire.json") | {
        "QT_SCALE_FACTOR": size.scale,
        "SALEPOINT_THEME": size.themes[0],
    }


def _write_order(folder: Path, size: Size, out: Path) -> None:
    order = {"out": str(out), "size": size.name, "themes": size.themes, "pseudo": size.pseudo}
    (folder / "pictures.json").write_text(json.dumps(order), encoding="utf-8")
