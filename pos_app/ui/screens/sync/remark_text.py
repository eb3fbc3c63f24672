"""What the books remarked about an entry, as sentences. Knows no widget.

A remark refuses nothing: the sale stands. Each sentence says what was noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.money_text import MoneyText
from pos_app.ui.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pos_core.wire.findings import RemarkItem

_CONTEXT = "Remarks"

SENTENCES: dict[str, str] = {
    "amounts.differ": QT_TRANSLATE_NOOP(
        "Remarks", "The books compute other amounts: {fields}. The till's were booked."
    ),
    "entry.quarantined": QT_TRANSLATE_NOOP(
        "Remarks", "The books keep it whole but could not book it: {reason}. IT can post it again."
    ),
    "product.unknown": QT_TRANSLATE_NOOP(
        "Remarks", "The catalogue has no such product any more. The sale was booked."
    ),
    "receipt.number_repeated": QT_TRANSLATE_NOOP(
        "Remarks", "Another receipt has the same number {number}. Both were booked."
    ),
    "receipt_number.unexpected": QT_TRANSLATE_NOOP(
        "Remarks", "The books expected another receipt number. The sale was booked."
    ),
    "return.original_unknown": QT_TRANSLATE_NOOP(
        "Remarks", "The books do not know the sale it takes back. The return was booked."
    ),
    "return.exceeds_paid": QT_TRANSLATE_NOOP(
        "Remarks", "More money was given back than was paid. A manager should look at it."
    ),
    "return.exceeds_sold": QT_TRANSLATE_NOOP(
        "Remarks", "More was taken back than was sold. A manager should look at it."
    ),
    "stock.short": QT_TRANSLATE_NOOP(
        "Remarks", "By the books there was not enough in stock. Count the shelf."
    ),
    "store.differs": QT_TRANSLATE_NOOP(
        "Remarks", "It names another store than this register's. It was booked to this one."
    ),
    "till.closed_twice": QT_TRANSLATE_NOOP("Remarks", "The till was closed already."),
    "till.difference_not_accepted": QT_TRANSLATE_NOOP(
        "Remarks", "The difference in the till is above the limit, and nobody accepted it."
    ),
    "till.late": QT_TRANSLATE_NOOP(
        "Remarks", "It arrived after the till had been closed. It counts for the next report."
    ),
    "till.opened_twice": QT_TRANSLATE_NOOP("Remarks", "The till was open already."),
    "till.session_unknown": QT_TRANSLATE_NOOP(
        "Remarks", "The books do not know this session of the till."
    ),
    "till.z_repeated": QT_TRANSLATE_NOOP(
        "Remarks", "Another Z report has the same number {number}. Both were booked."
    ),
    "till.expected_differs": QT_TRANSLATE_NOOP(
        "Remarks", "The books expect another amount in the till. A manager should look at it."
    ),
}
"""By code; names in braces are the remark's data."""

_OTHER = QT_TRANSLATE_NOOP("Remarks", "The books remarked something about it ({code}).")
_SETTLED = QT_TRANSLATE_NOOP("Remarks", "{remark} It has been made good.")


def remark_text(remark: RemarkItem, money: MoneyText) -> str:
    """Say a remark as a sentence; one of a newer server by its code."""
    sentence = SENTENCES.get(remark.code, _OTHER)
    values = _Values({"code": remark.code, **_shown(remark, money)})
    text = QCoreApplication.translate(_CONTEXT, sentence).format_map(values)
    if remark.settled:
        return QCoreApplication.translate(_CONTEXT, _SETTLED).format(remark=text)
    return text


def _shown(remark: RemarkItem, money: MoneyText) -> dict[str, str]:
    shown = {}
    for name, value in remark.data.items():
        if isinstance(value, int) and name.endswith("_minor"):
            shown[name] = money.amount(value)
        elif isinstance(value, int) and name.endswith("_milli"):
            shown[name] = money.quantity(value)
        else:
            shown[name] = str(value)
    return shown


class _Values(dict[str, str]):
    """Data for a sentence; what the remark did not say stays out instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"
