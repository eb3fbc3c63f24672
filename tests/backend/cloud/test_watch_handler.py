"""The line that the watch writes, and the alarms that are made from lines of the log."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from backend_lambdas.handlers import watch_books
from backend_lambdas.local.code_archive import PROJECT
from backend_lambdas.logic.watch_books import Watched
from tests.backend.cloud.requests import Context

BACKEND = PROJECT / "backend_lambdas"


@dataclass
class Wired:
    """What the handler is wired to: a watch that comes to what a test says."""

    not_looked: Sequence[str] = ()
    full: list[bool] = field(default_factory=list)

    def watch_books(self, *, full: bool) -> Watched:
        self.full.append(full)
        return Watched(entries=7, findings=2, not_looked=self.not_looked)


@pytest.mark.parametrize(("event", "full"), [({}, False), ({"full": True}, True)])
def test_the_watch_says_how_many_findings_are_open(
    monkeypatch: pytest.MonkeyPatch, event: dict[str, bool], full: bool
) -> None:
    wired = Wired()
    monkeypatch.setattr(watch_books, "wiring", lambda: wired)

    line = watch_books.handler(event, Context())

    assert (line["event"], line["findings"], line["entries"]) == ("books_watched", 2, 7)
    assert wired.full == [full]


def test_a_watch_that_could_not_look_everywhere_withholds_the_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The alarm WatchMissing rings when the number is missing for three hours."""
    monkeypatch.setattr(watch_books, "wiring", lambda: Wired(["dead_letters"]))

    line = watch_books.handler({}, Context())

    assert "findings" not in line
    assert line["not_looked"] == "dead_letters"


def test_every_line_that_an_alarm_waits_for_is_written_somewhere() -> None:
    stack = (BACKEND / "stacks" / "observability.yaml").read_text()
    awaited = set(re.findall(r'\$\.event = "(\w+)"', stack))
    code = "".join(path.read_text() for path in _modules())

    assert awaited >= {"entry_quarantined", "journal_forked", "books_watched"}
    for event in awaited:
        assert f'"{event}"' in code, event


def _modules() -> list[Path]:
    return [path for folder in ("handlers", "logic") for path in (BACKEND / folder).glob("*.py")]
