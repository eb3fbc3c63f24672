"""What a database that fails means for whoever writes: again, later, or never."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.unit_of_work import SqlBooks
from backend_lambdas.logic.books.work import RowRefused, Work
from pos_core.errors import EnvironmentFailed
from tests.backend.books.reading import one
from tests.backend.books.shop import Shop


class Driver(Exception):
    """Stands for an error of the driver, with its number."""


class FailingAct:
    """Work that fails a few times with a number of MySQL's before it succeeds."""

    def __init__(self, times: int, number: int, tries: list[int]) -> None:
        """Fail so many times, noting each try."""
        self.times, self.number, self.tries = times, number, tries

    def __call__(self, work: Work) -> str:
        self.tries.append(self.number)
        work.settings.save_staff([])
        if len(self.tries) <= self.times:
            raise OperationalError("", {}, Driver(self.number, "said the server"))
        return "done"


@pytest.mark.parametrize("number", [1213, 1205, 1020])
def test_a_deadlock_is_tried_again(shop: Shop, number: int) -> None:
    tries: list[int] = []

    assert shop.books.write(FailingAct(2, number, tries)) == "done"
    assert len(tries) == 3


def test_books_that_stay_locked_are_called_busy(shop: Shop) -> None:
    with pytest.raises(EnvironmentFailed, match=r"books\.busy"):
        shop.books.write(FailingAct(99, 1213, []))


@pytest.mark.parametrize("number", [2006, 2013, 1040, 1290])
def test_a_lost_connection_is_not_tried_again_here(shop: Shop, number: int) -> None:
    tries: list[int] = []

    with pytest.raises(EnvironmentFailed, match=r"books\.unreachable"):
        shop.books.write(FailingAct(99, number, tries))
    assert len(tries) == 1


def test_a_bug_in_a_statement_is_raised_as_it_is(shop: Shop) -> None:
    def act(_: Work) -> None:
        raise ProgrammingError("SELEC", {}, Driver(1064, "syntax"))

    with pytest.raises(DBAPIError):
        shop.books.write(act)


def test_a_number_beyond_64_bits_is_refused(shop: Shop) -> None:
    def act(work: Work) -> None:
        shop_ = work.settings.shop()
        work.settings.save_shop(shop_.model_copy(update={"cash_step_minor": 2**70}))

    with pytest.raises(RowRefused):
        shop.books.write(act)
    assert one(shop.engine, "SELECT cash_step_minor FROM shop") == 1


def test_what_fails_halfway_leaves_nothing(shop: Shop) -> None:
    def act(work: Work) -> None:
        work.settings.save_shop(work.settings.shop().model_copy(update={"name": "Half"}))
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        shop.books.write(act)
    assert one(shop.engine, "SELECT name FROM shop") == "Lantern & Lace"


def test_a_server_that_is_not_there_is_unreachable() -> None:
    engine = books_engine("mysql+pymysql://a:b@127.0.0.1:1/none")

    with pytest.raises(EnvironmentFailed, match=r"books\.unreachable"):
        SqlBooks(engine).read(lambda work: work.settings.shop())


def test_mariadb_is_strict_and_reads_repeat(mariadb: Engine) -> None:
    with mariadb.connect() as connection:
        mode = connection.execute(text("SELECT @@sql_mode")).scalar_one()
        isolation = connection.execute(text("SELECT @@tx_isolation")).scalar_one()

    assert "STRICT_ALL_TABLES" in mode
    assert isolation == "REPEATABLE-READ"


def test_sqlite_writes_ahead_and_syncs_fully(sqlite: Engine) -> None:
    with sqlite.connect() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert settings == ["wal", 2, 1, 10_000]


def test_a_reader_never_waits_for_a_writer(shop: Shop) -> None:
    def read_within_a_write(work: Work) -> str:
        work.settings.save_shop(work.settings.shop().model_copy(update={"name": "New"}))
        return shop.books.read(lambda reading: reading.settings.shop().name)

    assert shop.books.write(read_within_a_write) == "Lantern & Lace"
