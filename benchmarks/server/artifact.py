"""How large the functions are that are shipped, and how long Lambda imports a handler.

Builds the artifact afresh with the build script, then imports from it in bare interpreters. Floor
of the import: the libraries alone, imported the naive way.
"""

import platform
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from pathlib import Path

from backend_lambdas.local.code_archive import PROJECT, zip_of
from benchmarks.bench import Bench
from benchmarks.figures import Absent, Figure, Outcome, figure, single

BUILD = PROJECT / "packaging" / "build_lambdas.py"
BUILT = PROJECT / "build" / "lambdas"
IMPORT = """
import importlib, sys, time
code, layer, *names = sys.argv[1:]
sys.path[:0] = [code, layer]
began = time.perf_counter()
for name in names:
    importlib.import_module(name)
print((time.perf_counter() - began) * 1000)
"""
LIBRARIES = ("aws_lambda_powertools.event_handler", "sqlalchemy", "pymysql")
NO_ENTRY_POINT = {"__init__", "caller", "http_api", "http_errors", "request_body"}
MEGABYTE = 1_000_000


def measure(bench: Bench) -> Iterator[Outcome]:
    """Build, weigh, then import every handler once and the slowest several times."""
    done = subprocess.run([sys.executable, str(BUILD)], capture_output=True, text=True, check=False)
    if not (BUILT / "layer").exists():
        why = (done.stdout + done.stderr).strip().splitlines()[-1]
        yield Absent("lambda_artifact", f"could not be built: {why}")
        return
    code, layer = len(zip_of(BUILT / "code")), len(zip_of(BUILT / "layer"))
    note = f"code {code / MEGABYTE:.2f}, layer {layer / MEGABYTE:.1f} MB, compressed"
    yield single("lambda_artifact", "MB", (code + layer) / MEGABYTE, note=note)
    yield slowest_import(bench)


def slowest_import(bench: Bench) -> Figure:
    """Import every handler in an interpreter of its own; the slowest one counts."""
    once = {name: imported([name]) for name in handlers()}
    slowest = max(once, key=lambda name: once[name])
    times = range(bench.samples(12))
    return figure(
        "handler_import",
        "ms",
        [[imported([slowest]) for _ in times]],
        [[imported(LIBRARIES) for _ in times]],
        f"the slowest of {len(once)}: {slowest.rpartition('.')[2]}",
    )


def handlers() -> list[str]:
    """Return the modules with an entry point."""
    folder = BUILT / "code" / "backend_lambdas" / "handlers"
    names = sorted(path.stem for path in folder.glob("*.py"))
    return [f"backend_lambdas.handlers.{name}" for name in names if name not in NO_ENTRY_POINT]


def imported(names: Sequence[str]) -> float:
    """Import modules in a bare interpreter; return the milliseconds."""
    command = [sys.executable, "-I", "-S", "-c", IMPORT, str(BUILT / "code"), str(libraries())]
    done = subprocess.run([*command, *names], capture_output=True, text=True, check=True)
    return float(done.stdout)


def libraries() -> Path:
    """Return the layer: on the system it is built for; elsewhere what is installed here."""
    here = f"{platform.system()} {platform.machine()} {platform.python_version()}"
    if here.startswith("Linux x86_64 3.11."):
        return BUILT / "layer" / "python"
    return Path(sysconfig.get_path("purelib"))
