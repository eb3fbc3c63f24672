"""X and Z reports: at any time, the same for ever, and printed again as a marked copy."""

import pytest

from pos_app.services.overview_records import Wanted
from pos_core.cash_count import CashCount
from pos_core.errors import DeviceFailed, NotFound, RuleBroken
from pos_core.permissions import Role
from pos_core.till_report import TillReportKind
from pos_core.till_session import TillClosing
from tests.fakes.till import SALES_1, TillRig

SELLS = [Role.SALESPERSON]


def closed(till: TillRig) -> TillClosing:
    """Sell something in a session and close it with what is expected."""
    till.sessions.open_till.open(10_000, SALES_1, SELLS)
    till.sell()
    return till.sessions.close_till.close(CashCount(other_minor=11_200), SALES_1, SELLS)


def test_an_x_report_says_how_the_session_stands_and_writes_nothing(till: TillRig) -> None:
    till.sessions.open_till.open(10_000, SALES_1, SELLS)
    till.sell()
    before = till.journal.state().last_seq
    till.sessions.reports.print_x(SALES_1)
    (report,) = till.printer.reports
    assert (report.kind, report.number, report.counted) == (TillReportKind.X, "", None)
    assert report.figures.cash.expected_minor == 11_200
    assert report.shop.name == "Lantern & Lace"
    assert till.journal.state().last_seq == before


def test_a_closed_till_has_no_x_report(till: TillRig) -> None:
    with pytest.raises(RuleBroken, match=r"till\.not_open"):
        till.sessions.reports.x(SALES_1)


@pytest.mark.fault(53, "A Z report says the same whatever is sold after it")
def test_a_z_report_says_the_same_for_ever(till: TillRig) -> None:
    event_id = closed(till).stamp.event_id
    first = till.sessions.reports.z(event_id)
    till.sell()
    till.engine.run_once()
    closed(till)
    till.storage.rebuild()
    again = till.restarted()
    assert again.sessions.reports.z(event_id) == first
    assert [each.z_number for each in again.sessions.reports.latest()] == ["T1-Z0002", "T1-Z0001"]
    again.close()


def test_what_was_sold_between_two_sessions_is_in_the_next_report(till: TillRig) -> None:
    closed(till)
    till.sell()
    late = closed(till).figures.late
    assert (late.sales, late.sold_minor, late.first_number) == (1, 1_200, "T1-000002")


@pytest.mark.fault(53, "A Z report is printed again as a marked copy")
def test_a_z_report_is_printed_again_as_a_recorded_copy(till: TillRig) -> None:
    event_id = closed(till).stamp.event_id
    till.sessions.reports.print_z(event_id)
    till.sessions.reports.reprint_z(event_id, SALES_1)
    assert [(report.number, report.copy) for report in till.printer.reports] == [
        ("T1-Z0001", False),
        ("T1-Z0001", True),
    ]
    with till.storage.read() as books:
        (newest,) = books.overview.rows(Wanted(), 1, None)
    assert (newest.type, newest.which) == ("receipt.reprinted", "T1-Z0001")


@pytest.mark.fault(54, "A printer that fails after the close changes nothing; the Z can be printed")
def test_a_printer_that_fails_leaves_the_close_as_it_is(till: TillRig) -> None:
    till.printer.broken = True
    event_id = closed(till).stamp.event_id
    with pytest.raises(DeviceFailed):
        till.sessions.reports.print_z(event_id)
    till.printer.broken = False
    till.sessions.reports.print_z(event_id)
    assert till.printer.reports[0].number == "T1-Z0001"


def test_a_close_that_nobody_knows_has_no_report(till: TillRig) -> None:
    with pytest.raises(NotFound, match=r"till\.unknown_close"):
        till.sessions.reports.z("nothing")


def test_a_close_is_listed_in_the_journal_by_its_number(till: TillRig) -> None:
    closed(till)
    with till.storage.read() as books:
        (newest,) = books.overview.rows(Wanted(), 1, None)
    assert (newest.type, newest.which) == ("till.closed", "T1-Z0001")
