"""Damage, a lost log, an older file, no file at all: every sale that was paid is still there."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.storage import schema
from pos_app.storage.entry_copy import COPY_FOLDER
from pos_app.storage.remains import Remains, read_remains
from pos_app.storage.salvage import Findings, Rescue
from pos_app.storage.storage import open_storage
from pos_core.cart import Cart
from pos_core.errors import StorageFailed
from pos_core.wire.changes import Scope
from tests.builders import REGISTER, FixedClock, cart_of, numbered_id, product_change, sale
from tests.client.storage.conftest import KEY, Till
from tests.client.storage.wrecks import PAGE, file_of, flip, killed, reopened, spoil_copied, started

SALES = 12


@pytest.fixture
def sold(till: Till) -> Till:
    """A till that has sold, with a little catalogue, a cart and everything still in its log."""
    till.feed(*(product_change(f"P{n}", description="word " * 50) for n in range(60)))
    till.storage.checkpoint()
    for number in range(1, SALES + 1):
        till.sell(sale(number))
    with till.storage.begin() as books:
        books.drafts.keep(cart_of())
    return till


EVENTS = tuple(numbered_id(number) for number in range(1, SALES + 1))
NEXT = f"T1-{SALES + 1:06d}"


def folded(sold: Till, to: Path) -> Path:
    """Copy the directory after the log was folded into the file."""
    sold.storage.checkpoint()
    folder = killed(sold, to)
    for beside in folder.glob("till.db-*"):
        beside.unlink()
    return folder


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_whatever_page_is_damaged_no_sale_is_lost(sold: Till, tmp_path: Path) -> None:
    whole = folded(sold, tmp_path / "whole")
    pages = file_of(whole).stat().st_size // PAGE
    noticed = 0
    for page in range(pages):
        folder = tmp_path / f"page {page}"
        shutil.copytree(whole, folder)
        flip(file_of(folder), page * PAGE + 200)
        damaged = file_of(folder).read_bytes()
        mark_if_not_met_at_start(folder)
        found = started(folder)
        assert (found.events, found.next_number) == (EVENTS, NEXT)
        if found.told is not None:
            noticed += 1
            assert found.told.missing == ()
            assert (folder / found.told.set_aside).read_bytes() == damaged
    assert noticed >= pages - 3, "pages that nothing stands on may stay unnoticed"


@pytest.mark.fault(31, "Schema upgrade with a full queue; old payload version in queue")
def test_books_of_the_first_release_are_salvaged_like_todays(sold: Till, tmp_path: Path) -> None:
    schema.move_to(sold.database.writer, "0001")
    folder = folded(sold, tmp_path / "first release")
    shutil.rmtree(folder / COPY_FOLDER)
    remains = read_remains(file_of(folder), KEY)
    assert [entry.fact.event_id for entry in remains.entries] == list(EVENTS)
    assert (remains.identity, remains.receipts_issued) == (REGISTER, SALES)
    (folder / "till.db.damage-found").write_text("met in the last release")
    flip(file_of(folder), file_pages(folder) // 2 * PAGE + 200)
    assert started(folder).next_number == NEXT


def test_a_salvaged_till_sells_without_a_network(sold: Till, tmp_path: Path) -> None:
    folder = folded(sold, tmp_path / "damaged")
    (folder / "till.db.damage-found").write_text("met on a read")
    flip(file_of(folder), file_pages(folder) // 2 * PAGE + 200)
    with closing(open_storage(folder, KEY)) as storage, storage.read() as books:
        assert books.catalogue.shop() is not None
        assert books.catalogue.by_code("P7") is not None
        assert books.catalogue.cursor(Scope.CATALOGUE) == 0


def test_two_damaged_pages_cost_their_rows_and_no_others(sold: Till, tmp_path: Path) -> None:
    for number in range(SALES + 1, 100):
        sold.sell(sale(number))
    with sold.storage.begin() as books:
        books.journal.note_posted(99, books.journal.hash_at(99))
    folder = folded(sold, tmp_path / "two pages")
    costs = {page: cost_of(folder, page) for page in range(2, file_pages(folder))}
    leaves = {page: cost for page, cost in costs.items() if 0 < len(cost) < 9}
    first = min(leaves, key=lambda page: min(leaves[page]))
    last = max(leaves, key=lambda page: max(leaves[page]))
    lost = leaves[first] | leaves[last]
    assert {1, 99} <= lost
    for page in (first, last):
        flip(file_of(folder), page * PAGE + 200)
    assert read_seqs(folder) == set(range(1, 100)) - lost


def file_pages(folder: Path) -> int:
    return file_of(folder).stat().st_size // PAGE


def read_seqs(folder: Path) -> set[int]:
    return {entry.seq for entry in read_remains(file_of(folder), KEY).entries}


def cost_of(folder: Path, page: int) -> set[int]:
    """Return which of 99 entries cannot be read while a page is damaged."""
    flip(file_of(folder), page * PAGE + 200)
    seqs = read_seqs(folder)
    flip(file_of(folder), page * PAGE + 200)
    return set(range(1, 100)) - seqs


def mark_if_not_met_at_start(folder: Path) -> None:
    """Do what a till does that is open: meet the damage in the complete check, and end."""
    with closing(open_storage(folder, KEY)) as storage:
        try:
            storage.check()
        except StorageFailed as failure:
            assert failure.code in ("storage.damaged", "storage.index_damaged")  # noqa: PT017 — either of them, or none at all


@pytest.mark.fault(10, "-wal deleted or restored separately")
def test_a_cart_that_was_paid_after_the_file_was_written_is_not_open_again(
    sold: Till, tmp_path: Path
) -> None:
    sold.storage.checkpoint()
    with sold.storage.begin() as books:
        books.drafts.keep(Cart())
    sold.sell(sale(SALES + 1))
    folder = killed(sold, tmp_path / "behind")
    (folder / "till.db-wal").unlink()
    with closing(open_storage(folder, KEY)) as storage, storage.read() as books:
        assert books.journal.entry(numbered_id(SALES + 1)) is not None
        assert books.drafts.load() == Cart()


@pytest.mark.fault(10, "-wal deleted or restored separately")
def test_a_log_that_was_deleted_after_a_kill_is_noticed_and_costs_no_sale(
    sold: Till, tmp_path: Path
) -> None:
    folder = killed(sold, tmp_path / "killed")
    (folder / "till.db-wal").unlink()
    found = started(folder)
    assert (found.events, found.next_number) == (EVENTS, NEXT)
    assert found.told is not None
    assert (found.told.reason, found.told.entries) == ("storage.behind", SALES)
    assert (folder / found.told.set_aside).exists()


@pytest.mark.fault(10, "-wal deleted or restored separately")
def test_wherever_the_log_is_damaged_no_sale_is_lost(sold: Till, tmp_path: Path) -> None:
    whole = killed(sold, tmp_path / "whole")
    size = (whole / "till.db-wal").stat().st_size
    for start in range(0, size, size // 40):
        folder = tmp_path / f"byte {start}"
        shutil.copytree(whole, folder)
        flip(folder / "till.db-wal", start)
        found = started(folder)
        assert (found.events, found.next_number) == (EVENTS, NEXT), start


@pytest.mark.fault(10, "-wal deleted or restored separately")
def test_an_older_file_put_back_is_noticed_and_costs_no_sale(sold: Till, tmp_path: Path) -> None:
    old = folded(sold, tmp_path / "old")
    for number in (SALES + 1, SALES + 2):
        sold.sell(sale(number))
    folder = folded(sold, tmp_path / "till put back")
    shutil.copy(file_of(old), file_of(folder))
    found = started(folder)
    assert found.events == (*EVENTS, numbered_id(SALES + 1), numbered_id(SALES + 2))
    assert found.told is not None
    assert (found.told.reason, found.told.missing) == ("storage.behind", ())


@pytest.mark.fault(52, "Local DB deleted while sales were pending")
def test_a_file_that_was_deleted_is_made_anew_from_the_copy(sold: Till, tmp_path: Path) -> None:
    folder = killed(sold, tmp_path / "deleted")
    for file in folder.glob("till.db*"):
        file.unlink()
    found = started(folder)
    assert (found.events, found.next_number) == (EVENTS, NEXT)
    assert found.told is not None
    assert (found.told.reason, found.told.set_aside) == ("storage.gone", "")


def test_the_cart_and_the_settings_come_over_when_they_can_be_read(
    sold: Till, tmp_path: Path
) -> None:
    folder = folded(sold, tmp_path / "damaged")
    (folder / "till.db.damage-found").write_text("met on a read")
    flip(file_of(folder), file_pages(folder) // 2 * PAGE + 200)
    assert started(folder).events == EVENTS
    with closing(open_storage(folder, KEY)) as storage, storage.read() as books:
        assert books.drafts.load() == cart_of()
        assert books.register() == REGISTER


def test_what_is_in_the_books_may_be_gone_and_the_journal_goes_on_behind_it(sold: Till) -> None:
    folder = sold.database.file.parent
    with sold.storage.begin() as books:
        books.journal.note_posted(SALES, books.journal.hash_at(SALES))
    sold.storage.close()
    again = reopened(folder)
    later = [again.sell(sale(SALES + number)) for number in (1, 2)]
    again.storage.close()
    assert len(list((folder / COPY_FOLDER).iterdir())) == 1, "the rest is in the books"
    file_of(folder).unlink()
    found = started(folder)
    assert found.entries == tuple(later)
    assert found.next_number == f"T1-{SALES + 3:06d}"
    assert found.told is not None
    assert (found.told.entries, found.told.missing) == (2, ())


@pytest.mark.fault(52, "Local DB deleted while sales were pending")
def test_what_neither_file_nor_copy_holds_is_named_and_the_rest_is_written_anew(
    sold: Till, tmp_path: Path
) -> None:
    folder = killed(sold, tmp_path / "both")
    for file in folder.glob("till.db*"):
        file.unlink()
    spoil_copied(folder, 5)
    found = started(folder)
    assert found.told is not None
    assert found.told.missing == ((5, 5),)
    assert found.told.entries == SALES - 1
    assert found.events == (*EVENTS[:4], *EVENTS[5:])
    assert [entry.seq for entry in found.entries] == list(range(1, SALES))
    assert [entry.fact.origin.seq for entry in found.entries if entry.fact.origin] == [
        *range(6, 13)
    ]
    assert found.next_number == NEXT, "no number that stands on paper is given again"
    assert found.told.settled_by(4).missing == ((5, 5),)
    assert found.told.settled_by(5).missing == ()


def test_without_the_registers_key_what_no_chain_holds_is_said_to_be_missing(
    sold: Till, tmp_path: Path
) -> None:
    folder = killed(sold, tmp_path / "both")
    for file in folder.glob("till.db*"):
        file.unlink()
    spoil_copied(folder, 5)
    found = started(folder, Rescue(FixedClock()))
    assert found.events == EVENTS[:4]
    assert found.told is not None
    assert (found.told.entries, found.told.missing) == (4, ((5, SALES),))


def test_what_is_set_aside_is_never_replaced_by_what_is_set_aside_later(
    sold: Till, tmp_path: Path
) -> None:
    folder = folded(sold, tmp_path / "twice")
    kept = []
    for _ in range(3):
        flip(file_of(folder), 200)
        kept.append(file_of(folder).read_bytes())
        assert started(folder).events == EVENTS
    assert sorted(file.read_bytes() for file in folder.glob("till.db.damaged-*")) == sorted(kept)


def test_entries_of_a_register_that_nobody_knows_any_more_are_said_to_be_missing(
    sold: Till,
) -> None:
    with sold.storage.read() as books:
        entries = tuple(books.journal.to_send(0, 99, 10**9))
    choice = Findings(None, entries, 0, 3, Remains()).choice(None)
    assert (choice.run, choice.missing) == ((), ((4, SALES),))


@pytest.mark.parametrize("left", ["part", "salvaged", "salvaged, log aside", "salvaged, all aside"])
def test_a_salvage_that_is_interrupted_is_repeated_or_finished(
    sold: Till, tmp_path: Path, left: str
) -> None:
    folder = killed(sold, tmp_path / "killed")
    (folder / "till.db-wal").unlink()
    done = tmp_path / "done"
    shutil.copytree(folder, done)
    started(done)
    stamp = "20261121T120000Z"
    if left == "part":
        (folder / "till.db.part").write_bytes(b"half a database")
    else:
        shutil.copy(file_of(done), folder / f"till.db.salvaged-{stamp}")
    if left != "part" and "aside" in left:
        (folder / "till.db-shm").rename(folder / f"till.db.damaged-{stamp}-shm")
    if "all" in left:
        file_of(folder).rename(folder / f"till.db.damaged-{stamp}")
    found = started(folder)
    assert found.events == EVENTS
    assert (folder / f"till.db.damaged-{stamp}").exists()
    assert not list(folder.glob("till.db.salvaged-*"))
    assert not list(folder.glob("till.db.part*"))
