"""The cart: what somebody is about to buy. Every edit makes a new cart, so undo is the one before.

Knows nothing of search, screens or payment. Prices are quoted when a product enters the cart and
stay quoted, whatever the catalogue says later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_core.errors import RuleBroken
from pos_core.pricing import Discount, LineInput, PricingRules, Totals, price_lines
from pos_core.quantity import MILLI, Quantity, Unit
from pos_core.tax import TaxClass

LARGEST_QUANTITY = Quantity.pieces(1_000_000)
LARGEST_PRICE_MINOR = 100_000_000_00


@dataclass(frozen=True, slots=True)
class SoldProduct:
    """What a sale remembers of a product, as it was when it was sold. Price per unit."""

    product_id: str
    sku: str
    name: str
    unit: Unit
    price_minor: int
    tax: TaxClass


@dataclass(frozen=True, slots=True)
class CartLine:
    """A product in the cart; an overridden `unit_price_minor` differs from the product's price."""

    line_id: int
    product: SoldProduct
    quantity: Quantity
    unit_price_minor: int
    discount: Discount | None = None
    note: str = ""

    def as_input(self) -> LineInput:
        """Return what the line's price depends on."""
        return LineInput(self.quantity, self.unit_price_minor, self.product.tax, self.discount)


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A scan that no product answered to: a loud line that must be dealt with before paying."""

    line_id: int
    code: str
    scanned_at: str


CartItem = CartLine | UnknownCode


@dataclass(frozen=True, slots=True)
class Cart:
    """The items in the order of their first scan, and a discount over all of them."""

    items: tuple[CartItem, ...] = ()
    order_discount: Discount | None = None
    next_line_id: int = 1

    @property
    def lines(self) -> tuple[CartLine, ...]:
        """The items that are products."""
        return tuple(item for item in self.items if isinstance(item, CartLine))

    @property
    def unknown_codes(self) -> tuple[UnknownCode, ...]:
        """The scans that still have to be dealt with."""
        return tuple(item for item in self.items if isinstance(item, UnknownCode))

    def line(self, line_id: int) -> CartLine:
        """Return a line; raise RuleBroken `cart.no_such_line` when it is gone."""
        for item in self.items:
            if item.line_id == line_id and isinstance(item, CartLine):
                return item
        raise RuleBroken("cart.no_such_line", line_id=line_id)

    def add(self, product: SoldProduct, quantity: Quantity) -> "Cart":
        """Add a product: onto its plain line when there is one, else as a new line.

        Lines with a discount, a note or an overridden price, and weighed goods, stay their own.
        """
        _check_quantity(quantity, product.unit)
        for item in self.items:
            if isinstance(item, CartLine) and _takes_more(item, product):
                return self.with_quantity(item.line_id, item.quantity + quantity)
        line = CartLine(self.next_line_id, product, quantity, product.price_minor)
        return self._appended(line)

    def add_unknown(self, code: str, scanned_at: str) -> "Cart":
        """Keep a scan that nothing answered to as a line of its own."""
        return self._appended(UnknownCode(self.next_line_id, code, scanned_at))

    def _appended(self, item: CartItem) -> "Cart":
        return replace(self, items=(*self.items, item), next_line_id=self.next_line_id + 1)

    def without(self, line_id: int) -> "Cart":
        """Take an item out."""
        return replace(self, items=tuple(i for i in self.items if i.line_id != line_id))

    def with_quantity(self, line_id: int, quantity: Quantity) -> "Cart":
        """Set a line's quantity (above zero, whole for pieces)."""
        line = self.line(line_id)
        _check_quantity(quantity, line.product.unit)
        return self._replaced(replace(line, quantity=quantity))

    def with_discount(self, line_id: int, discount: Discount | None) -> "Cart":
        """Set or clear a line's discount."""
        return self._replaced(replace(self.line(line_id), discount=discount))

    def with_price(self, line_id: int, unit_price_minor: int) -> "Cart":
        """Override a line's unit price, in minor units, zero or more."""
        if not 0 <= unit_price_minor <= LARGEST_PRICE_MINOR:
            raise RuleBroken("price.out_of_range", price_minor=unit_price_minor)
        return self._replaced(replace(self.line(line_id), unit_price_minor=unit_price_minor))

    def with_note(self, line_id: int, note: str) -> "Cart":
        """Set a line's note, which the receipt shows."""
        return self._replaced(replace(self.line(line_id), note=note.strip()))

    def with_order_discount(self, discount: Discount | None) -> "Cart":
        """Set or clear the discount over all lines."""
        return replace(self, order_discount=discount)

    def _replaced(self, line: CartLine) -> "Cart":
        items = tuple(line if item.line_id == line.line_id else item for item in self.items)
        return replace(self, items=items)

    def totals(self, rules: PricingRules) -> Totals:
        """Price the cart; the totals' lines stand in the order of `lines`."""
        return price_lines([line.as_input() for line in self.lines], self.order_discount, rules)


def piece_count(lines: Sequence[CartLine]) -> int:
    """Count items as a person would: pieces, and one for each weighed line."""
    return sum(
        line.quantity.milli // MILLI if line.product.unit is Unit.PIECE else 1 for line in lines
    )


def _takes_more(line: CartLine, product: SoldProduct) -> bool:
    return (
        line.product.product_id == product.product_id
        and line.product == product
        and product.unit is Unit.PIECE
        and line.discount is None
        and not line.note
        and line.unit_price_minor == product.price_minor
    )


def _check_quantity(quantity: Quantity, unit: Unit) -> None:
    if not Quantity(0) < quantity <= LARGEST_QUANTITY:
        raise RuleBroken("quantity.out_of_range", quantity=quantity.plain())
    if unit is Unit.PIECE and quantity.milli % MILLI:
        raise RuleBroken("quantity.not_whole", text=quantity.plain())
