"""Reads real invoices from a file: one row per line sold, in the order in which they were made.

The columns are those of the data set "Online Retail". Knows nothing of what becomes of a line.
"""

import csv
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from pos_core.errors import RuleBroken

COLUMNS = (
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
)


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One row as it stands: `line` is its number in the file, `at` the local time."""

    line: int
    invoice: str
    code: str
    description: str
    quantity: str
    at: datetime
    price: str
    customer: str


def read_invoices(file: Path, first: date, last: date) -> list[InvoiceLine]:
    """Return the rows of all days from `first` to `last`, both included.

    Reads plain CSV and `.xz`. Raises RuleBroken `csv.no_such_file`, `csv.unreadable` naming the
    line, or `csv.columns_missing`.
    """
    try:
        return list(_between(_rows(file), first, last))
    except FileNotFoundError:
        raise RuleBroken("csv.no_such_file", file=str(file)) from None
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError, csv.Error) as error:
        raise RuleBroken("csv.unreadable", file=str(file), reason=str(error)) from None


def by_invoice(lines: Iterable[InvoiceLine]) -> Iterator[list[InvoiceLine]]:
    """Yield the lines of one invoice after the other."""
    for _, group in groupby(lines, key=lambda line: line.invoice):
        yield list(group)


def _rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    opened = lzma.open if file.suffix == ".xz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        head = next(reader, [])
        missing = [name for name in COLUMNS if name not in head]
        if missing:
            raise RuleBroken("csv.columns_missing", columns=", ".join(missing))
        places = [head.index(name) for name in COLUMNS]
        for row in reader:
            if len(row) != len(head):
                reason = f"line {reader.line_num} has {len(row)} fields"
                raise RuleBroken("csv.unreadable", file=str(file), reason=reason)
            yield reader.line_num, [row[place] for place in places]


def _between(
    rows: Iterable[tuple[int, list[str]]], first: date, last: date
) -> Iterator[InvoiceLine]:
    begin, end = first.isoformat(), last.isoformat()
    for line, (invoice, code, description, quantity, at, price, customer) in rows:
        if begin <= at[:10] <= end:
            moment = _moment(at, line)
            yield InvoiceLine(line, invoice, code, description, quantity, moment, price, customer)


def _moment(text: str, line: int) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise RuleBroken("csv.unreadable", reason=f"line {line}: {text!r} is no time") from None
