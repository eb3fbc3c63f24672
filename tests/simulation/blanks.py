"""The empty databases that every day begins with, migrated once, and where days are kept.

A day's files live in memory where the system has a folder for that: nobody cuts the real power, and
what ships syncs all the same. Knows nothing of what happens on a day.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from backend_lambdas.data_access.mysql.engine import books_engine
from backend_lambdas.data_access.mysql.migrate import migrate
from pos_app.storage.storage import DATABASE_NAME, open_storage
from tests.simulation.machine import DATABASE_KEY

_IN_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Blanks:
    """Empty databases of today's form, to copy: a till's, and the books."""

    till: Path
    books: Path


def make_blanks(folder: Path) -> Blanks:
    """Make both in this folder."""
    open_storage(folder / "till", DATABASE_KEY).close()
    books = folder / "books.sqlite"
    engine = books_engine(f"sqlite:///{books}")
    migrate(engine)
    engine.dispose()
    return Blanks(folder / "till" / DATABASE_NAME, books)


def fast_folder() -> str | None:
    """Return the folder for temporary files that is in memory; None for the usual one."""
    return str(_IN_MEMORY) if os.access(_IN_MEMORY, os.W_OK) else None
