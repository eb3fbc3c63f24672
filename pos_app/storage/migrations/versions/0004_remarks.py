"""What the server's books remarked about this machine's facts; entries by time and by type."""

from alembic import op

revision = "0004"
down_revision = "0003"

_CREATE = (
    """CREATE TABLE remarks (
    register_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    about TEXT NOT NULL,
    event_id TEXT NOT NULL,
    data TEXT NOT NULL,
    settled INTEGER NOT NULL,
    PRIMARY KEY (register_id, seq, code, about)
) WITHOUT ROWID, STRICT""",
    "CREATE INDEX remarks_by_event ON remarks (event_id)",
    "CREATE INDEX journal_by_time ON journal (occurred_at)",
    "CREATE INDEX journal_by_type ON journal (type)",
)


def upgrade() -> None:
    for statement in _CREATE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_index("journal_by_type", "journal")
    op.drop_index("journal_by_time", "journal")
    op.drop_table("remarks")
