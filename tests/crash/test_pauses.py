"""A machine that sleeps in the middle of its work: it goes on after half a day as if it were new.

The process is really stopped (SIGSTOP) and its clocks have moved when it goes on. Meanwhile it
still holds its data folder.
"""

from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.storage import open_storage
from pos_core.errors import StorageFailed
from tests.crash.fail_points import COMMITTED, FAIL_POINTS, WRITTEN, after, before
from tests.crash.moments import PAUSED, TOLD, world_in
from tests.crash.tills import Tills, asleep, moments_of
from tests.crash.witness import truth_of
from tests.fakes.till import DATABASE_KEY


def paused_at(tills: Tills, folder: Path, act: str, moment: str) -> int:
    """Let a till that lies in a folder fall asleep at a moment; return how its process ended."""
    till = asleep(folder)
    number = moments_of(tills, till, act).index(moment)
    assert tills.live(till, act, number, PAUSED) == PAUSED
    with pytest.raises(StorageFailed, match=r"storage\.in_use"):
        open_storage(till / "data", DATABASE_KEY)
    return tills.go_on()


@pytest.mark.fault(11, "Two app instances on one database")
@pytest.mark.fault(59, "Process paused (laptop sleep) for 12 h mid-request")
@pytest.mark.parametrize(
    "moment", [before("push"), after("push"), WRITTEN, COMMITTED, before("changes")]
)
def test_a_till_that_sleeps_while_it_syncs_goes_on_and_nobody_takes_its_place_meanwhile(
    tills: Tills, tmp_path: Path, moment: str
) -> None:
    assert paused_at(tills, tmp_path, "sync", f"sync: {moment}") == 0
    with closing(world_in(tmp_path / "till")) as till:
        found = truth_of(till.storage)
        held = [entry.fact.event_id for entry in till.server.ledgers["register-1"].entries]
        assert till.journal.verify() == found.head.seq == len(held)
        assert found.sent_and_posted == (found.head.seq, found.head.seq)


@pytest.mark.fault(59, "Process paused (laptop sleep) for 12 h mid-request")
@pytest.mark.parametrize("moment", [WRITTEN, COMMITTED])
def test_a_till_that_sleeps_while_a_sale_is_paid_says_paid_when_it_wakes_up(
    tills: Tills, tmp_path: Path, moment: str
) -> None:
    assert f"sale: {moment}" in FAIL_POINTS["sell"]
    assert paused_at(tills, tmp_path, "sell", f"sale: {moment}") == 0
    told = (tmp_path / "till" / TOLD).read_text().splitlines()
    assert told == ["paid T1-000002", "printed T1-000002"]
    with closing(world_in(tmp_path / "till")) as till:
        till.storage.check()
        assert [r.receipt_number for r in truth_of(till.storage).receipts] == [
            "T1-000002",
            "T1-000001",
        ]
