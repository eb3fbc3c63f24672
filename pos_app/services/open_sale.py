"""The sale that is being rung up: the cart, its totals, and the way one step back.

Lives in memory on the window's own thread; knows nothing of the catalogue, of storage or of
payment. Whoever shows it keeps the cart as a draft after an edit (`drafts.py`).
"""

import re

from pos_app.services.free_text import checked_scan, checked_text
from pos_core.cart import Cart, SoldProduct
from pos_core.errors import RuleBroken
from pos_core.identifiers import Clock, timestamp
from pos_core.pricing import Discount, PricingRules, Totals
from pos_core.quantity import MILLI, Quantity, Unit

LONGEST_CODE = 80
_STEPS_KEPT = 100
_MULTIPLIED = re.compile(r"\s*(\d{1,9}(?:[.,]\d{1,3})?)\s*[*×xX]\s*(\S.*)", re.ASCII)


def parse_multiplier(text: str) -> tuple[Quantity, str]:
    """Read `5*4006381333931` as five of that code; a text without a multiplier is one of it.

    Raises RuleBroken `quantity.out_of_range` for nothing times a code.
    """
    match = _MULTIPLIED.fullmatch(text)
    if match is None:
        return Quantity.pieces(1), text.strip()
    quantity = Quantity.parse(match[1].replace(",", "."), Unit.KILOGRAM)
    if not quantity:
        raise RuleBroken("quantity.out_of_range", quantity=quantity.plain())
    return quantity, match[2].strip()


class OpenSale:
    """One open sale; every edit takes well under a millisecond for ordinary carts."""

    def __init__(self, rules: PricingRules, clock: Clock) -> None:
        """Begin with an empty cart under the shop's pricing rules."""
        self._rules = rules
        self._clock = clock
        self._cart = Cart()
        self._before: list[Cart] = []
        self._totals: Totals | None = None

    @property
    def cart(self) -> Cart:
        """The cart as it is now."""
        return self._cart

    @property
    def rules(self) -> PricingRules:
        """The shop's rules that the totals follow."""
        return self._rules

    @property
    def totals(self) -> Totals:
        """What the cart costs; computed once per edit."""
        if self._totals is None:
            self._totals = self._cart.totals(self._rules)
        return self._totals

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._before)

    def add(self, card_product: SoldProduct, quantity: Quantity | None = None) -> int:
        """Add a product, one piece unless said otherwise, and return the line it went to."""
        before = self._cart
        self._edit(before.add(card_product, quantity or Quantity.pieces(1)))
        if self._cart.next_line_id > before.next_line_id:
            return before.next_line_id
        pairs = zip(self._cart.items, before.items, strict=True)
        return next(now.line_id for now, then in pairs if now is not then)

    def add_unknown(self, code: str) -> int:
        """Keep a scan that no product answered to; return its line.

        Raises RuleBroken `tender.card_number_refused` when somebody swiped a payment card.
        """
        line_id = self._cart.next_line_id
        shown = checked_scan(code)[:LONGEST_CODE]
        self._edit(self._cart.add_unknown(shown, timestamp(self._clock.now())))
        return line_id

    def set_quantity(self, line_id: int, quantity: Quantity) -> None:
        """Set a line's quantity; raises RuleBroken when it is not above zero."""
        self._edit(self._cart.with_quantity(line_id, quantity))

    def change_quantity(self, line_id: int, delta_pieces: int) -> None:
        """Add pieces to a line or take some off; a line that comes to nothing goes."""
        quantity = self._cart.line(line_id).quantity + Quantity(delta_pieces * MILLI)
        if quantity.milli <= 0:
            self.remove(line_id)
        else:
            self.set_quantity(line_id, quantity)

    def set_price(self, line_id: int, unit_price_minor: int) -> None:
        """Override a line's unit price, in minor units."""
        self._edit(self._cart.with_price(line_id, unit_price_minor))

    def set_discount(self, line_id: int, discount: Discount | None) -> None:
        """Set or clear a line's discount."""
        _check_reason(discount)
        self._edit(self._cart.with_discount(line_id, discount))

    def set_order_discount(self, discount: Discount | None) -> None:
        """Set or clear the discount over all lines."""
        _check_reason(discount)
        self._edit(self._cart.with_order_discount(discount))

    def set_note(self, line_id: int, note: str) -> None:
        """Set a line's note, which the receipt shows; a card number in it is refused."""
        self._edit(self._cart.with_note(line_id, checked_text(note)))

    def remove(self, line_id: int) -> None:
        """Take a product or an unknown scan out."""
        self._edit(self._cart.without(line_id))

    def replace_unknown(self, line_id: int, card_product: SoldProduct) -> int:
        """Deal with an unknown scan: put the product it should have been in its place."""
        is_unknown = any(code.line_id == line_id for code in self._cart.unknown_codes)
        if not is_unknown:
            raise RuleBroken("cart.no_such_line", line_id=line_id)
        steps = len(self._before)
        before = self._cart
        self.remove(line_id)
        added = self.add(card_product)
        self._before[steps:] = [before]
        return added

    def undo(self) -> bool:
        """Take the last edit back; False when there is none."""
        if not self._before:
            return False
        self._show(self._before.pop())
        return True

    def clear(self) -> None:
        """Begin anew, for the next customer: nothing is left to undo."""
        self.restore(Cart())

    def restore(self, cart: Cart) -> None:
        """Show a cart that was kept, after a restart or for the next customer."""
        self._before.clear()
        self._show(cart)

    def _edit(self, cart: Cart) -> None:
        if cart == self._cart:
            return
        self._before.append(self._cart)
        del self._before[:-_STEPS_KEPT]
        self._show(cart)

    def _show(self, cart: Cart) -> None:
        self._cart = cart
        self._totals = None


def _check_reason(discount: Discount | None) -> None:
    if discount is not None:
        checked_text(discount.reason)
