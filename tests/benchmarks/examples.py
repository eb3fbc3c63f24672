"""A benchmark that brings two figures, or does what the wishes of its run make it do.

Knows nothing of tills.
"""

from collections.abc import Iterator
from threading import Event

from benchmarks.bench import Bench
from benchmarks.figures import Figure, single


def measure(bench: Bench) -> Iterator[Figure]:
    """Bring two figures; a quick run fails between them, a year never ends, a million is silent."""
    yield single("package_deb", "MB", 45)
    if bench.quick:
        raise RuntimeError("no second figure")
    if bench.year:
        Event().wait()
    if not bench.million:
        yield single("package_installed", "MiB", 145)
