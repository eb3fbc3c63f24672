"""Empty books for every test, once on SQLite and once on a private MariaDB.

The server is started when the first test asks for it, one for each worker of a parallel run.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.migrate import migrate
from backend_lambdas.data_access.mysql.news_tables import feed_versions
from backend_lambdas.data_access.mysql.tables import metadata
from backend_lambdas.data_access.mysql.watch_tables import epochs
from backend_lambdas.local.mariadb import private_mariadb
from tests.backend.books.shop import Shop, open_shop

# What a test loses with the machine's power is not missed.
_QUICK = (
    "--innodb-flush-method=nosync",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--skip-log-bin",
)
DATABASES = ("sqlite", "mariadb")


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """Address of a MariaDB server of the tests' own; its folder has a short path for the socket."""
    folder = Path(tempfile.mkdtemp(prefix="books-"))
    try:
        with private_mariadb(folder, _QUICK) as server:
            yield server.url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_mariadb(mariadb_url: str) -> Iterator[Engine]:
    """The server with the books' tables."""
    engine = books_engine(mariadb_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the books' tables, to copy."""
    path = tmp_path_factory.mktemp("books") / "migrated.sqlite"
    engine = books_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def mariadb(migrated_mariadb: Engine) -> Engine:
    """Empty books on MariaDB."""
    empty(migrated_mariadb)
    return migrated_mariadb


@pytest.fixture
def sqlite(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    """Empty books on SQLite."""
    path = shutil.copyfile(migrated_sqlite, tmp_path / "books.sqlite")
    engine = books_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Empty books, on each database in turn."""
    engine = request.getfixturevalue(request.param)
    assert isinstance(engine, Engine)
    return engine


@pytest.fixture
def shop(engine: Engine) -> Shop:
    """A shop with stores and taxes, on each database in turn."""
    return open_shop(engine)


def empty(engine: Engine) -> None:
    """Delete all rows, and begin all feeds and the books' first life anew."""
    is_mysql = engine.dialect.name == "mysql"
    with engine.begin() as connection:
        if is_mysql:
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS=0")
        for table in reversed(metadata.sorted_tables):
            if table not in (feed_versions, epochs):
                connection.execute(delete(table))
        connection.execute(update(feed_versions).values(version=0))
        connection.execute(delete(epochs).where(epochs.c.number > 1))
        if is_mysql:
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS=1")
