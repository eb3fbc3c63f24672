"""After a salvage the journal drains as ever: sales are booked once, and what is lost is named."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.services.books_care import BooksCare
from pos_app.services.records import Reach, Salvaged
from pos_app.storage.entry_copy import COPY_FOLDER
from pos_core.errors import Unreachable
from pos_core.journal import GENESIS, EntryType, public_key_of, verify_run
from tests.client.storage.wrecks import file_of, flip, spoil_copied
from tests.fakes.server import FakeServer
from tests.fakes.till import TillRig

SALES = 6
DELETED = pytest.mark.fault(52, "Local DB deleted while sales were pending")


@pytest.fixture
def sold(till: TillRig) -> Iterator[TillRig]:
    """A closed till: enrolled with entry 1, and with sales in 2 to 7 that it never sent."""
    for _ in range(SALES):
        till.sell()
    till.close()
    yield till
    till.close()


def data(till: TillRig) -> Path:
    return till.folder / "data"


def drained(till: TillRig) -> Salvaged | None:
    """Let a till sync until all is in the books; return what it tells of a salvage."""
    for _ in range(5):
        till.engine.run_once()
        till.monotonic.seconds += 60
    state = till.journal.state()
    assert (state.unposted, state.reach, state.last_error_code) == (0, Reach.ONLINE, "")
    for ledger in till.server.ledgers.values():
        verify_run(ledger.entries, GENESIS, public_key_of(ledger.public_key))
    till.journal.verify()
    return BooksCare(till.storage, till.clock).salvaged()


def booked(server: FakeServer) -> list[str]:
    """Return the receipt numbers of all sales in the books, once per identity."""
    facts = {
        entry.fact.event_id: str(entry.fact.payload["receipt_number"])
        for ledger in server.ledgers.values()
        for entry in ledger.entries
        if entry.fact.type == EntryType.SALE_COMPLETED
    }
    return sorted(facts.values())


def numbers(*which: int) -> list[str]:
    return [f"T1-{number:06d}" for number in which]


@pytest.mark.fault(9, "Corrupt page in the main file")
def test_sales_out_of_a_damaged_file_are_booked_once(sold: TillRig) -> None:
    flip(file_of(data(sold)), 200)
    with closing(sold.restarted()) as again:
        told = drained(again)
        assert told is not None
        assert (told.entries, told.missing) == (SALES + 1, ())
        again.fill()
        assert again.sell().sale.receipt_number == f"T1-{SALES + 1:06d}"
        drained(again)
        assert booked(again.server) == numbers(1, 2, 3, 4, 5, 6, 7)


@DELETED
def test_what_is_lost_on_both_sides_of_the_disk_is_named_and_the_rest_is_booked(
    sold: TillRig,
) -> None:
    file_of(data(sold)).unlink()
    spoil_copied(data(sold), 3, 4)
    with closing(sold.restarted()) as again:
        told = drained(again)
        assert told is not None
        assert (told.settled, told.missing) == (True, ((3, 4),))
        assert booked(again.server) == numbers(1, 4, 5, 6)
        assert len(again.server.ledgers) == 1


@DELETED
def test_what_was_lost_here_and_is_in_the_books_is_not_missing_and_the_till_goes_on_anew(
    till: TillRig,
) -> None:
    for _ in range(SALES):
        till.sell()
    till.server.disturb = cut_after_push
    till.engine.run_once()
    till.server.disturb = lambda _: None
    till.close()
    file_of(data(till)).unlink()
    spoil_copied(data(till), 3, 4)
    with closing(till.restarted()) as again:
        told = drained(again)
        assert told is not None
        assert (told.settled, told.missing) == (True, ())
        assert booked(again.server) == numbers(1, 2, 3, 4, 5, 6)
        again.fill()
        assert again.sell().sale.receipt_number == "T2-000001", "a register of its own"


@DELETED
def test_where_the_beginning_is_lost_the_rest_goes_on_under_a_new_number(sold: TillRig) -> None:
    file_of(data(sold)).unlink()
    spoil_copied(data(sold), 0, 1, 2)
    with closing(sold.restarted()) as again:
        told = drained(again)
        assert told is not None
        assert (told.entries, told.missing) == (5, ((1, 2),))
        assert booked(again.server) == numbers(2, 3, 4, 5, 6)


@DELETED
def test_unsent_entries_whose_copy_was_deleted_by_hand_are_named_once_the_server_has_spoken(
    till: TillRig,
) -> None:
    for _ in range(2):
        till.sell()
    again = till.restarted()
    for _ in range(3):
        again.sell()
    again.close()
    file_of(data(till)).unlink()
    first, _ = sorted((data(till) / COPY_FOLDER).iterdir())
    first.unlink()
    with closing(again.restarted()) as later:
        told = BooksCare(later.storage, later.clock).salvaged()
        assert told is not None
        assert (told.entries, told.missing, told.after) == (3, (), 3)
        told = drained(later)
        assert told is not None
        assert told.missing == ((1, 3),)
        assert booked(later.server) == numbers(3, 4, 5)


def cut_after_push(moment: str) -> None:
    if moment == "after push":
        raise Unreachable("server.unreachable", reason="the line was cut")
