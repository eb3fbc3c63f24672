"""Importing a module does nothing but define; nothing global changes while the program runs."""

import ast
from collections.abc import Iterator

from tests.architecture.source import PRODUCT, Module, modules, report

# What reaches out of the process, by the last part of its name.
REACHING_OUT = frozenset(
    {
        "Client",
        "QApplication",
        "Session",
        "client",
        "connect",
        "create_engine",
        "get_keyring",
        "getenv",
        "mkdir",
        "open",
        "read_bytes",
        "read_text",
        "resource",
        "run",
        "urlopen",
        "write_text",
    }
)
MIGRATION_ENVIRONMENT = "migrations/env.py"


def acts(module: Module) -> list[str]:
    """What a module does when it is imported, besides defining and computing constants."""
    if module.place.endswith(MIGRATION_ENVIRONMENT):
        return []  # Alembic runs this file as a script; nothing imports it.
    return [
        module.at(node, ast.unparse(node))
        for node in at_import(module.tree)
        if (isinstance(node, ast.Call) and called(node) in REACHING_OUT)
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ")
    ]


def called(call: ast.Call) -> str:
    """The last part of the name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs on import: all but the bodies of functions and the main guard."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "__name__ == '__main__'":
            continue
        yield child
        yield from at_import(child)


def shared_state(module: Module) -> list[str]:
    """Functions that change a global, and globals made to be changed."""
    changing = [module.at(n, ast.unparse(n)) for n in module.walk() if isinstance(n, ast.Global)]
    return changing + [
        module.at(node, ast.unparse(target))
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if ast.unparse(target).islower()
        and not ast.unparse(target).startswith("__")
        and isinstance(node.value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp)
    ]


def test_importing_does_nothing() -> None:
    complaints = [found for module in modules(*PRODUCT) for found in acts(module)]
    assert not complaints, report("Do it in a function that start-up calls.", complaints)


def test_no_state_is_shared_by_everybody() -> None:
    complaints = [found for module in modules(*PRODUCT) for found in shared_state(module)]
    assert not complaints, report("Keep it in an object that is passed on.", complaints)


def test_acts_and_shared_state_are_seen() -> None:
    for text in (
        "engine = sqlalchemy.create_engine('sqlite://')",
        "HOME = os.environ['HOME']",
        "class A:\n    table = boto3.client('dynamodb')",
        "if True:\n    text = Path('x').read_text()",
    ):
        assert acts(Module.of(text)), text
    assert not acts(Module.of("def f():\n    return os.environ['HOME']"))
    assert not acts(Module.of("if __name__ == '__main__':\n    app.run()"))
    assert shared_state(Module.of("def f():\n    global x\n    x = 1"))
    assert shared_state(Module.of("cache = {}"))
    assert not shared_state(Module.of("RATES = {}\n__all__ = []"))
