"""A journal of a hundred thousand unsent entries: the next run takes no more memory than ever."""

import tracemalloc

import pytest

from pos_core.wire.journal import MAX_RUN_BYTES, MAX_RUN_ENTRIES
from tests.builders import REGISTER, sale
from tests.client.storage.conftest import Till

PENDING = 100_000
LARGEST_PEAK = 4 * 1024 * 1024
_PILE_UP = """INSERT INTO journal WITH RECURSIVE numbered(n) AS (
SELECT 2 UNION ALL SELECT n + 1 FROM numbered WHERE n < ?)
SELECT n, ?, n, 'event-' || n, 'sale.completed', occurred_at,
replace(body, '"seq":1', '"seq":' || n), printf('%.64x', n - 1), printf('%.64x', n), signature
FROM numbered, (SELECT * FROM journal WHERE seq = 1)"""


@pytest.fixture
def pending(till: Till) -> Till:
    """A till with one real sale and copies of it behind, as many as a very long outage leaves."""
    till.sell(sale(1))
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql(_PILE_UP, (PENDING, REGISTER.register_id))
    return till


def largest_peak(till: Till, after: int) -> int:
    """Read the run after an entry; return the most memory that took, in bytes."""
    tracemalloc.start()
    try:
        with till.storage.read() as books:
            run = books.journal.to_send(after, MAX_RUN_ENTRIES, MAX_RUN_BYTES)
            unposted = books.journal.state().unposted
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (run[0].seq, unposted) == (after + 1, PENDING)
    assert 1 < len(run) <= MAX_RUN_ENTRIES
    return peak


@pytest.mark.fault(50, "a hundred thousand unsent entries")
def test_the_next_run_of_a_huge_journal_is_read_alone(pending: Till) -> None:
    peaks = [largest_peak(pending, after) for after in (0, PENDING // 2, PENDING - 200)]
    assert max(peaks) < LARGEST_PEAK
