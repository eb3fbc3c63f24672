"""Today's report: who sees what, and from which books the figures are."""

import pytest

from pos_app.services.records import Session
from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.presenter import ReportPresenter
from pos_core.permissions import Role
from pos_core.wire.reports import (
    HourFigures,
    ProductFigures,
    StaffFigures,
    TenderFigures,
    TodayReport,
)
from tests.fakes.ui_services import MANAGER_1, FakeTill
from tests.ui.screens.heard import Heard


def report(source: str = "server") -> TodayReport:
    """Three sales of £30.00, a return of £5.00, two people, two tenders."""
    return TodayReport(
        source="server" if source == "server" else "register",
        store_id="S1",
        day="2026-11-21",
        currency="GBP",
        as_of="2026-11-21T14:32:00.000Z",
        sales=3,
        returns=1,
        items_milli=7000,
        sold_minor=9000,
        returned_minor=500,
        tax_minor=1417,
        rounding_minor=0,
        by_hour=[
            HourFigures(hour=9, sales=2, sold_minor=6000),
            HourFigures(hour=11, sales=1, sold_minor=3000, returned_minor=500),
        ],
        by_tender=[
            TenderFigures(kind="cash", count=2, amount_minor=2500),
            TenderFigures(kind="card", count=1, amount_minor=6000),
        ],
        by_product=[
            ProductFigures(
                product_id=f"p{n}", sku=f"SKU{n}", name=f"Product {n}",
                quantity_milli=1000 * n, amount_minor=100 * n,
            )
            for n in range(1, 8)
        ],
        by_staff=[
            StaffFigures(staff_id="s1", name="Sales 1", sales=2, amount_minor=2500),
            StaffFigures(staff_id="m1", name="Manager 1", sales=1, amount_minor=6000),
        ],
    )  # fmt: skip


@pytest.fixture
def reports(desk: Desk, till: FakeTill) -> ReportPresenter:
    till.read_report.report = report()
    return ReportPresenter(desk)


def test_a_manager_sees_the_whole_store(reports: ReportPresenter, desk: Desk) -> None:
    desk.session = MANAGER_1
    shown = Heard(reports.shown)
    reports.open()
    view = shown.last
    figures = {name: text for name, _, text in view.figures}
    assert figures == {
        "takings": "£85.00", "sales": "3", "average": "£30.00", "items": "2.3",
        "tax": "£14.17", "returns": "£5.00",
    }  # fmt: skip
    assert [name for name, *_ in view.products][:2] == ["Product 7", "Product 6"]
    assert [(t.label, t.percent) for t in view.tenders] == [
        ("Card", "70.6\u00a0%"),
        ("Cash", "29.4\u00a0%"),
    ]
    assert [person.name for person in view.staff] == ["Manager 1", "Sales 1"]


def test_hours_without_a_sale_between_others_are_there(
    reports: ReportPresenter, desk: Desk
) -> None:
    desk.session = MANAGER_1
    view = reports.view(report())
    assert [(h.label, h.takings_minor) for h in view.hours] == [
        ("9:00", 6000),
        ("10:00", 0),
        ("11:00", 2500),
    ]


def test_a_salesperson_sees_their_own_figures_only(reports: ReportPresenter) -> None:
    shown = Heard(reports.shown)
    reports.open()
    view = shown.last
    assert view.own_only
    assert [text for _, _, text in view.figures] == ["£25.00", "2", "£12.50"]
    assert view.staff == view.tenders == view.products == ()


def test_somebody_who_does_not_sell_sees_no_report(reports: ReportPresenter, desk: Desk) -> None:
    forbidden, shown = Heard(reports.forbidden), Heard(reports.shown)
    desk.session = Session("i1", "it1", "IT 1", frozenset({Role.IT}), offline=False)
    reports.open()
    assert len(forbidden) == 1
    assert len(shown) == 0


def test_the_report_says_which_books_it_is_from(reports: ReportPresenter) -> None:
    assert reports.view(report()).from_books
    own = reports.view(report("register"))
    assert not own.from_books
    assert own.source == "From this register's own books; other registers are not in it"
    assert own.about.startswith("Store 1, High Street, Till 2 · Sat 21 Nov until ")


def test_a_day_without_a_sale_has_figures_of_nothing(reports: ReportPresenter, desk: Desk) -> None:
    desk.session = MANAGER_1
    empty = report().model_copy(
        update={
            "sales": 0, "returns": 0, "items_milli": 0, "sold_minor": 0, "returned_minor": 0,
            "tax_minor": 0, "by_hour": [], "by_tender": [], "by_product": [], "by_staff": [],
        }
    )  # fmt: skip
    view = reports.view(empty)
    assert view.is_empty
    assert [text for _, _, text in view.figures] == [
        "£0.00", "0", "£0.00", "0", "£0.00", "£0.00",
    ]  # fmt: skip


def test_a_report_that_cannot_be_read_is_told(reports: ReportPresenter, till: FakeTill) -> None:
    failed = Heard(reports.failed)
    till.read_report.report = None
    reports.open()
    assert failed.last.code == "server.unreachable"
