"""The database of the books on this machine: SQLite, a private MariaDB, or one that is named.

Knows nothing of tables; brings them to the present version before anybody asks for them.
"""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from backend_lambdas.data_access.aws.database_secret import url_from
from backend_lambdas.data_access.opened_books import OpenedBooks
from backend_lambdas.local.mariadb import private_mariadb
from pos_core.errors import EnvironmentFailed

SQLITE = "sqlite"
MARIADB = "mariadb"
_MYSQL = ("mysql", "mysql+pymysql", "mariadb", "mariadb+pymysql")

Secret = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class LocalBooks:
    """The books, opened for the launcher, and the secret by which functions open them."""

    secret: Secret
    opened: OpenedBooks


@contextlib.contextmanager
def local_books(database: str, folder: Path) -> Iterator[LocalBooks]:
    """Yield the books that are asked for, at the present version of their tables.

    Raises EnvironmentFailed `local.database_unknown` for an address that is not MySQL's.
    """
    with contextlib.ExitStack() as running:
        if database == SQLITE:
            secret: Secret = {"engine": "sqlite", "path": str(folder / "books.sqlite")}
        elif database == MARIADB:
            server = running.enter_context(private_mariadb(folder / "mariadb"))
            secret = server.secret
        else:
            secret = secret_for(database)
        opened = OpenedBooks(url_from(secret))
        running.callback(opened.close)
        opened.migrate()
        yield LocalBooks(secret, opened)


def secret_for(database: str) -> Secret:
    """Read an address like `mysql://user:password@host:3306/salepoint` into a secret's fields.

    `?unix_socket=/path` names a server on this machine. Raises as above.
    """
    address = urlsplit(database)
    name = address.path.removeprefix("/")
    if address.scheme not in _MYSQL or not name:
        raise EnvironmentFailed("local.database_unknown", database=database)
    secret: dict[str, str | int] = {
        "engine": "mysql",
        "host": address.hostname or "localhost",
        "username": unquote(address.username or ""),
        "password": unquote(address.password or ""),
        "dbname": name,
    }
    if address.port:
        secret["port"] = address.port
    for path in parse_qs(address.query).get("unix_socket", []):
        secret["socket"] = path
    return secret
