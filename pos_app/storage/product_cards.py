"""Rows of the catalogue as cards: product, price with its tax, and what is in stock.

Stock here is the level the books stated less what this register sold since: `pending_stock` holds
exactly the movements that no level contains yet. The view `product_cards` puts it all together.
Knows nothing of how products are searched for.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row

from pos_app.services.records import ProductCard
from pos_app.storage.search import Found
from pos_app.storage.search_words import plain_code
from pos_core.cart import SoldProduct
from pos_core.quantity import Unit
from pos_core.tax import TaxClass

_ONE = "SELECT * FROM product_cards WHERE product_id = ?"
_FOUND = """SELECT c.* FROM (SELECT rowid AS place FROM product_words
WHERE product_words MATCH ? ORDER BY rowid LIMIT ? OFFSET ?) JOIN product_cards c
ON c.position = place ORDER BY place"""
_ALL = """SELECT c.* FROM (SELECT rowid AS place FROM product_words
ORDER BY rowid LIMIT ? OFFSET ?) JOIN product_cards c ON c.position = place ORDER BY place"""
_WITH_CODES = """SELECT c.* FROM (SELECT rowid AS place FROM product_words
WHERE product_words MATCH ? UNION SELECT value FROM json_each(?) ORDER BY 1 LIMIT ? OFFSET ?)
JOIN product_cards c ON c.position = place ORDER BY place"""
_BY_CODE = """SELECT c.* FROM product_codes k JOIN product_cards c ON c.position = k.position
WHERE k.plain = ? AND k.code = ? COLLATE NOCASE AND c.active = 1
ORDER BY k.is_sku, c.position LIMIT 1"""


class ProductCards:
    """Cards of the catalogue, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def one(self, product_id: str) -> ProductCard | None:
        """Return one product, active or not."""
        return _first(self._run(_ONE, (product_id,)))

    def by_code(self, code: str) -> ProductCard | None:
        """Return the active product with this barcode, else the one with this SKU."""
        return _first(self._run(_BY_CODE, (plain_code(code), code)))

    def found(self, found: Found, offset: int, limit: int) -> tuple[ProductCard, ...]:
        """Return a page of what was found, best sellers first."""
        if not found.expression:
            rows = self._run(_ALL, (limit, offset))
        elif found.by_code:
            codes = json.dumps(found.by_code)
            rows = self._run(_WITH_CODES, (found.expression, codes, limit, offset))
        else:
            rows = self._run(_FOUND, (found.expression, limit, offset))
        return tuple(map(_card, rows))


def _first(rows: Iterable[Row[Any]]) -> ProductCard | None:
    return next(map(_card, rows), None)


def _card(row: Row[Any]) -> ProductCard:
    """Make a card of a row of `product_cards`."""
    _, _, product_id, sku, name, unit, price, code, tax_name, rate, included = row[:11]
    brand, barcode, low_stock, thumbnail, here, elsewhere, pending = row[11:]
    tax = TaxClass(code, tax_name, rate, bool(included))
    return ProductCard(
        product=SoldProduct(product_id, sku, name, Unit(unit), price, tax),
        brand=brand,
        barcode=barcode,
        stock_milli=None if here is None else here + pending,
        other_stock_milli=elsewhere,
        low_stock_milli=low_stock,
        thumbnail_sha256=thumbnail,
    )
