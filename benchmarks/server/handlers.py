"""Time inside warm handlers: events as API Gateway hands them over, the books on MariaDB.

Queue and mirror are kept in memory, so that neither the emulator nor a network is measured. Floor
of a page: the bare driver reads as many rows of the feed; of a push: nothing but the checks of the
run's links and signatures.
"""

import gzip
from collections.abc import Iterator, Sequence
from functools import partial

from pymysql.cursors import Cursor

from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.handlers import accept_journal, feeds
from backend_lambdas.wiring import wiring
from benchmarks.bench import Bench, milliseconds
from benchmarks.figures import Figure, Round, figure
from benchmarks.journals import Register, run_of
from benchmarks.prepared_books import filled_books, raw_books
from benchmarks.server.lambda_events import answered_in, push, question
from benchmarks.synthetic_catalogue import STORE
from pos_core.journal import Entry, Head, public_key_of, verify_run
from pos_core.permissions import Role
from tests.fakes.cloud import FakeJournalQueue, FakeRegisterMirror

CALLS = 100
ENTRIES = 100
LINES = 2
PAGE = 1_000
RAW_PAGE = "SELECT * FROM feed_entries WHERE scope = 'catalogue' AND version > %s LIMIT 1000"


def measure(bench: Bench) -> Iterator[Figure]:
    """Ask for pages of the catalogue, then push runs."""
    with filled_books(bench) as url:
        opened = OpenedBooks(url)
        vars(wiring()).update(opened_books=opened)
        yield pages(bench, url)
        opened.close()
    yield pushes(bench)


def pages(bench: Bench, url: str) -> Figure:
    """Ask for pages from all over the catalogue's feed."""
    step = (bench.products - PAGE) // bench.samples(CALLS)
    cursors = range(0, bench.products - PAGE, step)
    rounds = [[page(after) for after in cursors] for _ in range(bench.rounds)]
    return figure(
        "catalogue_page_handler", "ms", rounds, [raw_pages(url, cursors)], f"{PAGE} changes"
    )


def page(after: int) -> float:
    """Ask for one page; return the milliseconds."""
    asked = {"scope": "catalogue", "after": str(after)}
    return answered_in(feeds.handler, question("/v1/changes", asked, Role.SALESPERSON))


def raw_pages(url: str, cursors: Sequence[int]) -> Round:
    """Read as many rows of the feed with the bare driver."""
    with raw_books(url) as cursor:
        return [milliseconds(partial(raw_page, cursor, after)) for after in cursors]


def raw_page(cursor: Cursor, after: int) -> None:
    """Read one page of the feed."""
    cursor.execute(RAW_PAGE, (after,))
    cursor.fetchall()


def pushes(bench: Bench) -> Figure:
    """Push one run of a hundred sales after another."""
    register = Register("019ab000-0000-7000-8000-00000000000f", "T9", bench.products, lines=LINES)
    mirror = FakeRegisterMirror()
    mirror.add(register.register_id, STORE.store_id, register.public_key)
    vars(wiring()).update(register_mirror=mirror, journal_queue=FakeJournalQueue())
    rounds, floor = [], []
    for _ in range(bench.rounds):
        runs = [[register.sell() for _ in range(ENTRIES)] for _ in range(bench.samples(CALLS))]
        rounds.append([pushed(register, run) for run in runs])
        floor.append([milliseconds(partial(check, register, run)) for run in runs])
    return figure("journal_push_handler", "ms", rounds, floor, f"{ENTRIES} sales of {LINES} lines")


def pushed(register: Register, entries: Sequence[Entry]) -> float:
    """Push one run; return the milliseconds."""
    packed = gzip.compress(run_of(register.register_id, entries).body, 1)
    return answered_in(accept_journal.handler, push(register.register_id, packed))


def check(register: Register, entries: Sequence[Entry]) -> None:
    """Check the links and the signatures of a run, and nothing else."""
    before = Head(entries[0].seq - 1, entries[0].prev_hash)
    verify_run(entries, before, public_key_of(register.public_key))
