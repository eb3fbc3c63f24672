"""Sessions of tills as registers wrote them, and cash that moved other than by trade.

Facts are kept as they came. What a session traded is not here: it is every sale and return that
stands in the journal between opening and close. Knows nothing of who writes the rows.
"""

from sqlalchemy import Boolean, Column, Index, Integer

from backend_lambdas.data_access.mysql.columns import (
    AMOUNT,
    CODE,
    COUNT,
    DAY,
    IDENTITY,
    MOMENT,
    WORD,
    table,
)

# `opened_seq` is empty while only the close is in the books, `closed_seq` while the till is open. A
# session may be closed in the journal of the register that succeeded the one that opened it.
# `stated_minor` is the expected cash as the till has it, `expected_minor` as the books have it.
till_sessions = table(
    "till_sessions",
    Column("session_id", IDENTITY, primary_key=True),
    Column("register_id", IDENTITY, nullable=False),
    Column("store_id", IDENTITY, nullable=False),
    Column("opened_seq", COUNT, nullable=True),
    Column("opened_at", MOMENT, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("business_day", DAY, nullable=False),
    Column("staff_id", CODE, nullable=False),
    Column("staff_name", CODE, nullable=False),
    Column("currency", WORD, nullable=False),
    Column("opening_float_minor", AMOUNT, nullable=False),
    Column("closed_id", IDENTITY, nullable=True),
    Column("closed_register_id", IDENTITY, nullable=True),
    Column("closed_seq", COUNT, nullable=True),
    Column("closed_at", MOMENT, nullable=True),
    Column("z_number", CODE, nullable=True),
    Column("stated_minor", AMOUNT, nullable=True),
    Column("expected_minor", AMOUNT, nullable=True),
    Column("counted_minor", AMOUNT, nullable=True),
    Column("over_limit", Boolean, nullable=True),
    Index("ix_till_sessions_register", "register_id", "opened_seq"),
    Index("ix_till_sessions_closed", "closed_register_id", "closed_seq"),
    Index("ix_till_sessions_store_day", "store_id", "business_day"),
)

cash_moves = table(
    "cash_moves",
    Column("event_id", IDENTITY, primary_key=True),
    Column("session_id", IDENTITY, nullable=False),
    Column("register_id", IDENTITY, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("amount_minor", AMOUNT, nullable=False),
    Column("reason", CODE, nullable=False),
    Column("occurred_at", MOMENT, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("staff_id", CODE, nullable=False),
    Column("staff_name", CODE, nullable=False),
    Index("ix_cash_moves_session", "session_id"),
)
