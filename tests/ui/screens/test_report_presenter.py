"""A day's report: who sees what, from which books, and beside which other day."""

from dataclasses import replace
from datetime import date

import pytest

from pos_app.services.records import Session
from pos_app.ui.desk import Desk
from pos_app.ui.screens.reports.comparison import Figure
from pos_app.ui.screens.reports.presenter import ReportPresenter
from pos_app.ui.screens.reports.view import ReportView, opening_hours
from pos_core.permissions import Role
from tests.fakes.ui_services import SALES_1, FakeTill
from tests.ui.screens.heard import Heard
from tests.ui.screens.reported import (
    TODAY,
    WEEK_BEFORE,
    YESTERDAY,
    Later,
    day_report,
    empty_report,
)

PERCENT = "\u00a0%"


@pytest.fixture
def reports(manager_desk: Desk, till: FakeTill) -> ReportPresenter:
    till.read_report.by_day = {TODAY: day_report(times=2), WEEK_BEFORE: day_report(WEEK_BEFORE)}
    return ReportPresenter(manager_desk)


def opened(reports: ReportPresenter) -> ReportView:
    shown = Heard(reports.shown)
    reports.open()
    view: ReportView = shown.last
    return view


def by_name(view: ReportView) -> dict[str, Figure]:
    return {figure.name: figure for figure in view.figures}


def test_a_manager_sees_the_whole_store(reports: ReportPresenter) -> None:
    view = opened(reports)
    assert {name: figure.text for name, figure in by_name(view).items()} == {
        "takings": "£175.00", "sales": "6", "average": "£30.00", "items": "2.3",
        "tax": "£28.34", "returns": "£5.00",
    }  # fmt: skip
    assert [product.name for product in view.products][:2] == ["Product 7", "Product 6"]
    assert [(t.label, t.percent) for t in view.tenders] == [
        ("Card", f"70.6{PERCENT}"),
        ("Cash", f"29.4{PERCENT}"),
    ]
    assert [person.name for person in view.staff] == ["Manager 1", "Sales 1"]


def test_a_day_that_runs_is_compared_up_to_its_last_full_hour(reports: ReportPresenter) -> None:
    figures = by_name(opened(reports))
    takings, average = figures["takings"], figures["average"]
    assert (takings.delta, takings.note) == (f"100.0{PERCENT}", "by 14:00")
    assert (takings.up, takings.tone) == (True, "positive")
    assert (average.delta, average.note, average.up) == ("", "as before", None)
    assert figures["tax"].note == "£14.17 on Sat 14 Nov"
    assert figures["items"].note == "2.3 on Sat 14 Nov"


def test_a_day_that_is_over_is_compared_as_a_whole(
    reports: ReportPresenter, till: FakeTill
) -> None:
    till.read_report.by_day |= {
        YESTERDAY: day_report(YESTERDAY),
        "2026-11-13": day_report("2026-11-13", times=2),
    }
    shown = Heard(reports.shown)
    reports.choose(date.fromisoformat(YESTERDAY))
    figures = by_name(shown.last)
    assert (figures["sales"].delta, figures["sales"].note) == (f"50.0{PERCENT}", "from 6")
    assert (figures["sales"].up, figures["sales"].tone) == (False, "warning")
    assert (figures["tax"].delta, figures["tax"].tone) == (f"50.0{PERCENT}", "secondary")
    assert shown.last.about == "Store 1, High Street · the whole day · compared with Fri 13 Nov"


def test_fewer_returns_are_good(reports: ReportPresenter, till: FakeTill) -> None:
    fewer = day_report().model_copy(update={"returned_minor": 200, "day": YESTERDAY})
    till.read_report.by_day |= {YESTERDAY: fewer, "2026-11-13": day_report("2026-11-13")}
    shown = Heard(reports.shown)
    reports.step(-1)
    returned = by_name(shown.last)["returns"]
    assert (returned.delta, returned.note) == ("£3.00", "from £5.00")
    assert (returned.up, returned.tone) == (False, "positive")


def test_the_report_is_there_before_the_day_it_is_compared_with(
    reports: ReportPresenter, manager_desk: Desk
) -> None:
    later = manager_desk.background = Later()
    shown = Heard(reports.shown)
    reports.open()
    later.do_one()
    alone: ReportView = shown.last
    later.do_all()
    assert (alone.series, alone.figures[0].note) == (("Today",), "")
    assert shown.last.series == ("Today", "Sat 14 Nov")


def other_books(till: FakeTill) -> None:
    till.read_report.by_day[WEEK_BEFORE] = day_report(WEEK_BEFORE, "register")


def no_sales(till: FakeTill) -> None:
    till.read_report.by_day[WEEK_BEFORE] = empty_report(WEEK_BEFORE)


def unreadable(till: FakeTill) -> None:
    del till.read_report.by_day[WEEK_BEFORE]


