"""The catalogue and the settings in the books.

Knows nothing of who may change them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_core.wire.catalogue import ProductRead, TaxClassItem
from pos_core.wire.changes import ShopItem, StaffItem, StoreItem


@dataclass(frozen=True, slots=True)
class OpeningStock:
    """What a store has of a new product, in thousandths; no store (None) has any."""

    store_id: str | None
    product_id: str
    quantity_milli: int


class Catalogue(Protocol):
    """Products with their barcodes and categories. Each change is announced in the feed."""

    def lock(self) -> None:
        """Let nobody else change the catalogue until the transaction ends; comes first in it."""

    def product(self, product_id: str) -> ProductRead | None:
        """Return one product."""

    def products_after(self, sku: str, limit: int) -> list[ProductRead]:
        """Return the next products in the order of their SKU."""

    def with_skus(self, skus: Collection[str]) -> dict[str, ProductRead]:
        """Return those of the SKUs that exist, by SKU."""

    def barcode_owners(self, barcodes: Collection[str]) -> dict[str, str]:
        """Return the product_id of each of the barcodes that is in use."""

    def tax_codes(self) -> set[str]:
        """Return the codes of the tax classes."""

    def category_paths(self) -> dict[str, str]:
        """Return the category_id of each path (`Candles > Holders`)."""

    def add_categories(self, ids_by_path: Mapping[str, str]) -> None:
        """Add categories, parents before their children, after those that exist."""

    def save(self, products: Sequence[ProductRead]) -> None:
        """Write products, new and changed, with their barcodes (media stay as they are).

        Under the lock, by somebody who has seen that SKUs and barcodes are free.
        """

    def open_stock(self, openings: Sequence[OpeningStock]) -> None:
        """Give new products a level in every store, and this opening stock in one of them."""

    def answered_import(self, request_id: str) -> tuple[str, str] | None:
        """Return digest and answer (JSON) of an import that was done; None when there is none."""

    def keep_import(self, request_id: str, digest: str, answer: str, received_at: str) -> None:
        """Remember what an import was answered."""


class Settings(Protocol):
    """Shop, stores, staff and taxes. Each change is announced in its feed."""

    def shop(self) -> ShopItem:
        """Return the company's settings; raises NotFound `shop.not_set_up`."""

    def store(self, store_id: str) -> StoreItem:
        """Return a store; raises NotFound `store.unknown`."""

    def save_shop(self, shop: ShopItem) -> None:
        """Write the company's settings."""

    def save_stores(self, stores: Sequence[StoreItem]) -> None:
        """Write stores, new and changed."""

    def save_staff(self, staff: Sequence[StaffItem]) -> None:
        """Write people, new and changed."""

    def save_tax_classes(self, classes: Sequence[TaxClassItem]) -> None:
        """Write tax classes, new and changed."""
