"""Real invoices rung up by the till's own services, sent, posted and reconciled.

The command `replay` on the real week in the repository by default, its time scaled by lines to the
year; on the whole year when it is asked for. Floor: nothing but reading the same file.
"""

import csv
import io
import json
import lzma
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import Bench, seconds
from benchmarks.figures import Absent, Outcome, single
from benchmarks.real_sales import LINES_OF_THE_YEAR
from pos_app.resources import path
from tests.dataset import DatasetMissing, dataset_path

REPLAY = [sys.executable, "-m", "pos_app", "replay"]
WEEK, DAY = ("2011-07-25", "2011-07-31"), ("2011-07-25", "2011-07-25")
YEAR = ("2010-12-01", "2011-12-09")


def measure(bench: Bench) -> Iterator[Outcome]:
    """Replay the week, or what was asked for."""
    try:
        file = dataset_path() if bench.year else path("demo/trading_week.csv")
    except DatasetMissing as missing:
        yield Absent("replay_year", str(missing))
        return
    first, last = YEAR if bench.year else DAY if bench.quick else WEEK
    report = bench.folder / "replay.json"
    command = [*REPLAY, "--csv", str(file), "--from", first, "--to", last, "--json", str(report)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["sold_minor"] == told["posted_sold_minor"], told
    share = told["lines"] / LINES_OF_THE_YEAR
    floor = seconds(lambda: count_lines(file)) / (1 if bench.year else share)
    lines, sales, took = (told[name] for name in ("lines", "sales", "seconds"))
    note = f"{first} to {last}: {lines:,} lines, {sales:,} sales in {took:.1f} s"
    if not bench.year:
        note += "; scaled by lines, the year itself with --year"
    yield single("replay_year", "s", took / share, floor, note)


def count_lines(file: Path) -> int:
    """Read every line of a file as it is."""
    packed = file.suffix == ".xz"
    with lzma.open(file) if packed else file.open("rb") as content:
        return sum(1 for _ in csv.reader(io.TextIOWrapper(content, encoding="utf-8", newline="")))
