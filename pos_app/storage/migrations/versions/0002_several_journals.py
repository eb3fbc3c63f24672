"""Several journals in one file: a machine that was cloned or restored goes on as a new register.

Every entry is copied byte for byte; its place in the file is the number it had in the one journal.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

_MOVED = ("journal", "receipts", "receipt_lines", "receipt_tenders", "pending_stock")
_SET_ASIDE = (
    "DROP VIEW product_cards",
    "DROP TRIGGER journal_in_order",
    "DROP TRIGGER journal_not_changed",
    "DROP TRIGGER journal_not_removed",
    "DROP INDEX receipts_by_day",
    "DROP INDEX receipts_by_original",
)
_CREATE = (
    """CREATE TABLE journals (
    register_id TEXT NOT NULL,
    code TEXT NOT NULL,
    public_key TEXT NOT NULL,
    base_seq INTEGER NOT NULL,
    base_hash TEXT NOT NULL,
    base_receipts INTEGER NOT NULL,
    accepted_through INTEGER NOT NULL,
    posted_through INTEGER NOT NULL,
    current INTEGER NOT NULL,
    PRIMARY KEY (register_id)
) STRICT""",
    "CREATE UNIQUE INDEX journals_one_current ON journals (current) WHERE current = 1",
    """CREATE TABLE journal (
    place INTEGER NOT NULL,
    register_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (place),
    UNIQUE (register_id, seq),
    UNIQUE (event_id, register_id),
    FOREIGN KEY(register_id) REFERENCES journals (register_id)
) STRICT""",
    """CREATE TABLE last_contact (
    id INTEGER NOT NULL,
    reach TEXT NOT NULL,
    contact_at TEXT NOT NULL,
    error_code TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_row CHECK (id = 1)
) STRICT""",
)
_PROJECTIONS = (
    """CREATE TABLE receipts (
    {place} INTEGER NOT NULL,
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
    PRIMARY KEY ({place}),
    FOREIGN KEY({place}) REFERENCES journal ({place}),
    UNIQUE (event_id),
    UNIQUE (receipt_number)
) STRICT""",
    "CREATE INDEX receipts_by_day ON receipts (local_day)",
    "CREATE INDEX receipts_by_original ON receipts (original_event_id)",
    """CREATE TABLE receipt_lines (
    {place} INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    original_line_no INTEGER,
    product_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    PRIMARY KEY ({place}, line_no),
    FOREIGN KEY({place}) REFERENCES receipts ({place})
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE receipt_tenders (
    {place} INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY ({place}, position),
    FOREIGN KEY({place}) REFERENCES receipts ({place})
) WITHOUT ROWID, STRICT""",
    """CREATE TABLE pending_stock (
    product_id TEXT NOT NULL,
    {place} INTEGER NOT NULL,
    quantity_milli INTEGER NOT NULL,
    PRIMARY KEY (product_id, {place}),
    FOREIGN KEY({place}) REFERENCES journal ({place})
) WITHOUT ROWID, STRICT""",
)
_COPY_ENTRIES = (
    """INSERT INTO journals SELECT r.register_id, r.code, '', 0, printf('%.64d', 0), 0,
p.accepted_through, p.posted_through, 1 FROM register r, journal_position p""",
    """INSERT INTO last_contact SELECT id, reach, contact_at, error_code FROM journal_position""",
    """INSERT INTO journal SELECT o.seq, r.register_id, o.seq, o.event_id, o.type, o.occurred_at,
o.body, o.prev_hash, o.hash, o.signature FROM journal_old o, register r ORDER BY o.seq""",
)
_COPY_PROJECTIONS = tuple(
    f"INSERT INTO {name} SELECT * FROM {name}_old"  # noqa: S608 — the names above
    for name in _MOVED[1:]
)
_AFTERWARDS = (
    "ALTER TABLE stock_levels RENAME COLUMN posted_through TO posted_place",
    "DROP TABLE journal_position",
)
_VIEW = """CREATE VIEW product_cards AS SELECT p.position, p.active, p.product_id, p.sku, p.name,
p.unit, p.price_minor, t.code AS tax_code, t.name AS tax_name, t.rate_millipercent, t.included,
p.brand, substr(p.barcodes, 1, instr(p.barcodes || char(10), char(10)) - 1) AS barcode,
p.low_stock_milli, p.thumbnail_sha256,
(SELECT l.quantity_milli FROM register r JOIN stock_levels l
 ON l.product_id = p.product_id AND l.store_id = r.store_id) AS here_milli,
(SELECT sum(quantity_milli) FROM stock_levels WHERE product_id = p.product_id
 AND store_id <> coalesce((SELECT store_id FROM register), '')) AS elsewhere_milli,
(SELECT coalesce(sum(quantity_milli), 0) FROM pending_stock
 WHERE product_id = p.product_id) AS pending_milli
FROM products p JOIN tax_classes t ON t.code = p.tax_code"""
_IN_ORDER = """CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.place <> (SELECT coalesce(max(place), 0) + 1 FROM journal)
OR NEW.seq IS NOT (SELECT coalesce((SELECT max(seq) FROM journal
WHERE register_id = NEW.register_id), base_seq) + 1 FROM journals
WHERE register_id = NEW.register_id AND current = 1)
BEGIN SELECT raise(ABORT, 'journal entries come one after the other'); END"""
_GUARDS = (
    """CREATE TRIGGER journal_not_changed BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'journal entries are never changed'); END""",
    """CREATE TRIGGER journal_not_removed BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'journal entries are never removed'); END""",
)

_BEFORE = (
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
)
_COPY_ENTRIES_BACK = (
    """INSERT INTO journal_position SELECT c.id, coalesce(j.accepted_through, 0),
