"""What is being edited, what the edit would come to, and the act itself. Draws nothing.

Values are thousandths for quantities and percentages (20 % is 20,000) and minor units for money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.screens.cart.models import discount_size
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_core.cart import Cart, CartLine
from pos_core.errors import SalePointError
from pos_core.permissions import Act
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import MILLI, Quantity, Unit
from pos_core.tax import FULL

_FIRST_LIMIT_PIECES = 99_999


class Mode(StrEnum):
    """What the pad sets."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    AMOUNT = "amount"
    PRICE = "price"
    NOTE = "note"


DISCOUNTS = (Mode.PERCENT, Mode.AMOUNT)


@dataclass(frozen=True, slots=True)
class EditView:
    """Everything the panel shows, as texts; `refusal` locks the act and says who may do it."""

    title: str
    about: str
    modes: tuple[Mode, ...]
    mode: Mode
    value: int | None
    reason: str
    decimals: int
    limit: int
    suffix: str
    can_clear: bool
    refusal: Message | None


class LineEditPresenter(QObject):
    """One edit at a time. Signals: `opened()`, `finished()`, `refused(Message)`."""

    opened = Signal()
    finished = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, cart: CartPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cart = cart
        self._line_id: int | None = None
        self._mode = Mode.PERCENT

    @property
    def mode(self) -> Mode:
        """What the pad sets now."""
        return self._mode

    @property
    def whole(self) -> bool:
        """Whether the discount on the whole sale is edited."""
        return self._line_id is None

    def open_line(self, line: CartLine, mode: Mode) -> None:
        """Edit a line."""
        self._line_id, self._mode = line.line_id, mode
        self.opened.emit()

    def open_order_discount(self) -> None:
        """Edit the discount on the whole sale, in the form it has now."""
        discount = self._cart.cart.order_discount
        amount = discount is not None and discount.kind is DiscountKind.AMOUNT
        self._line_id, self._mode = None, Mode.AMOUNT if amount else Mode.PERCENT
        self.opened.emit()

    def switch(self, mode: Mode) -> None:
        """Set something else of the same line."""
        self._mode = mode
        self.opened.emit()

    def _line(self) -> CartLine | None:
        lines = self._cart.cart.lines
        return next((line for line in lines if line.line_id == self._line_id), None)

    def view(self) -> EditView:
        """Return everything the panel shows."""
        line = self._line()
        whole = self._line_id is None
        modes = DISCOUNTS if whole else (Mode.QUANTITY, *DISCOUNTS, Mode.PRICE, Mode.NOTE)
        weighed = line is not None and line.product.unit is Unit.KILOGRAM
        decimals, limit, suffix = {
            Mode.QUANTITY: (3, 9_999 * MILLI, " kg")
            if weighed
            else (0, _FIRST_LIMIT_PIECES * MILLI, ""),
            Mode.PERCENT: (2, FULL, " %"),
            Mode.AMOUNT: (2, 99_999_99, ""),
            Mode.PRICE: (2, 99_999_99, ""),
            Mode.NOTE: (0, 0, ""),
        }[self._mode]
        discount = self._discount()
        return EditView(
            title=line.product.name if line else self.tr("The whole sale"),
            about=self._about(line),
            modes=modes,
            mode=self._mode,
            value=self._value(line, discount),
            reason=discount.reason if discount else "",
            decimals=decimals,
            limit=limit,
            suffix=suffix,
            can_clear=self._mode in DISCOUNTS and discount is not None,
            refusal=self._refusal(),
        )

    def _about(self, line: CartLine | None) -> str:
        if line is None:
            total = self._desk.money.amount(self._cart.totals.total_minor)
            return self.tr("Total now {total}").format(total=total)
        price = self._desk.money.amount(line.unit_price_minor)
        return self.tr("SKU {sku} · {price}").format(sku=line.product.sku, price=price)

    def _discount(self) -> Discount | None:
        if self._line_id is None:
            return self._cart.cart.order_discount
        line = self._line()
        return line.discount if line else None

    def _value(self, line: CartLine | None, discount: Discount | None) -> int | None:
        if self._mode is Mode.QUANTITY and line is not None:
            return line.quantity.milli
        if self._mode is Mode.PRICE and line is not None:
            return line.unit_price_minor
        kind = DiscountKind.PERCENT if self._mode is Mode.PERCENT else DiscountKind.AMOUNT
        if discount is not None and discount.kind is kind and self._mode in DISCOUNTS:
            return discount.value
        return None

    def note(self) -> str:
        """Return the note of the line."""
        line = self._line()
        return line.note if line else ""

    def _refusal(self) -> Message | None:
        acts = {Mode.PRICE: Act.OVERRIDE_PRICE, Mode.PERCENT: Act.DISCOUNT}
        act = acts.get(Mode.PERCENT if self._mode in DISCOUNTS else self._mode)
        return self._desk.refusal(act) if act else None

    def outcome(self, value: int | None, reason: str) -> str:
        """Say what the line or the sale would come to; empty when that cannot be said."""
        edited = self._edited(value, reason)
        if edited is None:
            return ""
        money = self._desk.money
        totals = edited.totals(self._desk.rules)
        if self._line_id is None:
            words = self.tr("New total {total}")
            return words.format(total=money.amount(totals.total_minor))
        place = [line.line_id for line in edited.lines].index(self._line_id)
        amount = money.amount(totals.lines[place].before_order_minor)
        return self.tr("This line then costs {amount}").format(amount=amount)

    def _edited(self, value: int | None, reason: str) -> Cart | None:
        cart = self._cart.cart
        try:
            if value is None:
                return None
            if self._mode in DISCOUNTS:
                discount = self._made(value, reason)
                if self._line_id is None:
                    return cart.with_order_discount(discount)
                return cart.with_discount(self._line_id, discount)
            if self._line_id is None or self._mode is Mode.NOTE:
                return None
            if self._mode is Mode.QUANTITY:
                return cart.with_quantity(self._line_id, Quantity(value))
            return cart.with_price(self._line_id, value)
        except SalePointError:
            return None

    def _made(self, value: int, reason: str) -> Discount:
        kind = DiscountKind.PERCENT if self._mode is Mode.PERCENT else DiscountKind.AMOUNT
        return Discount(kind, value, reason.strip())

    def act_text(self, value: int | None) -> str:
        """Name the act in the button: `Give 10 % off`."""
        money = self._desk.money
        if self._mode is Mode.QUANTITY:
            shown = self._measured(value) if value is not None else ""
            return self.tr("Set the quantity to {value}").format(value=shown).strip()
        if self._mode is Mode.PRICE:
            shown = money.amount(value) if value is not None else ""
            return self.tr("Sell it at {value}").format(value=shown).strip()
        if value is None:
            return self.tr("Give a discount")
        return self.tr("Give {off} off").format(off=discount_size(self._made(value, ""), money))

    def _measured(self, milli: int) -> str:
        line = self._line()
        unit = line.product.unit if line else Unit.PIECE
        return self._desk.money.measured(milli, unit)

    def apply(self, value: int | None, reason: str = "") -> None:
        """Do it, and close the panel when it was done."""
        if self._mode in DISCOUNTS:
            done = self._apply_discount(value, reason)
        elif value is None or self._line_id is None:
            done = False
        elif self._mode is Mode.QUANTITY:
            done = self._apply_quantity(self._line_id, value)
        else:
            done = self._cart.set_price(self._line_id, value)
        if done:
            self.finished.emit()

    def _apply_quantity(self, line_id: int, milli: int) -> bool:
        if milli == 0:
            return self._cart.remove(line_id)
        return self._cart.set_quantity(line_id, Quantity(milli))

    def _apply_discount(self, value: int | None, reason: str) -> bool:
        try:
            discount = self._made(value, reason) if value else None
        except SalePointError as error:
            self.refused.emit(self._desk.message(error))
            return False
        return self._cart.set_discount(self._line_id, discount)

    def clear(self) -> None:
        """Take the discount away."""
        if self._cart.set_discount(self._line_id, None):
            self.finished.emit()

    def write_note(self, note: str) -> None:
        """Set the line's note; an empty one takes it away."""
        if self._line_id is not None and self._cart.set_note(self._line_id, note):
            self.finished.emit()
