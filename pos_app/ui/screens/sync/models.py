"""Journal entries in words: what happened, when, which, how much, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from pos_app.ui.money_text import MoneyText
from pos_app.ui.time_text import clock_text, day_text, local_moment, seconds_text
from pos_app.ui.tokens import SoftTone
from pos_app.ui.widgets.data_table import CELL, Cell, Column
from pos_core.journal import EntryType

if TYPE_CHECKING:
    from pos_app.services.records import JournalRow

Index = QModelIndex | QPersistentModelIndex

_STATES: dict[str, tuple[SoftTone, str]] = {
    "safe_here": ("neutral", "hard-drive"),
    "sent": ("accent", "cloud-upload"),
    "in_the_books": ("positive", "book-check"),
    "remarked": ("warning", "message-square-warning"),
    "quarantined": ("danger", "shield-alert"),
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
        "receipt.reprinted": tr("Receipt copy"),
        "receipt.mail_requested": tr("Receipt mailed"),
        "till.opened": tr("Till opened"),
        "cash.moved": tr("Cash moved"),
        "till.closed": tr("Till closed"),
    }.get(entry_type, entry_type)


def has_receipt(row: JournalRow) -> bool:
    """Whether the entry is a sale or a return, which have a receipt."""
    return row.type in (EntryType.SALE_COMPLETED, EntryType.SALE_RETURNED)


def amount_text(row: JournalRow, money: MoneyText) -> str:
    """Write the amount of an entry, below nothing where money was paid out; empty without one."""
    if row.amount_minor is None:
        return ""
    sign = -1 if row.type == EntryType.SALE_RETURNED else 1
    return money.amount(sign * row.amount_minor)


def when_text(row: JournalRow, today: date, money: MoneyText) -> str:
    """Write when it happened: the time, and the day before it where that is not today."""
    moment: datetime | None = local_moment(row.occurred_at, row.utc_offset_minutes)
    if moment is None or moment.date() == today:
        return seconds_text(moment)
    return f"{day_text(moment, money.locale)} {clock_text(moment)}"


def state_words(state: str) -> tuple[str, SoftTone, str]:
    """Say how far an entry has come: words, tone and icon."""
    words = {
        "safe_here": tr("Safe here"),
        "sent": tr("Sent"),
        "in_the_books": tr("In the books"),
        "remarked": tr("In the books, remark"),
        "quarantined": tr("Quarantined"),
    }
    tone, icon = _STATES.get(state, ("neutral", ""))
    return words.get(state, state), tone, icon


def journal_columns() -> list[Column]:
    """The columns of the journal's table."""
    return [
        Column(tr("Entry"), 80),
        Column(tr("Time"), 132),
        Column(tr("What")),
        Column(tr("Which"), 112),
        Column(tr("Amount"), 104, numeric=True),
        Column(tr("State"), 180),
    ]


ENTRY, WHICH = 0, 3
"""The columns that a narrow window leaves to the panel beside the journal."""


def journal_cells(row: JournalRow, money: MoneyText, today: date) -> list[Cell]:
    """Return one row of the journal's table."""
    words, tone, icon = state_words(row.state.value)
    return [
        Cell(money.count(row.seq), tone="secondary"),
        Cell(when_text(row, today, money)),
        Cell(what_text(row.type)),
        Cell(row.which),
        Cell(amount_text(row, money), strong=True),
        Cell(words, icon=icon, tag=tone),
    ]


class JournalModel(QAbstractTableModel):
    """The loaded entries, newest first. What is new slips in without moving what is chosen."""

    def __init__(self, money: MoneyText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._money = money
        self._columns = journal_columns()
        self._rows: list[JournalRow] = []
        self._today = date.min
        self._cells: dict[JournalRow, list[Cell]] = {}

    def row(self, number: int) -> JournalRow | None:
        """The entry in a row, None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def show(self, rows: Sequence[JournalRow], today: date) -> int:
        """Show these entries and return how many of them are new at the top."""
        before, after = self._rows, list(rows)
        self._today, self._cells = today, {}
        new = sum(1 for row in after if before and row.place > before[0].place)
        pairs = zip(before, after[new:], strict=False)
        same = sum(1 for old, now in pairs if old.place == now.place)
        if not same:
            self.beginResetModel()
            self._rows = after
            self.endResetModel()
            return 0
        self._put_above(after[:new])
        self._cut_below(new + same)
        self._put_below(after[new + same :])
        self._rows = after
        last = self.index(len(after) - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        return new

    def _put_above(self, rows: list[JournalRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self._rows = [*rows, *self._rows]
            self.endInsertRows()

    def _cut_below(self, count: int) -> None:
        if count < len(self._rows):
            self.beginRemoveRows(QModelIndex(), count, len(self._rows) - 1)
            self._rows = self._rows[:count]
            self.endRemoveRows()

    def _put_below(self, rows: list[JournalRow]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401  # Qt's own signature
        if role not in (CELL, Qt.ItemDataRole.DisplayRole):
            return None
        row = self._rows[index.row()]
        if row not in self._cells:
            self._cells[row] = journal_cells(row, self._money, self._today)
        cell = self._cells[row][index.column()]
        return cell if role == CELL else cell.text

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401  # Qt's own signature
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None
