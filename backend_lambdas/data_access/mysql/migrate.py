"""Brings the tables of the books to a revision: up to the newest one, or down again.

Only a deployment does this, never a function that serves requests. On SQLite all steps that are due
are one transaction; MySQL commits each statement that changes a table. Knows nothing of what the
steps do.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "head"
EMPTY = "base"


def migrate(engine: Engine, revision: str = NEWEST) -> str | None:
    """Run the steps up or down to a revision and return the one the books are at afterwards.

    Alembic is loaded here and not before, because functions that never migrate import this too.
    """
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    config = _alembic()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        now = MigrationContext.configure(connection).get_current_revision()
        if revision == EMPTY or (revision != NEWEST and now is not None and revision < now):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
        return MigrationContext.configure(connection).get_current_revision()


def _alembic() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
