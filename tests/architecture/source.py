"""Reads the repository for the house rules: its files, its Python modules, their syntax trees.

Knows where things lie, never what they should look like; the rules are in the test files here.
"""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("pos_core", "pos_app", "backend_lambdas")
EVERYTHING = (*PRODUCT, "benchmarks", "packaging", "tests")


@dataclass(frozen=True)
class Module:
    """One Python file: its place in the repository, its text and its syntax tree."""

    place: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str, place: str = "pos_core/example.py") -> "Module":
        """Parse a text as if it were the file at a place; SyntaxError when it is no Python."""
        return cls(place, text, ast.parse(text))

    def at(self, node: ast.expr | ast.stmt | ast.alias, complaint: str) -> str:
        """Write a complaint about a node the way editors and terminals can follow it."""
        return f"{self.place}:{node.lineno}: {complaint}"

    def walk(self) -> Iterator[ast.AST]:
        """Every node of the file."""
        return ast.walk(self.tree)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file under the folders, in the order of their names."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module.of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
        for path in found
    )


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in the repository or about to be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def report(rule: str, complaints: list[str]) -> str:
    """The message of a broken rule: what is asked, then every place that does otherwise."""
    return "\n".join([rule, *complaints])
