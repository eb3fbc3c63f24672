"""The index that search asks: which product has which word, and which words look alike.

Holds nothing of its own: it can be made anew from the products at any time. Knows nothing of codes
or of how products arrive.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from pos_app.storage.search_words import letters_only, plain_words, shelf_word

_ADD = "INSERT INTO product_words (rowid, words) VALUES (?, ?)"
_REMOVE = "DELETE FROM product_words WHERE rowid = ?"
_LAST_WORD = "SELECT coalesce(max(id), 0) FROM words"
_NEW_WORDS = "INSERT OR IGNORE INTO words (word) SELECT value FROM json_each(?)"
_NEW_PARTS = """INSERT INTO word_parts (rowid, word)
SELECT id, '^' || word || '$' FROM words WHERE id > ?"""
_EMPTY = (
    "INSERT INTO product_words (product_words) VALUES ('delete-all')",
    "INSERT INTO word_parts (word_parts) VALUES ('delete-all')",
    "DELETE FROM words",
)
_ON_SALE = """SELECT position, name, brand, description, category_id
FROM products WHERE active = 1 ORDER BY position"""

_SHORTEST_WORD = 3
_AT_ONCE = 500


class Findable(NamedTuple):
    """What a product is found by, apart from its codes."""

    position: int
    name: str
    brand: str
    description: str
    category_id: str | None


class WordIndex:
    """The word index within one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through the transaction that is open on this connection."""
        self._run = connection.exec_driver_sql

    def add(self, products: Sequence[Findable]) -> None:
        """Index products, in ascending order of position: any other is several times slower.

        Only words of names and brands may be misspelt; those of descriptions are too many.
        """
        if not products:
            return
        names = [plain_words(f"{product.name} {product.brand}") for product in products]
        pairs = zip(products, names, strict=True)
        self._run(_ADD, [(product.position, _words(product, name)) for product, name in pairs])
        words = {word for name in names for word in name.split()}
        worth = [w for w in words if len(w) >= _SHORTEST_WORD and letters_only(w)]
        last = self._run(_LAST_WORD).scalar_one()
        self._run(_NEW_WORDS, (json.dumps(worth),))
        self._run(_NEW_PARTS, (last,))

    def remove(self, positions: Iterable[int]) -> None:
        """Forget products; their words stay, because a word costs little and may come again."""
        rows = [(position,) for position in positions]
        if rows:
            self._run(_REMOVE, rows)

    def rebuild(self) -> None:
        """Make the whole index anew from the products that are on sale."""
        for statement in _EMPTY:
            self._run(statement)
        products = map(Findable._make, self._run(_ON_SALE).all())
        while batch := list(islice(products, _AT_ONCE)):
            self.add(batch)


def _words(product: Findable, name: str) -> str:
    """Return a product's words: name and brand, description, and the one for its category."""
    category_id = product.category_id
    shelf = shelf_word(category_id) if category_id is not None else ""
    return f"{name} {plain_words(product.description)} {shelf}"
