"""The demo shop's real trading week, or the whole real year, as sales with their real lines.

For what is measured on real data without a till: takes the lines that have a price and a quantity,
an invoice after the other. `salepoint replay` is the one that accounts for every line.
"""

import csv
import io
import lzma
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from benchmarks.synthetic_catalogue import TAX
from pos_app.resources import path
from pos_core.cart import Cart, SoldProduct
from pos_core.errors import RuleBroken
from pos_core.quantity import Quantity, Unit
from pos_core.tax import TaxClass

LINES_OF_THE_YEAR = 541_909
TAX_CLASS = TaxClass(TAX.code, TAX.name, TAX.rate_millipercent, TAX.included)
Line = dict[str, str]


class Invoice(NamedTuple):
    """A sale of the real shop: when, and what; `lines` counts those of the file."""

    at: datetime
    cart: Cart
    lines: int


def real_week() -> Iterator[Invoice]:
    """Every sale of the week that is in the repository."""
    with path("demo/trading_week.csv").open(encoding="utf-8", newline="") as file:
        yield from _invoices(csv.DictReader(file))


def real_year(dataset: Path) -> Iterator[Invoice]:
    """Every sale of the year in the data set."""
    with lzma.open(dataset) as packed:
        yield from _invoices(csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8", newline="")))


def _invoices(lines: Iterator[Line]) -> Iterator[Invoice]:
    for _, group in groupby(lines, itemgetter("InvoiceNo")):
        rows = list(group)
        cart = Cart()
        for row in rows:
            cart = _with_line(cart, row)
        if cart.items:
            at = datetime.fromisoformat(rows[0]["InvoiceDate"]).replace(tzinfo=UTC)
            yield Invoice(at, cart, len(rows))


def _with_line(cart: Cart, row: Line) -> Cart:
    pieces, price = int(row["Quantity"]), Decimal(row["UnitPrice"])
    price_minor = int((price * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if pieces <= 0 or price_minor <= 0:
        return cart
    sku = row["StockCode"].upper()
    product = SoldProduct(
        f"product-{sku}", sku, row["Description"] or sku, Unit.PIECE, price_minor, TAX_CLASS
    )
    try:
        return cart.add(product, Quantity.pieces(pieces))
    except RuleBroken:
        return cart
