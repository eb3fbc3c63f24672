"""After the sale: change in notes and coins, the receipt's way out, and where the sale is.

Draws nothing. The sale is recorded before this begins: whatever printer, mail or disk do here
changes nothing about it, and nobody waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.receipt_pdf import write_invoice
from pos_app.ui.screens.paid.change_in_coins import change_in_coins
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import local_moment, milliseconds_text, seconds_text
from pos_app.ui.widgets.step_trail import Step
from pos_core.errors import DeviceFailed
from pos_core.payment import TenderKind

if TYPE_CHECKING:
    from pos_app.services.records import PaidSale, SyncState
    from pos_core.receipt import Receipt

T = TypeVar("T")


class Choice(Enum):
    """What becomes of the receipt."""

    PRINT = auto()
    MAIL = auto()
    PDF = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class ChoiceNote:
    """The small line of a receipt choice; `done` marks what has happened."""

    text: str
    icon: str = ""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class PaidView:
    """Everything the page shows, as texts."""

    number: str
    at: str
    change: str
    change_parts: tuple[tuple[str, bool], ...]
    figures: tuple[tuple[str, str], ...]
    paid: str
    paid_by: str
    choice: Choice
    notes: dict[Choice, ChoiceNote]
    can_print: bool
    can_print_again: bool
    steps: tuple[Step, ...]
    entry: str


class PaidPresenter(QObject):
    """One paid sale. Signals: `changed()`, `refused(Message)`, `done(text)`, `preview(Receipt)`."""

    changed = Signal()
    refused = Signal(object)
    done = Signal(str)
    preview = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paid: PaidSale | None = None
        self._choice = Choice.PRINT
        self._prints_by_itself = True
        self._printer = ""
        self._notes: dict[Choice, ChoiceNote] = {}
        self._printed = False
        self._sent_at = ""
        self._booked_at = ""
        self._online = True

    @property
    def sale(self) -> PaidSale:
        """The sale that was paid last."""
        assert self._paid is not None
        return self._paid

    def begin(self, paid: PaidSale) -> None:
        """Show a sale that was just paid, and print its receipt unless that is switched off."""
        self._paid = paid
        self._choice = Choice.PRINT if self._prints_by_itself else Choice.NONE
        self._notes = {}
        self._printed = False
        self._sent_at = self._booked_at = ""
        self.changed.emit()
        self._for_sale(
            self._desk.services.receipts.printer_status, self._printer_known, self._printer_failed
        )

    def _for_sale(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Work in the pool; an answer that comes after the next sale began is dropped."""
        event_id = self.sale.sale.stamp.event_id

        def current() -> bool:
            return self.sale.sale.stamp.event_id == event_id

        self._desk.background.pool(
            work,
            lambda result: then(result) if current() else None,
            lambda error: failed(error) if current() else None,
        )

    def _printer_known(self, status: str) -> None:
        self._printer = status
        if status == "ready" and self._prints_by_itself:
            self._print_first()
        self.changed.emit()

    def _printer_failed(self, error: Exception) -> None:
        self._printer = "failed"
        self._note(Choice.PRINT, self.tr("Not printed"), "triangle-alert")
        self.refused.emit(self._desk.message(error))

    def choose_print(self) -> None:
        """Print the receipt now, and by itself from the next sale on."""
        self._choice = Choice.PRINT
        self._prints_by_itself = True
        if self._printer == "absent":
            self.refused.emit(self._desk.message(DeviceFailed("printer.absent")))
        elif not self._printed:
            self._print_first()
        self.changed.emit()

    def choose_none(self) -> None:
        """Print nothing, also not by itself after the next sales."""
        self._choice = Choice.NONE
        self._prints_by_itself = False
        self.changed.emit()

    def _print_first(self) -> None:
        sale = self.sale.sale
        with_cash = any(t.kind is TenderKind.CASH for t in sale.tenders)
        printing = self._desk.services.receipts.print
        self._note(Choice.PRINT, self.tr("Printing"), busy=True)
        self._for_sale(
            lambda: printing(sale.stamp.event_id, with_cash),
            self._was_printed,
            self._printer_failed,
        )

    def _was_printed(self, _: None) -> None:
        self._printed = True
        words = self.tr("Printed {time}").format(time=self._now())
        self._note(Choice.PRINT, words, "circle-check")

    def print_again(self) -> None:
        """Print the receipt again, marked as a copy."""
        event_id, actor = self.sale.sale.stamp.event_id, self._desk.actor
        reprint = self._desk.services.receipts.reprint
        self._note(Choice.PRINT, self.tr("Printing a copy"), busy=True)
        self._for_sale(lambda: reprint(event_id, actor), self._was_reprinted, self._printer_failed)

    def _was_reprinted(self, _: None) -> None:
        words = self.tr("Copy printed {time}").format(time=self._now())
        self._note(Choice.PRINT, words, "circle-check")

    def mail(self, address: str) -> None:
        """Have the receipt mailed as soon as the sale is in the books."""
        event_id, actor = self.sale.sale.stamp.event_id, self._desk.actor
        request = self._desk.services.receipts.request_mail
        self._desk.background.database(
            lambda: request(event_id, address, actor),
            lambda _: self._mail_requested(address.strip()),
            self._not_done,
        )

    def _mail_requested(self, address: str) -> None:
        self._choice = Choice.MAIL
        self._note(
            Choice.MAIL, self.tr("Goes to {address}").format(address=address), "circle-check"
        )
        self.done.emit(self.tr("The receipt goes to {address}").format(address=address))

    def suggested_file(self) -> str:
        """Return the name a PDF of this receipt gets."""
        return f"{self.sale.sale.receipt_number}.pdf"

    def save_pdf(self, path: Path) -> None:
        """Write the receipt as a PDF invoice to `path`."""
        event_id = self.sale.sale.stamp.event_id
        receipt_of = self._desk.services.receipts.of
        locale = self._desk.money.locale
        self._note(Choice.PDF, self.tr("Saving"), busy=True)
        self._for_sale(
            lambda: write_invoice(receipt_of(event_id), path, locale),
            lambda _: self._was_saved(path),
            self._not_saved,
        )

    def _was_saved(self, path: Path) -> None:
        self._choice = Choice.PDF
        self._note(Choice.PDF, self.tr("Saved as {name}").format(name=path.name), "circle-check")
        self.done.emit(self.tr("Saved as {name}").format(name=str(path)))

    def _not_saved(self, error: Exception) -> None:
        self._notes.pop(Choice.PDF, None)
        self._not_done(error)

    def show_receipt(self) -> None:
        """Ask for the receipt as it is printed, to look at."""
        event_id = self.sale.sale.stamp.event_id
        receipt_of = self._desk.services.receipts.of
        self._desk.background.database(
            lambda: receipt_of(event_id), self._show_receipt, self._not_done
        )

    def _show_receipt(self, receipt: Receipt) -> None:
        self.preview.emit(receipt)

    def _not_done(self, error: Exception) -> None:
        self.changed.emit()
        self.refused.emit(self._desk.message(error))

    def _note(self, choice: Choice, text: str, icon: str = "", *, busy: bool = False) -> None:
        self._notes[choice] = ChoiceNote(text, icon, busy)
        self.changed.emit()

    def follow(self, state: SyncState) -> None:
        """Take over how far the journal has come.

        The numbers of a register that this machine became meanwhile say nothing about this sale.
        """
        if self._paid is None:
            return
        self._online = state.reach in ("unknown", "online")
        if state.register_code not in ("", self._paid.sale.place.register_code):
            self.changed.emit()
            return
        now = milliseconds_text(self._desk.clock.now().astimezone())
        seq = self._paid.seq
        if seq <= max(state.accepted_through, state.posted_through):
            self._sent_at = self._sent_at or now
        if seq <= state.posted_through:
            self._booked_at = self._booked_at or now
        self.changed.emit()

    def _now(self) -> str:
        return seconds_text(self._desk.clock.now().astimezone())

    def problem_without_printer(self) -> Message | None:
        """Return why nothing can be printed, or None."""
        if self._printer == "absent":
            return self._desk.message(DeviceFailed("printer.absent"))
        return None

    def view(self) -> PaidView:
        """Return everything the page shows."""
        sale, money = self.sale.sale, self._desk.money
        moment = local_moment(sale.stamp.occurred_at, sale.stamp.utc_offset_minutes)
        total = sale.total_minor + sale.rounding_minor
        return PaidView(
            number=sale.receipt_number,
            at=seconds_text(moment),
            change=money.amount(sale.change_minor),
            change_parts=self._change_parts(sale.change_minor),
            figures=self._figures(),
            paid=self.tr("Paid {amount}").format(amount=money.amount(total)),
            paid_by=" · ".join(
                f"{tender_text(t.kind)} {money.amount(t.amount_minor)}" for t in sale.tenders
            ),
            choice=self._choice,
            notes=self._all_notes(),
            can_print=self._printer != "absent",
            can_print_again=self._printed,
            steps=self._steps(milliseconds_text(moment)),
            entry=self.tr("Entry {seq} of {register}").format(
                seq=money.count(self.sale.seq), register=self._desk.register.name
            ),
        )

    def _figures(self) -> tuple[tuple[str, str], ...]:
        sale, money = self.sale.sale, self._desk.money
        rows = []
        for tender in sale.tenders:
            cash = tender.kind is TenderKind.CASH
            name = self.tr("Cash given") if cash else tender_text(tender.kind, tender.reference)
            rows.append((name, money.amount(tender.given_minor)))
        label = self.tr("Total")
        if sale.rounding_minor:
            label = self.tr("Total, rounding {amount} included").format(
                amount=money.signed(sale.rounding_minor)
            )
        rows.append((label, money.amount(sale.total_minor + sale.rounding_minor)))
        return tuple(rows)

    def _change_parts(self, change_minor: int) -> tuple[tuple[str, bool], ...]:
        """Say the change in notes and coins as parts of a sentence: text, emphasised."""
        money = self._desk.money
        coins = change_in_coins(change_minor, money.currency)
        if not coins:
            return ()
        parts: list[tuple[str, bool]] = [(self.tr("Suggested change: "), False)]
        notes_end = max((n for n, (_, _, is_note) in enumerate(coins) if is_note), default=-1)
        for number, (count, value, _) in enumerate(coins):
            parts.append((f"{money.count(count)} × {money.short(value)}", True))
            if number == notes_end:
                one = sum(c for c, _, is_note in coins if is_note) == 1
                parts.append((self.tr(" note") if one else self.tr(" notes"), False))
            if number < len(coins) - 1:
                parts.append((", ", False))
        return tuple(parts)

    def _all_notes(self) -> dict[Choice, ChoiceNote]:
        standard = {
            Choice.PRINT: ChoiceNote(
                self.tr("No printer set up")
                if self._printer == "absent"
                else self.tr("Receipt printer")
            ),
            Choice.MAIL: ChoiceNote(self.tr("To an address")),
            Choice.PDF: ChoiceNote(self.tr("Save as a file")),
            Choice.NONE: ChoiceNote(self.tr("No receipt")),
        }
        return standard | self._notes

    def _steps(self, safe_at: str) -> tuple[Step, ...]:
        soon, later = self.tr("a few seconds"), self.tr("with the network")
        waiting = soon if self._online else later
        sent = Step(self.tr("Sent"), self._sent_at or waiting, "done" if self._sent_at else "now")
        booked = Step(self.tr("In the books"), waiting, "now" if self._sent_at else "next")
        if self._booked_at:
            booked = replace(booked, when=self._booked_at, state="done")
        return (Step(self.tr("Safe here"), safe_at, "done"), sent, booked)
