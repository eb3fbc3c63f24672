"""The locked requirements are exact, checked by hash, agree, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DEV = ROOT / "requirements" / "dev.txt"
TILL = ROOT / "requirements" / "till.txt"
LAMBDAS = ROOT / "backend_lambdas" / "requirements.txt"
ENTRY = re.compile(r"^(?P<name>[a-z0-9.\[\]-]+)==(?P<version>[^ ;]+)(?P<rest>( ;.*)?)$")


def entries(text: str) -> list[str]:
    """The requirements of a list, each with its hashes on one line and without comments."""
    joined = text.replace("\\\n", "")
    return [line.strip() for line in joined.splitlines() if line.strip() and line.strip()[0] != "#"]


def flaws(text: str) -> list[str]:
    """Entries that are not exact or not hashed, and lines that name a place to fetch from."""
    loose = [
        entry
        for entry in entries(text)
        if not ENTRY.match(entry.partition("--hash=")[0].strip())
        or not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
    ]
    return loose + [line for line in text.splitlines() if re.search(r"://|^\s*--(?!hash)", line)]


def versions(path: Path) -> set[str]:
    """The `name==version` of every entry."""
    return {re.split(r"[ ;]", entry)[0] for entry in entries(path.read_text(encoding="utf-8"))}


def asked(*extras: str) -> set[str]:
    """The names that pyproject.toml asks for, for the till or for the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["optional-dependencies"][extra] for extra in extras]
    wanted = [one for names in lists or [project["dependencies"]] for one in names]
    return {re.split(r"[^A-Za-z0-9_.-]", one)[0].lower() for one in wanted} - {"salepoint"}


def names(path: Path) -> set[str]:
    """The name of every entry, without its version."""
    return {entry.partition("==")[0].partition("[")[0] for entry in versions(path)}


@pytest.mark.parametrize("path", [DEV, TILL, LAMBDAS], ids=["dev", "till", "lambdas"])
def test_a_list_is_exact_and_names_no_registry(path: Path) -> None:
    assert not flaws(path.read_text(encoding="utf-8")), "run `make lock`"


@pytest.mark.parametrize("path", [TILL, LAMBDAS], ids=["till", "lambdas"])
def test_what_is_shipped_is_what_was_tested(path: Path) -> None:
    assert versions(path) - versions(DEV) == set(), "run `make lock`"


def test_what_is_asked_for_is_locked() -> None:
    assert asked() <= names(TILL), "run `make lock`"
    assert asked("lambdas") <= names(LAMBDAS), "run `make lock`"
    assert asked("lambdas", "local", "dev") <= names(DEV), "run `make lock`"


def test_the_cloud_gets_no_window_and_the_till_no_cloud() -> None:
    assert not [name for name in versions(LAMBDAS) if name.startswith("pyside6")]
    assert not [name for name in versions(TILL) if name.startswith(("pymysql", "aws-lambda"))]


def test_a_loose_entry_is_seen() -> None:
    digest = "    --hash=sha256:" + "0" * 64
    assert not flaws(f"# via\nalembic==1.20.1 \\\n{digest}\n")
    assert not flaws(f"tzdata==2026.1 ; sys_platform == 'win32' \\\n{digest} \\\n{digest}\n")
    assert flaws("alembic==1.20.1\n")
    assert flaws(f"alembic>=1.20.1 \\\n{digest}\n")
    assert flaws(f"--index-url https://example.org\nalembic==1.20.1 \\\n{digest}\n")
