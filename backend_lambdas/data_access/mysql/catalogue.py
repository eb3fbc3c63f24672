"""The catalogue in the books.

Fits `Catalogue`; announces each change in the feed. Knows nothing of who may change it.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, func, select

from backend_lambdas.data_access.mysql.feeds import SqlFeeds
from backend_lambdas.data_access.mysql.ledger_tables import stock_levels
from backend_lambdas.data_access.mysql.news_tables import feed_versions
from backend_lambdas.data_access.mysql.products import (
    COLUMNS,
    barcode_rows,
    chosen_by_id,
    for_feed,
    product_rows,
    read_products,
)
from backend_lambdas.data_access.mysql.rows import Row, add, add_or_replace
from backend_lambdas.data_access.mysql.shop_tables import (
    barcodes,
    categories,
    import_requests,
    products,
    stores,
    tax_classes,
)
from backend_lambdas.data_access.mysql.stock import SqlStock
from backend_lambdas.logic.books.catalogue import OpeningStock
from backend_lambdas.logic.books.feeds import News
from backend_lambdas.logic.books.stock import Movement, MovementKind
from pos_core.wire.catalogue import CategoryItem, ProductRead
from pos_core.wire.changes import Scope

_BETWEEN_LEVELS = " > "


class SqlCatalogue:
    """Products with their barcodes and categories."""

    def __init__(self, connection: Connection) -> None:
        """Work on this open transaction."""
        self._connection = connection
        self._feeds = SqlFeeds(connection)

    def lock(self) -> None:
        """Let nobody else change the catalogue until the transaction ends; comes first in it."""
        mine = feed_versions.c.scope == Scope.CATALOGUE.value
        self._connection.execute(select(feed_versions.c.version).where(mine).with_for_update())

    def product(self, product_id: str) -> ProductRead | None:
        """Return one product."""
        return next(iter(read_products(self._connection, chosen_by_id([product_id]))), None)

    def products_after(self, sku: str, limit: int) -> list[ProductRead]:
        """Return the next products in the order of their SKU."""
        wanted = select(products).where(products.c.sku > sku).order_by(products.c.sku)
        return read_products(self._connection, wanted.limit(limit))

    def with_skus(self, skus: Collection[str]) -> dict[str, ProductRead]:
        """Return those of the SKUs that exist, by SKU."""
        wanted = select(products).where(products.c.sku.in_(skus))
        return {item.sku: item for item in read_products(self._connection, wanted)}

    def barcode_owners(self, barcodes: Collection[str]) -> dict[str, str]:
        """Return the product_id of each of the barcodes that is in use."""
        return _owners(self._connection, barcodes)

    def tax_codes(self) -> set[str]:
        """Return the codes of the tax classes."""
        return set(self._connection.execute(select(tax_classes.c.code)).scalars())

    def category_paths(self) -> dict[str, str]:
        """Return the category_id of each path (`Candles > Holders`)."""
        wanted = select(categories.c.path, categories.c.category_id)
        return {row.path: row.category_id for row in self._connection.execute(wanted)}

    def add_categories(self, ids_by_path: Mapping[str, str]) -> None:
        """Add categories, parents before their children, after those that exist."""
        known = self.category_paths() | dict(ids_by_path)
        rank = self._connection.execute(select(func.max(categories.c.rank))).scalar() or 0
        rows: list[Row] = []
        news = []
        for number, (path, category_id) in enumerate(ids_by_path.items(), rank + 1):
            parent, _, name = path.rpartition(_BETWEEN_LEVELS)
            item = CategoryItem(
                category_id=category_id, name=name, parent_id=known.get(parent), rank=number
            )
            rows.append({**item.model_dump(), "path": path})
            news.append(News("category", category_id, item.model_dump_json()))
        for row in rows:  # one by one, because a child refers to its parent's row
            add(self._connection, categories, [row])
        self._feeds.publish(Scope.CATALOGUE, news)

    def save(self, products: Sequence[ProductRead]) -> None:
        """Write products, new and changed, with their barcodes (media stay as they are)."""
        if products:
            _save(self._connection, products)
            self.announce([item.product_id for item in products])

    def announce(self, product_ids: Collection[str]) -> None:
        """Tell the feed how these products are now."""
        items = read_products(self._connection, chosen_by_id(product_ids))
        news = [News("product", item.product_id, for_feed(item)) for item in items]
        self._feeds.publish(Scope.CATALOGUE, news)

    def open_stock(self, openings: Sequence[OpeningStock]) -> None:
        """Give new products a level in every store, and this opening stock in one of them."""
        stock = SqlStock(self._connection)
        opened = {
            (item.store_id, item.product_id): item.quantity_milli
            for item in openings
            if item.store_id is not None
        }
        product_ids = {item.product_id for item in openings}
        keys = [(store, product) for store in self._stores() for product in product_ids]
        quantities = dict.fromkeys(keys, 0) | opened
        stock.add_movements(
            [
                Movement(product_id, 0, (store_id, product_id), MovementKind.OPENING, quantity)
                for (store_id, product_id), quantity in opened.items()
                if quantity
            ]
        )
        stock.write_levels(quantities)

    def _stores(self) -> list[str]:
        return list(self._connection.execute(select(stores.c.store_id)).scalars())

    def answered_import(self, request_id: str) -> tuple[str, str] | None:
        """Return digest and answer (JSON) of an import that was done; None when there is none."""
        columns = import_requests.c
        wanted = select(columns.digest, columns.answer).where(columns.request_id == request_id)
        row = self._connection.execute(wanted).first()
        return (row.digest, row.answer) if row else None

    def keep_import(self, request_id: str, digest: str, answer: str, received_at: str) -> None:
        """Remember what an import was answered."""
        row = {
            "request_id": request_id,
            "digest": digest,
            "answer": answer,
            "received_at": received_at,
        }
        add(self._connection, import_requests, [row])


def _owners(connection: Connection, codes: Collection[str]) -> dict[str, str]:
    wanted = select(barcodes.c.barcode, barcodes.c.product_id)
    rows = connection.execute(wanted.where(barcodes.c.barcode.in_(codes)))
    return {row.barcode: row.product_id for row in rows}


def _save(connection: Connection, items: Sequence[ProductRead]) -> None:
    changing = [name for name in COLUMNS if name != "product_id"]
    add_or_replace(connection, products, product_rows(items), changing)
    ids = [item.product_id for item in items]
    connection.execute(delete(barcodes).where(barcodes.c.product_id.in_(ids)))
    add(connection, barcodes, barcode_rows(items))
    _set_thresholds(connection, items)


def _set_thresholds(connection: Connection, items: Sequence[ProductRead]) -> None:
    """Give every store the products' thresholds; a level that is missing is made."""
    store_ids = sorted(connection.execute(select(stores.c.store_id)).scalars())
    rows = [
        {
            "store_id": store_id,
            "product_id": item.product_id,
            "quantity_milli": 0,
            "low_stock_milli": item.low_stock_milli,
            "version": 0,
        }
        for store_id in store_ids
        for item in sorted(items, key=lambda item: item.product_id)
    ]
    add_or_replace(connection, stock_levels, rows, ("low_stock_milli",))
