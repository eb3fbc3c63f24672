"""The open sale in words: lines with their explanations, and the sums below them.

Turns what `pos_core` computed into what the cart shows. Computes nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from pos_app.ui.money_text import MoneyText
from pos_app.ui.time_text import local_moment, seconds_text
from pos_app.ui.widgets.cart_line import CartLine as ShownLine
from pos_app.ui.widgets.cart_line import Explanation
from pos_app.ui.widgets.sums import SumRow
from pos_core.cart import Cart, CartItem, CartLine, UnknownCode
from pos_core.pricing import Discount, DiscountKind, PricedLine, Totals
from pos_core.quantity import Unit


def tr(text: str, number: int = -1) -> str:
    """Translate a text of the cart."""
    return QCoreApplication.translate("Cart", text, "", number)


class LineTexts:
    """The items of the cart in words. What has not changed is not written again."""

    def __init__(self, money: MoneyText) -> None:
        self._money = money
        self._known: dict[int, tuple[CartItem, PricedLine | None, ShownLine]] = {}

    def of(self, cart: Cart, totals: Totals) -> list[ShownLine]:
        """Return all items in their order."""
        amounts = iter(totals.lines)
        known, self._known = self._known, {}
        for item in cart.items:
            price = None if isinstance(item, UnknownCode) else next(amounts)
            before = known.get(item.line_id)
            if before is None or before[0] is not item or before[1] != price:
                before = (item, price, self._written(item, price))
            self._known[item.line_id] = before
        return [shown for _, _, shown in self._known.values()]

    def _written(self, item: CartItem, price: PricedLine | None) -> ShownLine:
        if isinstance(item, UnknownCode):
            return _unknown(item)
        assert price is not None, "every product in the cart is priced"
        return _line(item, price, self._money)


def _line(line: CartLine, amounts: PricedLine, money: MoneyText) -> ShownLine:
    weighed = line.product.unit is Unit.KILOGRAM
    reduced = amounts.line_discount_minor != 0
    return ShownLine(
        line_id=str(line.line_id),
        name=line.product.name,
        quantity=money.quantity(line.quantity.milli),
        unit=line.product.unit.value if weighed else "",
        detail=_detail(line, money),
        amount=money.amount(amounts.before_order_minor),
        was=money.amount(amounts.gross_minor) if reduced else "",
        explanations=_explanations(line, amounts, money),
    )


def _detail(line: CartLine, money: MoneyText) -> str:
    price = money.amount(line.unit_price_minor)
    if line.product.unit is Unit.KILOGRAM:
        weight = money.measured(line.quantity.milli, line.product.unit)
        return tr("{weight} × {price} per kg").format(weight=weight, price=price)
    return tr("{price} each").format(price=price)


def _explanations(line: CartLine, amounts: PricedLine, money: MoneyText) -> tuple[Explanation, ...]:
    found = []
    if line.unit_price_minor != line.product.price_minor:
        words = tr("Price changed, was {price}")
        was = words.format(price=money.amount(line.product.price_minor))
        found.append(Explanation("pencil", was, tone="warning"))
    if line.discount is not None:
        off = money.amount(-amounts.line_discount_minor)
        found.append(Explanation("percent", discount_text(line.discount, money), off))
    if line.note:
        found.append(Explanation("sticky-note", line.note, tone="secondary"))
    return tuple(found)


def discount_text(discount: Discount, money: MoneyText) -> str:
    """Say a line's discount: `10 % off this line: box dented`."""
    off = discount_size(discount, money)
    words = tr("{off} off this line").format(off=off)
    return f"{words}: {discount.reason}" if discount.reason else words


def discount_size(discount: Discount, money: MoneyText) -> str:
    """Say how much a discount is: `10 %` or `£2.00`."""
    if discount.kind is DiscountKind.PERCENT:
        return money.percent(discount.value)
    return money.amount(discount.value)


def _unknown(item: UnknownCode) -> ShownLine:
    at = seconds_text(local_moment(item.scanned_at))
    return ShownLine(
        line_id=str(item.line_id),
        name=tr("Unknown barcode"),
        code=item.code,
        detail=tr("Scanned {time}. Not part of this sale yet.").format(time=at),
        kind="unknown",
    )


def sum_rows(cart: Cart, totals: Totals, pieces: int, money: MoneyText) -> list[SumRow]:
    """Return the rows between the lines and the total."""
    if not cart.lines:
        return []
    items = tr("1 item") if pieces == 1 else tr("%n items", pieces)
    if not totals.discount_minor:
        rows = [SumRow(items, money.amount(totals.gross_minor))]
    else:
        label = tr("Before discounts, {items}").format(items=items)
        rows = [
            SumRow(label, money.amount(totals.gross_minor)),
            SumRow(_discount_label(cart, money), money.amount(-totals.discount_minor), "positive"),
        ]
    for tax in totals.taxes:
        words = tr("{tax} included") if tax.tax.included else tr("{tax} added")
        rows.append(SumRow(words.format(tax=tax.tax.name), money.amount(tax.tax_minor)))
    return rows


def _discount_label(cart: Cart, money: MoneyText) -> str:
    whole = cart.order_discount
    if whole is None:
        return tr("Discounts")
    size = discount_size(whole, money)
    words = tr("Discounts, {off} off the whole sale").format(off=size)
    return f"{words}: {whole.reason}" if whole.reason else words
