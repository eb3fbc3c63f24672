"""Reads what the books found remarkable: findings, remarks on a register's facts, the quarantine.

Knows nothing of HTTP or tables; permissions are checked here once more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from backend_lambdas.logic.books.findings import Finding
from backend_lambdas.logic.books.work import Books, Work
from pos_core.errors import NotFound
from pos_core.permissions import Act, Role, require
from pos_core.wire.findings import (
    FindingItem,
    FindingsPage,
    QuarantinePage,
    RemarksPage,
)

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class ReadFindings:
    """The use case and what it works with."""

    books: Books

    def findings(
        self, roles: Iterable[Role], before: str = "", *, closed_too: bool = False
    ) -> FindingsPage:
        """Return a page of findings, newest first, after the one named `before`."""
        require(roles, Act.WATCH_BOOKS)
        found = self.books.read(
            lambda work: work.findings.page(before, AT_ONCE + 1, closed_too=closed_too)
        )
        items = [_item(finding) for finding in found[:AT_ONCE]]
        return FindingsPage(findings=items, more=len(found) > AT_ONCE)

    def remarks(self, roles: Iterable[Role], register_id: str, after: int) -> RemarksPage:
        """Return remarks on the entries of a register's journal behind a place.

        A register may ask for itself (the caller sees to that), and whoever may watch the books.
        Raises NotFound `register.unknown`.
        """
        held = list(roles)
        if Role.REGISTER not in held:
            require(held, Act.WATCH_BOOKS)

        def read(work: Work) -> RemarksPage:
            if not work.watch.knows(register_id):
                raise NotFound("register.unknown", register_id=register_id)
            noticed = work.notices.remarks(register_id, after, AT_ONCE)
            more = noticed.last is not None
            through = noticed.last or work.registers.posted_through(register_id)
            remarks = list(noticed.remarks)
            return RemarksPage(register_id=register_id, remarks=remarks, through=through, more=more)

        return self.books.read(read)

    def quarantine(self, roles: Iterable[Role], after: tuple[str, int]) -> QuarantinePage:
        """Return quarantined entries behind a register and place."""
        require(roles, Act.MEND_BOOKS)
        found = self.books.read(lambda work: work.notices.quarantined(after, AT_ONCE + 1))
        return QuarantinePage(entries=list(found[:AT_ONCE]), more=len(found) > AT_ONCE)


def _item(finding: Finding) -> FindingItem:
    condition = finding.condition
    return FindingItem(
        finding=finding.name,
        kind=condition.kind.value,
        register_id=condition.register_id,
        data=dict(condition.data),
        opened_at=finding.opened_at,
        closed_at=finding.closed_at,
    )
