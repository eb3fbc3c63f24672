"""The program with a window: claims the till, or brings the window that has it to the front.

Hands the window everything it may not know: how services are made.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pos_app.config import Settings
    from pos_app.services.till import Till
    from pos_app.ui.application import StartPlan
    from pos_core.identifiers import Clock


def run_app(settings: Settings, username: str = "") -> int:
    """Run the till until its window is closed; returns the exit status.

    `username` is filled in at sign-in. A second start on the same data directory shows the first
    window and ends with status 0.
    """
    if _is_claimed(settings):
        return _show_first(settings)
    plan = _plan(settings, username)
    from pos_app.ui.application import run

    return run(plan, sys.argv[:1])


def run_tour(settings: Settings, life: str, folder: Path) -> int:
    """Run one life of the till for the guided tour, whose plan is in `folder`."""
    from pos_app.ui.tour.run import run_life

    return run_life(_plan(settings), life, folder)


def run_shots(settings: Settings, scene: str, folder: Path) -> int:
    """Take the pictures of a scene, whose plan and order are in `folder`."""
    from pos_app.ui.tour.day_clock import DayClock
    from pos_app.ui.tour.run import run_shots

    clock = DayClock()
    return run_shots(_plan(settings, clock=clock), clock, scene, folder)


def _plan(settings: Settings, username: str = "", clock: Clock | None = None) -> StartPlan:
    from pos_app.ui.quick_imports import import_quickly

    import_quickly()
    from pos_app.ui.application import StartPlan, prefer_sharp_scaling

    def build() -> Till:
        from pos_app.bootstrap import MACHINE_TIME, Time, build_till

        return build_till(settings, Time(clock) if clock else MACHINE_TIME)

    prefer_sharp_scaling()
    return StartPlan(
        data_dir=settings.data_dir,
        locale=settings.locale,
        theme=settings.theme,
        version=_version,
        build=build,
        username=username,
    )


def _is_claimed(settings: Settings) -> bool:
    """Tell whether another process has the till open; other trouble is shown by the window."""
    from pos_app.storage.instance import InstanceLock
    from pos_core.errors import StorageFailed

    try:
        InstanceLock(settings.data_dir).release()
    except StorageFailed as error:
        return error.code == "storage.in_use"
    return False


def _show_first(settings: Settings) -> int:
    """Bring the window to the front that has this till open already."""
    from pos_app.ui.first_window import raise_first_window

    if raise_first_window(settings.data_dir, sys.argv[:1]):
        sys.stderr.write("SalePoint is open already; its window is in front now.\n")
        return 0
    sys.stderr.write(
        f"Another SalePoint has the till in {settings.data_dir} open. Close it, then start again.\n"
    )
    return 1


def _version() -> str:
    """Return this program's version; looking it up takes longer than the first picture can wait."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("salepoint")
    except PackageNotFoundError:
        return ""
