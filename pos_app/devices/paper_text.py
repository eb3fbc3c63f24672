"""Lines of plain text for paper of so many characters: what all documents of the printer share.

The only place of the devices where amounts become text, by the shop's locale. Knows nothing of any
one document; a line says how it is to be set, not how that is done.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from pos_core.identifiers import moment_of
from pos_core.money import Currency, Money
from pos_core.payment import TenderKind
from pos_core.receipt import ShopIdentity
from pos_core.tax import TaxTotal

COLUMNS = 42
TENDER_NAMES = {TenderKind.CASH: "Cash", TenderKind.CARD: "Card"}
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


def as_text(lines: Iterable[TextLine], columns: int) -> str:
    """Return lines as one text, centred ones in the middle."""
    centred = (Style.CENTRED, Style.BIG)
    return "\n".join(
        line.text.center(columns).rstrip() if line.style in centred else line.text for line in lines
    )


class Paper:
    """A width of paper, a currency and a locale, and the lines that can be made for them."""

    def __init__(self, currency: Currency, locale: str, columns: int) -> None:
        """Set lines for so many characters."""
        self._currency = currency
        self._locale = locale
        self._columns = columns

    def shop_head(self, shop: ShopIdentity) -> Iterator[TextLine]:
        """Set the shop's name, its store and address, and what the law wants beside them."""
        yield from self.wrapped(shop.name, Style.BIG, self._columns // 2)
        for text in (shop.store_name, *shop.address_lines):
            yield from self.wrapped(text, Style.CENTRED)
        if shop.vat_number:
            yield from self.wrapped(f"VAT {shop.vat_number}", Style.CENTRED)
        yield self.rule()

    def taxes(self, totals: Iterable[TaxTotal]) -> Iterator[TextLine]:
        """Set a table of taxes, nothing when there are none."""
        rows = [self._tax_line(total) for total in totals]
        if rows:
            yield self._tax_row("Tax", "Net", "Tax", "Gross")
            yield from rows
            yield self.rule()

    def _tax_line(self, total: TaxTotal) -> TextLine:
        amounts = (total.net_minor, total.tax_minor, total.gross_minor)
        return self._tax_row(total.tax.name, *(self.bare(minor) for minor in amounts))

    def _tax_row(self, name: str, *cells: str) -> TextLine:
        width = (self._columns - self._columns // 3) // _TAX_COLUMNS
        first = self._columns - width * _TAX_COLUMNS
        row = name[: first - 1].ljust(first) + "".join(cell.rjust(width) for cell in cells)
        return TextLine(row)

    def moment(self, occurred_at: str, utc_offset_minutes: int) -> str:
        """Write day and time of the register's own clock."""
        from babel.dates import format_datetime

        local = moment_of(occurred_at) + timedelta(minutes=utc_offset_minutes)
        return _spaced(format_datetime(local, "d MMM yyyy HH:mm", locale=self._locale))

    def number(self, value: Decimal) -> str:
        """Write a number that is no amount."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self._locale))

    def amount(self, minor: int) -> str:
        """Write an amount with its currency."""
        from babel.numbers import format_currency

        code = self._currency.code
        return _spaced(format_currency(self._decimal(minor), code, locale=self._locale))

    def bare(self, minor: int) -> str:
        """Write an amount without its currency, for columns."""
        from babel.numbers import format_decimal

        exponent = self._currency.exponent
        pattern = "#,##0." + "0" * exponent if exponent else "#,##0"
        return _spaced(format_decimal(self._decimal(minor), pattern, locale=self._locale))

    def _decimal(self, minor: int) -> Decimal:
        return Decimal(Money(minor, self._currency).plain())

    def rule(self) -> TextLine:
        """Set a line across the paper."""
        return TextLine("-" * self._columns)

    def wrapped(self, text: str, style: Style = Style.PLAIN, width: int = 0) -> Iterator[TextLine]:
        """Set a text on as many lines as it needs, indented as its first one is."""
        indent = text[: len(text) - len(text.lstrip())]
        for part in textwrap.wrap(
            text, width or self._columns, subsequent_indent=indent, break_on_hyphens=False
        ):
            yield TextLine(part, style)

    def pair(self, left: str, right: str, style: Style = Style.PLAIN) -> Iterator[TextLine]:
        """Set a label left and a figure right; a label that is too long gets lines of its own."""
        room = self._columns - len(right) - 1
        if len(left) <= room:
            yield TextLine(left.ljust(self._columns - len(right)) + right, style)
            return
        *before, last = self.wrapped(left, style, room)
        yield from before
        yield TextLine(last.text.ljust(self._columns - len(right)) + right, style)


def _spaced(text: str) -> str:
    """Replace the spaces that only typesetters know; no receipt printer has them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
