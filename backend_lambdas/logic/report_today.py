"""A store's day from the posted sales, and what is posted of a register, for reconciling.

Knows nothing of HTTP; permissions are checked here once more, because the app is never trusted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backend_lambdas.logic.books.work import Books, Work
from pos_core.errors import RuleBroken
from pos_core.identifiers import Clock, timestamp
from pos_core.permissions import Act, Role, require
from pos_core.wire.reports import PostedTotals, TodayReport


@dataclass(frozen=True, slots=True)
class ReportToday:
    """The use case and what it works with."""

    books: Books
    clock: Clock

    def __call__(self, roles: Iterable[Role], store_id: str, day: str) -> TodayReport:
        """Report a store's local day (`2026-11-21`).

        Raises NotAllowed, RuleBroken `day.unreadable`, NotFound `store.unknown`.
        """
        require(roles, Act.READ_STORE_REPORT)
        checked_day(day)
        as_of = timestamp(self.clock.now())
        return self.books.read(lambda work: _report(work, store_id, day, as_of))


@dataclass(frozen=True, slots=True)
class TotalPosted:
    """Sums of one register, to hold against the register's own books."""

    books: Books

    def __call__(
        self, roles: Iterable[Role], register_id: str, first_day: str, last_day: str
    ) -> PostedTotals:
        """Sum what is posted of these local days, both included.

        A register may ask for itself (the caller sees to that), and whoever may read the store's
        report. Raises NotAllowed and RuleBroken `day.unreadable`.
        """
        held = list(roles)
        if Role.REGISTER not in held:
            require(held, Act.READ_STORE_REPORT)
        first, last = checked_day(first_day), checked_day(last_day)
        return self.books.read(lambda work: work.reports.register_totals(register_id, first, last))


def checked_day(text: str) -> str:
    """Return a day as it was given; raises RuleBroken `day.unreadable` for anything else."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise RuleBroken("day.unreadable", day=text[:20])


def _report(work: Work, store_id: str, day: str, as_of: str) -> TodayReport:
    work.settings.store(store_id)
    reports = work.reports
    sums = reports.day_sums(store_id, day)
    return TodayReport(
        source="server",
        store_id=store_id,
        day=day,
        currency=work.settings.shop().currency,
        as_of=as_of,
        sales=sums.sales,
        returns=sums.returns,
        items_milli=sums.items_milli,
        sold_minor=sums.sold_minor,
        returned_minor=sums.returned_minor,
        tax_minor=sums.tax_minor,
        rounding_minor=sums.rounding_minor,
        by_hour=reports.by_hour(store_id, day),
        by_tender=reports.by_tender(store_id, day),
        by_product=reports.by_product(store_id, day),
        by_staff=reports.by_staff(store_id, day),
        tills=work.tills.of_day(store_id, day),
    )
