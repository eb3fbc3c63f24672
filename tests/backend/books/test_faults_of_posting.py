"""Faults on the way into the books: whatever fails in between, each fact is there exactly once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import pytest
from sqlalchemy import Engine, event

from backend_lambdas.data_access.mail_templates import mail_template
from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.books.work import Work
from backend_lambdas.logic.deliver_side_effects import DeliverSideEffects
from backend_lambdas.logic.fulfil_wish import FulfilWish
from backend_lambdas.logic.post_journal import PostJournal
from pos_core.errors import EnvironmentFailed
from tests.backend.books.reading import everything, levels, one, remarks, rows
from tests.backend.books.shop import Shop, catalogued, open_shop
from tests.backend.books.till import Till, product
from tests.builders import FixedClock
from tests.fakes.cloud import FakeAlertTopic, FakeMailSender, FakeSideEffectBell
from tests.waiting import wait_until

LANTERN = product("LANTERN", 1250)
PATIENCE = 20


def a_day(till: Till) -> None:
    """Let a till sell, take back and ask for a receipt."""
    sale = till.sell((LANTERN, 3))
    till.take_back(sale, {1: 1})
    till.mail_receipt(sale, "ann@example.org")
    till.sell((LANTERN, 1), card=True)


@pytest.mark.fault(22, "a message is delivered one to five times")
@pytest.mark.parametrize("times", range(1, 6))
def test_a_run_that_is_delivered_again_and_again_is_booked_once(shop: Shop, times: int) -> None:
    shop.stock([LANTERN], pieces=3, low_at=2)
    till = shop.till()
    a_day(till)
    shop.post(till.run())
    once = everything(shop.engine)

    for _ in range(times - 1):
        shop.post(till.run())

    assert everything(shop.engine) == once
    mail, topic = FakeMailSender(), FakeAlertTopic()
    clock = FixedClock()
    clock.forward(hours=12)
    fulfil = FulfilWish(shop.books, mail, topic, mail_template)
    for _ in range(times):
        DeliverSideEffects(shop.books, fulfil, clock)()
    assert len(mail.sent) == 1
    assert len(topic.published) == one(shop.engine, "SELECT count(*) FROM alerts") > 0


class DeadlyBell(FakeSideEffectBell):
    """A bell at whose rope the process dies."""

    def ring(self) -> None:
        raise SystemExit


@pytest.mark.fault(24, "the poster dies after the commit, before it rings the bell")
def test_a_side_effect_whose_bell_was_never_rung_is_found_by_the_sweep(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    a_day(till)
    with pytest.raises(SystemExit):
        PostJournal(shop.books, shop.mirror, DeadlyBell())(till.run())
    mail, clock = FakeMailSender(), FixedClock()
    clock.forward(hours=12)

    fulfil = FulfilWish(shop.books, mail, FakeAlertTopic(), mail_template)
    DeliverSideEffects(shop.books, fulfil, clock)()

    assert [sent.to for sent in mail.sent] == ["ann@example.org"]


@pytest.mark.fault(21, "one identity, two different facts")
@pytest.mark.parametrize("in_one_run", [True, False])
def test_another_fact_under_a_taken_identity_is_kept_apart_with_an_alarm(
    shop: Shop, in_one_run: bool
) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    first = till.entries[-1].fact
    till.sell((LANTERN, 2))
    till.write_fact(replace(till.entries.pop().fact, event_id=first.event_id))
    till.sell((LANTERN, 1))

    for run in [till.run()] if in_one_run else [till.run(n, n) for n in (1, 2, 3)]:
        shop.post(run)

    assert rows(shop.engine, "SELECT seq, state, reason FROM journal_entries ORDER BY seq") == [
        (1, "posted", ""),
        (2, "quarantined", "event_id: of another fact"),
        (3, "posted", ""),
    ]
    assert one(shop.engine, "SELECT sum(total_minor) FROM sales") == 2500
    assert one(shop.engine, "SELECT kind FROM outbox") == "quarantine"
    assert remarks(shop.engine) == []


@pytest.mark.fault(33, "the till is newer: fields that nobody here knows")
def test_a_sale_with_fields_of_tomorrow_is_booked_as_if_they_were_not_there(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 1))
    fact = till.entries.pop().fact
    lines = fact.payload["lines"]
    assert isinstance(lines, list)
    line = {**lines[0], "engraving": {"text": "Ann", "font": 3}}
    till.write_fact(replace(fact, payload={**fact.payload, "mood": "merry", "lines": [line]}))

    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined, posted.remarks) == (1, 0, 0)
    assert one(shop.engine, "SELECT total_minor FROM sales") == 1250


@pytest.mark.fault(35, "price and tax changed while the till was offline")
def test_a_sale_at_yesterdays_price_stands_as_it_was_paid(shop: Shop) -> None:
    shop.stock([LANTERN])
    till = shop.till()
    till.sell((LANTERN, 2))

    def reprice(work: Work) -> None:
        work.catalogue.lock()
        work.catalogue.save([catalogued(replace(LANTERN, price_minor=1990))])

    shop.books.write(reprice)
    posted = shop.post(till.run())

    assert (posted.applied, posted.remarks) == (1, 0)
    assert one(shop.engine, "SELECT total_minor FROM sales") == 2500
    assert one(shop.engine, "SELECT unit_price_minor FROM sale_lines") == 1250


@pytest.mark.fault(36, "the product was withdrawn while the till was offline")
def test_a_sale_of_what_was_withdrawn_meanwhile_is_booked_on_its_old_identity(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=5)
    till = shop.till()
    till.sell((LANTERN, 2))

    def withdraw(work: Work) -> None:
        work.catalogue.lock()
        work.catalogue.save([catalogued(LANTERN).model_copy(update={"active": False})])

    shop.books.write(withdraw)
    posted = shop.post(till.run())

    assert (posted.applied, posted.quarantined) == (1, 0)
    assert levels(shop.engine)["S1", "LANTERN"] == 3


@pytest.mark.fault(36, "the till sells what the books have never heard of")
def test_a_sale_of_an_unknown_product_is_booked_with_a_remark(shop: Shop) -> None:
    till = shop.till()
    till.sell((product("GONE"), 1))

    assert shop.post(till.run()).applied == 1
    assert ("product.unknown", "product-GONE") in remarks(shop.engine)


@pytest.mark.fault(37, "two tills sell the last one")
def test_both_sales_of_the_last_one_stand_and_the_shortage_is_remarked_once(shop: Shop) -> None:
    shop.stock([LANTERN], pieces=1)
    tills = [shop.till("T1"), shop.till("T2")]
    for till in tills:
        till.sell((LANTERN, 1))

    for till in tills:
        shop.post(till.run())

    assert one(shop.engine, "SELECT count(*) FROM sales") == 2
    assert levels(shop.engine)["S1", "LANTERN"] == -1
    assert remarks(shop.engine) == [("stock.short", "product-LANTERN")]


@dataclass
class Killer:
    """Kills the connection that writes sales, as soon as it has written some."""

    server: Engine
    killed: int = 0

    def __call__(self, connection: object, *_: object) -> None:
        if self.killed or not str(_[1]).startswith("INSERT INTO sales"):
            return
        self.killed += 1
        number = connection.exec_driver_sql("SELECT connection_id()").scalar_one()  # type: ignore[attr-defined]  # SQLAlchemy's events name no type
        with self.server.begin() as other:
            other.exec_driver_sql(f"KILL {number}")


@pytest.mark.fault(20, "the poster is killed in the middle of its transaction")
@pytest.mark.fault(43, "the connection to the database breaks in mid-run")
def test_a_run_that_was_cut_off_in_the_middle_leaves_nothing_and_succeeds_the_next_time(
    mariadb: Engine,
) -> None:
    shop = open_shop(mariadb)
    shop.stock([LANTERN])
    till = shop.till()
    a_day(till)
    cut_off = books_engine(mariadb.url)
    killer = Killer(mariadb)
    event.listen(cut_off, "before_cursor_execute", killer)
    post = PostJournal(SqlBooks(cut_off), shop.mirror, shop.bell)

    with pytest.raises(EnvironmentFailed, match=r"books\.unreachable"):
        post(till.run())
    assert killer.killed == 1
    for table in ("journal_entries", "sales", "payments", "stock_levels", "outbox"):
        where = " WHERE quantity_milli <> 100000 AND store_id = 'S1'" * (table == "stock_levels")
        assert one(mariadb, f"SELECT count(*) FROM {table}{where}") == 0  # noqa: S608 - our own names

    assert post(till.run()).applied == 4
    assert levels(mariadb)["S1", "LANTERN"] == 97
    cut_off.dispose()


@pytest.fixture
def impatient(mariadb: Engine) -> Iterator[Engine]:
    """The same server, for connections that wait one second for a lock instead of five."""
    engine = books_engine(mariadb.url)

    def shorten(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # SQLAlchemy's events name no type
        cursor.execute("SET SESSION innodb_lock_wait_timeout=1")

    event.listen(engine, "connect", shorten)
    yield engine
    engine.dispose()


@pytest.mark.fault(44, "a lock is not given in time")
def test_who_waits_too_long_for_a_lock_tries_again_and_books_once(
    mariadb: Engine, impatient: Engine
) -> None:
    shop = open_shop(mariadb)
    shop.stock([LANTERN])
    till = shop.till()
    a_day(till)
    timed_out = threading.Event()

    def note(context: object) -> None:
        if "1205" in str(context.original_exception):  # type: ignore[attr-defined]  # as above
            timed_out.set()

    event.listen(impatient, "handle_error", note)
    post = PostJournal(SqlBooks(impatient), shop.mirror, shop.bell)
    with ThreadPoolExecutor(1) as pool, mariadb.begin() as holder:
        holder.exec_driver_sql("SELECT * FROM registers FOR UPDATE")
        posting = pool.submit(partial(post, till.run()))
        wait_until(timed_out.is_set, "the lock is not given", PATIENCE)
        holder.commit()
        posted = posting.result(PATIENCE)

    assert posted.applied == 4
    assert one(mariadb, "SELECT count(*) FROM sales") == 2


@pytest.mark.fault(44, "a lock is never given")
def test_who_never_gets_a_lock_gives_up_with_nothing_done(
    mariadb: Engine, impatient: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend_lambdas.data_access.mysql.transactions._ATTEMPTS", 2)
    shop = open_shop(mariadb)
    shop.stock([LANTERN])
    till = shop.till()
    a_day(till)
    post = PostJournal(SqlBooks(impatient), shop.mirror, shop.bell)

    with mariadb.begin() as holder:
        holder.exec_driver_sql("SELECT * FROM registers FOR UPDATE")
        with pytest.raises(EnvironmentFailed, match=r"books\.busy"):
            post(till.run())

    assert one(mariadb, "SELECT count(*) FROM journal_entries") == 0
    assert post(till.run()).applied == 4
