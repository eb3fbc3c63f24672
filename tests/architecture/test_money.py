"""No amount is a float: not in the core at all, and nowhere under a name that means money."""

import ast
import re

from tests.architecture.source import EVERYTHING, Module, modules, report

EXACT = re.compile(
    r"(_minor|_milli|_millipercent)$|(^|_)(amount|change|cost|discount|price|quantity|tax|total)$"
)


def floats(module: Module) -> list[str]:
    """Float literals, the type itself, and the division that makes one of two integers."""
    return [
        module.at(node, ast.unparse(node) if isinstance(node, ast.expr) else "division")
        for node in module.walk()
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
    ]


def inexact_amounts(module: Module) -> list[str]:
    """Arguments, fields, variables and answers that are named for money and typed as float."""
    return [
        f"{module.place}:{line}: {name}"
        for node in module.walk()
        for name, annotation, line in annotated(node)
        if EXACT.search(name) and annotation is not None and mentions_float(annotation)
    ]


def annotated(node: ast.AST) -> list[tuple[str, ast.expr | None, int]]:
    """The names that a node gives a type to, with the type and the line."""
    match node:
        case ast.arg(arg=name, annotation=annotation):
            return [(name, annotation, node.lineno)]
        case ast.AnnAssign(target=ast.Name(id=name) | ast.Attribute(attr=name)):
            return [(name, node.annotation, node.lineno)]
        case ast.FunctionDef(name=name, returns=returns):
            return [(name, returns, node.lineno)]
    return []


def mentions_float(annotation: ast.expr) -> bool:
    """Whether a type is a float or may hold one."""
    return any(isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(annotation))


def test_the_core_holds_no_float() -> None:
    complaints = [found for module in modules("pos_core") for found in floats(module)]
    assert not complaints, report("Whole minor units and thousandths; divide with //.", complaints)


def test_no_amount_is_typed_as_float() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in inexact_amounts(module)]
    assert not complaints, report("An amount is Money or whole minor units.", complaints)


def test_floats_are_seen() -> None:
    for text in ("0.2", "x / 2", "x /= 2", "float('1')", "def f() -> float: ..."):
        assert floats(Module.of(text)), text
    assert not floats(Module.of("x // 2\n'0.2'"))
    for text in (
        "def f(price_minor: float): ...",
        "total: float | None",
        "def tax() -> float: ...",
    ):
        assert inexact_amounts(Module.of(text)), text
    assert not inexact_amounts(Module.of("def f(price_minor: int, seconds: float): ..."))
