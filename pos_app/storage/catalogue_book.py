"""The local copy of the catalogue: search, scan, product page, categories, shop and stores.

Puts together what search, cards, files and feeds do each on their own. Knows nothing of how the
catalogue gets here.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from pos_app.services.records import (
    CategoryRow,
    FoundProducts,
    MediaRecord,
    ProductCard,
    ProductPage,
    StoreStock,
)
from pos_app.storage.feeds import Feeds
from pos_app.storage.media_book import MediaBook
from pos_app.storage.product_cards import ProductCards
from pos_app.storage.search import ProductSearch
from pos_app.storage.search_words import split_codes
from pos_core.wire.changes import Change, Scope, ShopItem, StoreItem

_ACTIVE = "SELECT count(*) FROM products WHERE active = 1"
_CATEGORIES = """SELECT c.category_id, c.name, c.parent_id,
(SELECT count(*) FROM products p WHERE p.active = 1 AND p.category_id = c.category_id)
FROM categories c ORDER BY c.rank, c.name"""
_DETAILS = "SELECT description, category_id, barcodes FROM products WHERE product_id = ?"
_PATH = """WITH RECURSIVE path(id, name, parent_id, depth) AS (
SELECT category_id, name, parent_id, 0 FROM categories WHERE category_id = ?
UNION ALL SELECT c.category_id, c.name, c.parent_id, depth + 1
FROM categories c JOIN path ON c.category_id = path.parent_id WHERE depth < 20)
SELECT name FROM path ORDER BY depth DESC"""
_STOCK = """SELECT l.store_id, coalesce(json_extract(s.body, '$.name'), ''), l.quantity_milli,
l.store_id = coalesce((SELECT store_id FROM register), '') AS here
FROM stock_levels l LEFT JOIN stores s ON s.store_id = l.store_id
WHERE l.product_id = ? ORDER BY here DESC, 2"""
_AS_OF = "SELECT contact_at FROM last_contact"


class SqliteCatalogueBook:
    """Fits the port CatalogueBook, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql
        self._cards = ProductCards(connection)
        self._search = ProductSearch(connection)
        self._media = MediaBook(connection)
        self._feeds = Feeds(connection)

    def search(self, text: str, category_id: str | None, offset: int, limit: int) -> FoundProducts:
        """Find products: every word must fit; empty text lists best sellers first."""
        found = self._search.find(text, category_id)
        cards = self._cards.found(found, offset, limit) if found.total else ()
        return FoundProducts(text, category_id, found.total, offset, cards)

    def by_code(self, code: str) -> ProductCard | None:
        """Return the active product with this barcode or SKU."""
        return self._cards.by_code(code)

    def card(self, product_id: str) -> ProductCard | None:
        """Return one product."""
        return self._cards.one(product_id)

    def page(self, product_id: str) -> ProductPage | None:
        """Return everything about one product."""
        card = self._cards.one(product_id)
        if card is None:
            return None
        description, category_id, barcodes = self._run(_DETAILS, (product_id,)).one()
        files = self._media.of_product(product_id)
        return ProductPage(
            card=card,
            description=description,
            category_path=tuple(self._run(_PATH, (category_id,)).scalars()),
            barcodes=split_codes(barcodes),
            stock=self._stock(card),
            stock_as_of=self._run(_AS_OF).scalar_one(),
            images=tuple(file for file in files if file.kind == "image"),
            specifications=tuple(file for file in files if file.kind == "specification"),
        )

    def _stock(self, card: ProductCard) -> tuple[StoreStock, ...]:
        """Return every store's level, this one's first and as its card has it."""
        return tuple(
            StoreStock(
                store_id,
                name,
                card.stock_milli if here and card.stock_milli is not None else quantity,
                bool(here),
            )
            for store_id, name, quantity, here in self._run(_STOCK, (card.product.product_id,))
        )

    def categories(self) -> list[CategoryRow]:
        """Return the categories in the order of their chips, each counting all that is below it."""
        rows = self._run(_CATEGORIES).all()
        parents = {category_id: parent_id for category_id, _, parent_id, _ in rows}
        counts = dict.fromkeys(parents, 0)
        for category_id, _, _, own in rows:
            for shelf in _upwards(category_id, parents):
                counts[shelf] += own
        return [CategoryRow(row[0], row[1], row[2], counts[row[0]]) for row in rows]

    def product_count(self) -> int:
        """Count active products."""
        count: int = self._run(_ACTIVE).scalar_one()
        return count

    def shop(self) -> ShopItem | None:
        """Return the company's settings; None before the first fill."""
        body = self._run("SELECT body FROM shop").scalar()
        return ShopItem.model_validate_json(body) if body else None

    def store(self, store_id: str) -> StoreItem | None:
        """Return a store."""
        body = self._run("SELECT body FROM stores WHERE store_id = ?", (store_id,)).scalar()
        return StoreItem.model_validate_json(body) if body else None

    def cursor(self, scope: Scope) -> int:
        """Return how far this machine follows a feed; 0 before the first fill."""
        return self._feeds.cursor(scope)

    def held(self, scope: Scope) -> set[tuple[str, str]]:
        """Return kind and id of a feed's things, so that a snapshot can tell which are gone."""
        return self._feeds.held(scope)

    def apply(self, scope: Scope, changes: Sequence[Change], cursor: int, posted: int) -> None:
        """Apply a page and advance the cursor; `posted` is the page's `posted_through`."""
        self._feeds.apply(scope, changes, cursor, posted)

    def media(self, sha256: str) -> MediaRecord | None:
        """Return the file with this content, None when no product names it."""
        return self._media.one(sha256)

    def media_missing(self, kind: str, limit: int) -> list[MediaRecord]:
        """Return files that the catalogue names and this machine lacks, best sellers first."""
        return self._media.missing(kind, limit)

    def media_arrived(self, sha256: str, path: str) -> None:
        """Remember where a file is kept; an empty path when it was let go of."""
        self._media.arrived(sha256, path)


def _upwards(category_id: str, parents: Mapping[str, str | None]) -> list[str]:
    """Return a category and those above it; a circle in a broken tree is walked once."""
    found: list[str] = []
    at: str | None = category_id
    while at is not None and at in parents and at not in found:
        found.append(at)
        at = parents[at]
    return found
