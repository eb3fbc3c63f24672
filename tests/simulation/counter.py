"""What salespeople do at a counter, also when the till stops in the middle of it.

A customer who stands there is served exactly once, whatever happens: after a power cut the draft
is finished, or, where there is none and no receipt either, the goods are rung up again. Knows
nothing of servers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos_app.services.open_sale import OpenSale
from pos_core.cart import Cart, SoldProduct
from pos_core.payment import TenderKind
from pos_core.quantity import Quantity, Unit
from pos_core.returns import ReturnRequest
from pos_core.sale import Sale, SaleLine
from tests.simulation.basket import GOODS, Basket, any_quantity, payment_of
from tests.simulation.till import SimulatedTill
from tests.simulation.world import DayWentWrong

NOT_LIKED = "unwanted"


@dataclass
class Counter:
    """One till and who works at it; `meanwhile` happens between the cart and its payment."""

    till: SimulatedTill
    meanwhile: Callable[[], None] | None = None
    _quoted_minor: int = 0

    def serve(self, basket: Basket) -> None:
        """Sell what there is of a basket; raises DayWentWrong unless it is in the journal once."""
        till = self.till
        there = tuple(goods for goods in basket.goods if till.run.find.by_code(goods[0]))
        if not there:
            till.world.diary.note(f"{till.name} has nothing of {basket.words}")
            return
        basket = replace(basket, goods=there)
        till.world.diary.note(f"{till.name} sells {basket.words}, paid {basket.how}")
        before = till.written
        if till.through_a_mishap(lambda: self._ring_up(basket)):
            self._go_on(basket, before)
        charged = till.written - before
        if charged != 1:
            raise DayWentWrong([f"I1: a customer of {till.name} was charged {charged} times"])

    def _go_on(self, basket: Basket, before: int) -> None:
        """Finish the draft; ring up again where neither draft nor receipt is there."""
        cart = self.till.run.drafts.load()
        if cart.lines:
            self._take_payment(cart, basket)
        elif self.till.written == before:
            self._ring_up(basket)

    def _ring_up(self, basket: Basket) -> None:
        till = self.till
        sale = OpenSale(till.run.rules.pricing(), till.clock)
        added = [sale.add(self._found(sku), quantity) for sku, quantity in basket.goods]
        sale.set_discount(added[-1], basket.line_discount)
        sale.set_order_discount(basket.order_discount)
        self._quoted_minor = sale.totals.total_minor
        till.run.drafts.keep(sale.cart)
        if self.meanwhile:
            self.meanwhile()
        self._take_payment(sale.cart, basket)

    def _found(self, sku: str) -> SoldProduct:
        card = self.till.run.find.by_code(sku)
        assert card is not None, "whoever serves has looked"
        return card.product

    def _take_payment(self, cart: Cart, basket: Basket) -> None:
        till = self.till
        rules = till.run.rules.pricing()
        payment = payment_of(cart.totals(rules).total_minor, rules, basket.how)
        asked = till.wire.asked
        paid = till.run.checkout.complete(cart, payment, till.actor)
        if till.wire.asked != asked:
            raise DayWentWrong([f"I10: {till.name} asked the server while a customer paid"])
        if paid.sale.total_minor != self._quoted_minor:
            raise DayWentWrong([f"I4: {till.name} quoted {self._quoted_minor} minor"])
        till.screen.shows_sale(paid.sale)
        till.world.diary.note(
            f"{till.name} says paid: {paid.sale.receipt_number}, {paid.sale.total_minor} minor"
        )

    # ------------------------------------------------------------------------------ after the sale

    def take_back(self) -> None:
        """Take back part of a sale of this till, or goods without a receipt."""
        chance = self.till.world.chance
        sale = self._any_sale()
        if sale is None or chance.random() < 0.2:
            if self.till.filled:
                self._take_back_without_receipt()
            return
        with self.till.run.storage.read() as books:
            returned = books.sales.returned_quantities(sale.stamp.event_id)
        left = {
            line.line_no: line.quantity - returned.get(line.line_no, Quantity(0))
            for line in sale.lines
        }
        lines = [line for line in sale.lines if left[line.line_no]]
        if lines:
            line = chance.choice(lines)
            self._take_back_line(sale, line, self._part(line, left[line.line_no]))

    def _part(self, line: SaleLine, left: Quantity) -> Quantity:
        """Choose how much of what is left of a line comes back."""
        wanted = any_quantity(self.till.world.chance, line.product.unit)
        return min(wanted, left)

    def _take_back_line(self, sale: Sale, line: SaleLine, quantity: Quantity) -> None:
        till = self.till
        till.world.diary.note(
            f"{till.name} takes back {quantity.plain()} {line.product.sku} of {sale.receipt_number}"
        )
        requests = [ReturnRequest(line.line_no, quantity)]

        def act() -> None:
            event_id = sale.stamp.event_id
            done = till.run.returns.against(
                event_id, requests, TenderKind.CASH, NOT_LIKED, till.actor
            )
            till.screen.shows_return(done.goods)

        till.through_a_mishap(act)

    def _take_back_without_receipt(self) -> None:
        till = self.till
        product = till.world.chance.choice([item for item in GOODS if item.unit is Unit.PIECE])
        till.world.diary.note(f"{till.name} takes back 1 {product.sku} without a receipt")
        goods = [(product, Quantity.pieces(1), product.price_minor)]

        def act() -> None:
            done = till.run.returns.without_receipt(goods, TenderKind.CARD, NOT_LIKED, till.actor)
            till.screen.shows_return(done.goods)

        till.through_a_mishap(act)

    def mail_receipt(self, address: str) -> None:
        """Have the receipt of some sale mailed."""
        till, sale = self.till, self._any_sale()
        if sale is None:
            return
        till.world.diary.note(f"{till.name} has {sale.receipt_number} mailed to {address}")
        event_id = sale.stamp.event_id
        till.through_a_mishap(lambda: till.run.receipts.request_mail(event_id, address, till.actor))

    def print_again(self) -> None:
        """Print the receipt of some sale again."""
        till, sale = self.till, self._any_sale()
        if sale is None:
            return
        till.world.diary.note(f"{till.name} prints {sale.receipt_number} again")
        till.through_a_mishap(lambda: till.run.receipts.reprint(sale.stamp.event_id, till.actor))

    def _any_sale(self) -> Sale | None:
        """Choose a sale whose receipt some customer holds; the till must know it, too."""
        sales = list(self.till.screen.sales.values())
        if not sales or not self.till.filled:
            return None
        sale = self.till.world.chance.choice(sales)
        with self.till.run.storage.read() as books:
            known = books.sales.sale(sale.stamp.event_id)
        if known is None and self.till.gone:
            return None  # what is in the books may have gone with the files
        if known is None or replace(known, place=sale.place) != sale:
            number = sale.receipt_number
            raise DayWentWrong([f"I1: {number} was shown and {self.till.name} does not know it"])
        return sale
