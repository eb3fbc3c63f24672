"""Everybody writes at once: checkouts, feeds, tidying up and readers, on one open database.

Some releases of SQLite damage the log when one connection writes while another folds it.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pos_core.wire.changes import Scope
from tests.builders import product_change
from tests.crash.pieces import enrolled_till
from tests.crash.witness import truth_of
from tests.fakes.till import TillRig

TIMES = 30


@pytest.mark.fault(12, "Two threads write/checkpoint (WAL-reset class)")
def test_two_that_sell_a_feed_readers_and_checkpoints_at_once_damage_and_lose_nothing(
    tmp_path: Path,
) -> None:
    with closing(enrolled_till(TillRig(tmp_path / "till"))) as till:
        storage = till.storage
        till.sell()  # what is made at its first use is not made for many threads
        before = truth_of(storage)

        def follow() -> None:
            with storage.begin(urgent=False) as books:
                cursor = books.catalogue.cursor(Scope.CATALOGUE) + 1
                change = product_change(f"P{cursor}", cursor, description="lamp " * 200)
                books.catalogue.apply(Scope.CATALOGUE, [change], cursor, 0)

        def look() -> None:
            truth = truth_of(storage)
            assert truth.head.seq - before.head.seq == len(truth.receipts) - len(before.receipts)

        at_once: list[Callable[[], object]] = [till.sell, till.sell, follow, look, look]
        at_once.append(storage.checkpoint)
        with ThreadPoolExecutor(len(at_once)) as threads:
            for done in [threads.submit(again, act) for act in at_once]:
                done.result(60)
        storage.check()
        found = truth_of(storage)
        assert len(found.receipts) == len(before.receipts) + 2 * TIMES
        assert found.products == before.products + TIMES
        assert till.journal.verify() == found.head.seq == before.head.seq + 2 * TIMES


def again(act: Callable[[], object]) -> None:
    """Do it many times."""
    for _ in range(TIMES):
        act()
