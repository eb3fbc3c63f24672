"""What the shop looks after: settings, stores, registers, staff and the catalogue.

Here the database refuses what would contradict itself: a SKU or barcode that two products claim, a
product in a category that does not exist. Knows nothing of who writes the rows.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, UniqueConstraint, text

from backend_lambdas.data_access.mysql.columns import (
    AMOUNT,
    CODE,
    COUNT,
    DOCUMENT,
    HASH,
    IDENTITY,
    MOMENT,
    PROSE,
    PUBLIC_KEY,
    WORD,
    WORDS,
    table,
)

shop = table(
    "shop",
    Column("id", Integer, primary_key=True, autoincrement=False),  # there is one row: 1
    Column("name", WORDS, nullable=False),
    Column("vat_number", WORDS, nullable=False),
    Column("receipt_footer", PROSE, nullable=False),
    Column("currency", WORD, nullable=False),
    Column("tax_rounding", WORD, nullable=False),
    Column("cash_step_minor", AMOUNT, nullable=False),
    Column("offline_days", Integer, nullable=False),
    Column("sessions_required", Boolean, nullable=False, server_default=text("0")),
    Column("difference_limit_minor", AMOUNT, nullable=False, server_default=text("200")),
)

stores = table(
    "stores",
    Column("store_id", IDENTITY, primary_key=True),
    Column("name", WORDS, nullable=False),
    Column("address", PROSE, nullable=False),  # one line each
)

# `head_seq` and `head_hash` are the one piece of state that posting goes by. `origin_id` is the
# register in whose place this one goes on.
registers = table(
    "registers",
    Column("register_id", IDENTITY, primary_key=True),
    Column("code", WORD, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("store_id", IDENTITY, ForeignKey("stores.store_id"), nullable=False),
    Column("public_key", PUBLIC_KEY, nullable=False),
    Column("status", WORD, nullable=False),
    Column("head_seq", COUNT, nullable=False),
    Column("head_hash", HASH, nullable=False),
    Column("receipt_counter", COUNT, nullable=False),
    Column("request_id", IDENTITY, nullable=False),
    Column("enrolled_by", CODE, nullable=False),
    Column("enrolled_at", MOMENT, nullable=False),
    Column("origin_id", IDENTITY, nullable=True),
    UniqueConstraint("code"),
    UniqueConstraint("request_id"),
)

staff = table(
    "staff",
    Column("staff_id", IDENTITY, primary_key=True),
    Column("username", CODE, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("roles", WORDS, nullable=False),  # names with a blank between them
    Column("active", Boolean, nullable=False),
    UniqueConstraint("username"),
)

tax_classes = table(
    "tax_classes",
    Column("code", IDENTITY, primary_key=True),
    Column("name", WORDS, nullable=False),
    Column("rate_millipercent", Integer, nullable=False),
    Column("included", Boolean, nullable=False),
)

# `path` names the node from the root, `Candles > T-light holders`, as catalogue files do.
categories = table(
    "categories",
    Column("category_id", IDENTITY, primary_key=True),
    Column("path", CODE, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("parent_id", IDENTITY, ForeignKey("categories.category_id"), nullable=True),
    Column("rank", Integer, nullable=False),
    UniqueConstraint("path"),
)

products = table(
    "products",
    Column("product_id", IDENTITY, primary_key=True),
    Column("sku", CODE, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("brand", WORDS, nullable=False),
    Column("description", PROSE, nullable=False),
    Column("category_id", IDENTITY, ForeignKey("categories.category_id"), nullable=True),
    Column("unit", WORD, nullable=False),
    Column("price_minor", AMOUNT, nullable=False),
    Column("cost_minor", AMOUNT, nullable=True),
    Column("tax_code", IDENTITY, ForeignKey("tax_classes.code"), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("low_stock_milli", COUNT, nullable=False),
    Column("selling_rank", Integer, nullable=False),
    Column("version", COUNT, nullable=False),
    UniqueConstraint("sku"),
)

barcodes = table(
    "barcodes",
    Column("barcode", CODE, primary_key=True),
    Column("product_id", IDENTITY, ForeignKey("products.product_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Index("ix_barcodes_product", "product_id"),
)

# A file is shown to nobody before it has `arrived`.
media = table(
    "media",
    Column("media_id", IDENTITY, primary_key=True),
    Column("product_id", IDENTITY, ForeignKey("products.product_id"), nullable=False),
    Column("kind", WORD, nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", CODE, nullable=False),
    Column("sha256", HASH, nullable=False),
    Column("size", COUNT, nullable=False),
    Column("content_type", WORD, nullable=False),
    Column("name", WORDS, nullable=False),
    Column("arrived", Boolean, nullable=False),
    UniqueConstraint("key"),
    Index("ix_media_product", "product_id", "kind", "position"),
)

# What a bulk import was answered, so that a repeat of the request gets the same answer.
import_requests = table(
    "import_requests",
    Column("request_id", IDENTITY, primary_key=True),
    Column("digest", HASH, nullable=False),
    Column("answer", DOCUMENT, nullable=False),
    Column("received_at", MOMENT, nullable=False),
)
