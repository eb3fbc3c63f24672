"""A receipt as an A4 invoice in a PDF file: number, date, every line, taxes, grand total, terms.

Works on the receipt as data, so that paper, mail and PDF say the same. Needs Qt's text engine but
no window, and may run on a worker. Knows nothing of where receipts are kept.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QIODevice,
    QLocale,
    QMarginsF,
    QSaveFile,
    Qt,
)
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from pos_app import resources
from pos_app.ui import fonts, tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import local_moment
from pos_core.errors import StorageFailed
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine

_DOTS_PER_INCH = 1200
_A4_WITHOUT_MARGINS = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
)  # the text engine adds 2 cm and page numbers of its own


def tr(text: str) -> str:
    """Translate a text of the invoice."""
    return QCoreApplication.translate("Invoice", text)


def write_invoice(receipt: Receipt, path: Path, locale: QLocale | None = None) -> None:
    """Write the invoice to `path`, whole or not at all.

    Raises StorageFailed `pdf.not_written` when the file cannot be written there.
    """
    html = invoice_html(receipt, locale or QLocale())
    write_pdf(html, f"{_title(receipt)} {receipt.number}", path)


def write_pdf(html: str, title: str, path: Path) -> None:
    """Write any document of the shop to `path`, whole or not at all; raises as `write_invoice`."""
    target = QSaveFile(str(path))
    if not target.open(QIODevice.OpenModeFlag.WriteOnly):
        raise StorageFailed("pdf.not_written", path=str(path), reason=target.errorString())
    writer = QPdfWriter(target)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator("SalePoint")
    writer.setPageLayout(_A4_WITHOUT_MARGINS)
    _document(html).print_(writer)
    del writer
    if not target.commit():
        raise StorageFailed("pdf.not_written", path=str(path), reason=target.errorString())


def _document(html: str) -> QTextDocument:
    """Make the document. Only glyphs that stand for a character of their own can be copied and
    read aloud from a PDF, so the typeface's alternative figures are left out here.
    """
    document = QTextDocument()
    base = QFont(fonts.FAMILY)
    base.setPointSize(9)
    base.setFeature(QFont.Tag("calt"), 0)  # else hyphens and colons could not be copied
    document.setDefaultFont(base)
    document.setHtml(html)
    return document


def invoice_html(receipt: Receipt, locale: QLocale) -> str:
    """Lay the receipt out as the HTML that Qt's text engine understands."""
    money = MoneyText(receipt.currency, locale)
    right_to_left = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    leading, trailing = ("right", "left") if right_to_left else ("left", "right")
    values = {
        "text": tokens.LIGHT.text,
        "secondary": tokens.LIGHT.secondary,
        "direction": "rtl" if right_to_left else "ltr",
        "leading": leading,
        "trailing": trailing,
        "shop_name": escape(receipt.shop.name),
        "store_lines": _store_lines(receipt),
        "title": escape(_title(receipt)),
        "facts": _facts(receipt, locale),
        "rows": "".join(_row(line, money, leading, trailing) for line in receipt.lines),
        "sums": _sums(receipt, money, trailing),
        "taxes": _taxes(receipt, money, leading, trailing),
        "terms": escape(receipt.shop.footer).replace("\n", "<br/>"),
    }
    template = Template(resources.text("templates/invoice.html"))
    return template.substitute(values, **_heads())


def _heads() -> dict[str, str]:
    return {
        "head_sku": escape(tr("SKU")),
        "head_item": escape(tr("Item")),
        "head_quantity": escape(tr("Quantity")),
        "head_price": escape(tr("Price")),
        "head_saved": escape(tr("Discount")),
        "head_amount": escape(tr("Amount")),
    }


def _title(receipt: Receipt) -> str:
    return tr("Credit note") if receipt.kind is ReceiptKind.RETURN else tr("Invoice")


def _store_lines(receipt: Receipt) -> str:
    shop = receipt.shop
    lines = [shop.store_name, *shop.address_lines]
    if shop.vat_number:
        lines.append(tr("VAT number {number}").format(number=shop.vat_number))
    return "<br/>".join(f'<span class="quiet">{escape(line)}</span>' for line in lines if line)


def _facts(receipt: Receipt, locale: QLocale) -> str:
    moment = local_moment(receipt.issued_at, receipt.utc_offset_minutes)
    facts = [(tr("Order ID"), receipt.number)]
    if receipt.original_number:
        facts.append((tr("For receipt"), receipt.original_number))
    if moment is not None:
        date = QDate(moment.year, moment.month, moment.day)
        day = locale.toString(date, QLocale.FormatType.LongFormat)
        facts.append((tr("Date"), f"{day}, {moment:%H:%M}"))
    facts.append((tr("Served by"), receipt.salesperson))
    lines = [f'<span class="quiet">{escape(name)}</span> {escape(text)}' for name, text in facts]
    if receipt.copy:
        lines.append(f'<span class="strong">{escape(tr("Copy"))}</span>')
    return "<br/>".join(lines)


def _row(line: ReceiptLine, money: MoneyText, leading: str, trailing: str) -> str:
    details = [text for text in (line.explanation, line.note) if text]
    below = "".join(f'<br/><span class="small">{escape(text)}</span>' for text in details)
    per = tr("{price} / kg") if line.unit is Unit.KILOGRAM else "{price}"
    price = per.format(price=money.amount(line.unit_price_minor))
    saved = money.amount(-line.saved_minor) if line.saved_minor else ""
    cells = [
        (leading, escape(line.sku)),
        (leading, escape(line.name) + below),
        (trailing, escape(money.measured(line.quantity.milli, line.unit))),
        (trailing, escape(price)),
        (trailing, escape(saved)),
        (trailing, escape(money.amount(line.total_minor))),
    ]
    return "<tr>" + "".join(f'<td align="{a}">{t}</td>' for a, t in cells) + "</tr>"


def _sums(receipt: Receipt, money: MoneyText, trailing: str) -> str:
    rows = []
    if receipt.saved_minor:
        rows.append((tr("Discounts included"), money.amount(-receipt.saved_minor), ""))
    added = sum(t.tax_minor for t in receipt.taxes if not t.tax.included)
    if added:
        rows.append((tr("Tax added"), money.amount(added), ""))
    rows.append((tr("Grand total"), money.amount(receipt.total_minor), "total"))
    if receipt.rounding_minor:
        rows.append((tr("Cash rounding"), money.signed(receipt.rounding_minor), ""))
    rows += [(tender_text(t.kind, t.reference), money.amount(t.given_minor), "quiet")
             for t in receipt.tenders]  # fmt: skip
    if receipt.change_minor:
        rows.append((tr("Change"), money.amount(receipt.change_minor), "quiet"))
    return "".join(
        f'<tr><td align="{trailing}" class="{kind}">{escape(name)}</td>'
        f'<td align="{trailing}" width="22%" class="{kind}">{escape(amount)}</td></tr>'
        for name, amount, kind in rows
    )


def _taxes(receipt: Receipt, money: MoneyText, leading: str, trailing: str) -> str:
    heads = (tr("Tax"), tr("Net"), tr("Tax amount"), tr("Gross"))
    rows = [
        (t.tax.name, money.amount(t.net_minor), money.amount(t.tax_minor),
         money.amount(t.gross_minor))
        for t in receipt.taxes
    ]  # fmt: skip
    sides = (leading, trailing, trailing, trailing)
    head = "".join(
        f'<th align="{side}">{escape(text)}</th>' for side, text in zip(sides, heads, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td align="{s}">{escape(c)}</td>' for s, c in zip(sides, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<tr>{head}</tr>{body}"
