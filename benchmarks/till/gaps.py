"""How long the window stands still while a first fill runs in the background.

A timer of one millisecond ticks on the window's thread; what lies between two ticks is the gap that
a person would feel. Floor: the same window with nothing in the background.
"""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

from benchmarks.bench import Bench
from benchmarks.feed_server import feed_server
from benchmarks.figures import Figure, Round, figure
from benchmarks.prepared_till import feed_of_a_shop_without_goods, make_till
from benchmarks.till.following import following
from benchmarks.till.selling_window import SellingWindow, selling_window

CALM_SECONDS = 2.0
FILL_SECONDS = 60.0


class Ticks(QObject):
    """A timer's ticks on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.at = [perf_counter()]
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        self.at.append(perf_counter())

    def gaps(self) -> Round:
        """End; return the milliseconds between each two ticks."""
        self._timer.stop()
        return [(b - a) * 1000 for a, b in zip(self.at, self.at[1:], strict=False)]


def measure(bench: Bench) -> Iterator[Figure]:
    """Tick with nothing to do, then while everything is fetched and applied."""
    folder = bench.folder / "till"
    make_till(folder, feed_of_a_shop_without_goods())
    with selling_window(folder) as window, feed_server(bench) as url:
        calm = ticked(window, CALM_SECONDS)
        ticks = Ticks()
        with following(window, url, bench.folder / "feeds") as (progress, ended):
            window.until(lambda: bool(ended), "everything is filled", FILL_SECONDS)
            gaps = ticks.gaps()
        rows = progress.rows
    took = sum(gaps) / 1000
    note = f"{rows:,} rows in {took:.1f} s over HTTP, window shown"
    yield figure("event_loop_gap", "ms", [gaps], [calm], note)
    yield figure("event_loop_gap_longest", "ms", [[max(gaps)]], [[max(calm)]])


def ticked(window: SellingWindow, seconds: float) -> Round:
    """Let the window do nothing for a while."""
    ticks = Ticks()
    window.rest(seconds)
    return ticks.gaps()
