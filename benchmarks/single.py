"""Runs one benchmark in the process it was started in: `python -m benchmarks.single MODULE …`.

Started by `benchmarks.processes`, so that no benchmark finds caches, memory or threads that another
one left behind. Writes an outcome per line; knows nothing of targets.
"""

import argparse
import importlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Absent, Figure, Outcome

QUICK_NOTE = "quick run, figures are rough"


def main() -> None:
    """Measure, and write each outcome as soon as there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.single", description=__doc__)
    parser.add_argument("module")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    for wish in ("quick", "year", "million"):
        parser.add_argument(f"--{wish}", action="store_true")
    given = parser.parse_args()
    bench = Bench(given.folder, given.shared, given.quick, given.year, given.million)
    outcomes: Iterable[Outcome] = importlib.import_module(given.module).measure(bench)
    with given.out.open("w", encoding="utf-8") as out:
        for outcome in outcomes:
            out.write(as_line(marked(outcome) if bench.quick else outcome) + "\n")
            out.flush()


def marked(outcome: Outcome) -> Outcome:
    """Say beside a figure that it comes from a quick run."""
    if isinstance(outcome, Absent):
        return outcome
    return replace(outcome, note="; ".join(filter(None, (outcome.note, QUICK_NOTE))))


def as_line(outcome: Outcome) -> str:
    """Write an outcome as one line of JSON."""
    return json.dumps(asdict(outcome))


def read_line(line: str) -> Outcome:
    """Read what `as_line` wrote."""
    fields = json.loads(line)
    return Absent(**fields) if "why" in fields else Figure(**fields)


if __name__ == "__main__":
    main()
