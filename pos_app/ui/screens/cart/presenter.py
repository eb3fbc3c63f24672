"""The cart's acts: edits with undo, selection, the kept draft, and what stands in the way of Pay.

Draws nothing. Every edit happens in memory at once and is kept on the disk in the background.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from pos_app.services.open_sale import OpenSale
from pos_app.ui.desk import Desk
from pos_app.ui.messages import Message
from pos_app.ui.notices import Said, Told
from pos_core.cart import Cart, CartItem, CartLine, SoldProduct, piece_count
from pos_core.errors import RuleBroken, SalePointError
from pos_core.permissions import Act
from pos_core.pricing import Discount, Totals
from pos_core.quantity import Quantity, Unit


class CartPresenter(QObject):
    """The open sale as the person at the desk works with it.

    Signals: `changed()` when cart, sums or selection changed; `notice(Said or Told)`;
    `settled()` when something that was in the way has gone.
    """

    changed = Signal()
    notice = Signal(object)
    settled = Signal()

    def __init__(self, desk: Desk, sale: OpenSale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sale = sale
        self._selected: int | None = None
        self._frozen = False
        self._keeping = False
        self._to_keep: Cart | None = None

    @property
    def cart(self) -> Cart:
        """The cart as it is now."""
        return self._sale.cart

    @property
    def totals(self) -> Totals:
        """What it costs."""
        return self._sale.totals

    @property
    def selected(self) -> CartItem | None:
        """The item that tools and keys act on."""
        return next((i for i in self.cart.items if i.line_id == self._selected), None)

    @property
    def selected_line(self) -> CartLine | None:
        """The selected item when it is a product."""
        item = self.selected
        return item if isinstance(item, CartLine) else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._sale.can_undo and not self._frozen

    @property
    def piece_count(self) -> int:
        """How many items the customer carries."""
        return piece_count(self.cart.lines)

    def in_cart(self) -> dict[str, str]:
        """How much of each product is in the cart, in words: `3`, `0.485 kg`."""
        milli: dict[str, int] = {}
        units: dict[str, Unit] = {}
        for line in self.cart.lines:
            product = line.product
            units[product.product_id] = product.unit
            milli[product.product_id] = milli.get(product.product_id, 0) + line.quantity.milli
        return {each: self._desk.money.measured(milli[each], units[each]) for each in milli}

    def obstacle(self) -> Message | None:
        """Return what stands in the way of paying, or None."""
        if self.cart.unknown_codes:
            count = len(self.cart.unknown_codes)
            one = self.tr("Deal with 1 unknown barcode to pay")
            text = one if count == 1 else self.tr("Deal with %n unknown barcodes to pay", "", count)
            return Message(text, "", "sale.unknown_codes")
        if not self.cart.lines:
            return self._desk.message(RuleBroken("sale.empty"))
        return None

    def restore(self) -> None:
        """Show the cart that was kept before the program ended."""
        self._desk.background.database(
            self._desk.services.drafts.load, self._restored, self._failed
        )

    def _restored(self, cart: Cart) -> None:
        if not cart.items or self.cart.items:
            return
        self._sale.restore(cart)
        self._selected = cart.items[-1].line_id
        self.changed.emit()
        count = self.piece_count
        one = self.tr("The open sale is back: 1 item")
        text = one if count == 1 else self.tr("The open sale is back: %n items", "", count)
        self.notice.emit(Said(text, "history"))

    def add(self, product: SoldProduct, quantity: Quantity | None = None) -> bool:
        """Put a product into the cart and select its line; say why when that is refused."""
        return self._edit(lambda: self._select_quietly(self._sale.add(product, quantity)))

    def add_unknown(self, code: str) -> bool:
        """Keep a scan that nothing answered to, as a loud line."""
        return self._edit(lambda: self._select_quietly(self._sale.add_unknown(code)))

    def replace_unknown(self, line_id: int, product: SoldProduct) -> bool:
        """Put the product that a scan should have found in its place."""
        if all(code.line_id != line_id for code in self.cart.unknown_codes):
            return self.add(product)
        return self._edit(
            lambda: self._select_quietly(self._sale.replace_unknown(line_id, product))
        )

    def change(self, delta_pieces: int) -> bool:
        """Add pieces to the selected line or take some off; the last one takes the line out."""
        line = self.selected_line
        if line is None:
            return False
        if line.quantity.milli + delta_pieces * 1000 <= 0:
            return self.remove(line.line_id)
        return self._edit(lambda: self._sale.change_quantity(line.line_id, delta_pieces))

    def set_quantity(self, line_id: int, quantity: Quantity) -> bool:
        """Set a line's quantity."""
        return self._edit(lambda: self._sale.set_quantity(line_id, quantity))

    def set_price(self, line_id: int, price_minor: int) -> bool:
        """Override a line's price where the person may; else say who may."""
        refusal = self._desk.refusal(Act.OVERRIDE_PRICE)
        if refusal is not None:
            self.notice.emit(Told(refusal, "warning", icon="lock"))
            return False
        return self._edit(lambda: self._sale.set_price(line_id, price_minor))

    def set_discount(self, line_id: int | None, discount: Discount | None) -> bool:
        """Set or clear the discount of a line, or of the whole sale when no line is named."""
        refusal = self._desk.refusal(Act.DISCOUNT)
        if refusal is not None:
            self.notice.emit(Told(refusal, "warning", icon="lock"))
            return False
        if line_id is None:
            return self._edit(lambda: self._sale.set_order_discount(discount))
        return self._edit(lambda: self._sale.set_discount(line_id, discount))

    def set_note(self, line_id: int, note: str) -> bool:
        """Set a line's note."""
        return self._edit(lambda: self._sale.set_note(line_id, note))

    def remove(self, line_id: int | None = None) -> bool:
        """Take an item out, the selected one unless named, and offer to take that back."""
        wanted = self._selected if line_id is None else line_id
        items = self.cart.items
        place = next((n for n, i in enumerate(items) if i.line_id == wanted), None)
        if place is None:
            return False
        item = items[place]
        if not self._edit(lambda: self._sale.remove(item.line_id)):
            return False
        name = item.product.name if isinstance(item, CartLine) else item.code
        self._select_near(place)
        text = self.tr("{name} removed").format(name=name)
        self.notice.emit(Said(text, "trash-2", self.tr("Undo"), self._undo_removal))
        return True

    def _undo_removal(self) -> None:
        self.undo()

    def undo(self) -> bool:
        """Take the last step back."""
        if self._frozen or not self._sale.undo():
            return False
        if self.selected is None:
            self._select_near(len(self.cart.items) - 1)
        self._keep()
        self.settled.emit()
        self.changed.emit()
        return True

    def select(self, line_id: int | None) -> None:
        """Select an item, or none."""
        if line_id != self._selected:
            self._selected = line_id
            self.changed.emit()

    def step(self, rows: int) -> None:
        """Move the selection up or down."""
        ids = [item.line_id for item in self.cart.items]
        if not ids:
            return
        here = ids.index(self._selected) if self._selected in ids else len(ids) - (rows < 0)
        self.select(ids[max(0, min(len(ids) - 1, here + rows))])

    def freeze(self) -> None:
        """Take no edits: a payment is being recorded."""
        self._frozen = True
        self._to_keep = None

    def thaw(self) -> None:
        """Take edits again: the payment was not recorded."""
        self._frozen = False
        self._keep()

    def begin_next(self) -> None:
        """Begin the next sale: the last one is in the journal and its draft is cleared."""
        self._frozen = False
        self._sale.clear()
        self._selected = None
        self.settled.emit()
        self.changed.emit()

    def _edit(self, act: Callable[[], object]) -> bool:
        if self._frozen:
            return False
        try:
            act()
        except SalePointError as error:
            self.notice.emit(Told(self._desk.message(error)))
            return False
        self._keep()
        self.settled.emit()
        self.changed.emit()
        return True

    def _select_quietly(self, line_id: int) -> None:
        self._selected = line_id

    def _select_near(self, place: int) -> None:
        items = self.cart.items
        wanted = min(place, len(items) - 1)
        self.select(items[wanted].line_id if items else None)

    def _keep(self) -> None:
        """Keep the cart on the disk; while one write is under way only the latest cart waits."""
        self._to_keep = self.cart
        if not self._keeping:
            self._keep_next()

    def _keep_next(self) -> None:
        cart, self._to_keep = self._to_keep, None
        self._keeping = cart is not None
        if cart is not None:
            keep = self._desk.services.drafts.keep
            self._desk.background.database(lambda: keep(cart), self._kept, self._not_kept)

    def _kept(self, _: None) -> None:
        self._keep_next()

    def _not_kept(self, error: Exception) -> None:
        self._keeping = False
        self._to_keep = None
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.notice.emit(Told(self._desk.message(error)))
