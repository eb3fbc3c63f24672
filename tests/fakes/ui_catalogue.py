"""A small catalogue for screens: real names and prices, found by naive search. Knows no disk."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from zlib import crc32

from pos_app.services.records import (
    CategoryRow,
    FoundProducts,
    MediaRecord,
    ProductCard,
    ProductPage,
    StoreStock,
)
from pos_core.cart import SoldProduct
from pos_core.errors import NotFound
from pos_core.money import GBP, Money
from pos_core.quantity import Quantity, Unit
from pos_core.tax import TaxClass

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo" / "catalogue.csv"
VAT = TaxClass("standard", "VAT 20 %", 20_000, True)
SOLD_OUT, LAST_THREE = "Chocolate Hot Water Bottle", "Set of 3 Cake Tins Pantry Design"


def demo_cards(limit: int = 300) -> tuple[list[ProductCard], list[CategoryRow], dict[str, str]]:
    """Read the demo shop's best sellers: cards, categories, and the category of each product."""
    with DEMO.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:limit]
    cards = [_card(row) for row in rows]
    homes = {row["sku"]: row["category"].split(" > ")[0] for row in rows}
    counts: dict[str, int] = {}
    for home in homes.values():
        counts[home] = counts.get(home, 0) + 1
    names = sorted(counts, key=lambda name: -counts[name])
    return cards, [CategoryRow(n, n, None, counts[n]) for n in names], homes


def _card(row: dict[str, str]) -> ProductCard:
    sku, name = row["sku"], row["name"]
    product = SoldProduct(
        sku, sku, name, Unit(row["unit"]), Money.parse(row["price"], GBP).minor, VAT
    )
    stock = 6 + crc32(sku.encode()) % 140
    stock = {SOLD_OUT: 0, LAST_THREE: 3}.get(name, stock)
    low = Quantity.parse(row["low_stock_threshold"], Unit.KILOGRAM).milli
    return ProductCard(
        product, row["brand"], row["barcode"], stock * 1000, (stock + 31) * 1000, low, ""
    )


@dataclass
class FakeFindProducts:
    """FindProducts over a list of cards; `broken` makes the next search fail."""

    cards: list[ProductCard] = field(default_factory=list)
    rows: list[CategoryRow] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    searched: list[str] = field(default_factory=list)
    broken: Exception | None = None

    @classmethod
    def demo(cls, limit: int = 300) -> FakeFindProducts:
        cards, rows, homes = demo_cards(limit)
        return cls(cards, rows, homes)

    def search(
        self, text: str, category_id: str | None = None, offset: int = 0, limit: int = 60
    ) -> FoundProducts:
        self.searched.append(text)
        if self.broken is not None:
            raise self.broken
        words = text.lower().split()
        fits = [c for c in self.cards if self._fits(c, words, category_id)]
        page = tuple(fits[offset : offset + limit])
        return FoundProducts(text, category_id, len(fits), offset, page)

    def _fits(self, card: ProductCard, words: list[str], category_id: str | None) -> bool:
        product = card.product
        if category_id is not None and self.homes.get(product.sku) != category_id:
            return False
        said = f"{product.name} {product.sku} {card.brand} {card.barcode}".lower().split()
        return all(any(part.startswith(word) for part in said) for word in words)

    def by_code(self, code: str) -> ProductCard | None:
        if self.broken is not None:
            raise self.broken
        return next((c for c in self.cards if code in (c.barcode, c.product.sku)), None)

    def categories(self) -> list[CategoryRow]:
        return self.rows

    def count(self) -> int:
        return len(self.cards)

    def page(self, product_id: str) -> ProductPage:
        card = next((c for c in self.cards if c.product.product_id == product_id), None)
        if card is None:
            raise NotFound("product.unknown", product_id=product_id)
        here = card.stock_milli or 0
        return ProductPage(
            card=card,
            description="Porcelain, gilt ring, pastel plates. Hand wash only.",
            category_path=(self.homes.get(card.product.sku, "Home"), "Cake stands"),
            barcodes=(card.barcode,),
            stock=(
                StoreStock("S1", "Store 1, High Street", here, True),
                StoreStock("S2", "Store 2, Market Square", 2000, False),
            ),
            stock_as_of="2026-11-21T14:31:00.000Z",
            images=self._media("image", "image/png", 2),
            specifications=self._media("specification", "application/pdf", 1),
        )

    def _media(self, kind: str, content_type: str, count: int) -> tuple[MediaRecord, ...]:
        return tuple(
            MediaRecord(f"m-{kind}-{n}", kind, n, f"{kind}-{n}", 148_000, content_type,
                        f"regency-cakestand-{n}", "")
            for n in range(count)
        )  # fmt: skip

    def reprice(self, sku: str, price_minor: int) -> None:
        """Change a price, as an update from the server would."""
        self.cards = [
            replace(c, product=replace(c.product, price_minor=price_minor))
            if c.product.sku == sku
            else c
            for c in self.cards
        ]
