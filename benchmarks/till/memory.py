"""What the till weighs: at rest with somebody signed in, and after a day of work.

The resident memory of the process, with the network's libraries loaded as on any till that has a
server. Floor: an empty PySide6 window.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from benchmarks.bench import MILLION, Bench
from benchmarks.figures import Absent, Outcome, single
from benchmarks.prepared_till import PASSWORD, USERNAME, filled_till
from benchmarks.screen import virtual_screen
from benchmarks.till.start import EMPTY_WINDOW, environment_of

SALES = 150
MEBIBYTE = 1024 * 1024
NO_SERVER_THERE = {
    "SALEPOINT_API_URL": "http://127.0.0.1:9/v1",
    "SALEPOINT_COGNITO_ENDPOINT": "http://127.0.0.1:9",
    "SALEPOINT_USER_POOL_ID": "eu-west-2_bench",
    "SALEPOINT_CLIENT_ID": "bench",
}
WAITING_WINDOW = EMPTY_WINDOW.replace(
    "app.exec()", "app.processEvents()\nprint('idle', flush=True)\ninput()"
)
PROBE = [sys.executable, "-m", "benchmarks.till.memory_probe", USERNAME, PASSWORD]


def measure(bench: Bench) -> Iterator[Outcome]:
    """Weigh the empty window, the till at rest, and the till after many sales."""
    with virtual_screen(bench.folder / "screen") as display:
        environment = environment_of(bench.folder, display)
        with weighing([sys.executable, "-c", WAITING_WINDOW], environment) as weights:
            empty = next(weights)
        sales = bench.samples(SALES)
        idle, worked = weights_of(bench, display, bench.products, sales)
        yield single("till_memory_idle", "MiB", idle, empty, "floor: an empty PySide6 window")
        note = f"{sales} sales of three scans with a search each"
        yield single("till_memory_after_a_day", "MiB", worked, empty, note)
        if bench.million:
            idle, _ = weights_of(bench, display, MILLION, 0)
            yield single("till_memory_1m", "MiB", idle, empty)
        else:
            yield Absent("till_memory_1m", "takes minutes: ask with --million")


def weights_of(bench: Bench, display: str, products: int, sales: int) -> tuple[float, float]:
    """Run the till; return what it weighs at rest and after so many sales, in MiB."""
    folder = filled_till(bench, products)
    environment = environment_of(folder, display) | NO_SERVER_THERE
    command = [*PROBE, str(products), str(sales)]
    with weighing(command, environment) as weights:
        return next(weights), next(weights)


@contextmanager
def weighing(command: list[str], environment: dict[str, str]) -> Iterator[Iterator[float]]:
    """Run a process that says when it may be weighed; yield its weights in MiB."""
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield _weights(process)
    finally:
        process.kill()
        process.wait()


def _weights(process: "subprocess.Popen[str]") -> Iterator[float]:
    assert process.stdout is not None
    assert process.stdin is not None
    while process.stdout.readline():
        yield psutil.Process(process.pid).memory_info().rss / MEBIBYTE
        process.stdin.write("\n")
        process.stdin.flush()
