"""One entry of the journal: its proof, its receipt to look at, print again, copy. Draws nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.sync.models import has_receipt
from pos_app.ui.sync_bridge import SyncBridge

if TYPE_CHECKING:
    from pos_app.services.overview_records import Examined
    from pos_app.services.records import JournalRow
    from pos_core.receipt import Receipt


class EntryPresenter(QObject):
    """The entry that is chosen.

    Signals: `examined(Examined)`, `receipt(Receipt)` to look at, `printing(bool)`, `printed()`,
    `saved(name)`, `refused(Message)`. Answers about an entry that was left are not told.
    """

    examined = Signal(object)
    receipt = Signal(object)
    printing = Signal(bool)
    printed = Signal()
    saved = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, bridge: SyncBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._row: JournalRow | None = None
        self._examined: Examined | None = None

    def choose(self, row: JournalRow | None) -> None:
        """Turn to an entry, and look at its hash, its signature and what was remarked about it."""
        self._row, self._examined = row, None
        if row is None:
            return
        event_id, examine = row.event_id, self._desk.services.journal_list.examine

        def have(examined: Examined) -> None:
            if self._is_chosen(event_id):
                self._examined = examined
                self.examined.emit(examined)

        self._desk.background.database(
            lambda: examine(event_id), have, lambda e: self._tell(event_id, e)
        )

    def as_text(self) -> str:
        """Return the entry as it travels, for whoever wants to prove or to read it elsewhere."""
        found = self._examined
        if found is None:
            return ""
        parts = {
            "body": found.body,
            "prev_hash": found.prev_hash,
            "hash": found.hash,
            "signature": found.signature,
        }
        return json.dumps(parts, ensure_ascii=False, indent=2)

    def look(self) -> None:
        """Read the receipt of the entry."""
        row, of = self._row, self._desk.services.receipts.of
        if row is None or not has_receipt(row):
            return
        event_id, background = row.event_id, self._desk.background

        def have(receipt: Receipt) -> None:
            if self._is_chosen(event_id):
                self.receipt.emit(receipt)

        background.database(lambda: of(event_id), have, lambda e: self._tell(event_id, e))

    def print_again(self) -> None:
        """Print the receipt once more, marked as a copy; the copy is an entry of its own."""
        row = self._row
        if row is None or not has_receipt(row):
            return
        event_id, actor = row.event_id, self._desk.actor
        reprint = self._desk.services.receipts.reprint

        def done(_: None) -> None:
            self._end(event_id)
            if self._is_chosen(event_id):
                self.printed.emit()

        def failed(error: Exception) -> None:
            self._end(event_id)
            self._tell(event_id, error)

        self.printing.emit(True)
        self._desk.background.pool(lambda: reprint(event_id, actor), done, failed)

    def suggested_file(self) -> str:
        """Name the PDF of the receipt: `T2-000183.pdf`."""
        return f"{self._row.which if self._row else ''}.pdf"

    def save_pdf(self, path: Path) -> None:
        """Save the receipt as an invoice, marked as a copy."""
        from pos_app.ui.receipt_pdf import write_invoice

        if self._row is None:
            return
        of, locale = self._desk.services.receipts.of, self._desk.money.locale
        event_id = self._row.event_id

        def done(_: None) -> None:
            if self._is_chosen(event_id):
                self.saved.emit(path.name)

        self._desk.background.pool(
            lambda: write_invoice(of(event_id, copy=True), path, locale),
            done,
            lambda error: self._tell(event_id, error),
        )

    def _end(self, event_id: str) -> None:
        """The copy is in the journal whether or not paper came out: show it, and send it."""
        self._bridge.sold()
        if self._is_chosen(event_id):
            self.printing.emit(False)

    def _tell(self, event_id: str, error: Exception) -> None:
        message: Message = self._desk.message(error)
        if self._is_chosen(event_id):
            self.refused.emit(message)

    def _is_chosen(self, event_id: str) -> bool:
        return self._row is not None and self._row.event_id == event_id
