"""A Z report as a page of a PDF file: the same rows as on the printer's paper, on A4.

Needs Qt's text engine but no window, and may run on a worker. Knows nothing of where reports are
kept.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QLocale, Qt

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.receipt_pdf import write_pdf
from pos_app.ui.screens.till.words import RULE, Row, report_rows, tr
from pos_core.till_report import TillReport

_WIDTH_PERCENT = 70


def write_till_report(report: TillReport, path: Path, locale: QLocale | None = None) -> None:
    """Write the report to `path`, whole or not at all.

    Raises StorageFailed `pdf.not_written` when the file cannot be written there.
    """
    write_pdf(report_html(report, locale or QLocale()), report.number, path)


def report_html(report: TillReport, locale: QLocale) -> str:
    """Lay the report out as the HTML that Qt's text engine understands."""
    money = MoneyText(report.currency, locale)
    right_to_left = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    sides = ("right", "left") if right_to_left else ("left", "right")
    shop = report.shop
    vat = tr("VAT number {number}").format(number=shop.vat_number) if shop.vat_number else ""
    head = [shop.store_name, *shop.address_lines, vat]
    lines = "<br/>".join(escape(line) for line in head if line)
    rows = "".join(_row(row, sides) for row in report_rows(report, money))
    direction = "rtl" if right_to_left else "ltr"
    return (
        f'<body dir="{direction}" style="color: {tokens.LIGHT.text}">'
        f"<h2>{escape(shop.name)}</h2>"
        f"<p>{lines}</p><br/>"
        f'<table width="{_WIDTH_PERCENT}%" cellspacing="0" cellpadding="3">{rows}</table></body>'
    )


def _row(row: Row, sides: tuple[str, str]) -> str:
    if row == RULE:
        return '<tr><td colspan="2"><hr/></td></tr>'
    words, amount, role = row
    style = f'style="font-weight: {role.weight}"'
    leading, trailing = sides
    indented = escape(words).replace("   ", "&nbsp;&nbsp;&nbsp;")
    return (
        f'<tr><td align="{leading}" {style}>{indented}</td>'
        f'<td align="{trailing}" {style}>{escape(amount)}</td></tr>'
    )
