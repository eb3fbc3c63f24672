"""A full disk, damage, a device that fails: refused with a code, and nothing is half done."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2 as sqlcipher

from pos_app.storage.faults import translated
from pos_app.storage.storage import SqliteStorage, open_storage
from pos_core.errors import StorageFailed
from pos_core.wire.changes import Scope
from tests.builders import cart_of, product_change, sale
from tests.client.storage.conftest import KEY, Till


@contextmanager
def full_disk(till: Till) -> Iterator[None]:
    """Let the file not grow by a single page."""
    driver = till.database.driver
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        driver.execute("PRAGMA max_page_count = 1000000")


def sell_until_refused(till: Till) -> int:
    """Sell until the disk is full; return how many sales were paid."""
    for number in range(1, 1000):
        try:
            till.sell(sale(number))
        except StorageFailed as refused:
            assert refused.code == "storage.disk_full"  # noqa: PT017 — the loop ends here or fails
            return number - 1
    raise AssertionError("the disk was never full")


@pytest.mark.fault(6, "Disk full in sale commit")
def test_a_full_disk_refuses_the_sale_leaves_nothing_half_and_heals(till: Till) -> None:
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
    with full_disk(till):
        paid = sell_until_refused(till)
    counts = "SELECT count(*) FROM {}"
    for table in ("journal", "receipts", "receipt_lines", "receipt_tenders", "pending_stock"):
        assert till.rows(counts.format(table)) == [(paid,)]
    with till.storage.read() as books:
        assert books.drafts.load() == cart_of()
    till.sell(sale(paid + 1))
    with till.storage.read() as books:
        assert books.sales.latest(1)[0].receipt_number == f"T1-{paid + 1:06d}"
    till.storage.check()


@pytest.mark.fault(7, "Disk full in log, receipt PDF, catalogue apply")
def test_a_full_disk_keeps_rows_and_cursor_of_a_feed_together(till: Till) -> None:
    page = [product_change(f"P{n}", description="word " * 100) for n in range(300)]
    with (
        full_disk(till),
        pytest.raises(StorageFailed, match=r"storage\.disk_full"),
        till.storage.begin(urgent=False) as books,
    ):
        books.catalogue.apply(Scope.CATALOGUE, page, 77, 0)
    with till.storage.read() as books:
        assert books.catalogue.cursor(Scope.CATALOGUE) == 1
        assert books.catalogue.product_count() == 0
    till.feed(*page)
    assert len(till.found("")) == 60


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (5, "storage.locked"),
        (8, "storage.read_only"),
        (10, "storage.io"),
        (1034, "storage.io"),
        (11, "storage.damaged"),
        (523, "storage.damaged"),
        (13, "storage.disk_full"),
        (14, "storage.cannot_open"),
        (26, "storage.damaged"),
    ],
)
def test_every_fault_of_the_disk_has_a_code(number: int, code: str) -> None:
    failure = translated(driver_error(number))
    assert isinstance(failure, StorageFailed)
    assert failure.code == code


def driver_error(number: int) -> OperationalError:
    original = sqlcipher.OperationalError("as the driver says")
    original.sqlite_errorcode = number
    return OperationalError("COMMIT", None, original)


@pytest.mark.parametrize("number", [1, 19])
def test_what_is_our_own_bug_is_not_dressed_up(number: int) -> None:
    error = driver_error(number)
    assert translated(error) is error
    assert translated(bug := KeyError("x")) is bug


def test_after_a_failing_device_nothing_is_written_until_the_file_is_opened_anew(
    till: Till,
) -> None:
    till.sell(sale(1))
    with pytest.raises(StorageFailed, match=r"storage\.io"):
        write_to_a_failing_device(till)
    with pytest.raises(StorageFailed, match=r"storage\.io"):
        till.sell(sale(2))
    with till.storage.read() as books:
        assert books.journal.head().seq == 1
    till.storage.close()
    with closing(open_storage(till.database.file.parent, KEY)) as again, again.begin() as books:
        assert books.sales.next_receipt_number() == "T1-000002"


def test_selling_does_not_depend_on_the_word_index_and_a_rebuild_mends_it(till: Till) -> None:
    till.feed(product_change(), product_change("OLD", active=False), product_change("CANDLE"))
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("DELETE FROM product_words_data WHERE id > 10")
    with pytest.raises(StorageFailed, match=r"storage\.index_damaged"):
        till.found("lantern")
    with pytest.raises(StorageFailed, match=r"storage\.index_damaged"):
        till.storage.check()
    till.sell(sale(1))
    till.storage.rebuild()
    assert till.found("lantern") == ["LANTERN"]
    assert till.found("lantren") == ["LANTERN"]
    assert till.found("") == ["LANTERN", "CANDLE"]
    till.storage.check()


def write_to_a_failing_device(till: Till) -> None:
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
        raise driver_error(1034)


def overwrite(file: Path, start: int, length: int) -> None:
    with file.open("r+b") as raw:
        raw.seek(start)
        raw.write(b"\xff" * length)


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_a_damaged_page_is_found_by_the_check_and_ends_writing(till: Till) -> None:
    till.feed(*(product_change(f"P{n}", description="word " * 50) for n in range(300)))
    till.sell(sale(1))
    till.storage.close()
    size = till.database.file.stat().st_size
    overwrite(till.database.file, size - 4096 * 20 + 100, 2000)  # a page of the catalogue's
    with closing(open_storage(till.database.file.parent, KEY)) as storage:
        with pytest.raises(StorageFailed, match=r"storage\.damaged"):
            storage.check()
        with pytest.raises(StorageFailed, match=r"storage\.damaged"):
            storage.begin().__enter__()
        with storage.read() as books:
            assert books.journal.head().seq == 1


def test_a_damaged_page_never_passes_for_data(till: Till) -> None:
    till.feed(*(product_change(f"P{n}", description="word " * 50) for n in range(300)))
    till.storage.close()
    size = till.database.file.stat().st_size
    overwrite(till.database.file, 4096 * 60, size - 4096 * 60)
    with closing(open_storage(till.database.file.parent, KEY)) as storage:
        with pytest.raises(StorageFailed, match=r"storage\.damaged"):
            read_every_product(storage)
        with pytest.raises(StorageFailed, match=r"storage\.damaged"):
            storage.begin().__enter__()


def read_every_product(storage: SqliteStorage) -> None:
    with storage.read() as books:
        for number in range(300):
            books.catalogue.page(f"product-P{number}")
