"""Turns what is wrong now into findings: each opens once, is told once, and closes when cured.

Knows nothing of how it was found out.
"""

from collections.abc import Collection, Sequence

from backend_lambdas.logic.books.findings import Condition, Finding, FindingKind
from backend_lambdas.logic.books.outbox import Intent, IntentKind
from backend_lambdas.logic.books.work import Work


def keep_findings(
    work: Work, conditions: Sequence[Condition], judged: Collection[FindingKind], now: str
) -> int:
    """Open, describe and close findings; return how many are open afterwards.

    `judged` are the kinds that could be looked into this time: of any other kind, nothing closes,
    because not having looked cures nothing.
    """
    present = {condition.subject: condition for condition in conditions}
    known = {finding.condition.subject: finding for finding in work.findings.open()}
    new = [Finding(c, now) for subject, c in present.items() if subject not in known]
    cured = [
        finding
        for subject, finding in known.items()
        if subject not in present and finding.condition.kind in judged
    ]
    lasting = [
        Finding(present[subject], finding.opened_at)
        for subject, finding in known.items()
        if subject in present and dict(present[subject].data) != dict(finding.condition.data)
    ]
    work.findings.add(new)
    work.findings.describe(lasting)
    work.findings.close(cured, now)
    work.outbox.add([_told(finding) for finding in new], now)
    return len(known) + len(new) - len(cured)


def _told(finding: Finding) -> Intent:
    condition = finding.condition
    details = "; ".join(f"{name}: {value}" for name, value in sorted(condition.data.items()))
    data: dict[str, str | int] = {
        "kind": condition.kind.value,
        "register_id": condition.register_id,
        "opened_at": finding.opened_at,
        "details": details,
    }
    return Intent(f"finding:{finding.name}", IntentKind.FINDING, data)
