"""Today's report: the server's when it answers and permits, else the register's own."""

from pos_app.services.read_report import ReadTodayReport
from tests.fakes.till import PASSWORD, TillRig


def reader(till: TillRig, offset_minutes: int = 0) -> ReadTodayReport:
    return ReadTodayReport(
        till.storage, till.server, till.tokens, till.clock, lambda _: offset_minutes
    )


def test_nobody_with_the_server_reads_the_registers_own_books(till: TillRig) -> None:
    till.sell()
    report = reader(till).read()
    assert (report.source, report.sold_minor, report.day) == ("register", 1200, "2026-11-21")


def test_a_manager_reads_the_server(till: TillRig) -> None:
    till.sign_in.with_password("manager1", PASSWORD)
    assert reader(till).read("2026-11-20").source == "server"


def test_a_salesperson_reads_their_registers_books(till: TillRig) -> None:
    till.sign_in.with_password("sales1", PASSWORD)
    assert reader(till).read().source == "register"
    assert till.server.asked[-1] == "report_today"


def test_a_server_out_of_reach_does_not_keep_a_manager_waiting_for_figures(till: TillRig) -> None:
    till.sign_in.with_password("manager1", PASSWORD)
    till.server.reachable = False
    assert reader(till).read().source == "register"


def test_the_day_is_the_local_one(till: TillRig) -> None:
    assert reader(till, offset_minutes=13 * 60).read().day == "2026-11-22"
