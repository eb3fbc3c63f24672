"""Every module and class says in full sentences what it is for.

That public ones have a docstring at all is ruff's business; here also private classes and the form.
"""

import ast

from tests.architecture.source import EVERYTHING, Module, modules, report

FEWEST_WORDS = 3


def silent(module: Module) -> list[str]:
    """Modules and classes without a docstring, or with one that is no sentence."""
    described = [node for node in module.walk() if isinstance(node, ast.Module | ast.ClassDef)]
    return [
        f"{module.place}:{getattr(node, 'lineno', 1)}: {getattr(node, 'name', 'the module')}"
        for node in described
        if not is_sentence(ast.get_docstring(node) or "")
    ]


def is_sentence(docstring: str) -> bool:
    """Whether the first paragraph has some words and an end."""
    paragraph = docstring.partition("\n\n")[0].strip()
    return len(paragraph.split()) >= FEWEST_WORDS and paragraph[-1] in ".!?:"


def test_every_module_and_class_says_what_it_is_for() -> None:
    complaints = [found for module in modules(*EVERYTHING) for found in silent(module)]
    assert not complaints, report(
        "Say in a sentence what it is for, and for a module what it must not know.", complaints
    )


def test_a_missing_or_clipped_docstring_is_seen() -> None:
    assert silent(Module.of("pass"))
    assert silent(Module.of('"""Prices."""'))
    assert silent(Module.of('"""What a product costs"""'))
    assert silent(Module.of('"""What a product costs."""\nclass _Price: ...'))
    assert not silent(Module.of('"""What a product costs."""'))
