"""Collects every code that an error is raised with, by reading the source.

Knows how codes are written: as the first argument of an error, as a class's own code, or as a
text that reaches an error through a variable of the same function or module.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from pos_core import errors
from tests.architecture.source import Module, modules

RAISED = frozenset(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.SalePointError)
)
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
PLACES = ("pos_core", "pos_app", "backend_lambdas")
STEPS = 4
FILES = (".db", ".sqlite", ".json")
SERVER_ONLY = ("backend_lambdas/local/",)
"""Places whose errors are told on a server's terminal and never reach a person at a till."""


def codes_in(module: Module) -> set[str]:
    """The codes of one file."""
    found = set(class_codes(module))
    for function in functions(module):
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and raises(call):
                found |= codes_of(call, function, module)
    return found


def functions(module: Module) -> Iterator[ast.AST]:
    """Every function of a file, and the file itself for what stands outside."""
    yield from (n for n in module.walk() if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    yield module.tree


def raises(call: ast.Call) -> bool:
    """Whether an error is made here."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    return name in RAISED


def codes_of(call: ast.Call, function: ast.AST, module: Module) -> set[str]:
    """The codes that one error may be made with, also through variables and constants."""
    if not call.args:
        return set()
    first = call.args[0]
    if isinstance(first, ast.Constant):
        return {str(first.value)}
    found, places = set[str](), [first]
    for _ in range(STEPS):
        found |= {text for place in places for text in texts(place)}
        names = {n.id for p in places for n in ast.walk(p) if isinstance(n, ast.Name)}
        places = [v for scope in (function, module.tree) for v in values_of(names, scope)]
        places += [value for name in names for value in constants().get(name, ())]
    return found


def values_of(names: set[str], scope: ast.AST) -> Iterator[ast.expr]:
    """What a scope gives to variables of these names."""
    for node in ast.walk(scope):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        given = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
        value = getattr(node, "value", None)
        if given & names and isinstance(value, ast.expr):
            yield value


@cache
def constants() -> dict[str, list[ast.expr]]:
    """The constants of all modules by name, for codes that are written once and imported."""
    found: dict[str, list[ast.expr]] = {}
    for module in modules(*PLACES):
        for line in module.tree.body:
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                found.setdefault(line.targets[0].id, []).append(line.value)
    return found


def texts(place: ast.AST) -> Iterator[str]:
    """The texts of an expression that look like codes."""
    for node in ast.walk(place):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text) and not text.endswith(FILES):
            yield text


def class_codes(module: Module) -> Iterator[str]:
    """The codes that classes of errors have by themselves."""
    for node in module.walk():
        if isinstance(node, ast.ClassDef) and node.name in RAISED - {"SalePointError"}:
            for line in node.body:
                if isinstance(line, ast.Assign):
                    yield from texts(line)


@cache
def every_code() -> dict[str, str]:
    """Every code that may reach a window or a till's command, with one file that raises it."""
    return {
        code: module.place
        for module in modules(*PLACES)
        if not module.place.startswith(SERVER_ONLY)
        for code in codes_in(module)
    }
