"""The whole way between a till and a backend on this machine: API, queue, poster, MariaDB, S3.

First fill of an empty till through the snapshots; a delta of a hundred changes in all feeds; a
journal of sales drained into the books. Everything is real; the emulator's own time is part of it.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from backend_lambdas.data_access.aws.object_stores import S3SnapshotStore
from backend_lambdas.local.backend import LocalBackend, Wishes, local_backend
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.snapshots import LinkSnapshot, RebuildSnapshots
from benchmarks.bench import Bench, milliseconds, seconds
from benchmarks.figures import Figure, figure, single
from benchmarks.journals import LINES_OF_A_SALE, paid_in_cash, some_cart
from benchmarks.prepared_books import filled_books
from benchmarks.prepared_till import PASSWORD, settings_for
from benchmarks.server.snapshot_floor import fetched_and_written
from benchmarks.synthetic_catalogue import SHOP, STAFF, STORE, product
from pos_app.bootstrap import build_till
from pos_app.services.records import Session
from pos_app.services.till import Till
from pos_core.identifiers import SystemClock
from pos_core.journal import Actor
from pos_core.wire.catalogue import ProductRead
from pos_core.wire.changes import Scope, StaffItem

ENROLLER = "manager1"
CHANGES = 100
GOODS_CHANGED = CHANGES // 2 - 1
"""Each changes its price and its stock; shop and staff change once."""

DELTAS = 20
SALES = 1_200
WARM_UP_SALES = 20
SOONEST_ROUND = 0.2
"""A till waits at least this long between two rounds of its engine, in seconds."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Fill, follow, and drain, on one backend."""
    with backend_of(bench) as backend, enrolled(backend, bench.folder / "till") as till:
        yield first_fill(bench, backend, till)
        yield deltas(bench, backend, till)
        yield drained(bench, till)


@contextmanager
def backend_of(bench: Bench) -> Iterator[LocalBackend]:
    """Run a backend on filled books, with fresh snapshots and the demo's accounts."""
    with filled_books(bench) as url, local_backend(Wishes(database=url)) as backend:
        books = backend.books.opened.books
        RebuildSnapshots(books, snapshots_of(backend), SystemClock())(fresh_within=0)
        yield backend


def snapshots_of(backend: LocalBackend) -> S3SnapshotStore:
    """Return where the backend keeps its snapshots."""
    bucket = backend.addresses.outputs["SnapshotBucketName"]
    return S3SnapshotStore(backend.emulator.client("s3"), bucket)


@contextmanager
def enrolled(backend: LocalBackend, folder: Path) -> Iterator[Till]:
    """Make an empty till, sign a manager in, and enrol it."""
    till = build_till(settings_for(folder, backend.addresses))
    till.connect()
    try:
        session = till.sign_in.with_password(ENROLLER, PASSWORD)
        assert isinstance(session, Session)
        token = till.tokens.token()
        assert token is not None
        actor = Actor(session.staff_id, session.name)
        till.enrol_register.enrol(token, STORE.store_id, "Till", actor)
        yield till
    finally:
        till.close()


def first_fill(bench: Bench, backend: LocalBackend, till: Till) -> Figure:
    """Fill the till until the last product can be found."""
    applied: Counter[str] = Counter()
    took = seconds(lambda: till.first_fill.run(partial(take_note, applied)))
    assert till.find_products.by_code(product(bench.products).barcodes[0]) is not None
    link = LinkSnapshot(backend.books.opened.books, snapshots_of(backend))
    floor = fetched_and_written(bench.folder / "floor", [link(s, None).url for s in Scope])
    note = f"{applied.total():,} things from snapshots, {bench.products:,} of them products"
    return single("first_fill", "s", took, floor, note)


def take_note(applied: Counter[str], scope: str, done: int, _expected: int) -> None:
    """Keep how many things of a feed have been applied."""
    applied[scope] = done


def deltas(bench: Bench, backend: LocalBackend, till: Till) -> Figure:
    """Change a hundred things on the server, and follow; floor: asking when nothing changed."""
    changed, quiet = [], []
    for number in range(1, bench.samples(DELTAS) + 1):
        change_a_hundred(backend, number)
        applied: Counter[str] = Counter()
        changed.append(milliseconds(partial(till.first_fill.run, partial(take_note, applied))))
        assert applied.total() == CHANGES, applied
        quiet.append(milliseconds(till.first_fill.run))
    return figure(
        "delta_100_changes", "ms", [changed], [quiet], "the emulator's time for four questions"
    )


def change_a_hundred(backend: LocalBackend, number: int) -> None:
    """Change price and stock of some products, and one thing each in the two other feeds."""
    first = number * GOODS_CHANGED
    items = [product(n) for n in range(first, first + GOODS_CHANGED)]
    priced = [
        ProductRead(**{**item.model_dump(), "price_minor": 100 + number, "version": 1})
        for item in items
    ]
    levels = {(STORE.store_id, item.product_id): 1_000 * number for item in items}

    def write(work: Work) -> None:
        work.catalogue.lock()
        work.catalogue.save(priced)
        work.stock.write_levels(levels)
        work.settings.save_shop(SHOP.model_copy(update={"receipt_footer": f"Footer {number}"}))
        work.settings.save_staff([StaffItem(**{**STAFF.model_dump(), "name": f"Sales {number}"})])

    backend.books.opened.books.write(write)


def drained(bench: Bench, till: Till) -> Figure:
    """Ring sales up without a network, then time how long until all are known to be posted."""
    ring_up(bench, till, WARM_UP_SALES)
    drain(till)
    rates = []
    for _ in range(min(bench.rounds, 2)):
        sales = bench.samples(SALES)
        ring_up(bench, till, sales)
        rates.append(sales / seconds(lambda: drain(till)))
    note = f"{bench.samples(SALES)} sales of {LINES_OF_A_SALE} lines, one register"
    return single("journal_drained", "sales/s", median(rates), note=note)


def ring_up(bench: Bench, till: Till, sales: int) -> None:
    """Sell at the till, which has no time to send."""
    actor = Actor(STAFF.staff_id, STAFF.name)
    for number in range(sales):
        cart = some_cart(number, bench.products)
        till.checkout.complete(cart, paid_in_cash(cart), actor)


def drain(till: Till) -> None:
    """Run the engine as the window does until everything is in the books."""
    while True:
        outcome = till.engine.run_once()
        state = till.journal_view.state()
        assert not state.last_error_code, state
        if not state.unposted:
            return
        time.sleep(max(SOONEST_ROUND, outcome.retry_after_seconds))
