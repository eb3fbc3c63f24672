"""The first books: journal, projections, catalogue with search, stock, staff, settings, draft."""

from alembic import op

revision = "0001"
down_revision = None

_CREATE = (
    """CREATE TABLE journal (
    seq INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (seq),
    UNIQUE (event_id)
) STRICT""",
    """CREATE TABLE journal_position (
    id INTEGER NOT NULL,
    accepted_through INTEGER NOT NULL,
    posted_through INTEGER NOT NULL,
    reach TEXT NOT NULL,
    contact_at TEXT NOT NULL,
    error_code TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_row CHECK (id = 1)
) STRICT""",
    """CREATE TABLE register (
    id INTEGER NOT NULL,
    register_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    store_id TEXT NOT NULL,
    store_name TEXT NOT NULL,
    username TEXT NOT NULL,
    receipts_issued INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_row CHECK (id = 1)
) STRICT""",
    """CREATE TABLE settings (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE draft (
    id INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_row CHECK (id = 1)
) STRICT""",
    """CREATE TABLE receipts (
    seq INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    original_event_id TEXT,
    occurred_at TEXT NOT NULL,
    utc_offset_minutes INTEGER NOT NULL,
    local_day TEXT NOT NULL,
    local_hour INTEGER NOT NULL,
    store_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    tax_minor INTEGER NOT NULL,
    rounding_minor INTEGER NOT NULL,
    PRIMARY KEY (seq),
    FOREIGN KEY(seq) REFERENCES journal (seq),
    UNIQUE (event_id),
    UNIQUE (receipt_number)
) STRICT""",
    """CREATE INDEX receipts_by_day ON receipts (local_day)""",
    """CREATE INDEX receipts_by_original ON receipts (original_event_id)""",
    """CREATE TABLE receipt_lines (
    seq INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    original_line_no INTEGER,
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    PRIMARY KEY (seq, line_no),
    FOREIGN KEY(seq) REFERENCES receipts (seq)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE receipt_tenders (
    seq INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (seq, position),
    FOREIGN KEY(seq) REFERENCES receipts (seq)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE pending_stock (
    product_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    quantity_milli INTEGER NOT NULL,
    PRIMARY KEY (product_id, seq),
    FOREIGN KEY(seq) REFERENCES journal (seq)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE cursors (
    scope TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    PRIMARY KEY (scope)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE products (
    position INTEGER NOT NULL,
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    brand TEXT NOT NULL,
    category_id TEXT,
    unit TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    tax_code TEXT NOT NULL,
    active INTEGER NOT NULL,
    low_stock_milli INTEGER NOT NULL,
    selling_rank INTEGER NOT NULL,
    description TEXT NOT NULL,
    barcodes TEXT NOT NULL,
    thumbnail_sha256 TEXT NOT NULL,
    PRIMARY KEY (position),
    UNIQUE (product_id)
) STRICT""",
    """CREATE INDEX products_by_shelf ON products (active, category_id)""",
    """CREATE TABLE product_codes (
    plain TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    is_sku INTEGER NOT NULL,
    PRIMARY KEY (plain, position, code)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE categories (
    category_id TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT,
    rank INTEGER NOT NULL,
    PRIMARY KEY (category_id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE tax_classes (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    rate_millipercent INTEGER NOT NULL,
    included INTEGER NOT NULL,
    PRIMARY KEY (code)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE media (
    product_id TEXT NOT NULL,
    media_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (product_id, media_id)
) WITHOUT ROWID, STRICT""",
    """CREATE INDEX media_by_content ON media (sha256)""",
    """CREATE INDEX media_missing ON media (kind) WHERE path = ''""",
    """CREATE TABLE stock_levels (
    product_id TEXT NOT NULL,
    store_id TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL,
    posted_through INTEGER NOT NULL,
    PRIMARY KEY (product_id, store_id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE shop (
    id INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_row CHECK (id = 1)
) STRICT""",
    """CREATE TABLE stores (
    store_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (store_id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE staff (
    staff_id TEXT NOT NULL,
    username TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (staff_id)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE verifiers (
    username TEXT COLLATE "NOCASE" NOT NULL,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    verifier TEXT NOT NULL,
    signed_in_at TEXT NOT NULL,
    PRIMARY KEY (username)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE sign_in_attempts (
    username TEXT COLLATE "NOCASE" NOT NULL,
    failed INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (username)
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE words (
    id INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (word)
) STRICT""",
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
    """INSERT INTO journal_position VALUES (1, 0, 0, 'unknown', '', '')""",
    """INSERT INTO product_words (product_words, rank) VALUES ('automerge', 8)""",
)
_TABLES = (
    "word_parts",
    "product_words",
    "words",
    "sign_in_attempts",
    "verifiers",
    "staff",
    "stores",
    "shop",
    "stock_levels",
    "media",
    "tax_classes",
    "categories",
    "product_codes",
    "products",
    "cursors",
    "pending_stock",
    "receipt_tenders",
    "receipt_lines",
    "receipts",
    "draft",
    "settings",
    "register",
    "journal_position",
    "journal",
)


def upgrade() -> None:
    for statement in _CREATE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    op.execute("DROP VIEW product_cards")
    for table in _TABLES:
        op.drop_table(table)
