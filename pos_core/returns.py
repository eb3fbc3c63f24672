"""Goods that come back: the fact of a return, against its original sale where that is known.

Knows nothing of how the original was found. Quantities and amounts of a return are positive: they
say what came back and what was paid out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pos_core.cart import SoldProduct
from pos_core.errors import RuleBroken
from pos_core.payment import Tender, TenderKind
from pos_core.pricing import LineInput, PricingRules, price_lines, refund_minor
from pos_core.quantity import Quantity
from pos_core.sale import Place, Sale, SaleLine, Stamp


@dataclass(frozen=True, slots=True)
class Original:
    """The sale that a return goes back to."""

    event_id: str
    receipt_number: str


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Goods of one line that came back; `original_line_no` is None without a receipt."""

    original_line_no: int | None
    product: SoldProduct
    quantity: Quantity
    net_minor: int
    tax_minor: int

    @property
    def total_minor(self) -> int:
        """What the customer gets back for it."""
        return self.net_minor + self.tax_minor


@dataclass(frozen=True, slots=True)
class GoodsReturn:
    """A return with its refund. Tenders say what was paid out, as positive amounts."""

    stamp: Stamp
    place: Place
    receipt_number: str
    rules: PricingRules
    original: Original | None
    lines: tuple[ReturnedLine, ...]
    tenders: tuple[Tender, ...]
    reason: str

    @property
    def total_minor(self) -> int:
        """What the goods were worth, tax included."""
        return sum(line.total_minor for line in self.lines)


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """Somebody wants to give back `quantity` of line `line_no` of a sale."""

    line_no: int
    quantity: Quantity


def returned_lines(
    sale: Sale, requests: Sequence[ReturnRequest], before: Mapping[int, Quantity]
) -> tuple[ReturnedLine, ...]:
    """Work out the refunds of lines of one sale, to the cent.

    `before` says per line number how much came back earlier. Raises RuleBroken
    `return.exceeds_sold` when more would come back than was sold and `return.no_such_line`.
    """
    by_number = {line.line_no: line for line in sale.lines}
    returned = dict(before)
    result = []
    for request in requests:
        line = by_number.get(request.line_no)
        if line is None:
            raise RuleBroken("return.no_such_line", line_no=request.line_no)
        earlier = returned.get(request.line_no, Quantity(0))
        result.append(_returned_line(line, earlier, request.quantity))
        returned[request.line_no] = earlier + request.quantity
    return tuple(result)


def _returned_line(line: SaleLine, earlier: Quantity, now: Quantity) -> ReturnedLine:
    total = refund_minor(line.amounts.total_minor, line.quantity, earlier, now)
    tax = refund_minor(line.amounts.tax_minor, line.quantity, earlier, now)
    return ReturnedLine(line.line_no, line.product, now, total - tax, tax)


def lines_without_receipt(
    goods: Sequence[tuple[SoldProduct, Quantity, int]], rules: PricingRules
) -> tuple[ReturnedLine, ...]:
    """Price goods that came back without a receipt: product, quantity, unit price (minor)."""
    inputs = [LineInput(quantity, price, product.tax) for product, quantity, price in goods]
    priced = price_lines(inputs, None, rules).lines
    return tuple(
        ReturnedLine(None, product, quantity, amounts.net_minor, amounts.tax_minor)
        for (product, quantity, _), amounts in zip(goods, priced, strict=True)
    )


def refund_in(kind: TenderKind, lines: Sequence[ReturnedLine]) -> tuple[Tender, ...]:
    """Return the one tender that pays out what the lines are worth."""
    total = sum(line.total_minor for line in lines)
    return (Tender(kind, total, total),) if total else ()
