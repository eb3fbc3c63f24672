"""A cloned machine or a restored backup goes on as a register of its own, and nobody does a thing.

The server here takes only what verifies, as the real one does, and knows each fact by its identity.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos_app.services.heal_fork import HealFork
from pos_app.services.ports import Books
from pos_app.services.records import PaidSale, Reach, Whereabouts
from pos_core.errors import Unreachable
from pos_core.journal import GENESIS, EntryType, Head, public_key_of, verify_run
from pos_core.wire.changes import Scope
from tests.builders import stock_change
from tests.fakes.devices import MemoryKeyStore
from tests.fakes.server import FakeServer
from tests.fakes.till import TillRig

CLONED = pytest.mark.fault(51, "Restored-from-backup or cloned laptop")


def sale_ids(server: FakeServer) -> Counter[str]:
    """Count how often each sale would be booked: once per identity, whatever repeats it."""
    seen: dict[str, str] = {}
    for ledger in server.ledgers.values():
        for entry in ledger.entries:
            if entry.fact.type == EntryType.SALE_COMPLETED:
                seen[entry.fact.event_id] = str(entry.fact.payload["receipt_number"])
    return Counter(seen.values())


def drain(*tills: TillRig) -> None:
    for till in tills:
        for _ in range(4):
            till.engine.run_once()
            till.monotonic.seconds += 60
        state = till.journal.state()
        assert (state.unposted, state.reach, state.last_error_code) == (0, Reach.ONLINE, "")


def check_chains(server: FakeServer, *tills: TillRig) -> None:
    for ledger in server.ledgers.values():
        verify_run(ledger.entries, GENESIS, public_key_of(ledger.public_key))
    for till in tills:
        till.journal.verify()


@pytest.fixture
def clone(till: TillRig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TillRig]:
    """A copy of a till that has two sales in the books and one that was not sent yet."""
    till.sell()
    till.sell()
    till.engine.run_once()
    till.sell()
    till.close()
    with closing(till.copied_to(tmp_path_factory.mktemp("clone") / "till")) as copy:
        yield copy


@CLONED
def test_a_clone_goes_on_as_a_register_of_its_own_and_every_sale_is_booked_once(
    till: TillRig, clone: TillRig
) -> None:
    server = till.server
    with closing(till.restarted()) as first:
        first.sell()
        mine = clone.sell()
        drain(first, clone)
        with first.storage.read() as books, clone.storage.read() as copied:
            here, there = books.register(), copied.register()
        assert here is not None
        assert there is not None
        assert (here.code, there.code) == ("T1", "T2")
        assert sale_ids(server) == {f"T1-{n:06d}": 1 + (n == 4) for n in (1, 2, 3, 4)}
        later = clone.sell()
        drain(clone)
        check_chains(server, first, clone)
    assert mine.sale.receipt_number == "T1-000004", "it is on the customer's paper"
    assert later.sale.receipt_number == "T2-000001"
    assert clone.journal.whereabouts(mine.sale.stamp.event_id) is Whereabouts.IN_THE_BOOKS


@CLONED
def test_what_is_carried_over_is_listed_once_and_can_be_reprinted_and_taken_back(
    till: TillRig, clone: TillRig
) -> None:
    with closing(till.restarted()) as first:
        drain(first)
        first.sell()
        drain(first)
    sold = clone.sell()
    drain(clone)
    with clone.storage.read() as books:
        numbers = [row.receipt_number for row in books.sales.latest(10)]
        report = books.sales.day_report(sold.sale.stamp.occurred_at[:10], "now")
    assert numbers == ["T1-000004", "T1-000003", "T1-000002", "T1-000001"]
    assert (report.sales, report.sold_minor) == (4, 4800)
    listed = [row.event_id for row in clone.journal.rows()]
    assert len(listed) == len(set(listed))
    assert {row.state for row in clone.journal.rows()} == {Whereabouts.IN_THE_BOOKS}
    assert clone.journal.rows(unposted_only=True) == []
    receipt = clone.receipts.of(sold.sale.stamp.event_id)
    assert receipt.number == "T1-000004"
    assert clone.take_back(sold).goods.receipt_number == "T2-000001"


@CLONED
def test_the_new_journal_begins_by_naming_the_register_it_succeeds(
    till: TillRig, clone: TillRig
) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    drain(clone)
    entries = clone.server.ledgers["register-2"].entries
    assert entries[0].fact.type == EntryType.REGISTER_ENROLLED
    assert entries[0].fact.payload["succeeds"] == {
        "register_id": "register-1",
        "register_code": "T1",
    }
    origins = [entry.fact.origin for entry in entries[1:]]
    assert [(o.register_code, o.seq) for o in origins if o] == [("T1", 4)]
    told = clone.journal.new_number()
    assert told is not None
    assert (told.former_code, told.code) == ("T1", "T2")
    with closing(till.restarted()) as first:
        assert first.journal.new_number() is None


@CLONED
def test_stock_that_waits_is_taken_off_until_the_carried_sale_is_in_the_books(
    till: TillRig, clone: TillRig
) -> None:
    def shown() -> int | None:
        with clone.storage.read() as books:
            card = books.catalogue.card("product-LANTERN")
        assert card is not None
        return card.stock_milli

    with closing(till.restarted()) as first:
        drain(first)
        first.sell()
        drain(first)
    clone.sell()
    before = shown()
    clone.server.posts_at_once = False
    clone.engine.run_once()
    assert shown() == before
    with clone.storage.begin() as books:
        books.catalogue.apply(Scope.STOCK, [stock_change(pieces=6)], 99, 1)
    assert shown() == 4_000, "the books have the new register's first entry: two sales wait"
    clone.storage.rebuild()
    assert shown() == 4_000
    with clone.storage.begin() as books:
        books.catalogue.apply(Scope.STOCK, [stock_change(pieces=4)], 100, 3)
    assert shown() == 4_000
    clone.storage.rebuild()
    assert shown() == 4_000


@CLONED
@pytest.mark.parametrize("sold_since", [0, 1, 5])
def test_a_backup_that_is_put_back_goes_on_with_what_was_sold_before_and_since(
    till: TillRig, tmp_path_factory: pytest.TempPathFactory, sold_since: int
) -> None:
    till.sell()
    drain(till)
    till.sell()
    till.close()
    backup = till.copied_to(tmp_path_factory.mktemp("backup") / "till")
    again = till.restarted()
    for _ in range(3):
        again.sell()
    drain(again)
    again.close()
    with closing(backup):
        for _ in range(sold_since):
            backup.sell()
        drain(backup)
        check_chains(till.server, backup)
    booked = sale_ids(till.server)
    assert sum(booked.values()) == 5 + sold_since
    assert booked["T1-000002"] == 1, "it was posted before the backup was put back"


@CLONED
def test_a_clone_with_nothing_to_send_heals_at_its_next_start(
    till: TillRig, clone: TillRig
) -> None:
    with closing(till.restarted()) as first:
        drain(first)
        first.sell()
        drain(first)
    clone.engine.run_once()
    with clone.storage.read() as books:
        register = books.register()
    assert register is not None
    assert register.code == "T2"


@CLONED
def test_a_healed_machine_that_is_cloned_again_heals_again(
    till: TillRig, clone: TillRig, tmp_path: Path
) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    drain(clone)
    clone.sell()
    clone.close()
    with closing(clone.copied_to(tmp_path / "third")) as third, closing(clone.restarted()) as one:
        one.sell()
        third.sell()
        drain(one, third)
        check_chains(till.server, one, third)
        before = third.journal.verify()
        assert third.storage.rebuild() == 5
        assert third.journal.verify() == before
    assert sorted(sale_ids(till.server)) == [
        *(f"T1-{n:06d}" for n in (1, 2, 3, 4)),
        *(f"T2-{n:06d}" for n in (1, 2)),
    ]
    assert sum(sale_ids(till.server).values()) == 7


@CLONED
def test_selling_goes_on_while_the_server_gives_no_new_register(
    till: TillRig, clone: TillRig
) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    clone.server.ledgers["register-1"].revoked = True
    clone.engine.run_once()
    assert clone.journal.state().last_error_code == "register.revoked"
    assert clone.sell().sale.receipt_number == "T1-000004"
    clone.server.ledgers["register-1"].revoked = False

    def lost(moment: str) -> None:
        if moment == "after succeed":
            raise Unreachable

    clone.server.disturb = lost
    clone.engine.run_once()
    assert clone.journal.state().reach is Reach.OFFLINE
    clone.server.disturb = None
    drain(clone)
    assert sorted(clone.server.ledgers) == ["register-1", "register-2"], "asked for once"


@CLONED
def test_books_that_lost_what_they_had_get_everything_again(till: TillRig) -> None:
    """The server was restored from a backup, and a twin of this machine was there first."""
    for _ in range(3):
        till.sell()
    drain(till)
    ledger = till.server.ledgers["register-1"]
    del ledger.entries[2:]
    ledger.head = Head(2, "f" * 64)
    ledger.accepted_through = 2
    till.sell()
    till.engine.run_once()
    drain(till)
    assert sum(sale_ids(till.server).values()) == 4


@dataclass
class BusyShop:
    """Storage of a till on which somebody sells just before the journals are changed over."""

    till: TillRig
    sold: list[PaidSale] = field(default_factory=list)

    def read(self) -> AbstractContextManager[Books]:
        return self.till.storage.read()

    def begin(self, *, urgent: bool = True) -> AbstractContextManager[Books]:
        if not self.sold:
            self.sold += [self.till.sell(), self.till.sell()]
        return self.till.storage.begin(urgent=urgent)

    def checkpoint(self) -> None:
        self.till.storage.checkpoint()


@CLONED
def test_what_is_sold_while_it_heals_is_carried_over_too(till: TillRig, clone: TillRig) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    busy = BusyShop(clone)
    clone.healing = HealFork(
        busy, clone.server, clone.register_tokens, clone.keys, clone.clock, clone.scribe
    )
    drain(clone)
    check_chains(till.server, clone)
    posted = {entry.fact.event_id for entry in till.server.ledgers["register-2"].entries}
    assert len(busy.sold) == 2
    assert {paid.sale.stamp.event_id for paid in busy.sold} <= posted
    assert sum(sale_ids(till.server).values()) == 6


class Killed(BaseException):
    """The process is gone: nothing of ours may catch this."""


@dataclass
class MortalKeyStore(MemoryKeyStore):
    """Dies before or after one of its writes."""

    dies_at: int = 0
    after: bool = False
    writes: int = 0

    def put(self, name: str, secret: str) -> None:
        self.writes += 1
        if self.writes == self.dies_at and not self.after:
            raise Killed
        super().put(name, secret)
        if self.writes == self.dies_at:
            raise Killed


@CLONED
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("dies_at", range(1, 7))
def test_killed_at_any_write_to_the_key_store_it_heals_at_the_next_start(
    till: TillRig, clone: TillRig, dies_at: int, *, after: bool
) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    clone.keys = MortalKeyStore(clone.keys.secrets, dies_at=dies_at, after=after)
    clone.sell()
    with pytest.raises(Killed):
        clone.engine.run_once()
    clone.keys = MemoryKeyStore(clone.keys.secrets)
    with closing(clone.restarted()) as again:
        again.sell()
        drain(again)
        check_chains(till.server, again)
        assert sum(sale_ids(till.server).values()) == 6
    assert sorted(till.server.ledgers) == ["register-1", "register-2"]


@CLONED
def test_killed_after_the_answer_it_asks_again_and_is_the_same_register(
    till: TillRig, clone: TillRig
) -> None:
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)

    def die(moment: str) -> None:
        if moment == "after succeed":
            raise Killed

    clone.server.disturb = die
    with pytest.raises(Killed):
        clone.engine.run_once()
    clone.server.disturb = None
    with closing(clone.restarted()) as again:
        drain(again)
    assert sorted(till.server.ledgers) == ["register-1", "register-2"]
    assert sum(sale_ids(till.server).values()) == 4


@CLONED
def test_an_older_file_beside_a_newer_key_store_still_sells_and_heals(
    till: TillRig, clone: TillRig, tmp_path: Path
) -> None:
    """The platform's key store is no part of a file backup: it may know a later register."""
    clone.close()
    backup = clone.copied_to(tmp_path / "backup")
    with closing(till.restarted()) as first:
        first.sell()
        drain(first)
    with closing(clone.restarted()) as healed:
        drain(healed)
        backup.keys = MemoryKeyStore(dict(healed.keys.secrets))
    with closing(backup):
        backup.sell()
        backup.journal.verify()
        drain(backup)
        check_chains(till.server, backup)
    assert sum(sale_ids(till.server).values()) == 5
