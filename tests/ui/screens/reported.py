"""Reports of made-up days, and background work that waits until a test wants it done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pos_app.ui.background import OnFailed, Task
from pos_core.wire.reports import (
    HourFigures,
    ProductFigures,
    StaffFigures,
    TenderFigures,
    TodayReport,
)

TODAY, WEEK_BEFORE, YESTERDAY = "2026-11-21", "2026-11-14", "2026-11-20"


def day_report(
    day: str = TODAY, source: Literal["server", "register"] = "server", times: int = 1
) -> TodayReport:
    """Three sales of £30.00, a return of £5.00, two people, two tenders; all of it `times`."""
    return TodayReport(
        source=source,
        store_id="S1",
        day=day,
        currency="GBP",
        as_of="2026-11-21T14:32:08.000Z",
        sales=3 * times,
        returns=1,
        items_milli=7000 * times,
        sold_minor=9000 * times,
        returned_minor=500,
        tax_minor=1417 * times,
        rounding_minor=0,
        by_hour=[
            HourFigures(hour=9, sales=2 * times, sold_minor=6000 * times),
            HourFigures(hour=14, sales=times, sold_minor=3000 * times, returned_minor=500),
        ],
        by_tender=[
            TenderFigures(kind="cash", count=2, amount_minor=2500 * times),
            TenderFigures(kind="card", count=1, amount_minor=6000 * times),
        ],
        by_product=[
            ProductFigures(
                product_id=f"p{n}",
                sku=f"SKU{n}",
                name=f"Product {n}",
                quantity_milli=1000 * n,
                amount_minor=100 * n,
            )
            for n in range(1, 8)
        ],
        by_staff=[
            StaffFigures(staff_id="s1", name="Sales 1", sales=2, amount_minor=2500 * times),
            StaffFigures(staff_id="m1", name="Manager 1", sales=1, amount_minor=6000 * times),
        ],
    )


def empty_report(day: str = TODAY) -> TodayReport:
    """A day on which nothing was sold."""
    nothing = dict.fromkeys(("sales", "returns", "items_milli", "sold_minor", "returned_minor"), 0)
    lists: dict[str, list[object]] = {
        name: [] for name in ("by_hour", "by_tender", "by_product", "by_staff")
    }
    return day_report(day).model_copy(update={**nothing, **lists, "tax_minor": 0})


class Later:
    """Background work that is handed over when a test says so, in the order of the calls."""

    def __init__(self) -> None:
        self.closing = False
        self.waiting: list[Task] = []

    def database(
        self, work: Callable[[], Any], on_done: Callable[[Any], None], on_failed: OnFailed
    ) -> Task:
        self.waiting.append(Task(work, on_done, on_failed))
        return self.waiting[-1]

    def pool(
        self, work: Callable[[], Any], on_done: Callable[[Any], None], on_failed: OnFailed
    ) -> Task:
        return self.database(work, on_done, on_failed)

    def post(self, call: Callable[[], None]) -> None:
        call()

    def shut_down(self) -> None:
        self.closing = True

    def do_one(self) -> None:
        """Do the piece of work that waits longest."""
        task = self.waiting.pop(0)
        task.run()
        task.deliver()

    def do_all(self) -> None:
        """Do everything that waits, and what that asks for."""
        while self.waiting:
            self.do_one()
