"""What carries news out of the books: feeds, snapshots, and the outbox of side effects.

Knows nothing of what the news say or of who writes the rows.
"""

from sqlalchemy import Column, Index, Integer, text

from backend_lambdas.data_access.mysql.columns import (
    CODE,
    COUNT,
    DOCUMENT,
    HASH,
    IDENTITY,
    INTENT,
    MOMENT,
    WORD,
    table,
)

# One counter per scope. Whoever publishes holds its row until the commit, so that versions become
# visible in their order and no reader's cursor can pass over one.
feed_versions = table(
    "feed_versions",
    Column("scope", WORD, primary_key=True),
    Column("version", COUNT, nullable=False),
)

# Everything but stock levels, as it goes out; without `data` it is a tombstone.
feed_entries = table(
    "feed_entries",
    Column("scope", WORD, primary_key=True),
    Column("kind", WORD, primary_key=True),
    Column("id", IDENTITY, primary_key=True),
    Column("version", COUNT, nullable=False),
    Column("data", DOCUMENT, nullable=True),
    Index("ix_feed_entries_version", "scope", "version", unique=True),
)

# The latest compressed file of each scope.
snapshots = table(
    "snapshots",
    Column("scope", WORD, primary_key=True),
    Column("cursor", COUNT, nullable=False),
    Column("key", CODE, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("size", COUNT, nullable=False),
    Column("count", COUNT, nullable=False),
    Column("built_at", MOMENT, nullable=False),
)

# `intent` names one wish for ever, so that it is written once whatever is repeated. The attempt
# that has begun to send is noted: if it never came to its end, nobody knows whether it sent.
outbox = table(
    "outbox",
    Column("intent", INTENT, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("data", DOCUMENT, nullable=False),
    Column("state", WORD, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sending_attempt", Integer, nullable=False, server_default=text("0")),
    Column("due_at", MOMENT, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("finished_at", MOMENT, nullable=True),
    Column("last_error", CODE, nullable=False),
    Index("ix_outbox_due", "state", "due_at"),
)
