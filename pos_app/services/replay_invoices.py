"""Rings up real invoices through the services that the screens use: same carts, same commits.

An invoice becomes a sale, paid in cash or by card; a cancellation becomes returns, against the
original where one is known: same customer, same article at the same price, enough of it left, the
latest one before. What is known of no sale comes back without a receipt at its own price. Every
line's own price of that day is an override. Knows nothing of files, networks or books.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pos_app.services.checkout import Checkout
from pos_app.services.find_products import FindProducts
from pos_app.services.invoice_file import InvoiceLine
from pos_app.services.invoice_rules import GoodsLine, RefusedLine, judge
from pos_app.services.open_sale import OpenSale
from pos_app.services.return_goods import ReturnGoods
from pos_core.cart import SoldProduct
from pos_core.journal import Actor
from pos_core.payment import Payment, TenderKind
from pos_core.quantity import Quantity
from pos_core.returns import ReturnRequest
from pos_core.sale import Sale

_NOTE_MINOR = 1000
_REASON = "cancelled invoice"
_PEOPLE = (Actor("sales1", "Sales 1"), Actor("sales2", "Sales 2"))


class InvoiceClock:
    """The clock of a till that lives through past invoices in the shop's own time zone."""

    def __init__(self, zone: str) -> None:
        """Begin long ago, in a zone such as `Europe/London`."""
        self._zone = ZoneInfo(zone)
        self._now = datetime(2000, 1, 1, tzinfo=UTC)

    def set_local(self, local: datetime) -> None:
        """Go to a local time of the zone."""
        self._now = local.replace(tzinfo=self._zone).astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self._now

    def offset(self, moment: datetime) -> int:
        """Return how many minutes local time is ahead of UTC at a moment."""
        offset = moment.astimezone(self._zone).utcoffset()
        return int(offset.total_seconds()) // 60 if offset else 0


@dataclass
class ReplayAccount:
    """What became of the lines, in minor units; every line is in one of the three counts."""

    sales: int = 0
    returns: int = 0
    lines_sold: int = 0
    lines_returned: int = 0
    sold_minor: int = 0
    returned_minor: int = 0
    refused: list[RefusedLine] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines were looked at."""
        return self.lines_sold + self.lines_returned + len(self.refused)


@dataclass(slots=True)
class _SoldLine:
    """A line that may come back."""

    event_id: str
    line_no: int
    left: int
    tender: TenderKind


_Memory = dict[tuple[str, str, int], list[_SoldLine]]


class ReplayInvoices:
    """A salesperson who types invoices into the till, one after the other."""

    def __init__(
        self,
        find: FindProducts,
        sale: OpenSale,
        checkout: Checkout,
        return_goods: ReturnGoods,
        clock: InvoiceClock,
    ) -> None:
        """Work on these services; `clock` is the one they stamp sales with."""
        self._find = find
        self._sale = sale
        self._checkout = checkout
        self._return_goods = return_goods
        self._clock = clock
        self._products: dict[str, SoldProduct] = {}
        self._sold: _Memory = {}
        self.account = ReplayAccount()

    def ring_up(self, invoice: Sequence[InvoiceLine]) -> None:
        """Ring up all lines of one invoice.

        Raises what checkout and returns raise; a line that cannot be rung up is refused instead.
        """
        self._clock.set_local(invoice[0].at)
        judged = [judge(line, self._sale.rules.currency) for line in invoice]
        goods = [line for line in judged if isinstance(line, GoodsLine)]
        self.account.refused += [line for line in judged if isinstance(line, RefusedLine)]
        found = [(line, self._product(line)) for line in goods]
        known = [(line, product) for line, product in found if product is not None]
        if known and known[0][0].is_return:
            self._take_back(known)
        elif known:
            self._sell(known)

    def _product(self, line: GoodsLine) -> SoldProduct | None:
        """Look an article up once: the catalogue stays as it is while invoices are typed."""
        product = self._products.get(line.sku)
        if product is None and (card := self._find.by_code(line.sku)) is not None:
            product = self._products[line.sku] = card.product
        if product is not None:
            return product
        reason = "the catalogue does not have this article"
        self.account.refused.append(RefusedLine(line.line.line, line.line.invoice, reason))
        return None

    def _sell(self, goods: Sequence[tuple[GoodsLine, SoldProduct]]) -> None:
        """Ring up a sale. Lines at another price come first: they must not join a plain one."""
        ordered = sorted(goods, key=lambda pair: pair[0].price_minor == pair[1].price_minor)
        self._sale.clear()
        for line, product in ordered:
            line_id = self._sale.add(product, Quantity.pieces(line.pieces))
            if line.price_minor != product.price_minor:
                self._sale.set_price(line_id, line.price_minor)
        invoice = goods[0][0].line
        payment = _paid(self._sale, invoice.invoice)
        paid = self._checkout.complete(self._sale.cart, payment, _person(invoice.invoice))
        self._remember(paid.sale, invoice.customer)
        self.account.sales += 1
        self.account.lines_sold += len(goods)
        self.account.sold_minor += paid.sale.total_minor

    def _remember(self, sale: Sale, customer: str) -> None:
        if not customer:
            return
        tender = sale.tenders[0].kind
        for line in sale.lines:
            key = (customer, line.product.sku, line.unit_price_minor)
            sold = _SoldLine(sale.stamp.event_id, line.line_no, line.quantity.milli, tender)
            self._sold.setdefault(key, []).append(sold)

    def _take_back(self, goods: Sequence[tuple[GoodsLine, SoldProduct]]) -> None:
        against: dict[str, tuple[TenderKind, list[ReturnRequest]]] = {}
        without: list[tuple[SoldProduct, Quantity, int]] = []
        for line, product in goods:
            quantity = Quantity.pieces(line.pieces)
            original = self._original(line, product, quantity)
            if original is None:
                without.append((product, quantity, line.price_minor))
            else:
                original.left -= quantity.milli
                requests = against.setdefault(original.event_id, (original.tender, []))[1]
                requests.append(ReturnRequest(original.line_no, quantity))
        who = _person(goods[0][0].line.invoice)
        for event_id, (tender, requests) in against.items():
            done = self._return_goods.against(event_id, requests, tender, _REASON, who)
            self._account_return(done.goods.total_minor)
        if without:
            done = self._return_goods.without_receipt(without, TenderKind.CASH, _REASON, who)
            self._account_return(done.goods.total_minor)
        self.account.lines_returned += len(goods)

    def _original(
        self, line: GoodsLine, product: SoldProduct, quantity: Quantity
    ) -> _SoldLine | None:
        """Return the latest sale of this to the same customer that has enough of it left."""
        sold = self._sold.get((line.line.customer, product.sku, line.price_minor), ())
        return next((one for one in reversed(sold) if one.left >= quantity.milli), None)

    def _account_return(self, total_minor: int) -> None:
        self.account.returns += 1
        self.account.returned_minor += total_minor


def _paid(sale: OpenSale, invoice: str) -> Payment:
    """Pay by card or in cash, as the invoice's number decides, so that every replay is the same."""
    total = sale.totals.total_minor
    payment = Payment(total, sale.rules)
    if _number(invoice) % 3 == 0:
        return payment.with_card(total, f"INV {invoice}")
    return payment.with_cash(-(-total // _NOTE_MINOR) * _NOTE_MINOR)


def _person(invoice: str) -> Actor:
    return _PEOPLE[_number(invoice) % len(_PEOPLE)]


def _number(invoice: str) -> int:
    digits = "".join(character for character in invoice if character.isdigit())
    return int(digits or "0")
