"""Journal entries in words: what happened, which, how much, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui.money_text import MoneyText
from pos_app.ui.time_text import local_moment, seconds_text
from pos_app.ui.tokens import SoftTone
from pos_app.ui.widgets.data_table import Cell

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow

_STATES: dict[str, tuple[SoftTone, str]] = {
    "safe_here": ("neutral", "hard-drive"),
    "sent": ("accent", "cloud-upload"),
    "in_the_books": ("positive", "book-check"),
}


def tr(text: str) -> str:
    """Translate a text about the journal."""
    return QCoreApplication.translate("Journal", text)


def what_text(entry_type: str) -> str:
    """Name what happened; a type this version does not know is shown as it is."""
    return {
        "register.enrolled": tr("Register enrolled"),
        "staff.signed_in": tr("Signed in"),
        "sale.completed": tr("Sale"),
        "sale.returned": tr("Return"),
        "receipt.reprinted": tr("Receipt printed again"),
        "receipt.mail_requested": tr("Receipt by e-mail"),
    }.get(entry_type, entry_type)


def state_cell(state: str) -> Cell:
    """Show how far an entry has come as a tag."""
    words = {
        "safe_here": tr("Safe here"),
        "sent": tr("Sent"),
        "in_the_books": tr("In the books"),
    }
    tone, icon = _STATES.get(state, ("neutral", ""))
    return Cell(words.get(state, state), icon=icon, tag=tone)


def journal_cells(row: JournalRow, money: MoneyText) -> list[Cell | str]:
    """Return one row of the journal's table."""
    at = seconds_text(local_moment(row.occurred_at, row.utc_offset_minutes))
    amount = "" if row.amount_minor is None else money.amount(row.amount_minor)
    return [
        Cell(money.count(row.seq), tone="secondary"),
        at,
        what_text(row.type),
        row.which,
        Cell(row.actor_name, tone="secondary"),
        Cell(amount, strong=True),
        state_cell(row.state.value),
    ]
