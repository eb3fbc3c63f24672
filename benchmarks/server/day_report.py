"""The report of a day inside its warm handler, on books that hold a real shop's sales.

The real week by default, the whole real year when it is asked for. Floor: the bare driver counts
the day's sales.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import cycle, islice

from pymysql.cursors import Cursor

from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.handlers import reports
from backend_lambdas.logic.post_journal import PostJournal
from backend_lambdas.wiring import wiring
from benchmarks.bench import Bench, milliseconds
from benchmarks.figures import Figure, figure
from benchmarks.prepared_books import enrolled, filled_books, raw_books
from benchmarks.real_sales import Invoice, real_week, real_year
from benchmarks.server.lambda_events import answered_in, question
from benchmarks.synthetic_catalogue import STORE
from pos_core.permissions import Role
from tests.dataset import dataset_path
from tests.fakes.cloud import FakeRegisterMirror, FakeSideEffectBell

CALLS = 120
SOME = 100
COUNT = "SELECT count(*), sum(total_minor) FROM sales WHERE store_id = %s AND business_day = %s"


def measure(bench: Bench) -> Iterator[Figure]:
    """Post real sales, then ask for their days in turn."""
    invoices = list(real_year(dataset_path()) if bench.year else real_week())
    if bench.quick:
        invoices = invoices[:SOME]
    days = sorted({invoice.at.date().isoformat() for invoice in invoices})
    with filled_books(bench) as url:
        opened = OpenedBooks(url)
        post(opened, invoices)
        vars(wiring()).update(opened_books=opened)
        asked = list(islice(cycle(days), bench.samples(CALLS)))
        rounds = [[reported(day) for day in asked] for _ in range(bench.rounds)]
        with raw_books(url) as cursor:
            floor = [milliseconds(partial(count, cursor, day)) for day in asked]
        opened.close()
    lines = sum(invoice.lines for invoice in invoices)
    span = "real year" if bench.year else "real week (the year: --year)"
    note = f"{span}: {len(invoices):,} sales, {lines:,} lines, {len(days)} days"
    yield figure("report_day", "ms", rounds, [floor], note)


def post(opened: OpenedBooks, invoices: Iterable[Invoice]) -> None:
    """Have one register ring all of it up, and post its journal."""
    register = enrolled(opened, 0)
    poster = PostJournal(opened.books, FakeRegisterMirror(), FakeSideEffectBell())
    entries = (register.sell_cart(invoice.cart, invoice.at) for invoice in invoices)
    for run in register.runs_of(entries):
        posted = poster(run)
        assert not posted.stop, posted


def reported(day: str) -> float:
    """Ask for the report of a day; return the milliseconds."""
    asked = {"store": STORE.store_id, "day": day}
    return answered_in(reports.handler, question("/v1/reports/today", asked, Role.MANAGER))


def count(cursor: Cursor, day: str) -> None:
    """Count a day's sales."""
    cursor.execute(COUNT, (STORE.store_id, day))
    cursor.fetchall()
