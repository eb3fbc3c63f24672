"""How fast the till takes in what a first fill brings, without the network.

Floor: the same rows in plain INSERTs of the bare driver, pages of the same size, no index of words.
"""

from collections.abc import Iterator, Sequence

from benchmarks.bench import Bench, seconds
from benchmarks.figures import Figure, single
from benchmarks.floors import Driver, raw_database
from benchmarks.prepared_till import apply, enrol, feed_of, settings_of
from pos_app.bootstrap import build_till
from pos_core.wire.changes import Change, Scope

Rows = list[tuple[str, str]]


def measure(bench: Bench) -> Iterator[Figure]:
    """Fill a till with catalogue and stock, and a plain table with the same."""
    feed = feed_of(bench.products)
    goods, stock = list(feed[Scope.CATALOGUE]), list(feed[Scope.STOCK])
    till = build_till(settings_of(bench.folder / "till"))
    enrol(till, bench.folder / "till")
    took = [
        seconds(lambda: apply(till, Scope.CATALOGUE, goods)),
        seconds(lambda: apply(till, Scope.STOCK, stock)),
    ]
    till.close()
    rows = [sum(map(len, goods)), sum(map(len, stock))]
    each = f"catalogue {rows[0] / took[0]:,.0f}, stock {rows[1] / took[1]:,.0f} rows/s"
    floor = plain_rate(bench, [*goods, *stock])
    yield single("feed_rows_applied", "rows/s", sum(rows) / sum(took), floor, each)


def plain_rate(bench: Bench, feed: Sequence[Sequence[Change]]) -> float:
    """Write the same things as text into a table that has no key, and return rows per second."""
    pages = [[as_row(change) for change in page] for page in feed]
    with raw_database(bench.folder / "plain.db", "ab" * 32) as driver:
        driver.execute("CREATE TABLE plain (id TEXT, body TEXT)")
        took = seconds(lambda: write(driver, pages))
    return sum(map(len, pages)) / took


def write(driver: Driver, pages: Sequence[Rows]) -> None:
    """Write every page in a transaction of its own."""
    for page in pages:
        driver.execute("BEGIN")
        driver.executemany("INSERT INTO plain VALUES (?, ?)", page)
        driver.execute("COMMIT")


def as_row(change: Change) -> tuple[str, str]:
    """Return identity and text of a change."""
    return f"{change.kind} {change.id}", str(change.data)
