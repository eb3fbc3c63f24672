"""Imports a catalogue file: reads its rows, sends the good ones, and reports every refused one.

A dry run sends the rows too and changes nothing: the server says what it would do. Knows nothing
of HTTP; what the catalogue holds already is the server's to judge.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pos_app.services.catalogue_fields import (
    FieldRefused,
    barcodes_of,
    flag,
    milli,
    minor,
    sentence,
    unit_of,
    whole,
)
from pos_app.services.catalogue_file import Record, records_of
from pos_app.services.ports import Progress, ServerApi
from pos_core.errors import NotAllowed, RuleBroken
from pos_core.identifiers import Clock, new_id
from pos_core.money import GBP, Currency
from pos_core.quantity import Unit
from pos_core.wire.catalogue import ImportAnswer, ImportRequest, ProductWrite

NEEDED = ("sku", "name", "price", "tax_class")
COMMON_TAX_CODES = frozenset({"standard", "reduced", "zero"})
BATCH = 500
LARGEST_FILE = 256 * 1024 * 1024
_COLUMN_OF = {
    "price_minor": "price",
    "cost_minor": "cost",
    "barcodes": "barcode",
    "low_stock_milli": "low_stock_threshold",
}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not imported: its line in the file, the field and the reason."""

    line: int
    sku: str
    field: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row that can be imported, with its line in the file."""

    line: int
    product: ProductWrite


@dataclass
class _Reading:
    """What the shop knows, and what earlier rows have taken."""

    currency: Currency
    tax_codes: frozenset[str]
    columns: Sequence[str] = ()
    skus: set[str] = field(default_factory=set)
    barcodes: set[str] = field(default_factory=set)


def lines_of(file: Path) -> list[str]:
    """Return a file's lines; bytes that are no UTF-8 stay as surrogates for `read_catalogue`.

    Raises RuleBroken `csv.no_such_file`, `csv.unreadable` and `csv.too_large`.
    """
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise RuleBroken("csv.too_large", file=str(file), limit=LARGEST_FILE)
        text = file.read_text(encoding="utf-8-sig", errors="surrogateescape")
    except FileNotFoundError:
        raise RuleBroken("csv.no_such_file", file=str(file)) from None
    except OSError as error:
        raise RuleBroken("csv.unreadable", file=str(file), reason=error.strerror) from None
    return text.split("\n")


def read_catalogue(
    lines: Iterable[str],
    currency: Currency = GBP,
    tax_codes: frozenset[str] = COMMON_TAX_CODES,
) -> tuple[list[CatalogueRow], list[RefusedRow]]:
    """Read a catalogue file; every row is in one of the two lists.

    Raises RuleBroken `csv.columns_missing` or `csv.unreadable` when its head is not usable.
    """
    reading = _Reading(currency, tax_codes)
    rows: list[CatalogueRow] = []
    refused: list[RefusedRow] = []
    for record in records_of(lines):
        if not reading.columns:
            reading.columns = _columns(record)
            continue
        values = dict(zip(reading.columns, record.fields, strict=False))
        try:
            rows.append(CatalogueRow(record.line, _product(record, values, reading)))
        except FieldRefused as reason:
            refused.append(_refusal(record.line, values.get("sku", ""), reason))
    if not reading.columns:
        raise RuleBroken("csv.unreadable", reason="the file is empty")
    return rows, refused


def _columns(head: Record) -> Sequence[str]:
    if head.fault:
        raise RuleBroken("csv.unreadable", reason=sentence(head.fault, "", ""))
    columns = [name.lower() for name in head.fields]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise RuleBroken("csv.columns_missing", columns=", ".join(missing))
    return columns


def _refusal(line: int, sku: str, reason: FieldRefused) -> RefusedRow:
    text = sentence(reason.code, reason.field, reason.value)
    return RefusedRow(line, sku, reason.field, reason.code, text)


def _product(record: Record, values: Mapping[str, str], reading: _Reading) -> ProductWrite:
    if record.fault:
        raise FieldRefused("", record.fault)
    for name in NEEDED:
        if not values[name]:
            raise FieldRefused(name, "field.missing")
    if values["tax_class"] not in reading.tax_codes:
        raise FieldRefused("tax_class", "tax_class.unknown", values["tax_class"])
    product = _built(values, unit_of(values.get("unit", "")), reading.currency)
    repeated = next((code for code in product.barcodes if code in reading.barcodes), None)
    if repeated is not None:
        raise FieldRefused("barcode", "barcode.repeated", repeated)
    if product.sku.upper() in reading.skus:
        raise FieldRefused("sku", "sku.repeated", product.sku)
    reading.skus.add(product.sku.upper())
    reading.barcodes.update(product.barcodes)
    return product


def _built(values: Mapping[str, str], unit: Unit, currency: Currency) -> ProductWrite:
    cost, stock = values.get("cost", ""), values.get("opening_stock", "")
    threshold = values.get("low_stock_threshold", "")
    try:
        return ProductWrite(
            sku=values["sku"],
            name=values["name"],
            brand=values.get("brand", ""),
            description=values.get("description", ""),
            category=values.get("category", ""),
            unit=unit.value,
            price_minor=minor("price", values["price"], currency),
            cost_minor=minor("cost", cost, currency) if cost else None,
            tax_code=values["tax_class"],
            barcodes=barcodes_of(values.get("barcode", "")),
            active=flag("active", values.get("active", "")),
            low_stock_milli=milli("low_stock_threshold", threshold or "0", unit),
            selling_rank=whole("selling_rank", values.get("selling_rank", "") or "0"),
            opening_stock_milli=milli("opening_stock", stock, unit) if stock else None,
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        column = _COLUMN_OF.get(name, name)
        too_long = first["type"] in ("string_too_long", "too_long")
        code = "field.too_long" if too_long else "field.out_of_range"
        raise FieldRefused(column, code, values.get(column, "")) from None


@dataclass
class ImportReport:
    """What became of the rows that were sent: `created`, `changed`, `unchanged`; and refused."""

    outcomes: Counter[str] = field(default_factory=Counter)
    refused: list[RefusedRow] = field(default_factory=list)


class ImportCatalogue:
    """Sends the rows of a catalogue file to the server."""

    def __init__(self, server: ServerApi, token: Callable[[], str | None], clock: Clock) -> None:
        """Send to `server` with the token of somebody who may import."""
        self._server = server
        self._token = token
        self._clock = clock

    def run(
        self,
        rows: Sequence[CatalogueRow],
        store_id: str,
        dry_run: bool,
        progress: Progress = lambda *_: None,
    ) -> ImportReport:
        """Send all rows in batches and report; `store_id` gets the opening stock.

        Raises NotAllowed for people who may not and Unreachable without a network. A batch is
        imported as a whole or not at all; importing again changes nothing that is there already.
        """
        report = ImportReport()
        for start in range(0, len(rows), BATCH):
            token = self._token()
            if token is None:
                raise NotAllowed("sign_in.needed")
            batch = rows[start : start + BATCH]
            request = ImportRequest(
                request_id=new_id(self._clock),
                store_id=store_id,
                dry_run=dry_run,
                products=[row.product for row in batch],
            )
            _account(report, batch, self._server.import_products(token, request))
            progress("import", start + len(batch), len(rows))
        return report


def _account(report: ImportReport, batch: Sequence[CatalogueRow], answer: ImportAnswer) -> None:
    for row in answer.rows:
        if row.outcome == "refused":
            text = row.detail or sentence(row.code, "", row.sku)
            refused = RefusedRow(batch[row.index].line, row.sku, "", row.code, text)
            report.refused.append(refused)
        else:
            report.outcomes[row.outcome] += 1
