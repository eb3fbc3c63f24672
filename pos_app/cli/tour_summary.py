"""The outcome of the guided tour: what was shown, what the books say, and whether they agree.

Knows nothing of how either was found out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

_LONGEST = 60
_SUBJECT = re.compile(r'\\?"[Ss]ubject\\?": \\?"([^"\\]+)')

Groups = list[dict[str, str]] | dict[str, "Groups"]


@dataclass
class Summary:
    """Totals are in minor units, times in milliseconds."""

    sales_shown: list[int] = field(default_factory=list)
    sales_posted: int = 0
    total_in_books_minor: int = 0
    report: dict[str, int] = field(default_factory=dict)
    mails: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def note(self, noted: Mapping[str, Any]) -> None:
        """Take in one line of the tour's notes, and show a step that is done."""
        match noted["event"]:
            case "sale":
                self.sales_shown.append(noted["total_minor"])
            case "step":
                self.steps[noted["step"]] = noted["milliseconds"]
                print(f"  {_seconds(noted['milliseconds']):>7}  {noted['step']}", flush=True)
            case "report":
                self.report = {name: noted[name] for name in ("sales", "takings_minor")}
            case "failed":
                self.failures.append(f"{noted['step']}: {noted['reason']}")

    @property
    def total_shown_minor(self) -> int:
        """What the button *Pay* said, of all sales that were shown as paid."""
        return sum(self.sales_shown)

    @property
    def all_equal(self) -> bool:
        """Tell whether till, books and report agree and the side effects arrived."""
        return not self.failures and all(equal for _, _, _, equal in self._comparisons())

    def _comparisons(self) -> list[tuple[str, str, str, bool]]:
        paid, total = len(self.sales_shown), self.total_shown_minor
        report = self.report.get("sales", 0), self.report.get("takings_minor", 0)
        return [
            ("Sales: paid, posted", str(paid), str(self.sales_posted), paid == self.sales_posted),
            ("Sales: paid, in the report", str(paid), str(report[0]), paid == report[0]),
            (
                "Total: shown, in the books",
                _pounds(total),
                _pounds(self.total_in_books_minor),
                total == self.total_in_books_minor,
            ),
            ("Total: shown, in the report", _pounds(total), _pounds(report[1]), total == report[1]),
            ("Receipt mails: wanted, sent", "1", str(len(self.mails)), len(self.mails) == 1),
            ("Low-stock alerts: due, sent", "1", str(len(self.alerts)), len(self.alerts) == 1),
        ]

    def as_table(self) -> str:
        """Return the comparison for people."""
        rows = [
            f"  {name:<30}{left:>12}{right:>12}   {'equal' if equal else 'DIFFERENT'}"
            for name, left, right, equal in self._comparisons()
        ]
        mail = [f"  Mail: {_line(text)}" for text in self.mails]
        alert = [f"  Alert: {_line(text)}" for text in self.alerts]
        trouble = [f"  FAILED: {text}" for text in self.failures]
        return "\n".join(["", *rows, "", *mail, *alert, *trouble])

    def write(self, folder: Path) -> None:
        """Write `summary.json`, and the mails and alerts as they arrived."""
        facts = {
            "sales": len(self.sales_shown),
            "posted": self.sales_posted,
            "total_shown_minor": self.total_shown_minor,
            "total_in_books_minor": self.total_in_books_minor,
            "report": self.report,
            "alerts": len(self.alerts),
            "mails": len(self.mails),
            "steps_milliseconds": self.steps,
            "failures": self.failures,
            "equal": self.all_equal,
        }
        (folder / "summary.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
        for kind, texts in (("mail", self.mails), ("alert", self.alerts)):
            for number, text in enumerate(texts, 1):
                (folder / f"{kind}-{number}.json").write_text(text, encoding="utf-8")


def messages_at(url: str) -> list[str]:
    """Fetch the messages that the local server keeps at an address of this machine, as JSON.

    It groups them by account, region and queue; the groups are left out here.
    """
    with urlopen(url, timeout=10) as answer:  # noqa: S310  # an address the server itself gave
        found = json.load(answer)
    return [json.dumps(message, indent=2) for message in _leaves(found["messages"])]


def _leaves(found: Groups) -> list[dict[str, str]]:
    """Return the messages in the lists at the ends of nested groups."""
    if isinstance(found, list):
        return found
    return [message for group in found.values() for message in _leaves(group)]


def _line(text: str) -> str:
    """Return a message's subject, also of one that is JSON inside of JSON."""
    subject = _SUBJECT.search(text)
    return (subject[1] if subject else text)[:_LONGEST]


def _pounds(minor: int) -> str:
    return f"£{minor // 100:,}.{minor % 100:02d}"


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000 // 100} s"
