"""A till that follows a server's feeds on a background worker while its window is used.

The first fill of the application over real HTTP; only the register's token is made up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.till.selling_window import SellingWindow
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.first_fill import FirstFill
from pos_app.sync.network_switch import NetworkSwitch
from pos_app.ui.background import Background


class BrokenOff(Exception):
    """The benchmark has seen enough."""


class AnyToken:
    """The register's token, which the feed server does not look at."""

    def token(self) -> str:
        """Return a token."""
        return "any"

    def renew(self) -> None:
        """There is nothing to renew."""


@dataclass
class Progress:
    """How far the fill has come; `told` also on the window's thread, as a progress bar would be."""

    background: Background
    done: dict[str, int] = field(default_factory=dict)
    shown: int = 0
    enough: bool = False

    def __call__(self, scope: str, done: int, expected: int) -> None:
        """Take note, show it, and break off when the benchmark has seen enough."""
        self.done[scope] = done
        self.background.post(self._show)
        if self.enough:
            raise BrokenOff

    def _show(self) -> None:
        self.shown += 1

    @property
    def rows(self) -> int:
        """How many things were applied."""
        return sum(self.done.values())


@contextmanager
def following(
    window: SellingWindow, url: str, folder: Path
) -> Iterator[tuple[Progress, list[object]]]:
    """Follow the feeds while the block runs; the list has an element once the fill has ended."""
    progress, ended = Progress(window.background), list[object]()
    api = HttpServerApi(url, NetworkSwitch())
    fill = FirstFill(window.till.storage, api, AnyToken(), folder)
    window.background.pool(lambda: fill.run(progress), ended.append, ended.append)
    try:
        yield progress, ended
    finally:
        progress.enough = True
        window.until(lambda: bool(ended), "the feeds are let go of")
    unexpected = [e for e in ended if isinstance(e, Exception) and not isinstance(e, BrokenOff)]
    if unexpected:
        raise unexpected[0]
