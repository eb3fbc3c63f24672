"""The fault matrix is whole, and docs/faults.md says what the tests say."""

import pytest

from tests.architecture.source import ROOT
from tests.faults.document import (
    COMMAND,
    DOCUMENT,
    NOBODY_YET,
    Marks,
    Shown,
    document_of,
    generated,
)
from tests.faults.matrix import ROWS, read_matrix


@pytest.fixture(scope="module")
def text() -> str:
    """The document as it should be; collecting takes seconds, so once."""
    return generated()


def test_the_document_says_what_the_tests_say(text: str) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == text, f"run `{COMMAND}`"


def test_every_row_is_there_once_and_in_order() -> None:
    matrix = read_matrix()
    assert [fault.number for fault in matrix.faults] == list(range(1, ROWS + 1))
    assert [promise.name for promise in matrix.invariants] == [f"I{n}" for n in range(1, 13)]


def test_what_checks_a_promise_exists() -> None:
    named = {place for promise in read_matrix().invariants for place in promise.checked}
    assert not [place for place in sorted(named) if not (ROOT / place).exists()]


def test_a_row_that_no_test_shows_says_why(text: str) -> None:
    assert NOBODY_YET not in text


def test_a_mark_on_every_case_is_one_line_and_on_one_case_names_it() -> None:
    marks = Marks()
    marks.cases["tests/test_x.py", "test_a_plug_is_pulled"] |= {"early", "late"}
    marks.marked[4] |= {("tests/test_x.py", "test_a_plug_is_pulled", c) for c in ("early", "late")}
    marks.marked[5].add(("tests/test_x.py", "test_a_plug_is_pulled", "late"))

    shown = marks.shown()

    assert [test.sentence for test in shown[4]] == ["a plug is pulled"]
    assert [test.sentence for test in shown[5]] == ["a plug is pulled [late]"]


def test_a_row_without_a_test_is_seen() -> None:
    empty = document_of({})
    whole = document_of({n: [Shown("tests/test_x.py", "test_it")] for n in range(1, ROWS + 1)})
    assert NOBODY_YET in empty
    assert NOBODY_YET not in whole
    assert "[it](../tests/test_x.py)" in whole
