"""SIGKILL between question and answer: what was paid is in the books once, after a restart."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pos_core.journal import GENESIS, public_key_of, verify_run
from tests.crash.sync_program import SALES, world_after

REPOSITORY = Path(__file__).parents[2]


def killed_at(folder: Path, moment: str) -> list[str]:
    """Run the till until it dies; return the events that it showed as paid."""
    command = [sys.executable, "-m", "tests.crash.sync_program", str(folder), moment]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == -9, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    "moment", ["before position", "before push", "after push", "before changes"]
)
def test_what_was_paid_is_posted_once_whenever_the_till_dies(tmp_path: Path, moment: str) -> None:
    paid = killed_at(tmp_path, moment)
    assert len(paid) == SALES
    with closing(world_after(tmp_path)) as till:
        already = len(till.server.ledgers["register-1"].entries)
        assert already == (0 if moment in ("before position", "before push") else SALES + 1)
        assert till.journal.state().posted_through == (SALES + 1) * (moment == "before changes")
        assert till.engine.run_once().idle
        ledger = till.server.ledgers["register-1"]
        posted = [e.fact.event_id for e in ledger.entries if e.fact.type == "sale.completed"]
        assert posted == paid
        verify_run(ledger.entries, GENESIS, public_key_of(ledger.public_key))
        assert till.journal.state().posted_through == SALES + 1
        assert till.receipts.of(paid[-1]).number == f"T1-{SALES:06d}"
