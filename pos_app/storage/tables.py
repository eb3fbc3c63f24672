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
    UniqueConstraint,
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

# A file holds the journals this machine has had, one of them current: a machine that was cloned or
# restored goes on under a register of its own. `base_*` is where a journal begins in this file:
# entries up to there are in the server's books and are not here. `public_key` is kept of former
# registers, to prove their entries by; the key of the current one is in the platform's key store.
journals = _table(
    "journals",
    _text("register_id", key=True),
    _text("code"),
    _text("public_key"),
    _number("base_seq"),
    _text("base_hash"),
    _number("base_receipts"),
    _number("accepted_through"),
    _number("posted_through"),
    _number("current"),
    Index("journals_one_current", "current", unique=True, sqlite_where=text("current = 1")),
)
# `place` counts the entries of this file in the order they were written, whichever journal they
# belong to; `seq` counts those of one register. Projections name an entry by its place.
journal = _table(
    "journal",
    _number("place", key=True),
    Column("register_id", Text, ForeignKey("journals.register_id"), nullable=False),
    _number("seq"),
    _text("event_id"),
    _text("type"),
    _text("occurred_at"),
    _text("body"),
    _text("prev_hash"),
    _text("hash"),
    _text("signature"),
    UniqueConstraint("register_id", "seq"),
    UniqueConstraint("event_id", "register_id"),
    Index("journal_by_time", "occurred_at"),
    Index("journal_by_type", "type"),
)
last_contact = _table(
    "last_contact",
    *_only_row(),
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

# A receipt stands at the place where its fact was first written here. Stock that is not in the
# books yet waits at the place where its fact was written last: it is posted with that entry.
receipts = _table(
    "receipts",
    Column("place", Integer, ForeignKey("journal.place"), primary_key=True),
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
    Column("place", Integer, ForeignKey("receipts.place"), primary_key=True),
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
    Column("place", Integer, ForeignKey("receipts.place"), primary_key=True),
    _number("position", key=True),
    _text("kind"),
    _number("amount_minor"),
    rowid=False,
)
pending_stock = _table(
    "pending_stock",
    _text("product_id", key=True),
    Column("place", Integer, ForeignKey("journal.place"), primary_key=True),
    _number("quantity_milli"),
    rowid=False,
)

# A session's trade is what stands between its opening and its close. `opened_place` is empty when
# only the close is in this file; the numbers count the sessions of the file.
till_sessions = _table(
    "till_sessions",
    _number("number", key=True),
    _text("session_id", unique=True),
    Column("opened_place", Integer, ForeignKey("journal.place")),
    Column("closed_place", Integer, ForeignKey("journal.place")),
    Column("closed_id", Text, unique=True),
    _text("z_number"),
)
cash_moves = _table(
    "cash_moves",
    Column("place", Integer, ForeignKey("journal.place"), primary_key=True),
    _text("session_id"),
    Index("cash_moves_by_session", "session_id"),
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
# `posted_place`: the last entry of this file that was posted when the level was stated.
stock_levels = _table(
    "stock_levels",
    _text("product_id", key=True),
    _text("store_id", key=True),
    _number("quantity_milli"),
    _number("posted_place"),
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

remarks = _table(
    "remarks",
    _text("register_id", key=True),
    _number("seq", key=True),
    _text("code", key=True),
    _text("about", key=True),
    _text("event_id"),
    _text("data"),
    _number("settled"),
    Index("remarks_by_event", "event_id"),
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
# removed, and come in order, into the current journal. `product_words` holds no text, only which
# product has which word; a product's rowid is its place among the best sellers, so that results
# come in that order unsorted.
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
WHEN NEW.place <> (SELECT coalesce(max(place), 0) + 1 FROM journal)
OR NEW.seq IS NOT (SELECT coalesce((SELECT max(seq) FROM journal
WHERE register_id = NEW.register_id), base_seq) + 1 FROM journals
WHERE register_id = NEW.register_id AND current = 1)
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
