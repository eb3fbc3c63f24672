"""Which register goes on in whose place, and receipts found by their numbers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0004"
down_revision = "0003"

_NUMBERED = ("sales", "returns")


def upgrade() -> None:
    identity = sa.String(64).with_variant(
        mysql.VARCHAR(64, collation="utf8mb4_bin"), "mysql", "mariadb"
    )
    op.add_column("registers", sa.Column("origin_id", identity, nullable=True))
    for name in _NUMBERED:
        op.create_index(f"ix_{name}_receipt_number", name, ["receipt_number"])


def downgrade() -> None:
    for name in _NUMBERED:
        op.drop_index(f"ix_{name}_receipt_number", name)
    op.drop_column("registers", "origin_id")
