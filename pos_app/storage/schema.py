"""Brings a database to the form this release knows: one SELECT when there is nothing to do.

Alembic takes a while to import, so it is imported only when a step is due. A database that exists
is copied before it is changed, and all steps that are due are one transaction: the file holds the
old form or the new one, never something between.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from pos_app.storage.database import Database
from pos_core.errors import StorageFailed

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0001"
"""The revision this release works with; a test compares it with the newest step."""


def stored_revision(connection: Connection) -> str | None:
    """Return the form a database has; None for one that is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def bring_up_to_date(database: Database) -> None:
    """Run the steps that are due.

    Raises StorageFailed `storage.newer_schema` when a later release wrote the file, which is then
    left as it is.
    """
    with database.readers.connect() as connection:
        revision = stored_revision(connection)
    if revision == NEWEST:
        return
    if revision is not None:
        _refuse_newer(revision)
        _copy(database)
    move_to(database.writer, NEWEST)


def move_to(writer: Connection, revision: str) -> None:
    """Run the steps up or down to a revision (`base` is the empty database) as one transaction."""
    from alembic import command

    config = _alembic()
    with writer.begin():
        config.attributes["connection"] = writer
        current = stored_revision(writer)
        if revision == "base" or (current is not None and revision < current):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def _alembic() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _refuse_newer(revision: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}
    if revision not in known:
        raise StorageFailed("storage.newer_schema", found=revision, known=NEWEST)


def _copy(database: Database) -> None:
    """Put a complete, encrypted copy beside the database; a half one never gets the name."""
    half = database.file.with_name("before-migration.part")
    half.unlink(missing_ok=True)
    driver = database.writer.connection.driver_connection
    assert driver is not None
    driver.execute("VACUUM INTO ?", (str(half),))
    half.replace(database.file.with_name(f"{database.file.stem}-before-{NEWEST}.db"))
