"""The sales of the hours before, rung up through the services, so that reports have something to
say.

Knows no window.
"""

from collections.abc import Sequence

from pos_app.services.open_sale import OpenSale
from pos_app.ui.till_services import TillServices
from pos_app.ui.tour.day_clock import DayClock
from pos_core.journal import Actor
from pos_core.payment import Payment, suggested_notes
from pos_core.pricing import Discount, DiscountKind
from pos_core.quantity import Quantity

SALES = 12
_LINES_OF_SALES = (1, 3, 2, 5, 1, 4)
_BY_CARD_EVERY = 3
_CHEAPER_EVERY = 5
_TEN_PERCENT = 10_000


def ring_up_day(
    services: TillServices, clock: DayClock, codes: Sequence[str], people: Sequence[Actor]
) -> None:
    """Sell some of the goods with these codes, evenly over the hours until now.

    Takes the disk's time: for a worker. Raises what checking out raises.
    """
    goods = _Goods(services, codes)
    for number in range(SALES):
        clock.come_closer(SALES - number)
        sale = OpenSale(services.shop_rules.pricing(), clock)
        for line in range(_LINES_OF_SALES[number % len(_LINES_OF_SALES)]):
            goods.add_next(sale, pieces=1 + (number + line) % 4)
        if number % _CHEAPER_EVERY == 0:
            sale.set_order_discount(Discount(DiscountKind.PERCENT, _TEN_PERCENT, "regular"))
        by_card = number % _BY_CARD_EVERY == 0
        services.checkout.complete(
            sale.cart, _paid(sale, by_card=by_card), people[number % len(people)]
        )


class _Goods:
    """Goods that are sold in turn."""

    def __init__(self, services: TillServices, codes: Sequence[str]) -> None:
        self._services = services
        self._codes = codes
        self._next = 0

    def add_next(self, sale: OpenSale, pieces: int) -> None:
        code = self._codes[self._next % len(self._codes)]
        self._next += 1
        card = self._services.find_products.by_code(code)
        if card is not None:
            sale.add(card.product, Quantity.pieces(pieces))


def _paid(sale: OpenSale, *, by_card: bool) -> Payment:
    total, rules = sale.totals.total_minor, sale.rules
    payment = Payment(total, rules)
    if by_card:
        return payment.with_card(total, "AUTH 004200")
    return payment.with_cash(suggested_notes(payment.cash_due_minor, rules.currency)[-1])