coalesce(j.posted_through, 0), c.reach, c.contact_at, c.error_code
FROM last_contact c LEFT JOIN journals j ON j.current = 1""",
    """INSERT INTO journal SELECT seq, event_id, type, occurred_at, body, prev_hash, hash, signature
FROM journal_old ORDER BY seq""",
)
_AFTERWARDS_BACK = (
    "ALTER TABLE stock_levels RENAME COLUMN posted_place TO posted_through",
    "DROP TABLE last_contact",
    "DROP TABLE journals",
)
_IN_ORDER_BEFORE = """CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT raise(ABORT, 'journal entries come one after the other'); END"""


def upgrade() -> None:
    _set_aside()
    _run(*_CREATE, *(text.format(place="place") for text in _PROJECTIONS))
    _run(*_COPY_ENTRIES, *_COPY_PROJECTIONS)
    _drop_old()
    _run(*_AFTERWARDS, _VIEW, _IN_ORDER, *_GUARDS)


def downgrade() -> None:
    """Go back; raises RuntimeError when there is more than the old form can hold."""
    begun = "SELECT 1 FROM journals WHERE current = 0 OR base_seq > 0"
    if op.get_bind().exec_driver_sql(begun).first():
        raise RuntimeError("the form before this one holds a single journal from its first entry")
    _set_aside()
    _run(*_BEFORE, *(text.format(place="seq") for text in _PROJECTIONS))
    _run(*_COPY_ENTRIES_BACK, *_COPY_PROJECTIONS)
    _drop_old()
    _run(*_AFTERWARDS_BACK, _VIEW, _IN_ORDER_BEFORE, *_GUARDS)


def _set_aside() -> None:
    _run(*_SET_ASIDE, *(f"ALTER TABLE {name} RENAME TO {name}_old" for name in _MOVED))


def _drop_old() -> None:
    """Drop what was copied; first what refers to others."""
    _run(*(f"DROP TABLE {name}_old" for name in reversed(_MOVED)))


def _run(*statements: str) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
