"""A receipt drawn as it comes out of the printer: a narrow strip of paper, light in every theme.

Draws `pos_core.receipt.Receipt` as data; knows nothing of printers.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.ui import fonts, tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import day_text, local_moment, seconds_text
from pos_app.ui.tokens import Type
from pos_app.ui.widgets import painting
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine

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
    yield (line.name, money.amount(line.total_minor), tokens.TEXT)
    weighed = line.unit is Unit.KILOGRAM
    if weighed or line.quantity.milli != 1000:
        amount = money.measured(line.quantity.milli, line.unit)
        yield (f"   {amount} × {money.amount(line.unit_price_minor)}", "", tokens.META)
    if line.saved_minor:
        words = line.explanation or tr("Discount")
        yield (f"   {words}", money.amount(-line.saved_minor), tokens.META)
    if line.note:
        yield (f"   {line.note}", "", tokens.META)


class ReceiptPaper(QWidget):
    """The strip of paper. Put it into a scroll area."""

    def __init__(self, money: MoneyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = money
        self._receipt: Receipt | None = None
        self._rows: list[Row] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show another receipt."""
        self._receipt = receipt
        self._rows = receipt_rows(receipt, self._money)
        self.setAccessibleName("; ".join(f"{words} {amount}" for words, amount, _ in self._rows))
        self.updateGeometry()
        self.update()

    def _head(self) -> list[tuple[str, Type]]:
        if self._receipt is None:
            return []
        shop = self._receipt.shop
        lines = [(shop.name, tokens.LARGE_STRONG), (shop.store_name, tokens.TEXT)]
        lines += [(line, tokens.META) for line in shop.address_lines]
        if shop.vat_number:
            number = tr("VAT number {number}").format(number=shop.vat_number)
            lines.append((number, tokens.META))
        if self._receipt.copy:
            lines.append((tr("COPY"), tokens.NAME_STRONG))
        return lines

    def _foot(self) -> list[str]:
        return self._receipt.shop.footer.splitlines() if self._receipt else []

    def sizeHint(self) -> QSize:
        high = sum(role.line for _, role in self._head()) + tokens.S16
        high += sum(role.line for _, _, role in self._rows) + tokens.S16
        high += tokens.META.line * len(self._foot())
        return QSize(_WIDTH, high + 2 * _EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = tokens.LIGHT
        painter.fillRect(self.rect(), QColor(paper.surface))
        inside = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        top = 0
        for words, role in self._head():
            self._write(painter, painting.band(inside, top, role.line), words, role, "middle")
            top += role.line
        top += tokens.S16
        for words, amount, role in self._rows:
            place = painting.band(inside, top, role.line)
            top += role.line
            if not words and not amount:
                y = place.center().y()
                painter.fillRect(place.left(), y, place.width(), 1, QColor(paper.line_strong))
                continue
            self._write_row(painter, place, words, amount, role)
        top += tokens.S16
        for words in self._foot():
            place = painting.band(inside, top, tokens.META.line)
            self._write(painter, place, words, tokens.META, "middle")
            top += tokens.META.line

    def _write_row(
        self, painter: QPainter, place: QRect, words: str, amount: str, role: Type
    ) -> None:
        strip = painting.Strip(place, self.layoutDirection())
        end = strip.trail(fonts.width(amount, role) if amount else 0, tokens.S8)
        self._write(painter, end, amount, role, "end")
        self._write(painter, strip.rest(), words, role, "start")

    def _write(self, painter: QPainter, place: QRect, words: str, role: Type, side: str) -> None:
        """Write in the colour of ink on paper, which no theme changes."""
        sides = {"start": painting.LEADING, "middle": painting.CENTRE, "end": painting.TRAILING}
        elide = Qt.TextElideMode.ElideRight
        shown = fonts.metrics(role).elidedText(words, elide, place.width() + 1)
        painter.setFont(fonts.font(role))
        painter.setPen(QColor(tokens.LIGHT.text))
        painter.drawText(place, int(sides[side]), shown)
