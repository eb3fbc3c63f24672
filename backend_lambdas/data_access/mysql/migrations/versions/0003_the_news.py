"""What goes out: feeds with a counter per scope, snapshots, and the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import SchemaItem

revision = "0003"
down_revision = "0002"

_TABLES = (
    "feed_versions",
    "feed_entries",
    "snapshots",
    "outbox",
)

_DOCUMENT = sa.Text().with_variant(mysql.MEDIUMTEXT(collation="utf8mb4_bin"), "mysql", "mariadb")


def _exact(length: int) -> sa.String:
    return sa.String(length).with_variant(
        mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb"
    )


def _create(name: str, *parts: SchemaItem) -> None:
    op.create_table(
        name,
        *parts,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_unicode_ci",
    )


def upgrade() -> None:
    _feeds()
    _snapshots()
    _outbox()
    counters = sa.table("feed_versions", sa.column("scope"), sa.column("version"))
    scopes = ("catalogue", "stock", "staff", "settings")
    op.bulk_insert(counters, [{"scope": scope, "version": 0} for scope in scopes])


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _feeds() -> None:
    _create(
        "feed_versions",
        sa.Column("scope", _exact(40), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_feed_versions"),
    )
    _create(
        "feed_entries",
        sa.Column("scope", _exact(40), nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("id", _exact(64), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("data", _DOCUMENT, nullable=True),
        sa.PrimaryKeyConstraint("scope", "kind", "id", name="pk_feed_entries"),
    )
    op.create_index("ix_feed_entries_version", "feed_entries", ["scope", "version"], unique=True)


def _snapshots() -> None:
    _create(
        "snapshots",
        sa.Column("scope", _exact(40), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("key", _exact(200), nullable=False),
        sa.Column("sha256", _exact(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("built_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_snapshots"),
    )


def _outbox() -> None:
    _create(
        "outbox",
        sa.Column("intent", _exact(160), nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("data", _DOCUMENT, nullable=False),
        sa.Column("state", _exact(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", _exact(24), nullable=False),
        sa.Column("created_at", _exact(24), nullable=False),
        sa.Column("finished_at", _exact(24), nullable=True),
        sa.Column("last_error", _exact(200), nullable=False),
        sa.PrimaryKeyConstraint("intent", name="pk_outbox"),
    )
    op.create_index("ix_outbox_due", "outbox", ["state", "due_at"])
