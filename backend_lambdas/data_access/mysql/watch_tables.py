"""What the watch over the books remembers: how far it has verified, what it found, which epoch.

Knows nothing of who looks or of what is done about a finding.
"""

from sqlalchemy import Column, ForeignKey

from backend_lambdas.data_access.mysql.columns import (
    COUNT,
    DOCUMENT,
    HASH,
    IDENTITY,
    INTENT,
    MOMENT,
    WORD,
    table,
)

# How far each journal has been verified; `full_at` is when it was last begun from its first entry.
verified_journals = table(
    "verified_journals",
    Column("register_id", IDENTITY, ForeignKey("registers.register_id"), primary_key=True),
    Column("seq", COUNT, nullable=False),
    Column("hash", HASH, nullable=False),
    Column("verified_at", MOMENT, nullable=False),
    Column("full_at", MOMENT, nullable=False),
)

# `subject` is kind and register while a finding is open and empty afterwards: what is found again
# and again is one finding, and what comes back after it was cured is a new one.
findings = table(
    "findings",
    Column("finding", INTENT, primary_key=True),
    Column("subject", INTENT, nullable=True, unique=True),
    Column("kind", WORD, nullable=False),
    Column("register_id", IDENTITY, nullable=False),
    Column("data", DOCUMENT, nullable=False),
    Column("opened_at", MOMENT, nullable=False, index=True),
    Column("closed_at", MOMENT, nullable=True),
)

# The books' present life; a new one begins when they were restored from a backup, so that tills
# whose position is ahead of the restored books know why. Cursors below `feeds_from` are of an
# earlier life and mean nothing any more.
epochs = table(
    "epochs",
    Column("number", COUNT, primary_key=True, autoincrement=False),
    Column("epoch", IDENTITY, nullable=False),
    Column("feeds_from", COUNT, nullable=False),
    Column("begun_at", MOMENT, nullable=False),
)
