"""Products as rows of their tables, and rows as products.

Knows the columns of products, barcodes and media; knows nothing of transactions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Select, select

from backend_lambdas.data_access.mysql.rows import Row
from backend_lambdas.data_access.mysql.shop_tables import barcodes, media, products
from pos_core.wire.catalogue import MediaItem, ProductRead

COLUMNS = tuple(column.name for column in products.columns)
_PARTS = {"barcodes", "media"}
_MEDIA = media.c
# Kept from everybody who may not see it, and so from every feed.
_NOT_IN_FEEDS = {"version", "cost_minor"}


def product_rows(items: Iterable[ProductRead]) -> list[Row]:
    """Return the rows of products."""
    return [item.model_dump(exclude=_PARTS) for item in items]


def barcode_rows(items: Iterable[ProductRead]) -> list[Row]:
    """Return the rows of the products' barcodes, in the products' order."""
    return [
        {"barcode": barcode, "product_id": item.product_id, "position": position}
        for item in items
        for position, barcode in enumerate(item.barcodes)
    ]


def read_products(connection: Connection, wanted: Select[tuple[str]]) -> list[ProductRead]:
    """Read whole products with three statements; `wanted` selects rows of `products`."""
    rows = connection.execute(wanted).mappings().all()
    ids = [row["product_id"] for row in rows]
    codes, files = _barcodes_of(connection, ids), _media_of(connection, ids)
    return [
        ProductRead.model_validate(
            {
                **row,
                "barcodes": codes.get(row["product_id"], []),
                "media": files.get(row["product_id"], []),
            }
        )
        for row in rows
    ]


def _barcodes_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    wanted = select(barcodes.c.product_id, barcodes.c.barcode)
    wanted = wanted.where(barcodes.c.product_id.in_(ids))
    for product_id, barcode in connection.execute(
        wanted.order_by(barcodes.c.product_id, barcodes.c.position)
    ):
        found[product_id].append(barcode)
    return found


def _media_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[MediaItem]]:
    found: defaultdict[str, list[MediaItem]] = defaultdict(list)
    wanted = select(media).where(_MEDIA.product_id.in_(ids), _MEDIA.arrived.is_(True))
    ordered = wanted.order_by(_MEDIA.product_id, _MEDIA.kind, _MEDIA.position)
    for row in connection.execute(ordered).mappings():
        found[row["product_id"]].append(MediaItem.model_validate(dict(row)))
    return found


def for_feed(item: ProductRead) -> str:
    """Return a product's JSON as registers get it: without its cost."""
    return item.model_dump_json(exclude=_NOT_IN_FEEDS)


def chosen_by_id(product_ids: Collection[str]) -> Select[tuple[str]]:
    """Select products by identity."""
    return select(products).where(products.c.product_id.in_(product_ids))
