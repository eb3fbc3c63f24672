"""A function fits on a screen and a file in a head; nothing is exempt."""

import ast

from tests.architecture.source import EVERYTHING, Module, modules, report

FUNCTION_LINES = 40
FILE_LINES = 400


def long_functions(module: Module) -> list[str]:
    """Functions over the budget; a decorator does not count, a docstring does."""
    return [
        module.at(node, f"{node.name} has {length} lines")
        for node in module.walk()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def long_files(module: Module) -> list[str]:
    """The file itself, when it is over the budget."""
    length = len(module.text.splitlines())
    return [f"{module.place}:1: {length} lines"] if length > FILE_LINES else []


def test_no_function_is_over_its_budget() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in long_functions(module)]
    assert not complaints, report(
        f"A function has at most {FUNCTION_LINES} lines. Give its steps names.", complaints
    )


def test_no_file_is_over_its_budget() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in long_files(module)]
    assert not complaints, report(
        f"A file has at most {FILE_LINES} lines. Split it by what the shop does.", complaints
    )


def test_one_line_too_many_is_seen() -> None:
    fits = "def f():\n" + "    f()\n" * (FUNCTION_LINES - 1)
    assert not long_functions(Module.of(fits))
    assert long_functions(Module.of(fits + "    f()\n"))
    assert not long_files(Module.of("f()\n" * FILE_LINES))
    assert long_files(Module.of("f()\n" * (FILE_LINES + 1)))
