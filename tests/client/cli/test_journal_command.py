"""`salepoint journal`: what it proves, what it compares, what it writes, and how it ends."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pos_app.cli.journal import run_journal
from pos_app.services.till import Till
from pos_core.errors import RuleBroken, SalePointError, StorageFailed
from tests.fakes.till import TillRig

TODAY = "2026-11-21"


def journal(till: TillRig, *arguments: str) -> int:
    """Run the command against this till; the till stays open for the test."""
    parts = SimpleNamespace(
        journal_view=till.journal,
        daily_proof=till.daily_proof,
        export_journal=till.export_journal,
        close=lambda: None,
    )
    return run_journal(arguments, lambda: cast("Till", parts), lambda error: f"Sorry: {error.code}")


def answered(capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401  # any JSON
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def sold(till: TillRig) -> TillRig:
    """A till that sold twice and took one piece back; all but the last sale is in the books."""
    till.take_back(till.sell())
    till.engine.run_once()
    till.sell()
    return till


def exported(sold: TillRig, folder: Path, *arguments: str) -> Path:
    file = folder / "journal.jsonl"
    assert journal(sold, "export", str(file), *arguments) == 0
    return file


def test_a_whole_journal_is_said_to_be_whole(
    sold: TillRig, capsys: pytest.CaptureFixture[str]
) -> None:
    assert journal(sold, "verify") == 0
    assert capsys.readouterr().out.startswith("4 entries checked")
    assert journal(sold, "verify", "--json") == 0
    assert answered(capsys) == {"ok": True, "entries": 4, "in_the_books": 3, "not_in_the_books": 1}


def test_a_break_ends_with_its_exact_place(
    sold: TillRig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exported(sold, tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = lines[3].replace("Sales1", "Sales9", 1)
    file.write_text("".join([*lines[:3], changed, *lines[4:]]), encoding="utf-8")
    with pytest.raises(RuleBroken, match=r"journal\.hash_wrong.*seq=3"):
        journal(sold, "verify", str(file))
    capsys.readouterr()
    assert journal(sold, "verify", str(file), "--json") == 1
    assert answered(capsys)["error"] == {
        "code": "journal.hash_wrong",
        "data": {"seq": 3},
        "sentence": "Sorry: journal.hash_wrong",
    }


def test_an_exported_journal_proves_itself_without_the_machine(
    sold: TillRig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exported(sold, tmp_path)
    assert "4 entries written" in capsys.readouterr().out

    def no_machine() -> Till:
        pytest.fail("the machine's own till was opened")

    def no_error(error: SalePointError) -> str:
        pytest.fail(str(error))

    assert run_journal(["verify", str(file)], no_machine, no_error) == 0
    assert "T1: 4 entries (1 to 4) checked" in capsys.readouterr().out


def test_bodies_are_exported_word_for_word(sold: TillRig, tmp_path: Path) -> None:
    title, *lines = exported(sold, tmp_path).read_text(encoding="utf-8").splitlines()
    with sold.storage.read() as books:
        entries = books.journal.to_send(0, 100, 10**6)
    read = [json.loads(line) for line in lines]
    assert [line["body"] for line in read] == [entry.body for entry in entries]
    assert [line["signature"] for line in read] == [entry.signature for entry in entries]
    assert json.loads(title)["last"] == {"seq": 4, "hash": entries[-1].hash}


def test_what_is_not_in_the_books_is_exported_alone_and_still_proves_itself(
    sold: TillRig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = exported(sold, tmp_path, "--unsent")
    capsys.readouterr()
    assert journal(sold, "verify", str(file), "--json") == 0
    found = answered(capsys)["journals"][0]
    assert (found["entries"], found["first_seq"], found["last_seq"]) == (1, 4, 4)


def test_a_journal_can_be_written_to_the_standard_output(
    sold: TillRig, capsys: pytest.CaptureFixture[str]
) -> None:
    assert journal(sold, "export", "-") == 0
    assert len(capsys.readouterr().out.splitlines()) == 5


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda lines: lines[:-1], r"journal\.cut_off.*seq=4"),
        (lambda lines: lines[:2] + lines[3:], r"journal\.gap.*seq=3"),
        (lambda lines: lines[1:], r"journal_file\.unreadable.*no journal has begun"),
        (lambda lines: [lines[0], "{"], r"journal_file\.unreadable.*line=2"),
        (lambda lines: [lines[0], '{"body": "x"}'], r"journal_file\.unreadable.*line=2"),
        (lambda lines: ['{"salepoint_journal": 9}'], r"journal_file\.unreadable.*form 1"),
        (lambda lines: ['{"salepoint_journal": 1}'], r"journal_file\.unreadable.*title"),
        (lambda lines: [], r"journal_file\.unreadable.*no journal begins"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_place(
    spoil: Any,  # noqa: ANN401  # a lambda
    code: str,
    sold: TillRig,
    tmp_path: Path,
) -> None:
    file = exported(sold, tmp_path)
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(spoil(lines)), encoding="utf-8")
    with pytest.raises(RuleBroken, match=code):
        journal(sold, "verify", str(file))


def test_a_file_that_is_missing_or_cannot_be_written_is_said_so(
    sold: TillRig, tmp_path: Path
) -> None:
    with pytest.raises(StorageFailed, match=r"journal_file\.missing"):
        journal(sold, "verify", str(tmp_path / "none"))
    with pytest.raises(StorageFailed, match=r"journal_file\.unwritable"):
        journal(sold, "export", str(tmp_path / "none" / "journal.jsonl"))
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(RuleBroken, match=r"journal_file\.unreadable.*UTF-8"):
        journal(sold, "verify", str(tmp_path / "picture"))


def test_a_proved_day_is_equal(sold: TillRig, capsys: pytest.CaptureFixture[str]) -> None:
    sold.engine.run_once()
    assert journal(sold, "proof") == 0
    day = capsys.readouterr().out.splitlines()[1].split()
    assert day == [TODAY, "2", "1", "24.00", "12.00", "equal"]


def test_a_difference_is_shown_with_both_figures_and_fails(
    till: TillRig, capsys: pytest.CaptureFixture[str]
) -> None:
    till.sell()
    till.server.not_booked.add(2)
    till.engine.run_once()
    assert journal(till, "proof", "--day", TODAY) == 1
    said = capsys.readouterr().out
    assert "DIFFERENT" in said
    assert "sold_minor" in said
    assert "here 12.00, in the books 0.00" in said
    assert "entries 2" in said
    assert journal(till, "proof", "--json") == 1
    day = answered(capsys)["days"][0]
    assert day["outcome"] == "different"
    assert {"name": "sales", "here": 1, "in_the_books": 0} in day["differences"]


def test_without_the_books_it_says_what_it_could_not_ask(
    sold: TillRig, capsys: pytest.CaptureFixture[str]
) -> None:
    sold.server.reachable = False
    asked = sold.server.asked.count("proof")
    assert journal(sold, "proof", "--since", "2026-11-19") == 1
    said = capsys.readouterr().out
    assert said.count("not asked") == 3
    assert "did not answer for 3 of 3 days (server.unreachable)" in said
    assert sold.server.asked.count("proof") == asked + 1, "once is enough"
    sold.server.reachable = True
    assert journal(sold, "proof", "--since", "2026-11-20", "--json") == 1
    outcomes = [day["outcome"] for day in answered(capsys)["days"]]
    assert outcomes == ["equal", "waiting"]


@pytest.mark.parametrize("since", ["2026-13-01", "2027-01-01", "1999-01-01"])
def test_days_that_cannot_be_counted_are_refused(since: str, sold: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"day\.unreadable"):
        journal(sold, "proof", "--since", since)


def test_the_latest_entries_are_listed(sold: TillRig, capsys: pytest.CaptureFixture[str]) -> None:
    assert journal(sold, "list", "--unposted", "--json") == 0
    assert [entry["seq"] for entry in answered(capsys)["entries"]] == [4]
    assert journal(sold, "list") == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
