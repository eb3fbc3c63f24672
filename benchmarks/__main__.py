"""`python -m benchmarks [names…]`: measures, prints the table and writes `build/bench.json`.

A row that misses its target is printed as such; the exit status stays 0 unless `--strict` asks for
more, because a busy machine is no broken program.
"""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.figures import Outcome
from benchmarks.plan import PLAN, Benchmark, UnknownName, chosen
from benchmarks.processes import run
from benchmarks.results import Result, as_json, as_table, misses, results_of
from benchmarks.screen import virtual_screen
from pos_app.storage.instance import InstanceLock
from pos_core.errors import StorageFailed

FOLDER = Path("build") / "bench"
JSON = Path("build") / "bench.json"
TURN = Path("build") / "bench-turn"
BUSY = 0.5
"""Load per core above which the figures are the machine's and not the program's."""


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for and return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        benchmarks, rows = chosen(given.names)
    except UnknownName as unknown:
        print(unknown, file=sys.stderr)
        return 2
    if given.list:
        _list()
        return 0
    try:
        turn = InstanceLock(TURN)
    except StorageFailed:
        print("Another run is measuring in this folder; wait until it has ended.", file=sys.stderr)
        return 2
    print(about_this_machine(), flush=True)
    results: list[Result] = []
    for results in _results(benchmarks, rows, given):
        given.json.write_text(as_json(results), encoding="utf-8")
    print(f"\n{as_table(results)}\n\nWritten to {given.json}.")
    turn.release()
    return _verdict(results, strict=given.strict)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks or rows; none means all")
    parser.add_argument("--list", action="store_true", help="list benchmarks and their rows")
    parser.add_argument("--quick", action="store_true", help="a minute, to find mistakes only")
    parser.add_argument("--year", action="store_true", help="replay the whole real year")
    parser.add_argument("--million", action="store_true", help="also with a million products")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    parser.add_argument("--json", type=Path, default=JSON, help=f"default: {JSON}")
    return parser


def _list() -> None:
    for benchmark in PLAN:
        print(f"{benchmark.name:20} {' '.join(benchmark.rows)}")


def about_this_machine() -> str:
    """Say where the figures come from, and warn when somebody else uses the machine as well."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    said = f"{platform.platform()}, {cores} cores, Python {platform.python_version()}"
    if load > BUSY * cores:
        said += f"\nThe machine is busy (load {load:.1f}): an idle one would do better."
    return said


def _results(
    benchmarks: Sequence[Benchmark], rows: Sequence[str], given: argparse.Namespace
) -> Iterator[list[Result]]:
    """Run the benchmarks one after the other; give all that is known after each of them."""
    folder = FOLDER.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "shared").mkdir(parents=True)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder, folder / "shared", given.quick, given.year, given.million)
    wishes = [f"--{wish}" for wish in ("quick", "year", "million") if getattr(given, wish)]
    found: list[Outcome] = []
    yield results_of(found, rows)
    with virtual_screen(folder / "screen") as display:
        for benchmark in benchmarks:
            print(f"{benchmark.name} …", end=" ", flush=True)
            began = perf_counter()
            found.extend(run(benchmark, bench, wishes, display))
            print(f"{perf_counter() - began:.1f} s", flush=True)
            yield results_of(found, rows)


def _verdict(results: Sequence[Result], *, strict: bool) -> int:
    missed = misses(results)
    if missed:
        print(f"{len(missed)} missed: {', '.join(result.row.name for result in missed)}")
    return 1 if missed and strict else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
