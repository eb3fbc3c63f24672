"""The database of the books on this machine: SQLite, a private MariaDB, or one that is named.

Knows nothing of tables; brings them to the present version before anybody asks for them.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from backend_lambdas.data_access.aws.database_secret import url_from
from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.migrate import migrate
from backend_lambdas.local.mariadb import private_mariadb
from pos_core.errors import EnvironmentFailed

SQLITE = "sqlite"
MARIADB = "mariadb"
_MYSQL = ("mysql", "mysql+pymysql", "mariadb", "mariadb+pymysql")

Secret = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class LocalBooks:
    """Where the books are: the secret that functions read, and an engine of the launcher's own."""

    secret: Secret
    engine: Engine

    @property
    def url(self) -> str:
        """The address for SQLAlchemy, with the password."""
        return self.engine.url.render_as_string(hide_password=False)

    @property
    def place(self) -> str:
        """The address for people, without the password."""
        return self.engine.url.render_as_string()


@contextlib.contextmanager
def local_books(database: str, folder: Path) -> Iterator[LocalBooks]:
    """Yield the books that are asked for, at the present version of their tables.

    Raises EnvironmentFailed `local.database_unknown` for an address that is not MySQL's.
    """
    with contextlib.ExitStack() as running:
        if database == SQLITE:
            secret: Secret = {"engine": "sqlite", "path": str(folder.resolve() / "books.sqlite")}
        elif database == MARIADB:
            server = running.enter_context(private_mariadb(folder.resolve() / "mariadb"))
            secret = server.secret
        else:
            secret = _secret_for(database)
        engine = books_engine(url_from(secret))
        running.callback(engine.dispose)
        migrate(engine)
        yield LocalBooks(secret, engine)


def _secret_for(database: str) -> Secret:
    try:
        url = make_url(database)
    except ArgumentError:
        raise EnvironmentFailed("local.database_unknown", database=database) from None
    if url.drivername not in _MYSQL or not url.database:
        raise EnvironmentFailed("local.database_unknown", database=database)
    secret: dict[str, str | int] = {
        "engine": "mysql",
        "host": url.host or "localhost",
        "username": url.username or "",
        "password": url.password or "",
        "dbname": url.database,
    }
    if url.port:
        secret["port"] = url.port
    if "unix_socket" in url.query:
        secret["socket"] = str(url.query["unix_socket"])
    return secret
