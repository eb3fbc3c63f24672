"""A receipt drawn as it comes out of the printer: a narrow strip of paper, light in every theme.

Draws `pos_core.receipt.Receipt` as data; knows nothing of printers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import day_text, local_moment, seconds_text
from pos_app.ui.tokens import Type
from pos_app.ui.widgets import painting
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine, ShopIdentity

_WIDTH = 360
_EDGE = tokens.S24
_RULE = ("", "", tokens.META)
Row = tuple[str, str, Type]
"""Words at the leading end, an amount at the trailing end, and their type."""


def tr(text: str) -> str:
    """Translate a text of the receipt."""
    return QCoreApplication.translate("Receipt", text)


def receipt_rows(receipt: Receipt, money: MoneyText) -> list[Row]:
    """Lay the receipt out in rows below its head; an empty row is a rule."""
    rows = list(_head_rows(receipt, money))
    for line in receipt.lines:
        rows += _line_rows(line, money)
    rows.append(_RULE)
    if receipt.saved_minor:
        rows.append((tr("You saved"), money.amount(receipt.saved_minor), tokens.META))
    rows.append((tr("Total"), money.amount(receipt.total_minor), tokens.LARGE_STRONG))
    if receipt.rounding_minor:
        rows.append((tr("Cash rounding"), money.signed(receipt.rounding_minor), tokens.TEXT))
    for tender in receipt.tenders:
        name = tender_text(tender.kind, tender.reference)
        rows.append((name, money.amount(tender.given_minor), tokens.TEXT))
    if receipt.change_minor:
        rows.append((tr("Change"), money.amount(receipt.change_minor), tokens.TEXT_STRONG))
    rows.append(_RULE)
    for tax in receipt.taxes:
        words = tr("{tax} on {net}").format(tax=tax.tax.name, net=money.amount(tax.net_minor))
        rows.append((words, money.amount(tax.tax_minor), tokens.META))
    return rows


def _head_rows(receipt: Receipt, money: MoneyText) -> Iterator[Row]:
    moment = local_moment(receipt.issued_at, receipt.utc_offset_minutes)
    when = f"{day_text(moment, money.locale)} {seconds_text(moment)}" if moment else ""
    kind = tr("Return") if receipt.kind is ReceiptKind.RETURN else tr("Receipt")
    yield (f"{kind} {receipt.number}", when, tokens.TEXT_STRONG)
    if receipt.original_number:
        yield (tr("For receipt {number}").format(number=receipt.original_number), "", tokens.META)
    yield (tr("Served by {name}").format(name=receipt.salesperson), "", tokens.META)
    yield _RULE


def _line_rows(line: ReceiptLine, money: MoneyText) -> Iterator[Row]:
    yield (line.name, money.amount(line.gross_minor), tokens.TEXT)
    weighed = line.unit is Unit.KILOGRAM
    if weighed or line.quantity.milli != 1000:
        amount = money.measured(line.quantity.milli, line.unit)
        yield (f"   {amount} × {money.amount(line.unit_price_minor)}", "", tokens.META)
    if line.saved_minor:
        words = line.explanation or tr("Discount")
        yield (f"   {words}", money.amount(-line.saved_minor), tokens.META)
    if line.note:
        yield (f"   {line.note}", "", tokens.META)


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of the paper, from edge to edge: words that wrap, and an amount on the first line."""

    words: str
    amount: str
    role: Type
    side: Qt.AlignmentFlag = painting.LEADING

    @property
    def is_rule(self) -> bool:
        """Whether a line is drawn instead of words."""
        return not self.words and not self.amount

    @property
    def height(self) -> int:
        """How high it is with all its lines."""
        taken = fonts.width(self.amount, self.role) + tokens.S8 if self.amount else 0
        wide = _WIDTH - 2 * _EDGE - taken
        return self.role.line * max(1, painting.lay_out(self.words, self.role, wide).lineCount())


class ReceiptPaper(QWidget):
    """The strip of paper. Put it into a scroll area."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = money
        self._parts: tuple[list[_Band], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show another receipt."""
        rows = receipt_rows(receipt, self._money)
        self._show(_head(receipt.shop, copy=receipt.copy), rows, receipt.shop.footer.splitlines())

    def show_document(self, shop: ShopIdentity, rows: Sequence[Row]) -> None:
        """Show any other paper of the shop: its head, and rows of words and amounts."""
        self._show(_head(shop), rows, ())

    def _show(
        self, head: Sequence[tuple[str, Type]], rows: Sequence[Row], foot: Sequence[str]
    ) -> None:
        self._parts = (
            [_Band(words, "", role, painting.CENTRE) for words, role in head],
            [_Band(*row) for row in rows],
            [_Band(words, "", tokens.META, painting.CENTRE) for words in foot],
        )
        self.setAccessibleName("; ".join(f"{words} {amount}" for words, amount, _ in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        bands = sum(band.height for part in self._parts for band in part)
        gaps = tokens.S16 * max(0, len(self._parts) - 1)
        return QSize(_WIDTH, bands + gaps + 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.LIGHT.surface))
        inside = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        top = 0
        for part in self._parts:
            for band in part:
                self._draw(painter, painting.band(inside, top, band.height), band)
                top += band.height
            top += tokens.S16

    def _draw(self, painter: QPainter, place: QRect, band: _Band) -> None:
        if band.is_rule:
            y, colour = place.center().y(), QColor(tokens.LIGHT.line_strong)
            painter.fillRect(place.left(), y, place.width(), 1, colour)
            return
        strip = painting.Strip(place, self.layoutDirection())
        if band.amount:
            end = strip.trail(fonts.width(band.amount, band.role), tokens.S8)
            self._write(painter, end, band.amount, band.role, painting.TRAILING)
        self._write(painter, strip.rest(), band.words, band.role, band.side)

    def _write(
        self, painter: QPainter, place: QRect, words: str, role: Type, side: Qt.AlignmentFlag
    ) -> None:
        """Write in the colour of ink on paper, which no theme changes."""
        layout = painting.lay_out(words, role, place.width(), side, self.layoutDirection())
        painter.setPen(QColor(tokens.LIGHT.text))
        layout.draw(painter, QPointF(place.topLeft()))


def _head(shop: ShopIdentity, *, copy: bool = False) -> list[tuple[str, Type]]:
    lines = [(shop.name, tokens.LARGE_STRONG), (shop.store_name, tokens.TEXT)]
    lines += [(line, tokens.META) for line in shop.address_lines]
    if shop.vat_number:
        lines.append((tr("VAT number {number}").format(number=shop.vat_number), tokens.META))
    if copy:
        lines.append((tr("COPY"), tokens.NAME_STRONG))
    return lines
