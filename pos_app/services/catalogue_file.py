"""Splits a catalogue file into records, so that one broken row never swallows the rows after it.

An opening quote that nobody closes would make an ordinary CSV reader run to the end of the file.
Here a record that does not come out right is given up at its first line, and reading goes on with
the next. Knows nothing of products.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LARGEST_RECORD_LINES = 40
LARGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the file: the number of its first line, its fields, or why it is unreadable."""

    line: int
    fields: tuple[str, ...]
    fault: str = ""


def records_of(lines: Iterable[str]) -> Iterator[Record]:
    """Return every record, broken ones with their fault and no fields; blank lines are skipped.

    Faults: `csv.encoding` (bytes that are no UTF-8, read with `surrogateescape`),
    `csv.row_too_long`, `csv.quote_open`, `csv.fields` (another number of fields than the head).
    """
    text = [line if line.endswith("\n") else line + "\n" for line in lines]
    at, width = 0, 0
    while at < len(text):
        record, taken = _record_at(text, at, width)
        at += taken
        if record is None:
            continue
        width = width or len(record.fields)
        yield record


def _record_at(text: Sequence[str], at: int, width: int) -> tuple[Record | None, int]:
    """Read the record that begins at an index; return it and how many lines it took."""
    if not text[at].strip():
        return None, 1
    joined = ""
    for taken in range(1, min(LARGEST_RECORD_LINES, len(text) - at) + 1):
        joined += text[at + taken - 1]
        if len(joined) > LARGEST_LINE:
            return Record(at + 1, (), "csv.row_too_long"), 1
        if joined.count('"') % 2 == 0:
            record = _parsed(joined, at + 1, width)
            return record, taken if not record.fault else 1
    return Record(at + 1, (), "csv.quote_open"), 1


def _parsed(joined: str, line: int, width: int) -> Record:
    if any("\udc80" <= character <= "\udcff" for character in joined):
        return Record(line, (), "csv.encoding")
    try:
        rows = list(csv.reader([joined], strict=True))
    except csv.Error:
        return Record(line, (), "csv.quote_open")
    fields = tuple(field.strip() for field in rows[0])
    if width and len(fields) != width:
        return Record(line, (), "csv.fields")
    return Record(line, fields)


def spreadsheet_safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens an exported file."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] == "\t" else text
