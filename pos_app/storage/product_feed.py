"""Applies products of the catalogue's feed: rows, codes, files, and the words to find them by.

Replaces what it is handed whole, so that applying a page twice changes nothing. Everything goes
through `executemany` in a few statements per page. Knows nothing of cursors.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from pydantic import TypeAdapter
from sqlalchemy import Connection

from pos_app.storage.feed_items import FeedItems
from pos_app.storage.search_words import joined_codes, plain_code, split_codes
from pos_app.storage.selling_order import free_places
from pos_app.storage.word_index import Findable, WordIndex
from pos_core.wire.catalogue import ProductItem
from pos_core.wire.changes import Change

PRODUCTS = FeedItems("product", TypeAdapter(list[ProductItem]))

_KNOWN = """SELECT p.product_id, p.position, p.selling_rank, p.sku, p.barcodes
FROM json_each(?) id JOIN products p ON p.product_id = id.value"""
_PATHS = """SELECT DISTINCT m.sha256, m.path FROM json_each(?) id
JOIN media m ON m.sha256 = id.value WHERE m.path <> ''"""
_REMOVE_FILES = "DELETE FROM media WHERE product_id = ?"
_REMOVE_PRODUCT = "DELETE FROM products WHERE position = ?"
_REMOVE_CODE = "DELETE FROM product_codes WHERE plain = ? AND position = ?"
_PRODUCT = "INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CODE = "INSERT OR IGNORE INTO product_codes VALUES (?, ?, ?, ?)"
_FILE = "INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

_FIELDS = attrgetter(
    "product_id",
    "sku",
    "name",
    "brand",
    "category_id",
    "unit",
    "price_minor",
    "tax_code",
    "active",
    "low_stock_milli",
    "selling_rank",
    "description",
)
_FILE_FIELDS = attrgetter("media_id", "kind", "position", "sha256", "size", "content_type", "name")

Row = tuple[str | int | None, ...]
Placed = tuple[int, ProductItem]
"""A product with its position."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is here of a product already: where it stands, and the codes it answers to."""

    position: int
    rank: int
    sku: str
    barcodes: str


class ProductFeed:
    """Writes products within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through the transaction that is open on this connection."""
        self._connection = connection
        self._words = WordIndex(connection)
        self._run = connection.exec_driver_sql

    def apply(self, changes: Sequence[Change]) -> None:
        """Replace or remove products, each named by one change."""
        items = PRODUCTS.present(changes)
        known = self._known([*(item.product_id for item in items), *PRODUCTS.gone(changes)])
        paths = self._paths(items)
        placed = self._placed(items, known)
        self._remove(known)
        self._write(_PRODUCT, [_row(position, item) for position, item in placed])
        self._write(_CODE, [code for position, item in placed for code in _codes(position, item)])
        self._write(_FILE, [row for item in items for row in _files(item, paths)])
        self._words.add([_findable(position, item) for position, item in placed if item.active])

    def _known(self, product_ids: Sequence[str]) -> dict[str, _Known]:
        rows = self._run(_KNOWN, (json.dumps(product_ids),))
        return {product_id: _Known(*rest) for product_id, *rest in rows}

    def _paths(self, items: Sequence[ProductItem]) -> dict[str, str]:
        """Return where files of these products are kept, so that none is fetched again."""
        contents = [file.sha256 for item in items for file in item.media]
        if not contents:
            return {}
        return dict(self._run(_PATHS, (json.dumps(contents),)).tuples().all())

    def _placed(self, items: Sequence[ProductItem], known: dict[str, _Known]) -> list[Placed]:
        """Give each product its position: the one it had, unless its rank has changed.

        In ascending order, as the word index wants them.
        """
        placed: list[Placed] = []
        moving: list[ProductItem] = []
        for item in items:
            before = known.get(item.product_id)
            if before and before.rank == item.selling_rank:
                placed.append((before.position, item))
            else:
                moving.append(item)
        places = free_places(self._connection, [item.selling_rank for item in moving])
        placed += zip(places, moving, strict=True)
        return sorted(placed, key=itemgetter(0))

    def _remove(self, known: dict[str, _Known]) -> None:
        if not known:
            return
        codes = [
            (plain_code(code), product.position)
            for product in known.values()
            for code in (product.sku, *split_codes(product.barcodes))
        ]
        self._write(_REMOVE_CODE, codes)
        self._words.remove(product.position for product in known.values())
        self._write(_REMOVE_FILES, [(product_id,) for product_id in known])
        self._write(_REMOVE_PRODUCT, [(product.position,) for product in known.values()])

    def _write(self, statement: str, rows: Sequence[Row]) -> None:
        if rows:
            self._run(statement, list(rows))


def _row(position: int, item: ProductItem) -> Row:
    """Return the row of a product in the order of the table's columns."""
    thumbnail = next((file.sha256 for file in item.media if file.kind == "thumbnail"), "")
    return (position, *_FIELDS(item), joined_codes(item.barcodes), thumbnail)


def _codes(position: int, item: ProductItem) -> list[Row]:
    """Return the SKU and the barcodes as they are searched for."""
    barcodes = [(plain_code(code), position, code, 0) for code in item.barcodes]
    return [(plain_code(item.sku), position, item.sku, 1), *barcodes]


def _files(item: ProductItem, paths: dict[str, str]) -> list[Row]:
    return [
        (item.product_id, *_FILE_FIELDS(file), paths.get(file.sha256, "")) for file in item.media
    ]


def _findable(position: int, item: ProductItem) -> Findable:
    return Findable(position, item.name, item.brand, item.description, item.category_id)
