"""The command says what it can do, refuses what it does not know, and writes what it has."""

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT


def benchmarks(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_lists_what_it_measures(tmp_path: Path) -> None:
    told = benchmarks(tmp_path, "--list")
    assert told.returncode == 0
    assert any(line.split() == ["scan", "scan_to_painted"] for line in told.stdout.splitlines())


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    told = benchmarks(tmp_path, "tea")
    assert told.returncode == 2
    assert "There is no tea" in told.stderr


def test_what_cannot_be_measured_yet_is_written_as_such(tmp_path: Path) -> None:
    told = benchmarks(tmp_path, "growth", "--strict")
    assert told.returncode == 0, told.stderr
    assert "not yet" in told.stdout
    written = json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8"))
    assert written["growth"]["ok"] is None
