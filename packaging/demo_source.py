"""Reads the real transaction file that the demo shop is made from.

Knows the columns of the UCI "Online Retail" data set (D. Chen et al., CC0 package `onlineretail`)
and nothing about products, pictures or files that are written.
"""

import csv
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO

COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
)


class SourceUnusable(Exception):
    """The source is absent, unreadable or another file than expected; the text says what to do."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of one invoice, as the retailer's system wrote it."""

    invoice: str
    code: str
    description: str
    quantity: int
    at: str
    price: Decimal
    customer: str

    @property
    def is_sale(self) -> bool:
        """Goods that left the shop for money: no cancellation, no correction, no gift."""
        return self.quantity > 0 and self.price > 0 and not self.invoice.startswith("C")

    @property
    def price_minor(self) -> int | None:
        """Unit price in pence; None when it is not above zero or finer than a penny."""
        pence = self.price * 100
        return int(pence) if pence > 0 and pence == int(pence) else None


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """Text of the file, unpacked on the way when its name ends in `.xz`."""
    try:
        with _stream(path) as stream:
            yield stream
    except FileNotFoundError as error:
        raise SourceUnusable(
            f"There is no file {path}. Download the UCI data set 'Online Retail' as CSV "
            "and name it with --source."
        ) from error
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise SourceUnusable(
            f"{path} cannot be read ({error}). It must be UTF-8 CSV, plain or packed as .xz."
        ) from error


def _stream(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def read_lines(path: Path) -> list[SourceLine]:
    """Every line of the file, in its order. Raises SourceUnusable naming the file and line."""
    with _opened(path) as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise SourceUnusable(f"{path} must have the columns {', '.join(COLUMNS)}.")
        return [_line(row, reader.line_num, path) for row in reader]


def _line(row: dict[str, str], number: int, path: Path) -> SourceLine:
    try:
        return SourceLine(
            invoice=row["InvoiceNo"],
            code=row["StockCode"].strip().upper(),
            description=row["Description"],
            quantity=int(row["Quantity"]),
            at=row["InvoiceDate"],
            price=Decimal(row["UnitPrice"]),
            customer=row["CustomerID"],
        )
    except (ValueError, InvalidOperation, TypeError, AttributeError) as error:
        raise SourceUnusable(f"{path}, line {number}: quantity or price is no number.") from error


def read_period(path: Path, first_day: str, last_day: str) -> list[str]:
    """Header and lines of the days (ISO dates, both included), byte for byte as they are."""
    with _opened(path) as stream:
        header = next(stream)
        return [header, *(line for line in stream if first_day <= _day(line) <= last_day)]


def _day(line: str) -> str:
    return next(csv.reader([line]))[4][:10]
