"""Lays a receipt out in columns of plain text: what the printer prints is what the preview shows.

Knows nothing of printers, nor of how amounts become text: see `paper_text.py`.
"""

from collections.abc import Iterator
from decimal import Decimal

from pos_app.devices.paper_text import COLUMNS, TENDER_NAMES, Paper, Style, TextLine, as_text
from pos_core.payment import Tender
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine


def lay_out(receipt: Receipt, locale: str = "en_GB", columns: int = COLUMNS) -> list[TextLine]:
    """Return the receipt's lines for paper of so many characters; the barcode is not among them."""
    layout = _Layout(receipt, Paper(receipt.currency, locale, columns))
    return [
        *layout.head(),
        *layout.goods(),
        *layout.sums(),
        *layout.taxes(),
        *layout.foot(),
    ]


def plain_text(receipt: Receipt, locale: str = "en_GB", columns: int = COLUMNS) -> str:
    """Return the receipt as one text, centred lines in the middle."""
    return as_text(lay_out(receipt, locale, columns), columns)


class _Layout:
    """One receipt on one width of paper."""

    def __init__(self, receipt: Receipt, paper: Paper) -> None:
        self._receipt = receipt
        self._paper = paper

    def head(self) -> Iterator[TextLine]:
        receipt, paper = self._receipt, self._paper
        yield from paper.shop_head(receipt.shop)
        if receipt.copy:
            yield TextLine("*** COPY ***", Style.BIG)
        if receipt.kind is ReceiptKind.RETURN:
            yield TextLine("RETURN", Style.BIG)
        issued = paper.moment(receipt.issued_at, receipt.utc_offset_minutes)
        yield from paper.pair(receipt.number, issued)
        if receipt.original_number:
            yield from paper.wrapped(f"Goods of receipt {receipt.original_number}")
        if receipt.salesperson:
            yield from paper.wrapped(f"Served by {receipt.salesperson}")
        yield paper.rule()

    def goods(self) -> Iterator[TextLine]:
        paper = self._paper
        for line in self._receipt.lines:
            yield from paper.wrapped(line.name)
            yield from paper.pair(f"  {self._how_much(line)}", paper.bare(line.gross_minor))
            if line.saved_minor:
                label = f"  {line.explanation or 'Discount'}"
                yield from paper.pair(label, paper.bare(-line.saved_minor))
            if line.note:
                yield from paper.wrapped(f"  {line.note}")
        yield paper.rule()

    def sums(self) -> Iterator[TextLine]:
        receipt, paper = self._receipt, self._paper
        returned = receipt.kind is ReceiptKind.RETURN
        if receipt.saved_minor:
            yield from paper.pair("You save", paper.bare(receipt.saved_minor))
        label = "REFUND" if returned else "TOTAL"
        yield from paper.pair(label, paper.amount(receipt.total_minor), Style.BOLD)
        if receipt.rounding_minor:
            yield from paper.pair("Rounding of cash", paper.bare(receipt.rounding_minor))
        for tender in receipt.tenders:
            yield from paper.pair(_paid_by(tender), paper.bare(tender.given_minor))
        if receipt.change_minor:
            yield from paper.pair("Change", paper.amount(receipt.change_minor), Style.BOLD)
        yield paper.rule()

    def taxes(self) -> Iterator[TextLine]:
        return self._paper.taxes(self._receipt.taxes)

    def foot(self) -> Iterator[TextLine]:
        for text in self._receipt.shop.footer.splitlines():
            yield from self._paper.wrapped(text, Style.CENTRED)

    def _how_much(self, line: ReceiptLine) -> str:
        unit = "" if line.unit is Unit.PIECE else f" {line.unit.value}"
        quantity = self._paper.number(Decimal(line.quantity.plain()))
        return f"{quantity}{unit} × {self._paper.bare(line.unit_price_minor)}"


def _paid_by(tender: Tender) -> str:
    name = TENDER_NAMES[tender.kind]
    return f"{name} {tender.reference}" if tender.reference else name
