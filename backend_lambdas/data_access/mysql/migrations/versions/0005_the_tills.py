"""Sessions of tills with the cash that moved in them, and what the shop demands of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import SchemaItem

revision = "0005"
down_revision = "0004"

_DEMANDS = (
    ("sessions_required", sa.Boolean(), "0"),
    ("difference_limit_minor", sa.BigInteger(), "200"),
)


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
    for name, kind, default in _DEMANDS:
        column = sa.Column(name, kind, nullable=False, server_default=sa.text(default))
        op.add_column("shop", column)
    _sessions()
    _moves()


def downgrade() -> None:
    op.drop_table("cash_moves")
    op.drop_table("till_sessions")
    for name, _, _ in _DEMANDS:
        op.drop_column("shop", name)


def _sessions() -> None:
    _create(
        "till_sessions",
        sa.Column("session_id", _exact(64), nullable=False),
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("opened_seq", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", _exact(24), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("business_day", _exact(10), nullable=False),
        sa.Column("staff_id", _exact(200), nullable=False),
        sa.Column("staff_name", _exact(200), nullable=False),
        sa.Column("currency", _exact(40), nullable=False),
        sa.Column("opening_float_minor", sa.BigInteger(), nullable=False),
        sa.Column("closed_id", _exact(64), nullable=True),
        sa.Column("closed_register_id", _exact(64), nullable=True),
        sa.Column("closed_seq", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", _exact(24), nullable=True),
        sa.Column("z_number", _exact(200), nullable=True),
        sa.Column("stated_minor", sa.BigInteger(), nullable=True),
        sa.Column("expected_minor", sa.BigInteger(), nullable=True),
        sa.Column("counted_minor", sa.BigInteger(), nullable=True),
        sa.Column("over_limit", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("session_id", name="pk_till_sessions"),
    )
    op.create_index("ix_till_sessions_register", "till_sessions", ["register_id", "opened_seq"])
    closed = ["closed_register_id", "closed_seq"]
    op.create_index("ix_till_sessions_closed", "till_sessions", closed)
    op.create_index("ix_till_sessions_store_day", "till_sessions", ["store_id", "business_day"])


def _moves() -> None:
    _create(
        "cash_moves",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("session_id", _exact(64), nullable=False),
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", _exact(200), nullable=False),
        sa.Column("occurred_at", _exact(24), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("staff_id", _exact(200), nullable=False),
        sa.Column("staff_name", _exact(200), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_cash_moves"),
    )
    op.create_index("ix_cash_moves_session", "cash_moves", ["session_id"])
