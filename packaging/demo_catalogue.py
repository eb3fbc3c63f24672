"""Makes the demo shop's catalogue out of the real transaction lines.

One row per stock code that is goods. The columns are those that `salepoint import catalogue`
reads; `selling_rank` comes on top. Codes without a name or a price are left out with a reason.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from demo_barcodes import in_store_ean13
from demo_categories import brand_of, category_of
from demo_descriptions import description_of
from demo_names import best_description, shelf_name
from demo_not_goods import reason_not_goods
from demo_prices import (
    cost_minor,
    low_stock_threshold,
    money_text,
    opening_stock,
    retail_price_minor,
)
from demo_source import SourceLine
from demo_weighed_goods import WEIGHED_GOODS, WeighedGoods


class CatalogueRow(NamedTuple):
    """One product as text, ready for CSV: prices with two decimals, kilograms with three."""

    sku: str
    name: str
    barcode: str
    category: str
    brand: str
    description: str
    unit: str
    price: str
    cost: str
    tax_class: str
    low_stock_threshold: str
    opening_stock: str
    active: str
    selling_rank: str


class LeftOut(NamedTuple):
    """A stock code that is not in the catalogue, and why."""

    code: str
    lines: str
    reason: str


def catalogue(lines: Iterable[SourceLine]) -> tuple[list[CatalogueRow], list[LeftOut]]:
    """All goods, best sellers first, and all codes that are not among them."""
    by_code: dict[str, list[SourceLine]] = defaultdict(list)
    for line in lines:
        by_code[line.code].append(line)
    left_out = {code: why for code in by_code if (why := _reason_left_out(code, by_code[code]))}
    ranked = sorted(
        by_code.keys() - left_out.keys(), key=lambda code: (-_sales(by_code[code]), code)
    )
    rows = [_weighed_row(goods) for goods in WEIGHED_GOODS]
    free_ranks = _ranks_beside({goods.rank for goods in WEIGHED_GOODS}, len(ranked))
    rows += [_row(code, rank, by_code[code]) for code, rank in zip(ranked, free_ranks, strict=True)]
    return sorted(rows, key=lambda row: int(row.selling_rank)), [
        LeftOut(code, str(len(by_code[code])), why) for code, why in sorted(left_out.items())
    ]


def _reason_left_out(code: str, lines: Sequence[SourceLine]) -> str | None:
    if why := reason_not_goods(code):
        return why
    if retail_price_minor(lines) is None:
        return "never had a price: stock entries only"
    return None if _description(lines) else "never had a description"


def _sales(lines: Iterable[SourceLine]) -> int:
    """How many invoices sold the product; a wholesale order of 500 counts like one of 1."""
    return len({line.invoice for line in lines if line.is_sale})


def _ranks_beside(taken: set[int], count: int) -> list[int]:
    """The first `count` ranks from 1 that are not taken."""
    return [rank for rank in range(1, count + len(taken) + 1) if rank not in taken][:count]


def _description(lines: Iterable[SourceLine]) -> str:
    return best_description(line.description for line in lines if line.price > 0)


def _row(code: str, rank: int, lines: Sequence[SourceLine]) -> CatalogueRow:
    price = retail_price_minor(lines)
    assert price is not None  # codes without a price were left out before
    name = shelf_name(_description(lines))
    category, brand = category_of(name), brand_of(name)
    return CatalogueRow(
        sku=code,
        name=name,
        barcode=in_store_ean13(code),
        category=category,
        brand=brand,
        description=description_of(name, category, brand),
        unit="piece",
        price=money_text(price),
        cost=money_text(cost_minor(code, price)),
        tax_class="standard",
        low_stock_threshold=str(low_stock_threshold(price)),
        opening_stock=str(opening_stock(code, rank, price)),
        active="true",
        selling_rank=str(rank),
    )


def _weighed_row(goods: WeighedGoods) -> CatalogueRow:
    return CatalogueRow(
        sku=goods.sku,
        name=goods.name,
        barcode=in_store_ean13(goods.sku),
        category=goods.category,
        brand="",
        description=goods.description,
        unit="kg",
        price=money_text(goods.price_minor),
        cost=money_text(goods.cost_minor),
        tax_class=goods.tax_class,
        low_stock_threshold=_kilograms(goods.threshold_grams),
        opening_stock=_kilograms(goods.stock_grams),
        active="true",
        selling_rank=str(goods.rank),
    )


def _kilograms(grams: int) -> str:
    return f"{grams // 1000}.{grams % 1000:03d}"


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows of text as UTF-8 CSV with a header and plain line feeds, the same on every system."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
