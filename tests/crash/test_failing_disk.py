"""The disk refuses one act of a sale, whichever: the sale is not confirmed, or it is there.

After a failing device nothing is written any more until the file is opened anew, and no sync is
asked for again on the same open file: what a failed sync left on the disk is unknown.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest

from pos_app.storage.storage import DATABASE_NAME
from pos_core.errors import StorageFailed
from pos_core.wire.changes import Change, Scope
from tests.builders import cart_of, product_change
from tests.crash.failing_disk import FailingDisk, failing_disk
from tests.crash.pieces import enrolled_till
from tests.crash.power_cuts import restarted
from tests.crash.vfs import sqlite_library as c
from tests.crash.vfs.disk import Image, files_of
from tests.crash.vfs.watched_files import Deed
from tests.crash.witness import Truth, truth_of
from tests.fakes.till import TillRig

WRITING = (Deed.CREATE, Deed.WRITE, Deed.TRUNCATE)
FULL_LOG_BYTES = 188 * 4120
"""So large that one more sale brings the log to the 200 pages at which it is folded."""

ANY_MORE = 400
"""More acts than a sale has, by far: a loop over them ends when the sale meets no fault."""


@dataclass(frozen=True)
class Asleep:
    """A till with a cart, not running: its files as they lie, and what it would tell."""

    rig: TillRig
    image: Image
    before: Truth


@pytest.fixture(scope="module")
def two_tills(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asleep, Asleep]:
    """Two tills: one reads from the log and folds it after the next sale, one from the file."""
    rig = enrolled_till(TillRig(tmp_path_factory.mktemp("asleep") / "till"))
    with closing(rig):
        log = rig.folder / "data" / f"{DATABASE_NAME}-wal"
        while not log.exists() or log.stat().st_size < FULL_LOG_BYTES:
            rig.sell()
        with rig.storage.begin() as books:
            books.drafts.keep(cart_of())
        before = truth_of(rig.storage)
        unfolded = files_of(rig.folder)
    return Asleep(rig, unfolded, before), Asleep(rig, files_of(rig.folder), before)


@dataclass(frozen=True)
class Attempt:
    """A sale on a failing disk: how it was refused, and the truths in which it may end.

    They are told by a till that was closed and opened anew, and by one whose power went before it
    was closed, or, where a sync has failed, just after that.
    """

    code: str
    truths: list[Truth]
    disk: FailingDisk

    @property
    def met_no_fault(self) -> bool:
        """Whether the sale had fewer acts than the number that was to fail."""
        return self.disk.refused is None


def refusal(act: Callable[[], object]) -> str:
    """Act; return the code with which the storage refused, nothing when it did not."""
    try:
        act()
    except StorageFailed as failed:
        return failed.code
    return ""


def sell(till: TillRig) -> str:
    """Sell; return the code of the refusal, nothing when the sale is paid."""
    return refusal(till.sell)


def attempt(asleep: Asleep, deed: Deed, number: int, code: int) -> Attempt:
    """Sell while one act fails; then check what must hold for a till that stays on."""
    with restarted(asleep.image, asleep.rig) as till:
        with failing_disk(till.folder) as disk, closing(till):
            assert truth_of(till.storage) == asleep.before
            disk.fail((deed,), number, code, for_good=False)
            refused = sell(till)
            if refused:
                assert sell(till) == refused, f"{disk.refused}: written to again"
                check_no_sync_again(disk)
            disk.mend()
            cuts = [disk.after_power_cut()]
        if deed is Deed.SYNC:
            cuts.append(disk.after_power_cut())
        with closing(till.restarted()) as again:
            again.storage.check()
            truths = [truth_of(again.storage), *(truth_in(cut, till) for cut in cuts)]
    return Attempt(refused, truths, disk)


def truth_in(image: Image, rig: TillRig) -> Truth:
    with restarted(image, rig) as till:
        till.storage.check()
        return truth_of(till.storage)


def check_no_sync_again(disk: FailingDisk) -> None:
    """Check that a file whose sync failed was not synced again while the till stays on."""
    failed = disk.refused
    if failed is not None and failed.deed is Deed.SYNC:
        again = [act for act in disk.later if (act.deed, act.path) == (Deed.SYNC, failed.path)]
        assert not again, f"{failed}: synced again"


def refusals(asleep: Asleep, deed: Deed, code: int) -> set[str]:
    """Let each act of a sale fail in turn; return the codes with which sales were refused."""
    before = asleep.before
    codes: set[str] = set()
    for number in range(1, ANY_MORE):
        tried = attempt(asleep, deed, number, code)
        if tried.met_no_fault:
            return codes
        where = f"{number}: {tried.disk.refused}, {tried.code or 'paid'}"
        for left in tried.truths:
            sold = left.head.seq - before.head.seq
            assert sold in ((0, 1) if tried.code else (1,)), f"{where}: {left}"
            assert len(left.draft.items) == 1 - sold, f"{where}: {left}"
            assert not left.salvaged, f"{where}: books that are whole were set aside"
            assert len(left.receipts) == len(before.receipts) + sold, f"{where}: {left}"
        codes.add(tried.code)
    raise AssertionError("the sale never came to an end")


@pytest.mark.fault(8, "EIO on read/write/fsync")
@pytest.mark.parametrize(
    ("deed", "code", "expected"),
    [
        pytest.param(Deed.READ, c.IOERR_READ, {"storage.io"}, id="read"),
        pytest.param(Deed.READ, c.IOERR_SHORT_READ, {"storage.io", "storage.damaged"}, id="short"),
        pytest.param(Deed.WRITE, c.IOERR_WRITE, {"storage.io"}, id="write"),
        pytest.param(Deed.SYNC, c.IOERR_FSYNC, {"storage.io"}, id="sync"),
    ],
)
def test_a_device_that_fails_once_costs_no_confirmed_sale_and_ends_writing(
    two_tills: tuple[Asleep, Asleep], deed: Deed, code: int, expected: set[str]
) -> None:
    codes = set[str]().union(*(refusals(asleep, deed, code) for asleep in two_tills))
    assert codes - {""} == expected


@pytest.mark.fault(8, "EIO on read/write/fsync")
@pytest.mark.fault(9, "Corrupt page in the main file")
@pytest.mark.parametrize("code", [c.IOERR_READ, c.IOERR_SHORT_READ])
def test_a_read_that_fails_once_while_the_till_starts_sets_no_books_aside(
    two_tills: tuple[Asleep, Asleep], code: int
) -> None:
    _, asleep = two_tills
    for number in range(1, ANY_MORE):
        with restarted(asleep.image, asleep.rig) as till:
            with failing_disk(till.folder) as disk, closing(till):
                disk.fail((Deed.READ,), number, code, for_good=False)
                refusal(lambda: till.storage)
                disk.mend()
            with closing(till.restarted()) as again:
                assert truth_of(again.storage) == asleep.before, f"{number}: {disk.refused}"
        if disk.refused is None:
            break
    assert 10 < number < ANY_MORE - 1


@pytest.mark.fault(8, "EIO on read/write/fsync")
def test_a_sync_that_fails_while_the_log_is_folded_is_made_up_for_by_the_next_folding(
    two_tills: tuple[Asleep, Asleep],
) -> None:
    asleep, _ = two_tills
    unheard = 0
    for number in range(1, 5):
        with restarted(asleep.image, asleep.rig) as till:
            with failing_disk(till.folder) as disk, closing(till):
                assert truth_of(till.storage) == asleep.before
                disk.fail((Deed.SYNC,), number, c.IOERR_FSYNC, for_good=False)
                if sell(till) or disk.refused is None or disk.refused.path.name != DATABASE_NAME:
                    continue
                unheard += 1
                assert sell(till) == ""
                till.storage.checkpoint()
                cut = disk.after_power_cut()
            assert truth_in(cut, till).head.seq == asleep.before.head.seq + 2
    assert unheard == 1


@pytest.mark.fault(6, "Disk full in sale commit")
def test_a_disk_that_is_full_at_any_write_refuses_the_sale_and_takes_it_when_there_is_room(
    two_tills: tuple[Asleep, Asleep],
) -> None:
    asleep, _ = two_tills
    before = asleep.before
    for number in range(1, ANY_MORE):
        with restarted(asleep.image, asleep.rig) as till:
            with failing_disk(till.folder) as disk, closing(till):
                assert truth_of(till.storage) == before
                disk.fail((Deed.CREATE, Deed.WRITE), number, c.FULL, for_good=True)
                code = sell(till)
                disk.mend()
                if code:
                    assert truth_of(till.storage) == before, f"{number}: {disk.refused}"
                    assert sell(till) == "", f"{number}: {disk.refused}"
                cut = disk.after_power_cut()
            sold = truth_in(cut, till)
        assert code in ("", "storage.disk_full"), f"{number}: {disk.refused}"
        assert sold.head.seq == before.head.seq + 1, f"{number}: {disk.refused}"
        assert sold.receipts[0].receipt_number == f"T1-{len(before.receipts) + 1:06d}"
        if disk.refused is None:
            break
    assert 1 < number < ANY_MORE - 1


@pytest.mark.fault(7, "Disk full in log, receipt PDF, catalogue apply")
def test_a_disk_that_is_full_at_any_write_of_a_page_keeps_rows_and_cursor_together(
    two_tills: tuple[Asleep, Asleep],
) -> None:
    asleep, _ = two_tills
    page = [product_change(f"P{number}") for number in range(5)]
    before = asleep.before
    for number in range(1, ANY_MORE):
        with restarted(asleep.image, asleep.rig) as till:
            with failing_disk(till.folder) as disk, closing(till):
                assert truth_of(till.storage) == before
                disk.fail((Deed.CREATE, Deed.WRITE), number, c.FULL, for_good=True)
                code = refusal(lambda: apply(till, page))
                disk.mend()
                found = truth_of(till.storage)
                assert code or (found.cursors[0], found.products) == (PAGE_AT, 6)
                assert not code or found == before, f"{number}: {disk.refused}"
                assert sell(till) == "", f"{number}: {disk.refused}"
            assert code in ("", "storage.disk_full"), f"{number}: {disk.refused}"
        if disk.refused is None:
            break
    assert 1 < number < ANY_MORE - 1


PAGE_AT = 77


def apply(till: TillRig, page: list[Change]) -> None:
    with till.storage.begin(urgent=False) as books:
        books.catalogue.apply(Scope.CATALOGUE, page, PAGE_AT, 0)
