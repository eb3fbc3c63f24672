"""Writes docs/faults.md: each row of the fault matrix with the tests that say they show it.

`python -m tests.faults.document` writes the file, with `--print` to the standard output. Tests are
found by pytest's own collection, so that a mark on a class or on one case counts as it does in a
run. Knows nothing of what tests do.
"""

import contextlib
import io
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from tests.faults.matrix import HERE, Fault, Invariant, read_matrix

ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "faults.md"
COMMAND = "make docs"
MARK = "mark.fault("
LINES_OF_TROUBLE = 40
NOBODY_YET = "*No test says that it shows this.*"
HEAD = """# What can go wrong, and the tests that show what happens then

Made by `make docs` from `tests/faults/matrix.toml` and from the marks of the tests; do not edit it.
A test says which row it shows with `@pytest.mark.fault(number, "…")`. "Expected" means that all the
promises below still hold.
"""


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A test that shows a row: its file and its name there, `case` when only one case does."""

    place: str
    name: str
    case: str = ""

    @property
    def sentence(self) -> str:
        """What the test is called, as a sentence."""
        words = self.name.rpartition("::")[2].removeprefix("test_").removeprefix("Test")
        said = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", words).lower()
        return f"{said} [{self.case}]" if self.case else said


@dataclass(eq=False)  # pytest keeps its plugins in sets
class Marks:
    """Listens to pytest's collection for the mark."""

    marked: dict[int, set[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(set))
    cases: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    wrong: list[str] = field(default_factory=list)

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Note an item, and each row that it says it shows."""
        place, _, rest = item.nodeid.partition("::")
        name, _, case = rest.removesuffix("]").partition("[")
        name = name.removesuffix("::runTest")
        self.cases[place, name].add(case)
        for mark in item.iter_markers("fault"):
            if len(mark.args) != 2 or not isinstance(mark.args[0], int) or not mark.args[1]:
                self.wrong.append(f"{item.nodeid}: say fault(number, what), not {mark.args}")
            else:
                self.marked[mark.args[0]].add((place, name, case))

    def shown(self) -> dict[int, list[Shown]]:
        """Return the tests of each row; a test all of whose cases show it stands there once."""
        rows: dict[int, set[Shown]] = defaultdict(set)
        for number, items in self.marked.items():
            for place, name, case in items:
                all_of_it = {(place, name, other) for other in self.cases[place, name]} <= items
                rows[number].add(Shown(place, name, "" if all_of_it else case))
        return {number: sorted(found) for number, found in rows.items()}


class CollectionFailed(Exception):
    """Pytest could not read the tests, or a mark says nothing; the reason is its text."""


def collect() -> Mapping[int, Sequence[Shown]]:
    """Return the tests of each row, by pytest's collection of the files that name the mark."""
    marks, said = Marks(), io.StringIO()
    arguments = ["--collect-only", "-q", "-p", "no:cacheprovider"]
    with contextlib.redirect_stdout(said):
        status = pytest.main([*arguments, *files_with_marks()], plugins=[marks])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise CollectionFailed("\n".join(said.getvalue().splitlines()[-LINES_OF_TROUBLE:]))
    if marks.wrong:
        raise CollectionFailed("\n".join(marks.wrong))
    return marks.shown()


def files_with_marks() -> list[str]:
    """Return the test files that name the mark; the others need not be imported."""
    found = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path) for path in found if MARK in path.read_text(encoding="utf-8")]


def document_of(shown: Mapping[int, Sequence[Shown]]) -> str:
    """Return the text of docs/faults.md."""
    matrix = read_matrix()
    parts = [HEAD, "## Promises\n", promises(matrix.invariants), "## Faults\n"]
    parts += [row(fault, shown.get(fault.number, ())) for fault in matrix.faults]
    return "\n".join(parts)


def promises(invariants: Iterable[Invariant]) -> str:
    """Return the table of the invariants."""
    lines = ["| | promise | checked in |", "| --- | --- | --- |"]
    for invariant in invariants:
        checked = ", ".join(link(place, f"`{place}`") for place in invariant.checked)
        lines.append(f"| {invariant.name} | {invariant.promise} | {checked} |")
    return "\n".join([*lines, ""])


def row(fault: Fault, tests: Sequence[Shown]) -> str:
    """Return one row as a section."""
    lines = [f"### {fault.number}. {fault.fault}\n", f"Expected: {fault.expected}\n"]
    if fault.besides:
        lines.append(f"{fault.besides}\n")
    if fault.not_shown:
        lines.append(f"Not shown by a test: {fault.not_shown}\n")
    lines += [f"- {link(test.place, test.sentence)}" for test in tests]
    if not tests and not fault.not_shown:
        lines.append(NOBODY_YET)
    return "\n".join([*lines, ""])


def link(place: str, words: str) -> str:
    """Return a link from docs/ to a place in the repository."""
    return f"[{words}](../{place})"


def generated() -> str:
    """Return what docs/faults.md should say, made by a process of its own.

    For callers inside a run of pytest, which cannot collect a second time. Raises CollectionFailed.
    """
    command = [sys.executable, "-m", "tests.faults.document", "--print"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        raise CollectionFailed(made.stdout + made.stderr)
    return made.stdout


def main(arguments: Sequence[str]) -> int:
    """Write the document, or print it."""
    try:
        text = document_of(collect())
    except CollectionFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    if "--print" in arguments:
        sys.stdout.write(text)
    else:
        DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
