"""A screen that nobody sees, for a window on a machine without one.

Starts Xvfb and a window manager; knows nothing of what is shown there.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pos_core.errors import EnvironmentFailed

REFERENCE_SIZE = "1366x768"
# Without a title bar, a window that fills the screen is exactly as large as the screen.
_BARE_WINDOWS = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""
_OPTIONS = ("-noreset", "-nolisten", "tcp", "-dpi", "96")


def has_display(environ: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown to somebody."""
    return os.name == "nt" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


@contextmanager
def virtual_screen(size: str = REFERENCE_SIZE) -> Iterator[dict[str, str]]:
    """Run a screen of `size` pixels; gives the environment in which windows appear on it.

    Raises EnvironmentFailed `screen.not_installed` naming the missing program.
    """
    for program in ("Xvfb", "openbox"):
        if shutil.which(program) is None:
            raise EnvironmentFailed("screen.not_installed", program=program)
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", *_OPTIONS],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        if not display:
            raise EnvironmentFailed("screen.did_not_start")
        with _window_manager(display) as environment:
            yield environment
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def _window_manager(display: str) -> Iterator[dict[str, str]]:
    environment = {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    with tempfile.TemporaryDirectory(prefix="salepoint-screen-") as folder:
        settings = Path(folder) / "rc.xml"
        settings.write_text(_BARE_WINDOWS, encoding="utf-8")
        manager = subprocess.Popen(
            ["openbox", "--sm-disable", "--config-file", str(settings)],
            env=os.environ | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield environment
        finally:
            manager.terminate()
            manager.wait()
