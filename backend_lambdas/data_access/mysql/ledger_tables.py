"""The journals of the registers and what is derived from them: sales, returns, stock.

Facts are kept as they came: nothing here refuses a sale, so there are no checks on amounts and no
references from a sale into the catalogue. Knows nothing of who writes the rows.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, UniqueConstraint, text

from backend_lambdas.data_access.mysql.columns import (
    AMOUNT,
    CODE,
    COUNT,
    DAY,
    DOCUMENT,
    HASH,
    IDENTITY,
    INTENT,
    MOMENT,
    SIGNATURE,
    WORD,
    WORDS,
    table,
)

# `event_id` is empty for a repeat: the same fact came in another place of some journal before.
journal_entries = table(
    "journal_entries",
    Column("register_id", IDENTITY, ForeignKey("registers.register_id"), primary_key=True),
    Column("seq", COUNT, primary_key=True, autoincrement=False),
    Column("event_id", IDENTITY, nullable=True),
    Column("type", CODE, nullable=False),
    Column("state", WORD, nullable=False),
    Column("reason", WORDS, nullable=False),
    Column("body", DOCUMENT, nullable=False),
    Column("prev_hash", HASH, nullable=False),
    Column("hash", HASH, nullable=False),
    Column("signature", SIGNATURE, nullable=False),
    Column("received_at", MOMENT, nullable=False),
    UniqueConstraint("event_id"),
    Index("ix_journal_entries_state", "state", "register_id", "seq"),
)

# What a manager should look at; the posted fact stands regardless.
remarks = table(
    "remarks",
    Column("event_id", IDENTITY, primary_key=True),
    Column("code", WORD, primary_key=True),
    Column("about", IDENTITY, primary_key=True),
    Column("data", DOCUMENT, nullable=False),
    Column("settled", Boolean, nullable=False),
)

# -------------------------------------------------------------------------------- goods that left

sales = table(
    "sales",
    Column("event_id", IDENTITY, primary_key=True),
    Column("register_id", IDENTITY, nullable=False),
    Column("store_id", IDENTITY, nullable=False),
    Column("receipt_number", CODE, nullable=False),
    Column("occurred_at", MOMENT, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("business_day", DAY, nullable=False),  # by the register's local time, as is the hour
    Column("local_hour", Integer, nullable=False),
    Column("staff_id", CODE, nullable=False),
    Column("staff_name", CODE, nullable=False),
    Column("discount_minor", AMOUNT, nullable=False),
    Column("net_minor", AMOUNT, nullable=False),
    Column("tax_minor", AMOUNT, nullable=False),
    Column("total_minor", AMOUNT, nullable=False),
    Column("rounding_minor", AMOUNT, nullable=False),
    Index("ix_sales_store_day", "store_id", "business_day"),
    Index("ix_sales_register_day", "register_id", "business_day"),
    Index("ix_sales_receipt_number", "receipt_number"),
)

# `returned_milli` and `refunded_minor` say how much of the line came back so far.
sale_lines = table(
    "sale_lines",
    Column("event_id", IDENTITY, ForeignKey("sales.event_id"), primary_key=True),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    Column("product_id", IDENTITY, nullable=False),
    Column("sku", CODE, nullable=False),
    Column("name", CODE, nullable=False),
    Column("quantity_milli", COUNT, nullable=False),
    Column("unit_price_minor", AMOUNT, nullable=False),
    Column("gross_minor", AMOUNT, nullable=False),
    Column("discount_minor", AMOUNT, nullable=False),
    Column("net_minor", AMOUNT, nullable=False),
    Column("tax_minor", AMOUNT, nullable=False),
    Column("returned_milli", COUNT, nullable=False, server_default=text("0")),
    Column("refunded_minor", AMOUNT, nullable=False, server_default=text("0")),
)

sale_taxes = table(
    "sale_taxes",
    Column("event_id", IDENTITY, ForeignKey("sales.event_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("tax_code", CODE, nullable=False),
    Column("tax_name", CODE, nullable=False),
    Column("rate_millipercent", Integer, nullable=False),
    Column("included", Boolean, nullable=False),
    Column("net_minor", AMOUNT, nullable=False),
    Column("tax_minor", AMOUNT, nullable=False),
)

payments = table(
    "payments",
    Column("event_id", IDENTITY, ForeignKey("sales.event_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", WORD, nullable=False),
    Column("amount_minor", AMOUNT, nullable=False),
    Column("given_minor", AMOUNT, nullable=False),
    Column("reference", CODE, nullable=False),
)

# ---------------------------------------------------------------------------- goods that came back

returns = table(
    "returns",
    Column("event_id", IDENTITY, primary_key=True),
    Column("register_id", IDENTITY, nullable=False),
    Column("store_id", IDENTITY, nullable=False),
    Column("receipt_number", CODE, nullable=False),
    Column("original_number", CODE, nullable=False),
    Column("occurred_at", MOMENT, nullable=False),
    Column("utc_offset_minutes", Integer, nullable=False),
    Column("business_day", DAY, nullable=False),
    Column("local_hour", Integer, nullable=False),
    Column("staff_id", CODE, nullable=False),
    Column("staff_name", CODE, nullable=False),
    Column("net_minor", AMOUNT, nullable=False),
    Column("tax_minor", AMOUNT, nullable=False),
    Column("total_minor", AMOUNT, nullable=False),
    Column("reason", CODE, nullable=False),
    Index("ix_returns_store_day", "store_id", "business_day"),
    Index("ix_returns_register_day", "register_id", "business_day"),
    Index("ix_returns_receipt_number", "receipt_number"),
)

# Line 3 of a return is its third line; `original_line_no` is the line of the sale it undoes.
return_lines = table(
    "return_lines",
    Column("event_id", IDENTITY, ForeignKey("returns.event_id"), primary_key=True),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    Column("original_event_id", IDENTITY, nullable=True),
    Column("original_line_no", Integer, nullable=True),
    Column("product_id", IDENTITY, nullable=False),
    Column("sku", CODE, nullable=False),
    Column("name", CODE, nullable=False),
    Column("quantity_milli", COUNT, nullable=False),
    Column("net_minor", AMOUNT, nullable=False),
    Column("tax_minor", AMOUNT, nullable=False),
    Index("ix_return_lines_original", "original_event_id"),
)

refunds = table(
    "refunds",
    Column("event_id", IDENTITY, ForeignKey("returns.event_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", WORD, nullable=False),
    Column("amount_minor", AMOUNT, nullable=False),
    Column("reference", CODE, nullable=False),
)

# -------------------------------------------------------------------------------- what is left

# The ledger: a level is the sum of its movements, the opening stock being the first of them.
# `source_id` is what moved the goods: a fact's event_id, or the product's id for opening stock.
stock_movements = table(
    "stock_movements",
    Column("source_id", IDENTITY, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("store_id", IDENTITY, nullable=False),
    Column("product_id", IDENTITY, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("quantity_milli", COUNT, nullable=False),
    Index("ix_stock_movements_product", "product_id", "store_id"),
)

# Derived from the ledger; `version` is the level's place in the stock feed.
stock_levels = table(
    "stock_levels",
    Column("store_id", IDENTITY, primary_key=True),
    Column("product_id", IDENTITY, primary_key=True),
    Column("quantity_milli", COUNT, nullable=False),
    Column("low_stock_milli", COUNT, nullable=False, server_default=text("0")),
    Column("version", COUNT, nullable=False),
    Index("ix_stock_levels_version", "version"),
)

# One row for each time a level fell to its threshold; the outbox carries the same intent.
alerts = table(
    "alerts",
    Column("intent", INTENT, primary_key=True),
    Column("store_id", IDENTITY, nullable=False),
    Column("product_id", IDENTITY, nullable=False),
    Column("product_name", CODE, nullable=False),
    Column("quantity_milli", COUNT, nullable=False),
    Column("threshold_milli", COUNT, nullable=False),
    Column("raised_at", MOMENT, nullable=False),
    Index("ix_alerts_store", "store_id", "raised_at"),
)
