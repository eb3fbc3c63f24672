"""How fast the poster brings sales into MariaDB: one register, and eight at once.

Every register posts in a process of its own, as each would have a container of its own. Posting is
the whole use case on the real books; the mirror in DynamoDB and the queue are left out. Floor: the
same bodies and lines as plain rows of the bare driver, one commit a run, one register.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.logic.ports import JournalRun
from backend_lambdas.logic.post_journal import PostJournal
from benchmarks.bench import Bench
from benchmarks.figures import Figure, figure
from benchmarks.journals import LINES_OF_A_SALE
from benchmarks.prepared_books import enrolled, filled_books, raw_books
from pos_core.wire.journal import PushRequest
from tests.fakes.cloud import FakeRegisterMirror, FakeSideEffectBell

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

AT_ONCE = 8
SALES_OF_ONE = 1_000
SALES_OF_EACH = 400
PATIENCE = 60
Runs = Sequence[JournalRun]


def measure(bench: Bench) -> Iterator[Figure]:
    """Post for one register, for eight, and as plain rows, in turns."""
    one, many, plain = [], [], []
    with filled_books(bench) as url:
        for _ in range(bench.rounds):
            one.append([together(url, journals(url, bench, 1, SALES_OF_ONE))])
            many.append([together(url, journals(url, bench, AT_ONCE, SALES_OF_EACH))])
            plain.append([as_plain_rows(url, journals(url, bench, 1, SALES_OF_ONE)[0])])
    yield figure("posting_1_register", "sales/s", one, plain)
    yield figure("posting_8_registers", "sales/s", many, plain)


def journals(url: str, bench: Bench, registers: int, sales: int) -> list[Runs]:
    """Have registers ring up so many sales each; the first run of each is to warm up."""
    opened = OpenedBooks(url)
    sellers = [enrolled(opened, bench.products) for _ in range(registers)]
    opened.close()
    return [[*seller.runs(1), *seller.runs(bench.samples(sales))] for seller in sellers]


def together(url: str, registers: Sequence[Runs]) -> float:
    """Post for all registers at once, each in its process; return sales per second of all."""
    spawning = multiprocessing.get_context("spawn")
    ready = spawning.Barrier(len(registers))
    told: SimpleQueue[tuple[float, float]] = spawning.SimpleQueue()
    posters = [
        spawning.Process(target=post_all, args=(url, runs, ready, told)) for runs in registers
    ]
    for poster in posters:
        poster.start()
    times = [told.get() for _ in posters]
    for poster in posters:
        poster.join()
    sales = sum(map(count_of, registers)) - len(registers)
    return sales / (max(ended for _, ended in times) - min(began for began, _ in times))


def post_all(
    url: str, runs: Runs, ready: "Barrier", told: "SimpleQueue[tuple[float, float]]"
) -> None:
    """Post one register's runs, once all others are ready to; tell when it began and ended."""
    opened = OpenedBooks(url)
    post = PostJournal(opened.books, FakeRegisterMirror(), FakeSideEffectBell())
    post(runs[0])
    ready.wait(PATIENCE)
    began = perf_counter()
    for run in runs[1:]:
        posted = post(run)
        assert not posted.stop, posted
        assert not posted.quarantined, posted
    told.put((began, perf_counter()))
    opened.close()


def count_of(runs: Runs) -> int:
    """Return how many sales the runs hold."""
    return sum(len(PushRequest.model_validate_json(run.body).entries) for run in runs)


def as_plain_rows(url: str, runs: Runs) -> float:
    """Write each sale's body and five rows beside it into plain tables; return sales per second."""
    bodies = [PushRequest.model_validate_json(run.body).entries for run in runs]
    with raw_books(url) as cursor:
        for table, rest in (("plain_sales", "body TEXT"), ("plain_lines", "quantity BIGINT")):
            cursor.execute(
                f"CREATE OR REPLACE TABLE {table} (id BIGINT PRIMARY KEY AUTO_INCREMENT, {rest})"
            )
        began = perf_counter()
        for entries in bodies:
            sales = [entry.body for entry in entries]
            cursor.executemany("INSERT INTO plain_sales (body) VALUES (%s)", sales)
            lines = range(len(entries) * LINES_OF_A_SALE)
            cursor.executemany("INSERT INTO plain_lines (quantity) VALUES (%s)", list(lines))
            cursor.connection.commit()
        return sum(map(len, bodies)) / (perf_counter() - began)
