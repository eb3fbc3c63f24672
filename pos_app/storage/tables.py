"""The till's tables as they are today; `migrations` says how a database gets there.

Amounts are minor units and quantities thousandths, whole numbers both: every table is STRICT, so
that SQLite itself refuses a float. Knows nothing of queries.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData()


def _table(name: str, *parts: SchemaItem, rowid: bool = True) -> Table:
    """Describe a table; without a rowid where the primary key is what it is searched by."""
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _number(name: str, *, key: bool = False, default: int | None = None) -> Column[int]:
    return Column(
        name,
        Integer,
        primary_key=key,
        nullable=False,
        autoincrement=False,
        server_default=None if default is None else text(str(default)),
    )


def _text(name: str, *, key: bool = False, unique: bool | None = None) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False, unique=unique)


def _only_row() -> tuple[SchemaItem, SchemaItem]:
    return _number("id", key=True), CheckConstraint("id = 1", name="only_row")


# ---------------------------------------------------------------------------- journal and register

journal = _table(
    "journal",
    _number("seq", key=True),
    _text("event_id", unique=True),
    _text("type"),
    _text("occurred_at"),
    _text("body"),
    _text("prev_hash"),
    _text("hash"),
    _text("signature"),
)
journal_position = _table(
    "journal_position",
    *_only_row(),
    _number("accepted_through"),
    _number("posted_through"),
    _text("reach"),
    _text("contact_at"),
    _text("error_code"),
)
register = _table(
    "register",
    *_only_row(),
    _text("register_id"),
    _text("code"),
    _text("name"),
    _text("store_id"),
    _text("store_name"),
    _text("username"),
    _number("receipts_issued"),
)
settings = _table("settings", _text("name", key=True), _text("value"), rowid=False)
draft = _table("draft", *_only_row(), _text("body"))

# ----------------------------------------------------------------------- projections of the journal

receipts = _table(
    "receipts",
    Column("seq", Integer, ForeignKey("journal.seq"), primary_key=True),
    _text("event_id", unique=True),
    _text("receipt_number", unique=True),
    _text("kind"),
    Column("original_event_id", Text),
    _text("occurred_at"),
    _number("utc_offset_minutes"),
    _text("local_day"),
    _number("local_hour"),
    _text("store_id"),
    _text("staff_id"),
    _text("staff_name"),
    _number("total_minor"),
    _number("tax_minor"),
    _number("rounding_minor"),
    Index("receipts_by_day", "local_day"),
    Index("receipts_by_original", "original_event_id"),
)
receipt_lines = _table(
    "receipt_lines",
    Column("seq", Integer, ForeignKey("receipts.seq"), primary_key=True),
    _number("line_no", key=True),
    Column("original_line_no", Integer),
    _text("product_id"),
    _text("sku"),
    _text("name"),
    _number("quantity_milli"),
    _number("total_minor"),
    rowid=False,
)
receipt_tenders = _table(
    "receipt_tenders",
    Column("seq", Integer, ForeignKey("receipts.seq"), primary_key=True),
    _number("position", key=True),
    _text("kind"),
    _number("amount_minor"),
    rowid=False,
)
pending_stock = _table(
    "pending_stock",
    _text("product_id", key=True),
    Column("seq", Integer, ForeignKey("journal.seq"), primary_key=True),
    _number("quantity_milli"),
    rowid=False,
)

# ----------------------------------------------------------------------------- what the feeds bring

cursors = _table("cursors", _text("scope", key=True), _number("cursor"), rowid=False)
products = _table(
    "products",
    _number("position", key=True),
    _text("product_id", unique=True),
    _text("sku"),
    _text("name"),
    _text("brand"),
    Column("category_id", Text),
    _text("unit"),
    _number("price_minor"),
    _text("tax_code"),
    _number("active"),
    _number("low_stock_milli"),
    _number("selling_rank"),
    _text("description"),
    _text("barcodes"),
    _text("thumbnail_sha256"),
    Index("products_by_shelf", "active", "category_id"),
)
product_codes = _table(
    "product_codes",
    _text("plain", key=True),
    _number("position", key=True),
    _text("code", key=True),
    _number("is_sku"),
    rowid=False,
)
categories = _table(
    "categories",
    _text("category_id", key=True),
    _text("name"),
    Column("parent_id", Text),
    _number("rank"),
    rowid=False,
)
tax_classes = _table(
    "tax_classes",
    _text("code", key=True),
    _text("name"),
    _number("rate_millipercent"),
    _number("included"),
    rowid=False,
)
media = _table(
    "media",
    _text("product_id", key=True),
    _text("media_id", key=True),
    _text("kind"),
    _number("position"),
    _text("sha256"),
    _number("size"),
    _text("content_type"),
    _text("name"),
    _text("path"),
    Index("media_by_content", "sha256"),
    Index("media_missing", "kind", sqlite_where=text("path = ''")),
    rowid=False,
)
stock_levels = _table(
    "stock_levels",
    _text("product_id", key=True),
    _text("store_id", key=True),
    _number("quantity_milli"),
    _number("posted_through"),
    rowid=False,
)
shop = _table("shop", *_only_row(), _text("body"))
stores = _table("stores", _text("store_id", key=True), _text("body"), rowid=False)
staff = _table(
    "staff",
    _text("staff_id", key=True),
    _text("username"),
    _text("name"),
    _text("roles"),
    _number("active"),
    rowid=False,
)

# ----------------------------------------------------------------------------------------- sign-in

verifiers = _table(
    "verifiers",
    Column("username", Text(collation="NOCASE"), primary_key=True, nullable=False),
    _text("staff_id"),
    _text("name"),
    _text("roles"),
    _text("verifier"),
    _text("signed_in_at"),
    rowid=False,
)
sign_in_attempts = _table(
    "sign_in_attempts",
    Column("username", Text(collation="NOCASE"), primary_key=True, nullable=False),
    _number("failed"),
    _text("last_at"),
    rowid=False,
)

# ------------------------------------------------------------------------------------------ search

words = _table("words", _number("id", key=True), _text("word", unique=True))

# What SQLAlchemy has no words for.
#
# `product_cards`: a product whose tax class has not arrived yet (feeds come in the order of their
# last change) has no price to sell at and is not there. The triggers: entries are never changed or
# removed, and come in order. `product_words` holds no text, only which product has which word; a
# product's rowid is its place among the best sellers, so that results come in that order unsorted.
# `word_parts` finds words by three letters in a row.
BEYOND_TABLES = (
    """CREATE VIEW product_cards AS SELECT p.position, p.active, p.product_id, p.sku, p.name,
