"""The findings of the watch, open and closed.

Fits `Findings`. Knows nothing of what they mean.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from backend_lambdas.data_access.mysql.rows import add
from backend_lambdas.data_access.mysql.watch_tables import findings as kept
from backend_lambdas.logic.books.findings import Condition, Finding, FindingKind

_COLUMNS = kept.c
_MOMENT_LENGTH = 24


class SqlFindings:
    """The findings of all rounds, by their names."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection

    def open(self) -> list[Finding]:
        """Return all open ones."""
        wanted = select(kept).where(_COLUMNS.subject.is_not(None)).order_by(_COLUMNS.finding)
        return [_finding(row) for row in self._connection.execute(wanted)]

    def add(self, findings: Sequence[Finding]) -> None:
        """Open new ones."""
        rows = [
            {
                "finding": finding.name,
                "subject": finding.condition.subject,
                "kind": finding.condition.kind.value,
                "register_id": finding.condition.register_id,
                "data": _text(finding),
                "opened_at": finding.opened_at,
                "closed_at": None,
            }
            for finding in findings
        ]
        add(self._connection, kept, rows)

    def describe(self, findings: Sequence[Finding]) -> None:
        """Write what is now known about open ones."""
        for finding in findings:
            chosen = update(kept).where(_COLUMNS.finding == finding.name)
            self._connection.execute(chosen.values(data=_text(finding)))

    def close(self, findings: Sequence[Finding], at: str) -> None:
        """Note that these are cured."""
        names = [finding.name for finding in findings]
        if names:
            chosen = update(kept).where(_COLUMNS.finding.in_(names))
            self._connection.execute(chosen.values(subject=None, closed_at=at))

    def page(self, before: str, most: int, *, closed_too: bool) -> list[Finding]:
        """Return findings, newest first; `before` is the name of the last one seen, or empty."""
        wanted = select(kept).order_by(_COLUMNS.opened_at.desc(), _COLUMNS.finding.desc())
        if not closed_too:
            wanted = wanted.where(_COLUMNS.subject.is_not(None))
        if before:
            opened_at = before[-_MOMENT_LENGTH:]  # a finding's name ends in it
            same = and_(_COLUMNS.opened_at == opened_at, _COLUMNS.finding < before)
            wanted = wanted.where(or_(_COLUMNS.opened_at < opened_at, same))
        return [_finding(row) for row in self._connection.execute(wanted.limit(most))]


def _text(finding: Finding) -> str:
    return json.dumps(dict(finding.condition.data), ensure_ascii=False)


def _finding(row: Row[Any]) -> Finding:
    condition = Condition(FindingKind(row.kind), row.register_id, json.loads(row.data))
    return Finding(condition, row.opened_at, row.closed_at or "")
