"""The ledger: journals, sales, returns, stock."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import SchemaItem

revision = "0002"
down_revision = "0001"

_TABLES = (
    "journal_entries",
    "remarks",
    "sales",
    "sale_lines",
    "sale_taxes",
    "payments",
    "returns",
    "return_lines",
    "refunds",
    "stock_movements",
    "stock_levels",
    "alerts",
)

_DOCUMENT = sa.Text().with_variant(mysql.MEDIUMTEXT(collation="utf8mb4_bin"), "mysql", "mariadb")


def _exact(length: int) -> sa.String:
    return sa.String(length).with_variant(
        mysql.VARCHAR(length, collation="utf8mb4_bin"), "mysql", "mariadb"
    )


def _create(name: str, *parts: SchemaItem) -> None:
    op.create_table(
        name,
        *parts,
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_unicode_ci",
    )


def upgrade() -> None:
    _journals()
    _sales()
    _lines()
    _money()
    _returns()
    _goods_back()
    _stock()
    _alerts()


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _journals() -> None:
    _create(
        "journal_entries",
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", _exact(64), nullable=True),
        sa.Column("type", _exact(200), nullable=False),
        sa.Column("state", _exact(40), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("body", _DOCUMENT, nullable=False),
        sa.Column("prev_hash", _exact(64), nullable=False),
        sa.Column("hash", _exact(64), nullable=False),
        sa.Column("signature", _exact(88), nullable=False),
        sa.Column("received_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("register_id", "seq", name="pk_journal_entries"),
        sa.ForeignKeyConstraint(
            ["register_id"], ["registers.register_id"], name="fk_journal_entries_register_id"
        ),
        sa.UniqueConstraint("event_id", name="uq_journal_entries_event_id"),
    )
    _create(
        "remarks",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("code", _exact(40), nullable=False),
        sa.Column("about", _exact(64), nullable=False),
        sa.Column("data", _DOCUMENT, nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "code", "about", name="pk_remarks"),
    )


def _sales() -> None:
    _create(
        "sales",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("receipt_number", _exact(200), nullable=False),
        sa.Column("occurred_at", _exact(24), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("business_day", _exact(10), nullable=False),
        sa.Column("local_hour", sa.Integer(), nullable=False),
        sa.Column("staff_id", _exact(200), nullable=False),
        sa.Column("staff_name", _exact(200), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("rounding_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_sales"),
    )
    op.create_index("ix_sales_register_day", "sales", ["register_id", "business_day"])
    op.create_index("ix_sales_store_day", "sales", ["store_id", "business_day"])


def _lines() -> None:
    _create(
        "sale_lines",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("sku", _exact(200), nullable=False),
        sa.Column("name", _exact(200), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("unit_price_minor", sa.BigInteger(), nullable=False),
        sa.Column("gross_minor", sa.BigInteger(), nullable=False),
        sa.Column("discount_minor", sa.BigInteger(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("returned_milli", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.Column("refunded_minor", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("event_id", "line_no", name="pk_sale_lines"),
        sa.ForeignKeyConstraint(["event_id"], ["sales.event_id"], name="fk_sale_lines_event_id"),
    )


def _money() -> None:
    _create(
        "sale_taxes",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tax_code", _exact(200), nullable=False),
        sa.Column("tax_name", _exact(200), nullable=False),
        sa.Column("rate_millipercent", sa.Integer(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_sale_taxes"),
        sa.ForeignKeyConstraint(["event_id"], ["sales.event_id"], name="fk_sale_taxes_event_id"),
    )
    _create(
        "payments",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("given_minor", sa.BigInteger(), nullable=False),
        sa.Column("reference", _exact(200), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_payments"),
        sa.ForeignKeyConstraint(["event_id"], ["sales.event_id"], name="fk_payments_event_id"),
    )


def _returns() -> None:
    _create(
        "returns",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("receipt_number", _exact(200), nullable=False),
        sa.Column("original_number", _exact(200), nullable=False),
        sa.Column("occurred_at", _exact(24), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.Column("business_day", _exact(10), nullable=False),
        sa.Column("local_hour", sa.Integer(), nullable=False),
        sa.Column("staff_id", _exact(200), nullable=False),
        sa.Column("staff_name", _exact(200), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", _exact(200), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_returns"),
    )
    op.create_index("ix_returns_register_day", "returns", ["register_id", "business_day"])
    op.create_index("ix_returns_store_day", "returns", ["store_id", "business_day"])


def _goods_back() -> None:
    _create(
        "return_lines",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_event_id", _exact(64), nullable=True),
        sa.Column("original_line_no", sa.Integer(), nullable=True),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("sku", _exact(200), nullable=False),
        sa.Column("name", _exact(200), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("net_minor", sa.BigInteger(), nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "line_no", name="pk_return_lines"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["returns.event_id"], name="fk_return_lines_event_id"
        ),
    )
    op.create_index("ix_return_lines_original", "return_lines", ["original_event_id"])
    _create(
        "refunds",
        sa.Column("event_id", _exact(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("reference", _exact(200), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_refunds"),
        sa.ForeignKeyConstraint(["event_id"], ["returns.event_id"], name="fk_refunds_event_id"),
    )


def _stock() -> None:
    _create(
        "stock_movements",
        sa.Column("source_id", _exact(64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "position", name="pk_stock_movements"),
    )
    op.create_index("ix_stock_movements_product", "stock_movements", ["product_id", "store_id"])
    _create(
        "stock_levels",
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("low_stock_milli", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", "product_id", name="pk_stock_levels"),
    )
    op.create_index("ix_stock_levels_version", "stock_levels", ["version"])


def _alerts() -> None:
    _create(
        "alerts",
        sa.Column("intent", _exact(160), nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("product_name", _exact(200), nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), nullable=False),
        sa.Column("threshold_milli", sa.BigInteger(), nullable=False),
        sa.Column("raised_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("intent", name="pk_alerts"),
    )
    op.create_index("ix_alerts_store", "alerts", ["store_id", "raised_at"])