p.unit, p.price_minor, t.code AS tax_code, t.name AS tax_name, t.rate_millipercent, t.included,
p.brand, substr(p.barcodes, 1, instr(p.barcodes || char(10), char(10)) - 1) AS barcode,
p.low_stock_milli, p.thumbnail_sha256,
(SELECT l.quantity_milli FROM register r JOIN stock_levels l
 ON l.product_id = p.product_id AND l.store_id = r.store_id) AS here_milli,
(SELECT sum(quantity_milli) FROM stock_levels WHERE product_id = p.product_id
 AND store_id <> coalesce((SELECT store_id FROM register), '')) AS elsewhere_milli,
(SELECT coalesce(sum(quantity_milli), 0) FROM pending_stock
 WHERE product_id = p.product_id) AS pending_milli
FROM products p JOIN tax_classes t ON t.code = p.tax_code""",
    """CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT raise(ABORT, 'journal entries come one after the other'); END""",
    """CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'journal entries are never changed'); END""",
    """CREATE TRIGGER journal_not_removed BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'journal entries are never removed'); END""",
    """CREATE VIRTUAL TABLE product_words USING fts5(words, content='', contentless_delete=1,
detail=none, prefix='1 2', tokenize='ascii')""",
    """CREATE VIRTUAL TABLE word_parts USING fts5(word, content='', detail=none, columnsize=0,
tokenize='trigram')""",
)
