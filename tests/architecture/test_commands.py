"""The commands that people and machines are told to run exist and say what they do."""

import re
import subprocess

import pytest

from tests.architecture.source import ROOT, files

PROMISED = {"demo", "test", "check", "bench", "screenshots", "simulate", "package", "cloud"}
MENTION = re.compile(r"(?:`|^\s*|run: |\$ )make ([a-z-]+)", re.MULTILINE)


def makefile() -> str:
    """The text of the Makefile."""
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def targets() -> set[str]:
    """The names of all targets."""
    return set(re.findall(r"^([a-z-]+):", makefile(), re.MULTILINE))


def test_every_target_says_in_a_line_what_it_does() -> None:
    said = subprocess.run(
        ["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    described = set(re.findall(r"^make ([a-z-]+) +[A-Z]\w+ ", said, re.MULTILINE))
    assert described == targets() >= PROMISED


def test_every_target_prepares_the_machine_first() -> None:
    recipes = re.findall(r"^([a-z-]+):.*##.*\n\t(.*)$", makefile(), re.MULTILINE)
    unprepared = {name for name, first_line in recipes if not first_line.startswith("@$(READY)")}
    assert unprepared == {"help", "clean"}


def test_every_command_that_is_told_exists() -> None:
    telling = [path for path in files() if path.suffix in {".md", ".yml"} or path.name == "run"]
    unknown = {
        f"{path.relative_to(ROOT)}: make {name}"
        for path in telling
        for name in MENTION.findall(path.read_text(encoding="utf-8"))
        if name not in targets()
    }
    assert not unknown


@pytest.mark.parametrize("script", ["environment.sh", "system_packages.sh", "lock.sh"])
def test_a_script_stops_at_its_first_mistake(script: str) -> None:
    path = ROOT / "packaging" / "setup" / script
    assert "\nset -euo pipefail\n" in path.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", path], check=True)
