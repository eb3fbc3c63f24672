"""Lays a receipt out in columns of plain text: what the printer prints is what the preview shows.

The only place of the devices where amounts become text, by the shop's locale. Knows nothing of
printers; a line says how it is to be set, not how that is done.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from pos_core.identifiers import moment_of
from pos_core.money import Money
from pos_core.payment import Tender, TenderKind
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine
from pos_core.tax import TaxTotal

COLUMNS = 42
_TENDER_NAMES = {TenderKind.CASH: "Cash", TenderKind.CARD: "Card"}
_TAX_COLUMNS = 3


class Style(StrEnum):
    """How a line is set. A big line has half as many characters."""

    PLAIN = "plain"
    BOLD = "bold"
    CENTRED = "centred"
    BIG = "big"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of paper, never longer than the paper is wide."""

    text: str
    style: Style = Style.PLAIN


def lay_out(receipt: Receipt, locale: str = "en_GB", columns: int = COLUMNS) -> list[TextLine]:
    """Return the receipt's lines for paper of so many characters; the barcode is not among them."""
    layout = _Layout(receipt, locale, columns)
    return [
        *layout.head(),
        *layout.goods(),
        *layout.sums(),
        *layout.taxes(),
        *layout.foot(),
    ]


def plain_text(receipt: Receipt, locale: str = "en_GB", columns: int = COLUMNS) -> str:
    """Return the receipt as one text, centred lines in the middle."""
    lines = lay_out(receipt, locale, columns)
    centred = (Style.CENTRED, Style.BIG)
    return "\n".join(
        line.text.center(columns).rstrip() if line.style in centred else line.text for line in lines
    )


class _Layout:
    """One receipt on one width of paper."""

    def __init__(self, receipt: Receipt, locale: str, columns: int) -> None:
        self._receipt = receipt
        self._locale = locale
        self._columns = columns

    def head(self) -> Iterator[TextLine]:
        shop = self._receipt.shop
        yield from self._wrapped(shop.name, Style.BIG, self._columns // 2)
        for text in (shop.store_name, *shop.address_lines):
            yield from self._wrapped(text, Style.CENTRED)
        if shop.vat_number:
            yield from self._wrapped(f"VAT {shop.vat_number}", Style.CENTRED)
        yield self._rule()
        if self._receipt.copy:
            yield TextLine("*** COPY ***", Style.BIG)
        if self._receipt.kind is ReceiptKind.RETURN:
            yield TextLine("RETURN", Style.BIG)
        yield from self._pair(self._receipt.number, self._issued())
        if self._receipt.original_number:
            yield from self._wrapped(f"Goods of receipt {self._receipt.original_number}")
        if self._receipt.salesperson:
            yield from self._wrapped(f"Served by {self._receipt.salesperson}")
        yield self._rule()

    def goods(self) -> Iterator[TextLine]:
        for line in self._receipt.lines:
            yield from self._wrapped(line.name)
            yield from self._pair(f"  {self._how_much(line)}", self._bare(line.gross_minor))
            if line.saved_minor:
                label = f"  {line.explanation or 'Discount'}"
                yield from self._pair(label, self._bare(-line.saved_minor))
            if line.note:
                yield from self._wrapped(f"  {line.note}")
        yield self._rule()

    def sums(self) -> Iterator[TextLine]:
        receipt = self._receipt
        returned = receipt.kind is ReceiptKind.RETURN
        if receipt.saved_minor:
            yield from self._pair("You save", self._bare(receipt.saved_minor))
        label = "REFUND" if returned else "TOTAL"
        yield from self._pair(label, self._amount(receipt.total_minor), Style.BOLD)
        if receipt.rounding_minor:
            yield from self._pair("Rounding of cash", self._bare(receipt.rounding_minor))
        for tender in receipt.tenders:
            yield from self._pair(self._paid_by(tender), self._bare(tender.given_minor))
        if receipt.change_minor:
            yield from self._pair("Change", self._amount(receipt.change_minor), Style.BOLD)
        yield self._rule()

    def taxes(self) -> Iterator[TextLine]:
        if not self._receipt.taxes:
            return
        yield self._tax_row("Tax", "Net", "Tax", "Gross")
        for total in self._receipt.taxes:
            yield self._tax_line(total)
        yield self._rule()

    def foot(self) -> Iterator[TextLine]:
        for text in self._receipt.shop.footer.splitlines():
            yield from self._wrapped(text, Style.CENTRED)

    def _how_much(self, line: ReceiptLine) -> str:
        unit = "" if line.unit is Unit.PIECE else f" {line.unit.value}"
        return f"{self._quantity(line)}{unit} × {self._bare(line.unit_price_minor)}"

    def _quantity(self, line: ReceiptLine) -> str:
        from babel.numbers import format_decimal

        return str(format_decimal(Decimal(line.quantity.plain()), locale=self._locale))

    def _paid_by(self, tender: Tender) -> str:
        name = _TENDER_NAMES[tender.kind]
        return f"{name} {tender.reference}" if tender.reference else name

    def _tax_line(self, total: TaxTotal) -> TextLine:
        amounts = (total.net_minor, total.tax_minor, total.gross_minor)
        return self._tax_row(total.tax.name, *(self._bare(minor) for minor in amounts))

    def _tax_row(self, name: str, *cells: str) -> TextLine:
        width = (self._columns - self._columns // 3) // _TAX_COLUMNS
        first = self._columns - width * _TAX_COLUMNS
        row = name[: first - 1].ljust(first) + "".join(cell.rjust(width) for cell in cells)
        return TextLine(row)

    def _issued(self) -> str:
        from babel.dates import format_datetime

        local = moment_of(self._receipt.issued_at) + timedelta(
            minutes=self._receipt.utc_offset_minutes
        )
        return _spaced(format_datetime(local, "d MMM yyyy HH:mm", locale=self._locale))

    def _amount(self, minor: int) -> str:
        from babel.numbers import format_currency

        code = self._receipt.currency.code
        return _spaced(format_currency(self._decimal(minor), code, locale=self._locale))

    def _bare(self, minor: int) -> str:
        from babel.numbers import format_decimal

        exponent = self._receipt.currency.exponent
        pattern = "#,##0." + "0" * exponent if exponent else "#,##0"
        return _spaced(format_decimal(self._decimal(minor), pattern, locale=self._locale))

    def _decimal(self, minor: int) -> Decimal:
        return Decimal(Money(minor, self._receipt.currency).plain())

    def _rule(self) -> TextLine:
        return TextLine("-" * self._columns)

    def _wrapped(self, text: str, style: Style = Style.PLAIN, width: int = 0) -> Iterator[TextLine]:
        indent = text[: len(text) - len(text.lstrip())]
        for part in textwrap.wrap(
            text, width or self._columns, subsequent_indent=indent, break_on_hyphens=False
        ):
            yield TextLine(part, style)

    def _pair(self, left: str, right: str, style: Style = Style.PLAIN) -> Iterator[TextLine]:
        """Set a label left and a figure right; a label that is too long gets lines of its own."""
        room = self._columns - len(right) - 1
        if len(left) <= room:
            yield TextLine(left.ljust(self._columns - len(right)) + right, style)
            return
        *before, last = self._wrapped(left, style, room)
        yield from before
        yield TextLine(last.text.ljust(self._columns - len(right)) + right, style)


def _spaced(text: str) -> str:
    """Replace the spaces that only typesetters know; no receipt printer has them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
