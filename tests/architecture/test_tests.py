"""The tests keep rules too: none is left out, none sleeps, and fakes have state."""

import ast

from tests.architecture.source import Module, modules, report

LEFT_OUT = frozenset(
    {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipUnless", "skipIf"}
)
PATCHES = frozenset({"setattr", "setitem", "delattr", "delitem"})
MOST_PATCHES_PER_TEST = 0.2
WHERE_WAITING_IS = "tests/waiting.py"


def left_out(module: Module) -> list[str]:
    """Tests that are skipped or expected to fail."""
    return [
        module.at(node, ast.unparse(node))
        for node in module.walk()
        if isinstance(node, ast.Attribute)
        and node.attr in LEFT_OUT
        and ast.unparse(node.value) in {"pytest", "pytest.mark", "unittest", "self"}
    ]


def sleeps(module: Module) -> list[str]:
    """Waits for a length of time instead of an event."""
    if module.place == WHERE_WAITING_IS:
        return []
    return [
        module.at(node, ast.unparse(node))
        for node in module.walk()
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep", "qWait"}
    ]


def mocks(module: Module) -> list[str]:
    """Imports of the mock library."""
    return [
        module.at(node, ast.unparse(node))
        for node in module.walk()
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(word in ast.unparse(node) for word in ("unittest.mock", "import mock", "MagicMock"))
    ]


def patches(module: Module) -> int:
    """How often a module replaces something of a module or an object under test."""
    return sum(
        isinstance(node, ast.Attribute)
        and node.attr in PATCHES
        and ast.unparse(node.value).endswith("monkeypatch")
        for node in module.walk()
    )


def count_tests(module: Module) -> int:
    """How many tests a module has."""
    return sum(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for node in module.walk()
    )


def test_no_test_is_left_out() -> None:
    complaints = [found for module in modules("tests") for found in left_out(module)]
    assert not complaints, report("Make it pass or take it away.", complaints)


def test_no_test_sleeps() -> None:
    complaints = [found for module in modules("tests") for found in sleeps(module)]
    assert not complaints, report(
        "Wait for what should happen: tests.waiting.wait_until", complaints
    )


def test_fakes_have_state_and_are_no_mocks() -> None:
    complaints = [found for module in modules("tests") for found in mocks(module)]
    assert not complaints, report("Use or write a stand-in in tests/fakes.", complaints)


def test_patches_are_rare() -> None:
    made = sum(map(patches, modules("tests")))
    tests = sum(map(count_tests, modules("tests")))
    assert made <= MOST_PATCHES_PER_TEST * tests, (
        f"{made} patches in {tests} tests; pass what differs as an argument instead"
    )


def test_bad_habits_are_seen() -> None:
    assert left_out(Module.of("@pytest.mark.skip\ndef test_x(): ..."))
    assert left_out(Module.of("pytest.importorskip('x')"))
    assert not left_out(Module.of("text.skip()"))
    assert sleeps(Module.of("time.sleep(1)"))
    assert mocks(Module.of("from unittest.mock import Mock"))
    assert mocks(Module.of("from unittest import mock"))
    assert patches(Module.of("monkeypatch.setattr(shop, 'price', 1)")) == 1
    assert count_tests(Module.of("def test_x(): ...\ndef x(): ...")) == 1
