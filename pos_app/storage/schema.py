"""Brings a database to the form this release knows: one SELECT when there is nothing to do.

Alembic takes a while to import, so it is imported only when a step is due. A database that exists
is copied before it is changed, and all steps that are due are one transaction: the file holds the
old form or the new one, never something between.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pos_app.storage.database import Database
from pos_core.errors import StorageFailed

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True, slots=True)
class Steps:
    """Where Alembic finds the steps (a folder, or `package:folder`), and how far to go."""

    place: str
    newest: str


OURS = Steps("pos_app.storage:migrations", "0004")

_HAS_REVISION = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
_REVISION = "SELECT version_num FROM alembic_version"


def stored_revision(connection: Connection) -> str | None:
    """Return the form a database has; None for one that is empty."""
    if connection.exec_driver_sql(_HAS_REVISION).first() is None:
        return None
    return connection.exec_driver_sql(_REVISION).scalar()


def bring_up_to_date(database: Database, steps: Steps = OURS) -> None:
    """Run the steps that are due.

    Raises StorageFailed `storage.newer_schema` when a later release wrote the file, which is then
    left as it is.
    """
    with database.readers.connect() as connection:
        revision = stored_revision(connection)
    if revision == steps.newest:
        return
    if revision is not None:
        _refuse_newer(revision, steps)
        _copy(database, steps)
    move_to(database.writer, steps.newest, steps)


def move_to(writer: Connection, revision: str, steps: Steps = OURS) -> None:
    """Run the steps up or down to a revision (`base` is the empty database) as one transaction."""
    from alembic import command

    config = _alembic(steps)
    with writer.begin():
        config.attributes["connection"] = writer
        current = stored_revision(writer)
        if revision == "base" or (current is not None and revision < current):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)


def _alembic(steps: Steps) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", steps.place)
    return config


def _refuse_newer(revision: str, steps: Steps) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_alembic(steps))
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise StorageFailed("storage.newer_schema", found=revision, known=steps.newest)


def copy_before(file: Path, steps: Steps = OURS) -> Path:
    """Return where a database is copied to before the steps to the newest form are run."""
    return file.with_name(f"{file.stem}-before-{steps.newest}{file.suffix}")


def _copy(database: Database, steps: Steps) -> None:
    """Put a complete, encrypted copy beside the database; a half one never gets the name."""
    half = database.file.with_name("before-migration.part")
    half.unlink(missing_ok=True)
    database.driver.execute("VACUUM INTO ?", (str(half),))
    half.replace(copy_before(database.file, steps))
