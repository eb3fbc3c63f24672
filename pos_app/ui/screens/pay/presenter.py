"""How a sale is paid at the desk: what is left, what is given, and the one act that records it.

Draws nothing. Works on `pos_core.payment`; the sale is recorded on the database worker and only
its answer makes anything *paid*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_app.ui.tender_text import tender_text
from pos_core.errors import SalePointError
from pos_core.payment import Payment, TenderKind, checked_reference, suggested_notes

if TYPE_CHECKING:
    from pos_app.services.records import PaidSale


@dataclass(frozen=True, slots=True)
class TakenTender:
    """A tender of this payment as the page lists it."""

    text: str
    amount: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sum somebody may hand over."""

    minor: int
    text: str
    exact: bool


@dataclass(frozen=True, slots=True)
class PayView:
    """Everything the page shows, as texts."""

    kind: TenderKind
    left_label: str
    left: str
    total: str
    taken: tuple[TakenTender, ...]
    rounding: str
    suggestions: tuple[Suggestion, ...]
    outcome_label: str
    outcome: str
    outcome_is_change: bool
    take: str
    can_take: bool
    paid: str
    left_after: str


class PayPresenter(QObject):
    """One payment. Signals: `changed()`, `refused(Message)`, `paid(PaidSale)`, `recording(bool)`.

    `problem(Message or None)` is about the card's reference and stands beside that field.
    """

    changed = Signal()
    refused = Signal(object)
    problem = Signal(object)
    paid = Signal(object)
    recording = Signal(bool)

    def __init__(self, desk: Desk, cart: CartPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cart = cart
        self._payment = Payment(0, desk.rules)
        self._kind = TenderKind.CASH
        self._given: int | None = None
        self._reference = ""
        self._recording = False
        self._resting = True
        cart.changed.connect(self._follow_cart)

    @property
    def payment(self) -> Payment:
        """The bill and what was taken of it so far."""
        return self._payment

    @property
    def kind(self) -> TenderKind:
        """The tender that would be taken now."""
        return self._kind

    @property
    def has_typed(self) -> bool:
        """Whether an amount was given; otherwise it is exactly what is due."""
        return self._given is not None

    @property
    def is_recording(self) -> bool:
        """Whether the sale is just being put on the disk."""
        return self._recording

    def begin(self) -> None:
        """Begin to pay the cart, with what was taken already when the customer came back."""
        self._resting = False
        self._kind = TenderKind.CASH
        self._given = None
        self._reference = ""
        self._follow_cart()

    def rest(self) -> None:
        """Follow the cart no more: the page has been left. What was taken stays taken."""
        self._resting = True

    def _follow_cart(self) -> None:
        """Take over the cart's total; tenders that were taken stay taken."""
        if not self._recording and not self._resting:
            self._payment = replace(
                self._payment, total_minor=self._cart.totals.total_minor, rules=self._desk.rules
            )
            self.changed.emit()

    def choose(self, kind: TenderKind) -> None:
        """Change the tender."""
        self._kind = kind
        self._given = None
        self.problem.emit(None)
        self.changed.emit()

    def give(self, minor: int | None) -> None:
        """Say what is handed over; nothing means exactly what is due."""
        self._given = minor
        self.changed.emit()

    def refer(self, reference: str) -> None:
        """Note the terminal's reference and say at once when it could be a card number."""
        self._reference = reference
        try:
            checked_reference(reference)
        except SalePointError as error:
            self.problem.emit(self._desk.message(error))
        else:
            self.problem.emit(None)

    def take_back(self, index: int) -> None:
        """Take a tender back."""
        self._payment = self._payment.without(index)
        self._given = None
        self.changed.emit()

    def take(self) -> None:
        """Take the tender, and record the sale when nothing is left to pay."""
        if self._recording:
            return
        obstacle = self._cart.obstacle()
        if obstacle is not None:
            self.refused.emit(obstacle)
            return
        try:
            payment = self._with_tender()
        except SalePointError as error:
            self._say(error)
            return
        if payment.complete:
            self._record(payment)
        else:
            self._payment = payment
            self._given = None
            self._reference = ""
            self.changed.emit()

    def _with_tender(self) -> Payment:
        payment = self._payment
        if payment.complete:
            return payment
        if self._kind is TenderKind.CASH:
            due = payment.cash_due_minor
            return payment.with_cash(due if self._given is None else self._given)
        amount = payment.left_minor if self._given is None else self._given
        return payment.with_card(amount, self._reference)

    def _say(self, error: SalePointError) -> None:
        message = self._desk.message(error)
        beside = error.code in ("tender.card_number_refused", "tender.reference_too_long")
        (self.problem if beside else self.refused).emit(message)

    def _record(self, payment: Payment) -> None:
        try:
            actor = self._desk.actor
        except SalePointError as error:
            self._say(error)
            return
        self._recording = True
        self._cart.freeze()
        self.recording.emit(True)
        cart, complete = self._cart.cart, self._desk.services.checkout.complete
        self._desk.background.database(
            lambda: complete(cart, payment, actor), self._recorded, self._not_recorded
        )

    def _recorded(self, paid: PaidSale) -> None:
        self._recording = False
        self._payment = Payment(0, self._desk.rules)
        self.recording.emit(False)
        self.paid.emit(paid)

    def _not_recorded(self, error: Exception) -> None:
        self._recording = False
        self._cart.thaw()
        self.recording.emit(False)
        self.refused.emit(self._desk.message(error))
        self.changed.emit()

    def obstacle(self) -> Message | None:
        """Return what stands in the way of taking the money, or None."""
        return self._cart.obstacle()

    def view(self) -> PayView:
        """Return everything the page shows."""
        payment, money = self._payment, self._desk.money
        cash = self._kind is TenderKind.CASH
        due = payment.cash_due_minor if cash else payment.left_minor
        given = due if self._given is None else self._given
        label, outcome, is_change = self._outcome(due, given)
        rounding = payment.cash_due_minor - payment.left_minor if cash else 0
        return PayView(
            kind=self._kind,
            left_label=self.tr("Left to pay in cash") if cash else self.tr("Left to pay by card"),
            left=money.amount(due),
            total=money.amount(payment.total_minor),
            taken=tuple(
                TakenTender(tender_text(t.kind, t.reference), money.amount(-t.amount_minor))
                for t in payment.tenders
            ),
            rounding=money.signed(rounding) if rounding else "",
            suggestions=self._suggestions(due) if cash else (),
            outcome_label=label,
            outcome=outcome,
            outcome_is_change=is_change,
            take=self._take_text(due, given),
            can_take=self._can_take(due, given),
            paid=money.amount(sum(t.amount_minor for t in payment.tenders)),
            left_after=money.amount(due),
        )

    def _outcome(self, due: int, given: int) -> tuple[str, str, bool]:
        money = self._desk.money
        if due < 0:
            return self.tr("Taken too much"), money.amount(-due), False
        if given < due:
            return self.tr("Left after this"), money.amount(due - given), False
        if self._kind is TenderKind.CARD:
            return self.tr("Left after this"), money.amount(0), False
        return self.tr("Change"), money.amount(given - due), True

    def _suggestions(self, due: int) -> tuple[Suggestion, ...]:
        if due <= 0:
            return ()
        money = self._desk.money
        sums = suggested_notes(due, money.currency)
        return tuple(Suggestion(s, money.amount(s), s == due) for s in sums)

    def _take_text(self, due: int, given: int) -> str:
        if due == 0:
            return self.tr("Complete the sale")
        amount = self._desk.money.amount(given)
        words = self.tr("Take {amount} cash")
        if self._kind is TenderKind.CARD:
            words = self.tr("Take {amount} by card")
        return words.format(amount=amount)

    def _can_take(self, due: int, given: int) -> bool:
        if self._recording or self._cart.obstacle() is not None or due < 0:
            return False
        if self._kind is TenderKind.CARD:
            return due == 0 or 0 < given <= due
        return due == 0 or given > 0
