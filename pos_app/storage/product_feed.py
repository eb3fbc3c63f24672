"""Applies products of the catalogue's feed: rows, barcodes, files, and the words to find them by.

Replaces what it is handed whole, so that applying a page twice changes nothing. Everything goes
through `executemany` in a few statements per page. Knows nothing of cursors.
"""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection

from pos_app.storage.feed_items import FeedItems
from pos_app.storage.search_words import letters_only, marked, plain_words, shelf_word
from pos_app.storage.selling_order import free_places
from pos_core.wire.catalogue import ProductItem
from pos_core.wire.changes import Change

PRODUCTS = FeedItems("product", TypeAdapter(list[ProductItem]))

_KNOWN = """SELECT p.product_id, p.position, p.selling_rank
FROM json_each(?) id JOIN products p ON p.product_id = id.value"""
_PATHS = """SELECT DISTINCT m.sha256, m.path FROM json_each(?) id
JOIN media m ON m.sha256 = id.value WHERE m.path <> ''"""
_REMOVALS = (
    "DELETE FROM barcodes WHERE product_id = ?",
    "DELETE FROM media WHERE product_id = ?",
    "DELETE FROM products WHERE product_id = ?",
)
_UNFIND = "DELETE FROM product_words WHERE rowid = ?"
_PRODUCT = "INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BARCODE = "INSERT OR IGNORE INTO barcodes VALUES (?, ?, ?)"
_FILE = "INSERT OR REPLACE INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIND = "INSERT INTO product_words (rowid, words) VALUES (?, ?)"
_NEW_WORDS = """INSERT INTO words (word) SELECT value FROM json_each(?)
WHERE value NOT IN (SELECT word FROM words) RETURNING id, word"""
_WORD_PARTS = "INSERT INTO word_parts (rowid, word) VALUES (?, ?)"

_SHORTEST_WORD = 3

Placed = list[tuple[int, ProductItem]]


class ProductFeed:
    """Writes products within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through the transaction that is open on this connection."""
        self._connection = connection
        self._run = connection.exec_driver_sql

    def apply(self, changes: Sequence[Change]) -> None:
        """Replace or remove the page's products; the last change of a product counts."""
        last = list({change.id: change for change in changes}.values())
        items = PRODUCTS.present(last)
        known = self._known([*(item.product_id for item in items), *PRODUCTS.gone(last)])
        paths = self._paths(items)
        placed = self._placed(items, known)
        self._remove(known)
        self._write_rows(placed)
        self._write_files(items, paths)
        self._write_words([(position, item) for position, item in placed if item.active])

    def _known(self, product_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Return position and rank of the products that are here already."""
        rows = self._run(_KNOWN, (json.dumps(product_ids),))
        return {product_id: (position, rank) for product_id, position, rank in rows}

    def _paths(self, items: Sequence[ProductItem]) -> dict[str, str]:
        """Return where files of these products are kept, so that none is fetched again."""
        contents = [file.sha256 for item in items for file in item.media]
        if not contents:
            return {}
        return dict(self._run(_PATHS, (json.dumps(contents),)).tuples())

    def _remove(self, known: dict[str, tuple[int, int]]) -> None:
        if known:
            for removal in _REMOVALS:
                self._run(removal, [(product_id,) for product_id in known])
            self._run(_UNFIND, [(position,) for position, _ in known.values()])

    def _placed(self, items: Sequence[ProductItem], known: dict[str, tuple[int, int]]) -> Placed:
        """Give each product its position: the one it had, unless its rank has changed."""
        stays = {
            item.product_id: known[item.product_id][0]
            for item in items
            if item.product_id in known and known[item.product_id][1] == item.selling_rank
        }
        moving = [item for item in items if item.product_id not in stays]
        places = free_places(self._connection, [item.selling_rank for item in moving])
        return [
            *((stays[item.product_id], item) for item in items if item.product_id in stays),
            *zip(places, moving, strict=True),
        ]

    def _write_rows(self, placed: Placed) -> None:
        rows = [(*_row(position, item), item.description) for position, item in placed]
        codes = [
            (code, item.product_id, number)
            for _, item in placed
            for number, code in enumerate(item.barcodes)
        ]
        self._write(_PRODUCT, rows)
        self._write(_BARCODE, codes)

    def _write_files(self, items: Sequence[ProductItem], paths: dict[str, str]) -> None:
        files = [
            (
                item.product_id,
                file.media_id,
                file.kind,
                file.position,
                file.sha256,
                file.size,
                file.content_type,
                file.name,
                paths.get(file.sha256, ""),
            )
            for item in items
            for file in item.media
        ]
        self._write(_FILE, files)

    def _write_words(self, placed: Placed) -> None:
        """Index the products that are on sale, and the words that may be misspelt."""
        names = [plain_words(f"{item.name} {item.brand}") for _, item in placed]
        self._write(
            _FIND,
            [
                (position, _words(item, name))
                for (position, item), name in zip(placed, names, strict=True)
            ],
        )
        words = {word for name in names for word in name.split()}
        worth = [w for w in words if len(w) >= _SHORTEST_WORD and letters_only(w)]
        new = self._run(_NEW_WORDS, (json.dumps(worth),)).all()
        self._write(_WORD_PARTS, [(number, marked(word)) for number, word in new])

    def _write(self, statement: str, rows: Sequence[tuple[str | int | None, ...]]) -> None:
        if rows:
            self._run(statement, list(rows))


def _row(position: int, item: ProductItem) -> tuple[str | int | None, ...]:
    return (
        position,
        item.product_id,
        item.sku,
        item.name,
        item.brand,
        item.category_id,
        item.unit,
        item.price_minor,
        item.tax_code,
        item.barcodes[0] if item.barcodes else "",
        next((file.sha256 for file in item.media if file.kind == "thumbnail"), ""),
        int(item.active),
        item.low_stock_milli,
        item.selling_rank,
    )


def _words(item: ProductItem, name: str) -> str:
    """Return everything a product is found by, its category last."""
    others = plain_words(" ".join((item.sku, *item.barcodes, item.description)))
    return f"{name} {others} {shelf_word(item.category_id) if item.category_id else ''}"
