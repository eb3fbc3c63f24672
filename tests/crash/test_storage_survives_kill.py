"""SIGKILL around every commit: what was acknowledged is there, once; what was not may be, whole."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pos_app.storage.database import open_database
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_core.cart import Cart
from pos_core.journal import GENESIS, verify_run
from pos_core.wire.changes import Scope
from tests.builders import SIGNING_KEY, cart_of, numbered_id, sale, sale_entry
from tests.client.storage.migration_steps import ADD_PRICE, steps_to
from tests.crash.till_program import KEY, PAGE

REPOSITORY = Path(__file__).parents[2]


def run(act: str, folder: Path, point: str) -> subprocess.CompletedProcess[str]:
    """Run the program until it ends or kills itself."""
    command = [sys.executable, "-m", "tests.crash.till_program", act, str(folder), point]
    return subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60
    )


@contextmanager
def reopened(folder: Path) -> Iterator[SqliteStorage]:
    with closing(open_storage(folder, KEY)) as storage:
        storage.check()
        yield storage


@pytest.mark.parametrize(
    ("point", "sold"),
    [
        ("cart kept", False),
        ("transaction begun", False),
        ("entry written", False),
        ("before commit", False),
        ("after commit", True),
    ],
)
def test_a_till_that_dies_while_a_sale_is_paid_has_it_once_or_still_has_the_cart(
    tmp_path: Path, point: str, *, sold: bool
) -> None:
    ended = run("sell_one", tmp_path, point)
    assert (ended.returncode, ended.stdout) == (-9, "paid 1\n"), ended.stderr
    with reopened(tmp_path) as storage:
        with storage.read() as books:
            found = books.sales.sale(numbered_id(2))
            assert books.drafts.load() == (Cart() if sold else cart_of())
        assert found == (sale(2) if sold else None)
        assert whole_sales(storage) == (2 if sold else 1)
        with storage.begin() as books:
            next_number = books.sales.next_receipt_number()
    assert next_number == ("T1-000003" if sold else "T1-000002")


def whole_sales(storage: SqliteStorage) -> int:
    """Check that journal and projections tell the same, and return how many sales there are."""
    with storage.read() as books:
        entries = books.journal.to_send(0, 10**6, 10**9)
        verify_run(entries, GENESIS, SIGNING_KEY.public_key())
        numbers = [summary.receipt_number for summary in books.sales.latest(10**6)]
        report = books.sales.day_report("2026-11-21", "now")
    count = len(entries)
    assert numbers == [f"T1-{number:06d}" for number in range(count, 0, -1)]
    assert (report.sales, report.sold_minor) == (count, 1200 * count)
    assert sum(tender.amount_minor for tender in report.by_tender) == 1200 * count
    return count


@pytest.mark.parametrize("seed", range(2))
def test_a_plug_that_is_pulled_at_any_moment_costs_no_paid_sale(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    paid = 0
    for _ in range(2):
        paid = sell_and_pull_the_plug(tmp_path, chance.randint(1, 120), paid)
        with reopened(tmp_path) as storage:
            found = whole_sales(storage)
        assert paid <= found <= paid + 1
        paid = found


def sell_and_pull_the_plug(folder: Path, after: int, before: int) -> int:
    """Let a till sell, kill it after so many acknowledged sales; return the last one it said."""
    command = [sys.executable, "-m", "tests.crash.till_program", "sell_on", str(folder), "-"]
    till = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    with till:
        assert till.stdout is not None
        paid = before
        while paid < before + after:
            paid = int(till.stdout.readline().removeprefix("paid "))
        till.kill()
        said_later = till.stdout.read().split()
    return int(said_later[-1]) if said_later else paid


@pytest.mark.parametrize(
    ("point", "pages"), [("page 3 before commit", 2), ("page 3 after commit", 3)]
)
def test_rows_and_cursor_of_a_feed_move_together(tmp_path: Path, point: str, pages: int) -> None:
    ended = run("follow", tmp_path, point)
    assert (ended.returncode, ended.stdout) == (-9, "page 1\npage 2\n"), ended.stderr
    with reopened(tmp_path) as storage, storage.read() as books:
        assert books.catalogue.cursor(Scope.CATALOGUE) == pages
        assert books.catalogue.product_count() == pages * PAGE
        assert books.catalogue.search("p", None, 0, 1).total == pages * PAGE
        assert books.catalogue.search(f"p{pages + 1}", None, 0, 1).total == 0


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_till_that_dies_while_it_migrates_has_the_old_form_and_can_migrate_again(
    tmp_path: Path, place: str
) -> None:
    steps = tmp_path / "steps"
    steps_to(steps, "0001")
    assert run("migrate", tmp_path, "0001").stdout == "migrated\n"
    die = "    import os, signal\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    steps_to(steps, "0002", die + ADD_PRICE if place == "first" else ADD_PRICE + die)
    assert run("migrate", tmp_path, "0002").returncode == -9
    assert columns(tmp_path) == ["name"]
    steps_to(steps, "0002")
    assert run("migrate", tmp_path, "0002").stdout == "migrated\n"
    assert columns(tmp_path) == ["name", "price"]


def columns(folder: Path) -> list[str]:
    with closing(open_database(folder / "old.db", KEY)) as database:
        rows = database.writer.exec_driver_sql("PRAGMA table_info(goods)").all()
    return [row[1] for row in rows]


def test_a_sale_after_the_crash_follows_the_one_before_it(tmp_path: Path) -> None:
    run("sell_one", tmp_path, "before commit")
    with reopened(tmp_path) as storage:
        with storage.begin() as books:
            books.sales.next_receipt_number()
            entry = sale_entry(sale(2), books.journal.head())
            books.journal.append(entry)
            books.sales.record_sale(sale(2), entry.seq)
        assert whole_sales(storage) == 2
