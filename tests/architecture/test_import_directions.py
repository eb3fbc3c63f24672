"""The import contracts refuse what they are for.

`lint-imports` checks the real packages; here the same contracts are run on an empty copy of the
packages in which every forbidden import is made once.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import PRODUCT, ROOT

FORBIDDEN = [
    ("pos_core", "pos_app"),
    ("pos_core", "backend_lambdas"),
    ("pos_core", "PySide6"),
    ("pos_core", "sqlalchemy"),
    ("pos_core", "requests"),
    ("pos_core", "boto3"),
    ("pos_app.services", "backend_lambdas"),
    ("backend_lambdas.logic", "pos_app"),
    ("pos_app.services", "pos_app.ui"),
    ("pos_app.services", "pos_app.storage"),
    ("pos_app.services", "pos_app.sync"),
    ("pos_app.services", "pos_app.devices"),
    ("pos_app.ui", "pos_app.storage"),
    ("pos_app.ui", "pos_app.sync"),
    ("pos_app.ui", "pos_app.devices"),
    ("pos_app.ui", "pos_app.bootstrap"),
    ("pos_app.storage", "pos_app.ui"),
    ("pos_app.storage", "pos_app.sync"),
    ("pos_app.sync", "pos_app.devices"),
    ("pos_app.devices", "pos_app.storage"),
    ("pos_app.storage", "pos_app.services.checkout"),
    ("pos_app.sync", "pos_app.services.checkout"),
    ("pos_app.devices", "pos_app.services.checkout"),
    ("pos_app.services", "PySide6"),
    ("pos_app.services", "sqlalchemy"),
    ("pos_app.ui", "sqlcipher3"),
    ("pos_app.services", "requests"),
    ("pos_app.ui", "pycognito"),
    ("pos_app.storage", "boto3"),
    ("pos_app.services", "escpos"),
    ("backend_lambdas.handlers", "backend_lambdas.data_access"),
    ("backend_lambdas.handlers", "backend_lambdas.local"),
    ("backend_lambdas.logic", "backend_lambdas.handlers"),
    ("backend_lambdas.logic", "backend_lambdas.wiring"),
    ("backend_lambdas.logic", "backend_lambdas.data_access"),
    ("backend_lambdas.data_access", "backend_lambdas.wiring"),
    ("backend_lambdas.data_access", "backend_lambdas.integrations"),
    ("backend_lambdas.data_access", "backend_lambdas.logic.post_sales"),
    ("backend_lambdas.logic", "sqlalchemy"),
    ("backend_lambdas.logic", "boto3"),
    ("backend_lambdas.logic", "aws_lambda_powertools"),
    ("backend_lambdas.handlers", "boto3"),
    ("backend_lambdas.handlers", "PySide6"),
]
ALLOWED = [
    ("pos_app.main", "pos_app.bootstrap"),
    ("pos_app.bootstrap", "pos_app.storage"),
    ("pos_app.ui", "pos_app.services"),
    ("pos_app.ui", "PySide6"),
    ("pos_app.storage", "pos_app.services.ports"),
    ("pos_app.storage", "sqlalchemy"),
    ("pos_app.sync", "requests"),
    ("pos_app.devices", "escpos"),
    ("pos_app.services", "pos_core"),
    ("backend_lambdas.handlers", "backend_lambdas.wiring"),
    ("backend_lambdas.handlers", "backend_lambdas.logic"),
    ("backend_lambdas.wiring", "backend_lambdas.data_access"),
    ("backend_lambdas.data_access", "backend_lambdas.logic.ports"),
    ("backend_lambdas.data_access", "boto3"),
    ("backend_lambdas.logic", "pos_core"),
]
FILES = [
    "pos_app/bootstrap.py",
    "pos_app/main.py",
    "pos_app/services/checkout.py",
    "pos_app/services/ports.py",
    "backend_lambdas/wiring.py",
    "backend_lambdas/logic/ports.py",
    "backend_lambdas/logic/post_sales.py",
]


def empty_copy(folder: Path) -> Path:
    """The packages without their modules, and the contracts; some modules exist but are empty."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PRODUCT:
        for marker in (ROOT / package).rglob("__init__.py"):
            copy = folder / marker.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.touch()
    for name in FILES:
        (folder / name).touch()
    return folder


def import_in(folder: Path, arrow: tuple[str, str]) -> str:
    """Make an import in a module of its own, and name both ends the way the report does."""
    importer, imported = arrow
    place = folder.joinpath(*importer.split("."))
    if place.is_dir():
        importer += ".to_" + imported.replace(".", "_")
        place = folder.joinpath(*importer.split("."))
    with place.with_suffix(".py").open("a", encoding="utf-8") as module:
        module.write(f"import {imported}\n")
    return f"{importer} -> {imported} "


def verdict(folder: Path) -> str:
    """What import-linter says of a folder, on one line."""
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=folder, check=False, capture_output=True, text=True
    )
    return " ".join((ran.stdout + ran.stderr).split())


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    folder = empty_copy(tmp_path_factory.mktemp("forbidden"))
    written = {arrow: import_in(folder, arrow) for arrow in FORBIDDEN}
    said = verdict(folder)
    return {arrow for arrow, line in written.items() if line in said}


@pytest.mark.parametrize("arrow", FORBIDDEN, ids=" to ".join)
def test_a_forbidden_import_is_refused(
    arrow: tuple[str, str], refused: set[tuple[str, str]]
) -> None:
    assert arrow in refused


def test_the_imports_that_the_layers_are_for_are_allowed(tmp_path: Path) -> None:
    folder = empty_copy(tmp_path)
    for arrow in ALLOWED:
        import_in(folder, arrow)
    assert " 0 broken" in verdict(folder)