@pytest.mark.parametrize("what", [other_books, no_sales, unreadable])
def test_without_figures_to_compare_with_the_report_says_so_once(
    reports: ReportPresenter, till: FakeTill, what: object
) -> None:
    assert callable(what)
    what(till)
    view = opened(reports)
    assert [figure.note for figure in view.figures] == ["no figures for Sat 14 Nov", *[""] * 5]
    assert view.series == ("Today",)
    assert view.about == "Store 1, High Street · Sat 21 Nov until 14:32"


def test_a_salesperson_sees_their_own_figures_only(
    reports: ReportPresenter, manager_desk: Desk
) -> None:
    manager_desk.session = SALES_1
    view = opened(reports)
    assert view.own_only
    assert [figure.text for figure in view.figures] == ["£50.00", "2", "£25.00"]
    assert view.figures[0].note == "£25.00 on Sat 14 Nov"
    assert not any((view.staff, view.tenders, view.products, view.hours))


def test_somebody_who_does_not_sell_sees_no_report(
    reports: ReportPresenter, manager_desk: Desk
) -> None:
    forbidden, shown = Heard(reports.forbidden), Heard(reports.shown)
    manager_desk.session = Session("i1", "it1", "IT 1", frozenset({Role.IT}), offline=False)
    reports.open()
    assert len(forbidden) == 1
    assert len(shown) == 0


def test_the_report_says_which_books_it_is_from(reports: ReportPresenter, till: FakeTill) -> None:
    view = opened(reports)
    assert (view.from_books, view.source) == (True, "From the books, all registers")
    till.read_report.by_day = {TODAY: day_report(source="register")}
    own = opened(reports)
    assert (own.from_books, own.source) == (False, "From Till 2's own books")
    assert own.about == "Till 2 · Sat 21 Nov until 14:32"


def test_no_day_after_today_can_be_chosen(reports: ReportPresenter, till: FakeTill) -> None:
    till.read_report.by_day[YESTERDAY] = day_report(YESTERDAY)
    reports.step(1)
    assert reports.day == reports.today == date.fromisoformat(TODAY)
    reports.step(-1)
    assert reports.day == date.fromisoformat(YESTERDAY)
    reports.open()
    assert reports.day == reports.today
    assert max(till.read_report.asked) == TODAY


def test_an_answer_about_another_day_is_not_shown(
    reports: ReportPresenter, manager_desk: Desk, till: FakeTill
) -> None:
    till.read_report.by_day[YESTERDAY] = day_report(YESTERDAY)
    later = manager_desk.background = Later()
    shown = Heard(reports.shown)
    reports.step(-1)
    reports.step(1)
    later.do_all()
    assert {view.day for view in shown.said} == {TODAY}


@pytest.mark.parametrize(
    ("busy", "first", "last"),
    [({13}, 12, 19), (set(range(9, 19)), 8, 19), ({22}, 16, 23), ({0}, 0, 7)],
)
def test_the_axis_shows_when_the_shop_is_open(busy: set[int], first: int, last: int) -> None:
    hours = opening_hours(busy)
    assert (hours[0], hours[-1]) == (first, last)


def test_hours_without_a_sale_are_there_beside_the_week_before(reports: ReportPresenter) -> None:
    hours = opened(reports).hours
    assert [hour.label for hour in hours] == [f"{n}:00" for n in range(8, 16)]
    assert [(h.takings_minor, h.before_minor) for h in hours][:3] == [(0, 0), (12000, 6000), (0, 0)]
    assert hours[6].takings_minor == 5500


def test_bar_and_per_cent_of_a_person_both_say_the_share_of_all_takings(
    reports: ReportPresenter,
) -> None:
    staff = opened(reports).staff
    assert [(p.share, p.permille) for p in staff] == [
        (f"70.6{PERCENT}", 705),
        (f"29.4{PERCENT}", 294),
    ]


def test_a_day_without_a_sale_tells_what_the_week_before_came_to(
    reports: ReportPresenter, till: FakeTill
) -> None:
    till.read_report.by_day[TODAY] = empty_report()
    view = opened(reports)
    assert view.is_empty
    assert view.before_words == "Sat 14 Nov came to £85.00."
    assert [f.text for f in view.figures] == ["£0.00", "0", "£0.00", "0", "£0.00", "£0.00"]


def test_a_report_that_cannot_be_read_is_told(reports: ReportPresenter, till: FakeTill) -> None:
    failed = Heard(reports.failed)
    till.read_report.by_day = {}
    reports.open()
    assert failed.last.code == "server.unreachable"


def test_pictures_are_looked_up_and_initials_stand_for_those_without(
    reports: ReportPresenter, till: FakeTill
) -> None:
    card = till.find_products.cards[0]
    product = replace(card.product, sku="SKU7")
    till.find_products.cards = [replace(card, product=product, thumbnail_sha256="abc")]
    pictured = Heard(reports.pictured)
    reports.open()
    assert pictured.last == {"SKU7": "abc"}
