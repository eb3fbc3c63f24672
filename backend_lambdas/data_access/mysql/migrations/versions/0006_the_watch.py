"""What the watch over the books remembers, and the attempt with which a wish is being sent."""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import SchemaItem

revision = "0006"
down_revision = "0005"

_TABLES = ("verified_journals", "findings", "epochs")
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
    _verified_journals()
    _findings()
    _epochs()
    op.create_index("ix_journal_entries_state", "journal_entries", ["state", "register_id", "seq"])
    op.add_column(
        "outbox",
        sa.Column("sending_attempt", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )


def downgrade() -> None:
    op.drop_column("outbox", "sending_attempt")
    op.drop_index("ix_journal_entries_state", "journal_entries")
    for name in reversed(_TABLES):
        op.drop_table(name)


def _verified_journals() -> None:
    _create(
        "verified_journals",
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", _exact(64), nullable=False),
        sa.Column("verified_at", _exact(24), nullable=False),
        sa.Column("full_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("register_id", name="pk_verified_journals"),
        sa.ForeignKeyConstraint(
            ["register_id"],
            ["registers.register_id"],
            name="fk_verified_journals_register_id",
        ),
    )


def _findings() -> None:
    _create(
        "findings",
        sa.Column("finding", _exact(160), nullable=False),
        sa.Column("subject", _exact(160), nullable=True),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("data", _DOCUMENT, nullable=False),
        sa.Column("opened_at", _exact(24), nullable=False),
        sa.Column("closed_at", _exact(24), nullable=True),
        sa.PrimaryKeyConstraint("finding", name="pk_findings"),
        sa.UniqueConstraint("subject", name="uq_findings_subject"),
    )
    op.create_index("ix_findings_opened_at", "findings", ["opened_at"])


def _epochs() -> None:
    _create(
        "epochs",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("epoch", _exact(64), nullable=False),
        sa.Column("feeds_from", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_epochs"),
    )
    columns = ("number", "epoch", "feeds_from", "begun_at")
    epochs = sa.table("epochs", *(sa.column(name) for name in columns))
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    first = {"number": 1, "epoch": str(uuid.uuid4()), "feeds_from": 0, "begun_at": now}
    op.bulk_insert(epochs, [first])
