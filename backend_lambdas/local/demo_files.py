"""The demo shop's files as the messages that the backend understands.

Knows nothing of databases. The files are the repository's own, so a mistake in one is a bug and
raises what the reader raises.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pos_core.wire.catalogue import ProductWrite, TaxClassItem
from pos_core.wire.changes import ShopItem, StoreItem

Shop = Mapping[str, Any]


def read_shop(path: Path) -> Shop:
    """Read `shop.json`."""
    shop: Shop = json.loads(path.read_text())
    return shop


def company_of(shop: Shop) -> ShopItem:
    """Return the company's settings."""
    vat = next(line for line in shop["legal_lines"] if line.startswith("VAT "))
    return ShopItem(
        name=shop["name"],
        vat_number=vat.removeprefix("VAT "),
        receipt_footer="\n".join([*shop["receipt"]["footer"], *shop["receipt"]["terms"]]),
        currency=shop["currency"],
        tax_rounding=shop["tax_rounding"],
        cash_step_minor=shop["cash_step_minor"],
    )


def stores_of(shop: Shop) -> list[StoreItem]:
    """Return the stores, the main one first."""
    return [
        StoreItem(store_id=store["code"], name=store["name"], address_lines=store["address"])
        for store in sorted(shop["stores"], key=lambda store: not store["main"])
    ]


def taxes_of(shop: Shop) -> list[TaxClassItem]:
    """Return the tax classes."""
    return [TaxClassItem.model_validate(tax) for tax in shop["tax_classes"]]


def products_in(path: Path) -> Iterator[ProductWrite]:
    """Read `catalogue.csv`, best sellers first."""
    with path.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield _product(row)


def _product(row: Mapping[str, str]) -> ProductWrite:
    return ProductWrite(
        sku=row["sku"],
        name=row["name"],
        brand=row["brand"],
        description=row["description"],
        category=row["category"],
        unit="kg" if row["unit"] == "kg" else "piece",
        price_minor=_times(row["price"], 100),
        cost_minor=_times(row["cost"], 100) if row["cost"] else None,
        tax_code=row["tax_class"],
        barcodes=[row["barcode"]] if row["barcode"] else [],
        active=row["active"] == "true",
        low_stock_milli=_times(row["low_stock_threshold"], 1000),
        selling_rank=int(row["selling_rank"]),
        opening_stock_milli=_times(row["opening_stock"], 1000),
    )


def _times(text: str, factor: int) -> int:
    """Return a decimal as a whole number of the smaller unit; the file holds no finer ones."""
    value = Decimal(text) * factor
    if value != value.to_integral_value():
        raise ValueError(f"{text} is finer than 1/{factor}")
    return int(value)
