"""The steps from one form of the database to the next: up, down, with data, and never too far."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from pos_app.storage import schema
from pos_app.storage.database import Database, open_database
from pos_app.storage.storage import open_storage
from pos_app.storage.tables import BEYOND_TABLES, metadata
from pos_core.errors import StorageFailed
from tests.builders import sale
from tests.client.storage.conftest import KEY, Till
from tests.client.storage.migration_steps import ADD_PRICE, steps_to

ALEMBICS_OWN = "alembic_version"


def form_of(connection: Connection) -> dict[str, str]:
    """Return every table, index, view and trigger as its statement, spaces and quotes aside."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: re.sub(r"[\s\"]+", "", sql).lower() for name, sql in rows if name != ALEMBICS_OWN}


def migrated_form(database: Database) -> dict[str, str]:
    with database.inspection.connect() as connection:
        return form_of(connection)


def test_the_steps_lead_to_the_tables_as_they_are_described(till: Till, tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "described.db", KEY)) as described:
        with described.writer.begin():
            metadata.create_all(described.writer)
            for statement in BEYOND_TABLES:
                described.writer.exec_driver_sql(statement)
        expected = migrated_form(described)
    assert migrated_form(till.database) == expected


def test_the_newest_step_is_the_one_this_release_names() -> None:
    config = Config()
    config.set_main_option("script_location", schema.OURS.place)
    assert ScriptDirectory.from_config(config).get_heads() == [schema.OURS.newest]


def test_down_to_nothing_and_up_again_is_the_same_form(till: Till) -> None:
    before = migrated_form(till.database)
    schema.move_to(till.database.writer, "base")
    assert migrated_form(till.database) == {}
    schema.move_to(till.database.writer, schema.OURS.newest)
    assert migrated_form(till.database) == before
    with till.storage.read() as books:
        assert books.journal.state().last_seq == 0


@pytest.mark.fault(32, "Downgrade / older app opens newer DB")
def test_a_database_of_a_later_release_is_refused_and_left_as_it_is(till: Till) -> None:
    till.sell(sale(1))
    with till.database.writer.begin():
        till.database.writer.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    till.storage.close()
    before = till.database.file.read_bytes()
    with pytest.raises(StorageFailed) as refused:
        open_storage(till.database.file.parent, KEY)
    assert refused.value.code == "storage.newer_schema"
    assert refused.value.data["found"] == "9999"
    assert till.database.file.read_bytes() == before


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """A database that an earlier release wrote, with something in it."""
    with closing(open_database(tmp_path / "old.db", KEY)) as database:
        schema.bring_up_to_date(database, steps_to(tmp_path / "steps", "0001"))
        with database.writer.begin():
            database.writer.exec_driver_sql("INSERT INTO goods VALUES ('lamp')")
        yield database


def goods(database: Database) -> list[tuple[object, ...]]:
    with database.inspection.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM goods")]


@pytest.mark.fault(31, "Schema upgrade with a full queue; old payload version in queue")
def test_a_step_keeps_what_is_there_and_leaves_an_encrypted_copy_of_before(
    old: Database, tmp_path: Path
) -> None:
    steps = steps_to(tmp_path / "steps", "0002")
    schema.bring_up_to_date(old, steps)
    assert goods(old) == [("lamp", 5), ("stand", 7)]
    copy = schema.copy_before(old.file, steps)
    assert b"lamp" not in copy.read_bytes()
    with closing(open_database(copy, KEY)) as before:
        assert goods(before) == [("lamp",)]
    schema.move_to(old.writer, "0001", steps)
    assert goods(old) == [("lamp",), ("stand",)]


def test_a_step_that_fails_leaves_the_old_form(old: Database, tmp_path: Path) -> None:
    broken = ADD_PRICE + "    op.execute('DROP TABLE goods')\n    raise KeyError('a bug')\n"
    steps = steps_to(tmp_path / "steps", "0002", broken)
    with pytest.raises(KeyError, match="a bug"):
        schema.bring_up_to_date(old, steps)
    assert goods(old) == [("lamp",)]
    with old.readers.connect() as connection:
        assert schema.stored_revision(connection) == "0001"


def test_opening_what_is_up_to_date_does_not_even_load_alembic(till: Till) -> None:
    till.storage.close()
    script = (
        "import sys, pathlib\n"
        "from pos_app.storage.storage import open_storage\n"
        "open_storage(pathlib.Path(sys.argv[1]), sys.argv[2]).close()\n"
        "print('alembic' in sys.modules)\n"
    )
    folder = str(till.database.file.parent)
    done = subprocess.run(
        [sys.executable, "-c", script, folder, KEY], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_copies_of_earlier_steps_go_when_the_next_step_is_done(
    old: Database, tmp_path: Path
) -> None:
    earlier = old.file.with_name("old.db.before-0001")
    earlier.write_bytes(b"the copy from the step before")
    broken = steps_to(tmp_path / "broken", "0002", "    raise KeyError('a bug')\n")
    with pytest.raises(KeyError, match="a bug"):
        schema.bring_up_to_date(old, broken)
    assert earlier.exists(), "kept until a step has gone well"
    schema.bring_up_to_date(old, steps_to(tmp_path / "steps", "0002"))
    assert sorted(file.name for file in old.file.parent.glob("old.db.*")) == ["old.db.before-0002"]


@pytest.mark.fault(31, "Schema upgrade with a full queue; old payload version in queue")
@pytest.mark.parametrize("room", ["for the copy only", "for nothing"])
def test_a_step_for_which_the_disk_has_no_room_changes_nothing_and_says_how_much_it_needs(
    old: Database, tmp_path: Path, room: str
) -> None:
    if room == "for nothing":
        refused = tmp_path / "steps" / "full"
        second = "    import errno\n    raise OSError(errno.ENOSPC, 'no space left')\n"
    else:
        refused = tmp_path / "steps" / "growing"
        pages = old.driver.execute("PRAGMA page_count").fetchone()[0]
        old.driver.execute(f"PRAGMA max_page_count = {pages}")
        second = "    op.execute('CREATE TABLE far AS SELECT randomblob(90000) AS x')\n"
    with pytest.raises(StorageFailed) as told:
        schema.bring_up_to_date(old, steps_to(refused, "0002", second))
    assert (told.value.code, told.value.data["megabytes"]) == ("storage.no_room_to_upgrade", 1)
    assert goods(old) == [("lamp",)]
    with old.readers.connect() as connection:
        assert schema.stored_revision(connection) == "0001"
    assert not old.file.with_name("old.db.copy-part").exists()
