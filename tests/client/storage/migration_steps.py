"""Writes a folder with two steps of Alembic: a table of goods, and whatever a test does to it."""

import shutil
from importlib.resources import files
from pathlib import Path

from pos_app.storage.schema import Steps

OUR_ENVIRONMENT = files("pos_app.storage.migrations") / "env.py"
ADD_PRICE = """    op.execute('ALTER TABLE goods ADD COLUMN price INTEGER NOT NULL DEFAULT 5')
    op.execute("INSERT INTO goods VALUES ('stand', 7)")
"""

_STEP = """from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade():
{upgrade}

def downgrade():
    op.execute('ALTER TABLE goods DROP COLUMN price')
"""


def steps_to(folder: Path, newest: str, second: str = ADD_PRICE) -> Steps:
    """Return the steps up to `newest` (`0001` or `0002`); `second` is the body of the second."""
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    shutil.copy(str(OUR_ENVIRONMENT), folder)
    first = "    op.execute('CREATE TABLE goods (name TEXT)')\n"
    for revision, before, upgrade in (("0001", None, first), ("0002", "'0001'", second)):
        step = _STEP.format(revision=revision, before=before, upgrade=upgrade)
        (versions / f"step_{revision}.py").write_text(step)
    return Steps(str(folder), newest)
