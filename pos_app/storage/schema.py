"""Brings a database to the form this release knows: one SELECT when there is nothing to do.

Alembic takes a while to import, so it is imported only when a step is due. A database that exists
is copied before it is changed, and all steps that are due are one transaction: the file holds the
old form or the new one, never something between.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from pos_app.storage.database import Database
from pos_app.storage.durable import flush_folder, flush_path
from pos_app.storage.faults import DISK_FULL, translated
from pos_core.errors import StorageFailed

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True, slots=True)
class Steps:
    """Where Alembic finds the steps (a folder, or `package:folder`), and how far to go."""

    place: str
    newest: str


OURS = Steps("pos_app.storage:migrations", "0004")

_BEFORE = ".before-"
_FILES_WORTH = 3  # the copy, the log of the steps, and the file as they leave it

_HAS_REVISION = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
_REVISION = "SELECT version_num FROM alembic_version"


def stored_revision(connection: Connection) -> str | None:
    """Return the form a database has; None for one that is empty."""
    if connection.exec_driver_sql(_HAS_REVISION).first() is None:
        return None
    return connection.exec_driver_sql(_REVISION).scalar()


def bring_up_to_date(database: Database, steps: Steps = OURS) -> None:
    """Run the steps that are due.

    Raises StorageFailed `storage.newer_schema` when a later release wrote the file, and
    `storage.no_room_to_upgrade`; either leaves the file as it is.
    """
    with database.readers.connect() as connection:
        revision = stored_revision(connection)
    if revision == steps.newest:
        return
    if revision is None:
        move_to(database.writer, steps.newest, steps)
        return
    _refuse_newer(revision, steps)
    with _lack_of_room_told(database.file):
        _copy(database, steps)
        move_to(database.writer, steps.newest, steps)
    _let_go_of_older_copies(database.file, steps)


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
    return file.with_name(f"{file.name}{_BEFORE}{steps.newest}")


def _copy(database: Database, steps: Steps) -> None:
    """Put a complete, encrypted copy beside the database; a half one never gets the name."""
    half = database.file.with_name(f"{database.file.name}.copy-part")
    half.unlink(missing_ok=True)
    try:
        database.driver.execute("VACUUM INTO ?", (str(half),))
        flush_path(half)
        half.replace(copy_before(database.file, steps))
        flush_folder(half.parent)
    finally:
        half.unlink(missing_ok=True)


def _let_go_of_older_copies(file: Path, steps: Steps) -> None:
    """Keep the copy made before the newest steps, now that these are done, and no other."""
    for copy in file.parent.glob(f"{file.name}{_BEFORE}*"):
        if copy != copy_before(file, steps):
            copy.unlink(missing_ok=True)


@contextmanager
def _lack_of_room_told(file: Path) -> Iterator[None]:
    """Turn a full disk into what to do about it: the copy and the steps need room for the file."""
    try:
        yield
    except Exception as error:
        failure = translated(error)
        is_full = isinstance(failure, StorageFailed) and failure.code == DISK_FULL
        if not is_full and getattr(error, "errno", None) != errno.ENOSPC:
            raise
        megabytes = _FILES_WORTH * file.stat().st_size // 1_000_000 + 1
        raise StorageFailed("storage.no_room_to_upgrade", megabytes=megabytes) from error
