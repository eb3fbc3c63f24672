"""The shop: settings, stores, registers, staff, and the catalogue."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

_TABLES = (
    "shop",
    "stores",
    "registers",
    "staff",
    "tax_classes",
    "categories",
    "products",
    "barcodes",
    "media",
    "import_requests",
)

_DOCUMENT = sa.Text().with_variant(mysql.MEDIUMTEXT(collation="utf8mb4_bin"), "mysql", "mariadb")
_PROSE = sa.Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


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
    _settings()
    _people()
    _classes()
    _products()
    _parts()
    _imports()


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _settings() -> None:
    _create(
        "shop",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("vat_number", sa.String(200), nullable=False),
        sa.Column("receipt_footer", _PROSE, nullable=False),
        sa.Column("currency", _exact(40), nullable=False),
        sa.Column("tax_rounding", _exact(40), nullable=False),
        sa.Column("cash_step_minor", sa.BigInteger(), nullable=False),
        sa.Column("offline_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shop"),
    )
    _create(
        "stores",
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("address", _PROSE, nullable=False),
        sa.PrimaryKeyConstraint("store_id", name="pk_stores"),
    )


def _people() -> None:
    _create(
        "registers",
        sa.Column("register_id", _exact(64), nullable=False),
        sa.Column("code", _exact(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("store_id", _exact(64), nullable=False),
        sa.Column("public_key", _exact(44), nullable=False),
        sa.Column("status", _exact(40), nullable=False),
        sa.Column("head_seq", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", _exact(64), nullable=False),
        sa.Column("receipt_counter", sa.BigInteger(), nullable=False),
        sa.Column("request_id", _exact(64), nullable=False),
        sa.Column("enrolled_by", _exact(200), nullable=False),
        sa.Column("enrolled_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("register_id", name="pk_registers"),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name="fk_registers_store_id"),
        sa.UniqueConstraint("code", name="uq_registers_code"),
        sa.UniqueConstraint("request_id", name="uq_registers_request_id"),
    )
    _create(
        "staff",
        sa.Column("staff_id", _exact(64), nullable=False),
        sa.Column("username", _exact(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("roles", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="pk_staff"),
        sa.UniqueConstraint("username", name="uq_staff_username"),
    )


def _classes() -> None:
    _create(
        "tax_classes",
        sa.Column("code", _exact(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("rate_millipercent", sa.Integer(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_tax_classes"),
    )
    _create(
        "categories",
        sa.Column("category_id", _exact(64), nullable=False),
        sa.Column("path", _exact(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("parent_id", _exact(64), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("category_id", name="pk_categories"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["categories.category_id"], name="fk_categories_parent_id"
        ),
        sa.UniqueConstraint("path", name="uq_categories_path"),
    )


def _products() -> None:
    _create(
        "products",
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("sku", _exact(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("brand", sa.String(200), nullable=False),
        sa.Column("description", _PROSE, nullable=False),
        sa.Column("category_id", _exact(64), nullable=True),
        sa.Column("unit", _exact(40), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("tax_code", _exact(64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("low_stock_milli", sa.BigInteger(), nullable=False),
        sa.Column("selling_rank", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", name="pk_products"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["categories.category_id"], name="fk_products_category_id"
        ),
        sa.ForeignKeyConstraint(["tax_code"], ["tax_classes.code"], name="fk_products_tax_code"),
        sa.UniqueConstraint("sku", name="uq_products_sku"),
    )


def _parts() -> None:
    _create(
        "barcodes",
        sa.Column("barcode", _exact(200), nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("barcode", name="pk_barcodes"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name="fk_barcodes_product_id"
        ),
    )
    op.create_index("ix_barcodes_product", "barcodes", ["product_id"])
    _create(
        "media",
        sa.Column("media_id", _exact(64), nullable=False),
        sa.Column("product_id", _exact(64), nullable=False),
        sa.Column("kind", _exact(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", _exact(200), nullable=False),
        sa.Column("sha256", _exact(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", _exact(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("arrived", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("media_id", name="pk_media"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name="fk_media_product_id"
        ),
        sa.UniqueConstraint("key", name="uq_media_key"),
    )
    op.create_index("ix_media_product", "media", ["product_id", "kind", "position"])


def _imports() -> None:
    _create(
        "import_requests",
        sa.Column("request_id", _exact(64), nullable=False),
        sa.Column("digest", _exact(64), nullable=False),
        sa.Column("answer", _DOCUMENT, nullable=False),
        sa.Column("received_at", _exact(24), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name="pk_import_requests"),
    )
