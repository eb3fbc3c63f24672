"""Finds products: by typing, by scanning, by category. Knows nothing of indexes or pictures."""

from pos_app.services.ports import Storage
from pos_app.services.records import CategoryRow, FoundProducts, ProductCard, ProductPage
from pos_core.errors import NotFound

PAGE = 30
"""Products fetched at once: about what a window shows. More is fetched when it is scrolled to."""


class FindProducts:
    """Reads the local copy of the catalogue; never waits for the network."""

    def __init__(self, storage: Storage) -> None:
        """Read from the local books."""
        self._storage = storage

    def search(
        self, text: str, category_id: str | None = None, offset: int = 0, limit: int = PAGE
    ) -> FoundProducts:
        """Find products: every word must fit; an empty text lists best sellers first."""
        with self._storage.read() as books:
            return books.catalogue.search(text, category_id, offset, limit)

    def by_code(self, code: str) -> ProductCard | None:
        """Return the active product with this barcode or SKU, None when nothing answers."""
        with self._storage.read() as books:
            return books.catalogue.by_code(code.strip())

    def categories(self) -> list[CategoryRow]:
        """Return the categories in the order of their chips."""
        with self._storage.read() as books:
            return books.catalogue.categories()

    def page(self, product_id: str) -> ProductPage:
        """Return everything about one product; raises NotFound `product.unknown`."""
        with self._storage.read() as books:
            page = books.catalogue.page(product_id)
        if page is None:
            raise NotFound("product.unknown", product_id=product_id)
        return page

    def count(self) -> int:
        """Count active products."""
        with self._storage.read() as books:
            return books.catalogue.product_count()
