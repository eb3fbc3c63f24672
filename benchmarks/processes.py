"""Runs every benchmark in a process of its own, with a deadline, and collects what it brings home.

A benchmark that fails or hangs costs its own rows and nothing else. Knows nothing of figures.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.figures import Absent, Outcome
from benchmarks.plan import Benchmark
from benchmarks.single import read_line

LONG_WAY = 20
"""How many times longer a benchmark may take when the whole year or a million is asked for."""


def run(
    benchmark: Benchmark, bench: Bench, wishes: Sequence[str], display: str
) -> Iterator[Outcome]:
    """Run one benchmark and give its outcomes; what is missing at the end is said to be.

    `bench.folder` is the folder of the whole run: each benchmark gets its own in it. `display` is
    empty where there is no screen to show windows on.
    """
    if benchmark.screen and not display:
        yield from (Absent(row, "there is no screen: Xvfb is missing") for row in benchmark.rows)
        return
    folder = bench.folder / benchmark.name
    folder.mkdir(parents=True, exist_ok=True)
    out, log = folder / "outcomes.jsonl", folder / "log.txt"
    command = [sys.executable, "-m", "benchmarks.single", benchmark.module]
    command += ["--folder", str(folder), "--shared", str(bench.shared), "--out", str(out), *wishes]
    deadline = benchmark.deadline * (LONG_WAY if bench.year or bench.million else 1)
    trouble = _ended_badly(command, log, deadline, display)
    outcomes = _read(out)
    yield from outcomes
    missing = set(benchmark.rows) - {outcome.name for outcome in outcomes}
    why = f"{trouble} (log: {log})" if trouble else "the benchmark brought no figure"
    yield from (Absent(row, why) for row in benchmark.rows if row in missing)


def _ended_badly(command: Sequence[str], log: Path, deadline: int, display: str) -> str:
    """Run a command to its end; return what went wrong, nothing when all is well."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(display),
            start_new_session=True,
        )
        try:
            status = child.wait(deadline)
        except subprocess.TimeoutExpired:
            return f"not done within {deadline} s"
        finally:
            _end_group(child)
    return f"failed: {_last_line(log)}" if status else ""


def _environment(display: str) -> dict[str, str]:
    """Return the caller's environment with the screen of this run and nobody's own settings.

    Compiled modules are kept, as they are wherever the program is installed.
    """
    kept = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith("SALEPOINT_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    platform = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display} if display else {}
    return {**kept, **platform, "LANG": os.environ.get("LANG", "C.UTF-8")}


def _end_group(child: "subprocess.Popen[bytes]") -> None:
    """End whatever the benchmark started and left behind: its process group is its own."""
    try:
        os.killpg(child.pid, signal.SIGTERM if child.poll() is None else signal.SIGKILL)
        child.wait(10)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no word was said")


def _read(out: Path) -> list[Outcome]:
    if not out.exists():
        return []
    return [read_line(line) for line in out.read_text(encoding="utf-8").splitlines()]
