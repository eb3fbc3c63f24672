"""The plain note of unsent sales: true, small, and never in the way of a sale."""

import re
from pathlib import Path

import pytest

from pos_app.services.unsent_note import FILE_NAME, UnsentNote
from tests.fakes.till import TillRig


def noted(folder: Path) -> dict[str, str]:
    lines = (folder / FILE_NAME).read_text(encoding="ascii").splitlines()
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def note(till: TillRig, tmp_path: Path) -> UnsentNote:
    return UnsentNote(tmp_path, till.clock)


def test_it_says_how_many_sales_wait_since_when(
    till: TillRig, note: UnsentNote, tmp_path: Path
) -> None:
    till.take_back(till.sell())
    note.keep(till.journal.state())
    assert noted(tmp_path)["unsent_sales"] == "2"
    till.engine.run_once()
    note.keep(till.journal.state())
    assert noted(tmp_path) == {
        "unsent_sales": "0", "oldest": "", "as_of": "2026-11-21T12:00:00.000Z",
    }  # fmt: skip


def test_only_sales_count_and_it_is_written_only_when_something_changed(
    till: TillRig, note: UnsentNote, tmp_path: Path
) -> None:
    note.keep(till.journal.state())
    assert noted(tmp_path)["unsent_sales"] == "0", "the register's enrolment is no sale"
    (tmp_path / FILE_NAME).unlink()
    note.keep(till.journal.state())
    assert not (tmp_path / FILE_NAME).exists()


def test_it_holds_nothing_but_numbers_and_times(
    till: TillRig, note: UnsentNote, tmp_path: Path
) -> None:
    till.sell()
    note.keep(till.journal.state())
    text = (tmp_path / FILE_NAME).read_text(encoding="ascii")
    assert re.fullmatch(r"unsent_sales=\d+\noldest=[\dTZ:.-]+\nas_of=[\dTZ:.-]+\n", text)


def test_a_folder_that_refuses_it_hinders_nothing(till: TillRig, tmp_path: Path) -> None:
    UnsentNote(tmp_path / "gone", till.clock).keep(till.journal.state())
    assert not (tmp_path / "gone").exists()
