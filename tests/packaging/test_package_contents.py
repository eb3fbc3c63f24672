"""What the frozen till holds: enough to run, and nothing that no till uses."""

import ast
import re
from pathlib import Path

import pytest
from bundle_contents import (
    KEY_STORES,
    QT_LIBRARIES,
    RESOURCES,
    UNUSED_MODULES,
    excluded_modules,
    hidden_imports,
    locked,
    needed_at_start,
    resources,
    version,
    wanted,
)

from pos_app.devices import key_store

ROOT = Path(__file__).resolve().parents[2]
VENV = "venv/site-packages"


def is_kept(place: str, source: str = VENV, kind: str = "DATA") -> bool:
    """Whether one file stays in the bundle."""
    return wanted([(place, source, kind)]) != []


def imported_modules() -> set[str]:
    """Every module that the till's files name in an import, but those of the guided tour."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / "pos_app").rglob("*.py")
        if "tour" not in path.parts
    ]
    imports = [node for tree in trees for node in ast.walk(tree)]
    return {node.module for node in imports if isinstance(node, ast.ImportFrom) and node.module} | {
        alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names
    }


def test_every_part_of_qt_that_the_till_imports_is_packed() -> None:
    used = {name.partition(".Qt")[2] for name in imported_modules() if name.startswith("PySide6.")}
    assert {"Core", "Gui", "Widgets"} <= used <= set(QT_LIBRARIES)


def test_nothing_that_the_till_imports_is_left_out() -> None:
    roots = {name.partition(".")[0] for name in imported_modules()}
    assert roots.isdisjoint(excluded_modules(ROOT))
    assert imported_modules().isdisjoint(UNUSED_MODULES)


def test_what_only_developers_install_stays_out() -> None:
    assert {"pytest", "hypothesis", "PyInstaller", "mypy"} <= set(excluded_modules(ROOT))
    assert {"salepoint", "pyside6-essentials", "sqlcipher3"} <= locked(ROOT)


def test_every_folder_of_resources_is_packed_or_named_as_left_out() -> None:
    found = {path.name for path in (ROOT / "resources").iterdir()}
    assert found - {"demo"} <= set(RESOURCES)
    packed = dict(resources(ROOT))
    assert packed[str(ROOT / "resources" / "icons")] == "resources/icons"
    assert packed[str(ROOT / "resources" / "logo.svg")] == "resources"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_key_store_of_the_platform_is_packed(platform: str) -> None:
    assert KEY_STORES[platform] in hidden_imports(platform)
    assert f'"{KEY_STORES[platform]}.' in Path(key_store.__file__).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "PySide6\\Qt6Widgets.dll",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "babel/locale-data/root.dat",
        "babel/locale-data/de_AT.dat",
        "botocore/data/cognito-idp/2016-04-18/service-2.json.gz",
        "botocore/data/endpoints.json",
        "salepoint-0.1.0.dist-info/METADATA",
        "resources/icons/search.svg",
    ],
)
def test_what_a_till_uses_is_kept(place: str) -> None:
    assert is_kept(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "babel/locale-data/zh.dat",
        "botocore/data/ec2/2016-11-15/service-2.json.gz",
        "boto3/data/s3/2006-03-01/resources-1.json",
        "salepoint-0.1.0.dist-info/direct_url.json",
    ],
)
def test_what_no_till_uses_is_left_out(place: str) -> None:
    assert not is_kept(place)


def test_libraries_of_the_system_stay_with_the_system() -> None:
    assert not is_kept(
        "libxcb-cursor.so.0", "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0", "BINARY"
    )
    assert is_kept(
        "libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", "BINARY"
    )
    assert is_kept("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/_ssl.so", "EXTENSION")
    assert is_kept("libicudata.so.73", f"{VENV}/PySide6/Qt/lib/libicudata.so.73", "BINARY")


def test_the_version_is_the_projects() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", version(ROOT))


def test_a_start_on_linux_does_nothing_before_the_till() -> None:
    scripts = [(name, VENV, "PYSOURCE") for name in ("pyi_rth_pyside6", "__main__")]
    assert [name for name, *_ in needed_at_start(scripts, "linux")] == ["__main__"]
    assert needed_at_start(scripts, "win32") == scripts
