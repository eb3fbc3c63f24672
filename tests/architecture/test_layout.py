"""Things lie where a reader looks for them and are named for what the shop does."""

import ast
import re
from pathlib import Path

from tests.architecture.source import EVERYTHING, PRODUCT, ROOT, Module, files, modules, report

EMPTY_WORDS = frozenset(
    {
        "common",
        "controller",
        "helper",
        "helpers",
        "manager",
        "managers",
        "misc",
        "util",
        "utilities",
        "utility",
        "utils",
    }
)
EMPTY_ENDINGS = ("Manager", "Helper", "Helpers", "Util", "Utils", "Controller")


def empty_words(place: str) -> list[str]:
    """The words of a Python file's path that say nothing about the shop."""
    words = re.split(r"[^a-z]+", place.removesuffix(".py").lower())
    return [f"{place}: {word}" for word in words if word in EMPTY_WORDS]


def empty_classes(module: Module) -> list[str]:
    """Classes that are named for being a class; a role of the shop may be one in a longer name."""
    return [
        module.at(node, node.name)
        for node in module.walk()
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_ENDINGS)
    ]


def test_packaging_is_no_package() -> None:
    places = sorted((ROOT / "packaging").rglob("__init__.py"))
    assert not places, report("It would shadow the library of that name.", [*map(str, places)])


def test_resources_hold_no_python() -> None:
    places = sorted((ROOT / "resources").rglob("*.py"))
    assert not places, report("Data only; code that makes it is packaging's.", [*map(str, places)])


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in files() if path.suffix == ".py"}
    lost = [
        str(folder.relative_to(ROOT))
        for folder in sorted(folders)
        if folder.relative_to(ROOT).parts[:1] != ("packaging",)
        and not (folder / "__init__.py").exists()
    ]
    assert not lost, report("Add an __init__.py that says what the package is for.", lost)


def test_files_are_named_for_what_the_shop_does() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in empty_words(module.place)]
    assert not complaints, report("Name what it does, not that it is code.", complaints)


def test_classes_are_named_for_what_they_are() -> None:
    complaints = [found for module in modules(*PRODUCT) for found in empty_classes(module)]
    assert not complaints, report("Name what it is, not that it is a class.", complaints)


def test_only_one_file_knows_where_resources_lie() -> None:
    complaints = [
        module.at(node, ast.unparse(node))
        for module in modules("pos_app")
        if module.place != "pos_app/resources.py"
        for node in module.walk()
        if isinstance(node, ast.Name | ast.Attribute) and reads_own_place(node)
    ]
    assert not complaints, report(
        "Ask pos_app/resources.py for data; Alembic takes `pos_app.storage:migrations`.", complaints
    )


def reads_own_place(node: ast.Name | ast.Attribute) -> bool:
    """Whether a name is one of those by which code finds the folder it was started from."""
    return ast.unparse(node) in {"__file__", "sys._MEIPASS"}


def test_empty_names_are_seen() -> None:
    assert empty_words(str(Path("pos_app/ui/print_helper.py")))
    assert empty_words("pos_core/common/money.py")
    assert not empty_words("pos_app/services/close_till.py")
    assert empty_classes(Module.of("class SyncManager: ..."))
    assert not empty_classes(Module.of("class ManagerReport: ..."))
