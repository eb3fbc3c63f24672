"""Sessions of the till: opened, cash moved, closed."""

from alembic import op

revision = "0003"
down_revision = "0002"

_CREATE = (
    """CREATE TABLE till_sessions (
    number INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    opened_place INTEGER,
    closed_place INTEGER,
    closed_id TEXT,
    z_number TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (session_id),
    FOREIGN KEY(opened_place) REFERENCES journal (place),
    FOREIGN KEY(closed_place) REFERENCES journal (place),
    UNIQUE (closed_id)
) STRICT""",
    """CREATE TABLE cash_moves (
    place INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    PRIMARY KEY (place),
    FOREIGN KEY(place) REFERENCES journal (place)
) STRICT""",
    "CREATE INDEX cash_moves_by_session ON cash_moves (session_id)",
)


def upgrade() -> None:
    for statement in _CREATE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("cash_moves")
    op.drop_table("till_sessions")
