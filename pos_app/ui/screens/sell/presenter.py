"""From a code, a word or a click to a line in the cart. Draws nothing.

Codes are looked up on the database worker, in the order in which they were scanned. What nothing
answers to becomes a loud line; it never opens a box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.services.open_sale import OpenSale, parse_multiplier
from pos_app.ui.desk import Desk
from pos_app.ui.notices import Told
from pos_app.ui.screens.cart.presenter import CartPresenter
from pos_app.ui.screens.catalogue.presenter import CataloguePresenter
from pos_core.errors import RuleBroken, SalePointError
from pos_core.quantity import Quantity, Unit

if TYPE_CHECKING:
    from pos_app.services.records import ProductCard

_SHORTEST_BARCODE = 8
_ONE = Quantity.pieces(1)


class SellPresenter(QObject):
    """What happens when something is scanned, entered or chosen.

    Signals: `notice(Said or Told)`, `added(ProductCard)`, `weight_wanted()` when the selected
    line is weighed goods whose weight nobody gave yet, `found_nothing(text)`.
    """

    notice = Signal(object)
    added = Signal(object)
    weight_wanted = Signal()
    looking_for = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sale = OpenSale(desk.rules, desk.clock)
        self.cart = CartPresenter(desk, self.sale, self)
        self.catalogue = CataloguePresenter(desk, self)
        self._unknown_line: int | None = None
        self.cart.notice.connect(self.notice)
        self.cart.changed.connect(self._forget_gone_line)

    @property
    def unknown_line(self) -> int | None:
        """The unknown barcode whose product is being looked for, if any."""
        return self._unknown_line

    def scan(self, code: str) -> None:
        """Add what a code stands for; with `5*` typed before it, five of it."""
        self._look_up(code, self.catalogue.quantity)

    def enter(self, text: str, first: ProductCard | None) -> None:
        """Take what was typed and ended with Enter: a code, or words that found something.

        `first` is the product the person sees first (or stands on) in the results, given only
        when the results answer exactly this text.
        """
        if not text.strip():
            return
        try:
            quantity, wanted = parse_multiplier(text)
        except RuleBroken as error:
            self._say(error)
            return
        by_code = self._desk.services.find_products.by_code
        self._desk.background.database(
            lambda: by_code(wanted),
            lambda card: self._entered(wanted, quantity, card, first),
            self._fail,
        )

    def _entered(
        self, wanted: str, quantity: Quantity, card: ProductCard | None, first: ProductCard | None
    ) -> None:
        if card is not None or first is not None:
            found = card or first
            assert found is not None
            self.add(found, quantity)
        elif wanted.isdigit() and len(wanted) >= _SHORTEST_BARCODE:
            self._add_unknown(wanted)

    def _look_up(self, code: str, quantity: Quantity) -> None:
        by_code = self._desk.services.find_products.by_code
        self._desk.background.database(
            lambda: by_code(code), lambda card: self._scanned(code, quantity, card), self._fail
        )

    def _scanned(self, code: str, quantity: Quantity, card: ProductCard | None) -> None:
        if card is None:
            self._add_unknown(code)
        else:
            self.add(card, quantity)

    def _add_unknown(self, code: str) -> None:
        if self.cart.add_unknown(code):
            self.looking_for.emit("")

    def add(self, card: ProductCard, quantity: Quantity | None = None) -> None:
        """Put a product into the cart, in the place of an unknown barcode if one is sought."""
        product = card.product
        if self._unknown_line is not None:
            line_id, self._unknown_line = self._unknown_line, None
            done = self.cart.replace_unknown(line_id, product)
        else:
            done = self.cart.add(product, quantity or self.catalogue.quantity)
        if not done:
            return
        self.added.emit(card)
        if product.unit is Unit.KILOGRAM and (quantity or self.catalogue.quantity) == _ONE:
            self.weight_wanted.emit()

    def seek(self, line_id: int) -> None:
        """Look for the product of an unknown barcode: the next one chosen takes its place."""
        self._unknown_line = line_id
        code = next((u.code for u in self.cart.cart.unknown_codes if u.line_id == line_id), "")
        self.looking_for.emit(code)

    def stop_seeking(self) -> bool:
        """Choose products as usual again; False when nothing was sought."""
        sought, self._unknown_line = self._unknown_line, None
        self.looking_for.emit("")
        return sought is not None

    def _forget_gone_line(self) -> None:
        gone = all(u.line_id != self._unknown_line for u in self.cart.cart.unknown_codes)
        if self._unknown_line is not None and gone:
            self.stop_seeking()

    def _say(self, error: SalePointError) -> None:
        self.notice.emit(Told(self._desk.message(error)))

    def _fail(self, error: Exception) -> None:
        self.notice.emit(Told(self._desk.message(error)))
