"""SIGKILL at every moment of a till's life: what was acknowledged is there, once; the rest, whole.

Each death is that of a real process. The till that starts after it tells what was committed last,
or the next truth whole; what the customer was told is there; the receipt can be printed again; and
when the till has synced, the server has every entry once.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage.storage import DATABASE_NAME
from pos_core.wire.changes import Scope
from tests.crash.fail_points import FAIL_POINTS, LOG_SYNCED, RENAMED, SAID, STATEMENT, named
from tests.crash.moments import KILLED, NEVER, TOLD, Life, life_in, world_in
from tests.crash.pieces import (
    cloned_till,
    damaged_till,
    enrolled_till,
    open_session,
    till_of_the_oldest_release,
)
from tests.crash.power_cuts import IN_MEMORY
from tests.crash.tills import Tills, asleep, moments_of
from tests.crash.vfs.disk import files_of, put_files
from tests.crash.witness import EVERYTHING, Truth, truth_of
from tests.fakes.till import SALES_1, TillRig


def killed_everywhere(tills: Tills, till: Path, act: str, one_statement_in: int = 1) -> Life:
    """Let a till live through an act once, then kill one at every moment of it, and check each.

    Of the moments before statements only one in so many is tried, where there are very many.
    """
    files = files_of(till)
    with tempfile.TemporaryDirectory(prefix="killed-", dir=IN_MEMORY) as place:
        left_alone = Path(place) / "left-alone"
        put_files(files, till, left_alone)
        assert tills.live(left_alone, act, NEVER) == 0
        life = life_in(left_alone)
        for number, moment in enumerate(life.moments):
            if moment.endswith(STATEMENT) and number % one_statement_in:
                continue
            folder = Path(place) / str(number)
            put_files(files, till, folder)
            assert tills.live(folder, act, number) == KILLED, moment
            complaint = complaint_about(folder, life.allowed_at(number))
            assert not complaint, f"killed at moment {number}, {moment}: {complaint}"
            shutil.rmtree(folder)
    return life


def complaint_about(folder: Path, allowed: list[Truth]) -> str:
    """Start the till of a folder again and return what is wrong with it; nothing if all is well."""
    with closing(world_in(folder)) as till:
        till.storage.check()
        found = truth_of(till.storage)
        if found.outline() not in [truth.outline() for truth in allowed]:
            return f"{found}; committed was {allowed[0]}"
        till.storage.rebuild()
        if truth_of(till.storage) != found:
            return f"half a fact: replayed {truth_of(till.storage)} instead of {found}"
        return (
            _untrue_things_told(folder, found)
            or _wrong_with_the_books(till, found)
            or _wrong_with_newest_receipt(till, found)
        )


def _untrue_things_told(folder: Path, found: Truth) -> str:
    if not (folder / TOLD).exists():
        return ""
    numbers = {receipt.receipt_number for receipt in found.receipts}.union(found.closings)
    told = (folder / TOLD).read_text().splitlines()
    return ", ".join(what for what in told if what.split()[-1] not in numbers)


def _wrong_with_newest_receipt(till: TillRig, found: Truth) -> str:
    newest = found.receipts[0]
    till.receipts.reprint(newest.event_id, SALES_1)
    printed = till.printer.printed[-1]
    if (printed.number, printed.copy) != (newest.receipt_number, True):
        return f"printed {printed.number}"
    expected = truth_of(till.storage).next_number()
    number = till.sell().sale.receipt_number
    return "" if number == expected else f"next is {number} instead of {expected}"


def _wrong_with_the_books(till: TillRig, found: Truth) -> str:
    """Sync until nothing is left to do; then server and till have the same, everything once."""
    for _ in range(6):
        if till.engine.run_once().idle:
            break
    till.journal.verify()
    with till.storage.read() as books:
        entries = [entry.hash for entry in books.journal.to_send(0, EVERYTHING, EVERYTHING)]
        register, state = books.register(), books.journal.state()
        followed = books.catalogue.cursor(Scope.CATALOGUE), books.catalogue.product_count()
    assert register is not None, "it has sold"
    ledgers = till.server.ledgers
    held = [entry.hash for entry in ledgers[register.register_id].entries]
    if held != entries or state.unposted:
        return f"{len(held)} of {len(entries)} entries are in the books: {state}"
    known = {entry.fact.event_id for ledger in ledgers.values() for entry in ledger.entries}
    if unknown := [r.receipt_number for r in found.receipts if r.event_id not in known]:
        return f"not in the books: {unknown}"
    feed = till.server.feeds[Scope.CATALOGUE]
    products = {change.id for change in feed.changes if change.kind == "product"}
    return "" if followed == (feed.version, len(products)) else f"followed to {followed}"


def check_fail_points(
    tills: Tills, folder: Path, act: str, prepare: Callable[[TillRig], TillRig] = enrolled_till
) -> None:
    """Kill at every moment of an act, and check that the list names them."""
    life = killed_everywhere(tills, asleep(folder, prepare), act)
    assert named(life.moments) == FAIL_POINTS[act]


@pytest.mark.fault(1, "SIGKILL at every step of a sale")
@pytest.mark.parametrize("act", ["sell", "take back", "reprint", "end"])
def test_a_till_that_dies_while_it_serves_somebody_goes_on_where_it_was(
    tills: Tills, tmp_path: Path, act: str
) -> None:
    check_fail_points(tills, tmp_path, act)


@pytest.mark.fault(10, "-wal deleted or restored separately")
def test_a_log_that_is_deleted_after_a_kill_costs_nothing_that_was_said(
    tills: Tills, tmp_path: Path
) -> None:
    folder = asleep(tmp_path)
    said = FAIL_POINTS["sell"].index(f"sale: {SAID}")
    moments = [n for n, moment in enumerate(moments_of(tills, folder, "sell")) if named([moment])]
    assert tills.live(folder, "sell", moments[said]) == KILLED
    (folder / "data" / f"{DATABASE_NAME}-wal").unlink()
    with closing(world_in(folder)) as till:
        found = truth_of(till.storage)
        assert found.salvaged == "storage.behind"
        assert [r.receipt_number for r in found.receipts] == ["T1-000002", "T1-000001"]
        assert not _untrue_things_told(folder, found)
        assert not _wrong_with_the_books(till, found)


@pytest.mark.fault(53, "Day close while sales are pending")
@pytest.mark.parametrize("act", ["move cash", "close"])
def test_a_till_that_dies_while_it_is_closed_is_closed_or_still_open(
    tills: Tills, tmp_path: Path, act: str
) -> None:
    check_fail_points(tills, tmp_path, act, open_session)


@pytest.mark.fault(2, "SIGKILL at every step of sync")
def test_a_till_that_dies_while_it_syncs_has_sent_everything_once_in_the_end(
    tills: Tills, tmp_path: Path
) -> None:
    check_fail_points(tills, tmp_path, "sync")


@pytest.mark.fault(51, "Restored-from-backup or cloned laptop")
def test_a_till_that_dies_while_it_becomes_another_register_becomes_it_after_the_restart(
    tills: Tills, tmp_path: Path
) -> None:
    check_fail_points(tills, tmp_path, "heal", cloned_till)


@pytest.mark.fault(3, "SIGKILL during migration")
def test_a_till_that_dies_while_its_books_change_form_has_the_old_form_or_the_new_one(
    tills: Tills, tmp_path: Path
) -> None:
    life = killed_everywhere(tills, asleep(tmp_path, till_of_the_oldest_release), "start")
    assert life.moments.count(f"start: {STATEMENT}") > 30
    assert f"start: {LOG_SYNCED}" in life.moments


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_a_till_that_dies_while_its_books_are_salvaged_has_them_after_the_restart(
    tills: Tills, tmp_path: Path
) -> None:
    life = killed_everywhere(tills, asleep(tmp_path, damaged_till), "start", 8)
    _, truth = life.truths[0]
    assert truth.salvaged == "storage.damaged"
    assert life.moments.count(f"start: {RENAMED}") > 2
