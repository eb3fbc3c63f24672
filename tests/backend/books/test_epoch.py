"""After a restore from a backup the books begin a new life, and registers send what was lost."""

import contextlib
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.registers import SqlRegisterBook
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.accept_journal import AcceptJournal, position_of
from backend_lambdas.logic.begin_epoch import BeginEpoch
from backend_lambdas.logic.enrol_register import EnrolRegister
from backend_lambdas.logic.read_changes import ReadChanges
from backend_lambdas.logic.snapshots import RebuildSnapshots
from backend_lambdas.logic.watch_books import WatchBooks
from pos_core.errors import Conflict, NotAllowed
from pos_core.wire.changes import Scope
from pos_core.wire.registers import EnrolRequest
from tests.backend.books.reading import Rows, everything, levels, one
from tests.backend.books.shop import Shop, open_shop
from tests.backend.books.till import product
from tests.builders import FixedClock
from tests.fakes.cloud import (
    FakeDeadLetters,
    FakeJournalQueue,
    FakeRegisterIdentities,
    FakeSnapshotStore,
)

pytestmark = pytest.mark.fault(42, "Server restored from a backup")
LANTERN = product("LANTERN", 1250)


def begin(shop: Shop) -> str:
    return BeginEpoch(shop.books, shop.mirror, FixedClock())()


def test_restored_books_get_back_what_was_lost_and_nothing_twice(
    sqlite: Engine, tmp_path: Path
) -> None:
    shop = open_shop(sqlite)
    shop.stock([LANTERN])
    till = shop.till()
    for _ in range(3):
        till.sell((LANTERN, 1))
    shop.post(till.run())
    backup = tmp_path / "backup.sqlite"
    with contextlib.closing(sqlite.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(backup),))
    for _ in range(2):
        till.sell((LANTERN, 1))
    shop.post(till.run())
    lost = posted_rows(sqlite)

    restored = books_engine(f"sqlite:///{shutil.copyfile(backup, tmp_path / 'restored.sqlite')}")
    again = Shop(restored, SqlBooks(restored), shop.mirror)
    watch = WatchBooks(again.books, again.mirror, FakeDeadLetters(), again.bell, FixedClock())
    watch()
    assert one(restored, "SELECT kind FROM findings") == "books_behind"
    epoch = begin(again)

    position = position_of(again.mirror, till.register_id)
    assert (position.posted_through, position.accepted_through) == (3, 3)
    assert (position.posted_hash, position.epoch) == (till.entries[2].hash, epoch)
    answer = AcceptJournal(again.mirror, FakeJournalQueue(), FixedClock())(
        till.register_id, till.run(4).body
    )
    assert (answer.accepted_through, answer.epoch) == (5, epoch)
    again.post(till.run(4))
    assert posted_rows(restored) == lost
    watch()
    assert one(restored, "SELECT count(*) FROM findings WHERE closed_at IS NULL") == 0
    restored.dispose()


def posted_rows(engine: Engine) -> dict[str, Rows]:
    """Return what posting wrote; what the watch wished for beside it is its own."""
    return {name: found for name, found in everything(engine).items() if name != "outbox"}


def test_cursors_of_the_life_before_have_expired_and_a_snapshot_still_serves(shop: Shop) -> None:
    shop.stock([LANTERN])
    RebuildSnapshots(shop.books, FakeSnapshotStore(), FixedClock())()
    read = ReadChanges(shop.books)
    before = read(Scope.CATALOGUE, 0, None)

    begin(shop)

    with pytest.raises(Conflict, match=r"cursor\.expired"):
        read(Scope.CATALOGUE, before.cursor, None)
    snapshot = shop.books.read(lambda work: work.feeds.snapshot(Scope.CATALOGUE))
    assert snapshot is not None
    assert read(Scope.CATALOGUE, snapshot.cursor, None).changes == []
    shop.stock([product("LATER")])
    later = read(Scope.CATALOGUE, snapshot.cursor, None)
    assert [change.id for change in later.changes] == ["product-LATER"]
    whole = read(Scope.CATALOGUE, 0, None)
    assert [c.id for c in whole.changes] == [c.id for c in before.changes] + ["product-LATER"]


def test_every_epoch_expires_the_cursors_of_the_one_before(shop: Shop) -> None:
    shop.stock([LANTERN])
    names, cursors = set(), []
    for _ in range(3):
        names.add(begin(shop))
        cursors.append(ReadChanges(shop.books)(Scope.STOCK, 0, None).cursor)

    assert len(names) == 3
    for expired in cursors[:-1]:
        with pytest.raises(Conflict, match=r"cursor\.expired"):
            ReadChanges(shop.books)(Scope.STOCK, expired, None)
    assert ReadChanges(shop.books)(Scope.STOCK, cursors[-1], None).changes == []


def test_selling_goes_on_in_the_new_life(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    shop.post(till.run())

    begin(shop)
    till.sell((LANTERN, 1))

    assert shop.post(till.run(2)).applied == 1
    assert levels(shop.engine)["S1", "LANTERN"] == 98
    page = ReadChanges(shop.books)(Scope.STOCK, 0, till.register_id)
    assert (page.posted_through, page.changes[-1].version) == (2, page.cursor)


def test_registers_that_restored_books_do_not_know_are_refused_as_unknown(shop: Shop) -> None:
    known, lost, revoked = shop.till("T1"), "register-lost", "register-revoked"
    for name in (lost, revoked):
        shop.mirror.add(name, "S1", known.public_key)
    shop.mirror.revoke(revoked)

    begin(shop)

    assert position_of(shop.mirror, known.register_id).posted_through == 0
    with pytest.raises(NotAllowed, match=r"register\.unknown"):
        position_of(shop.mirror, lost)
    with pytest.raises(NotAllowed, match=r"register\.revoked"):
        position_of(shop.mirror, revoked)


def test_a_code_is_given_out_once_in_all_lives_of_the_books(shop: Shop) -> None:
    enrol = EnrolRegister(
        SqlRegisterBook(shop.engine, FixedClock()), shop.mirror, FakeRegisterIdentities()
    )
    key = shop.till("T1").public_key

    def code_of(request_id: str) -> str:
        wish = EnrolRequest(request_id=request_id, store_id="S1", name="Till", public_key=key)
        return enrol(wish, "manager1").code

    before = [code_of("request-a"), code_of("request-b")]
    with shop.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM registers WHERE code <> 'T1'")
    epoch = begin(shop)
    after = [code_of("request-c"), code_of("request-d")]

    assert (before, after) == (["T2", "T3"], ["T4", "T5"])
    given = {each.code: each.epoch for each in shop.mirror.every_register()}
    assert (given["T4"], given["T5"]) == (epoch, epoch)
