"""Writes the mail that brings a customer a receipt, as HTML and as plain text with the same facts.

Both are made from the one list of facts below, so that neither can say what the other does not.
Knows nothing of how mail is sent; templates come from outside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from backend_lambdas.logic.amounts_in_words import (
    amount_in_words,
    moment_in_words,
    quantity_in_words,
    tender_in_words,
)
from backend_lambdas.logic.fill_template import Html, Templates, fill_html, fill_text, joined
from backend_lambdas.logic.ports import OutgoingMail
from pos_core.quantity import Unit
from pos_core.receipt import Receipt, ReceiptKind, ReceiptLine
from pos_core.tax import TaxTotal

Pair = tuple[str, str]
"""A label and what stands beside it."""

_WIDTH = 64


@dataclass(frozen=True, slots=True)
class _Words:
    """A receipt's amounts in words."""

    receipt: Receipt

    def amount(self, minor: int) -> str:
        return amount_in_words(minor, self.receipt.currency)

    @property
    def is_return(self) -> bool:
        return self.receipt.kind is ReceiptKind.RETURN

    @property
    def headline(self) -> str:
        return "You were refunded" if self.is_return else "You paid"

    @property
    def paid_minor(self) -> int:
        return self.receipt.total_minor + self.receipt.rounding_minor

    @property
    def when(self) -> str:
        return moment_in_words(self.receipt.issued_at, self.receipt.utc_offset_minutes)

    @property
    def store(self) -> str:
        shop = self.receipt.shop
        return "\n".join([shop.store_name, ", ".join(shop.address_lines)]).strip()

    def quantity(self, line: ReceiptLine) -> str:
        """Say how many, at which price, and of which article."""
        count = quantity_in_words(line.quantity, line.unit)
        price = self.amount(line.unit_price_minor)
        per = " per kg" if line.unit is Unit.KILOGRAM else ""
        return f"{count} × {price}{per} · {line.sku}"

    def saved(self, line: ReceiptLine) -> str:
        if not line.saved_minor:
            return ""
        because = f" ({line.explanation})" if line.explanation else ""
        return f"You saved {self.amount(line.saved_minor)}{because}"

    def sums(self) -> list[Pair]:
        """Say how the total was paid, and what went back."""
        receipt = self.receipt
        pairs: list[Pair] = []
        if receipt.rounding_minor:
            pairs.append(("Cash rounding", self.amount(receipt.rounding_minor)))
        for tender in receipt.tenders:
            label = tender_in_words(tender.kind)
            shown = tender.amount_minor if self.is_return else tender.given_minor
            pairs.append((f"Refunded: {label}" if self.is_return else label, self.amount(shown)))
        if receipt.change_minor:
            pairs.append(("Change", self.amount(receipt.change_minor)))
        if receipt.saved_minor:
            pairs.append(("You saved in all", self.amount(receipt.saved_minor)))
        return pairs

    def tax(self, total: TaxTotal) -> tuple[str, str, str, str]:
        net, tax, gross = total.net_minor, total.tax_minor, total.gross_minor
        return total.tax.name, self.amount(net), self.amount(tax), self.amount(gross)

    def facts(self, order_id: str) -> list[Pair]:
        receipt = self.receipt
        pairs = [("Receipt", receipt.number), ("Date", self.when)]
        if receipt.original_number:
            pairs.append(("For receipt", receipt.original_number))
        pairs += [("Order ID", order_id), ("Served by", receipt.salesperson)]
        if receipt.shop.vat_number:
            pairs.append(("VAT number", receipt.shop.vat_number))
        return pairs


def receipt_mail(receipt: Receipt, order_id: str, to: str, templates: Templates) -> OutgoingMail:
    """Write the mail for one receipt; `order_id` is the event_id of its sale or return."""
    words = _Words(receipt)
    name = receipt.shop.name
    subject = f"Your receipt {receipt.number} from {name}"
    return OutgoingMail(
        to=to,
        subject=" ".join(subject.split()),
        text=_text(words, order_id, templates),
        html=_html(words, order_id, templates),
    )


def _reason(words: _Words) -> str:
    return (
        f"You get this mail because this address was given at the till of"
        f" {words.receipt.shop.name}."
    )


def _html(words: _Words, order_id: str, templates: Templates) -> Html:
    receipt = words.receipt
    total = fill_html(
        templates("receipt_total.html"), label="Total", amount=words.amount(receipt.total_minor)
    )
    return fill_html(
        templates("receipt.html"),
        title=f"Receipt {receipt.number}",
        preview=f"{words.headline} {words.amount(words.paid_minor)}, {words.when}",
        shop_name=receipt.shop.name,
        store=words.store,
        headline=words.headline,
        total=words.amount(words.paid_minor),
        when=words.when,
        lines=joined(_html_line(words, line, templates) for line in receipt.lines),
        sums=joined([total, *_html_pairs(words.sums(), templates("receipt_sum.html"), "amount")]),
        taxes=joined(_html_tax(words, tax, templates) for tax in receipt.taxes),
        facts=joined(_html_pairs(words.facts(order_id), templates("receipt_fact.html"), "text")),
        footer=receipt.shop.footer,
        reason=_reason(words),
    )


def _html_pairs(pairs: Sequence[Pair], template: str, second: str) -> list[Html]:
    return [fill_html(template, **{"label": label, second: text}) for label, text in pairs]


def _html_line(words: _Words, line: ReceiptLine, templates: Templates) -> Html:
    extras = []
    if line.saved_minor:
        extras.append(fill_html(templates("receipt_saved.html"), text=words.saved(line)))
    if line.note:
        extras.append(fill_html(templates("receipt_note.html"), text=line.note))
    return fill_html(
        templates("receipt_line.html"),
        name=line.name,
        quantity=words.quantity(line),
        extras=joined(extras),
        amount=words.amount(line.total_minor),
    )


def _html_tax(words: _Words, total: TaxTotal, templates: Templates) -> Html:
    name, net, tax, gross = words.tax(total)
    return fill_html(templates("receipt_tax.html"), name=name, net=net, tax=tax, gross=gross)


def _text(words: _Words, order_id: str, templates: Templates) -> str:
    receipt = words.receipt
    total = ("Total", words.amount(receipt.total_minor))
    return fill_text(
        templates("receipt.txt"),
        shop_name=receipt.shop.name,
        store=words.store,
        headline=words.headline,
        total=words.amount(words.paid_minor),
        when=words.when,
        lines="\n".join(_text_line(words, line) for line in receipt.lines),
        sums=_columns([total, *words.sums()]),
        taxes="\n".join(_text_tax(words, tax) for tax in receipt.taxes),
        facts=_columns(words.facts(order_id)),
        footer=receipt.shop.footer,
        reason=_reason(words),
    )


def _columns(pairs: Sequence[Pair]) -> str:
    return "\n".join(_spread(label, text) for label, text in pairs)


def _spread(label: str, text: str) -> str:
    """Put a text at the right edge, behind its label."""
    return f"{label} {text:>{max(_WIDTH - len(label) - 1, 0)}}"


def _text_line(words: _Words, line: ReceiptLine) -> str:
    rows = [line.name, _spread(f"  {words.quantity(line)}", words.amount(line.total_minor))]
    rows += [f"  {extra}" for extra in (words.saved(line), line.note) if extra]
    return "\n".join(rows)


def _text_tax(words: _Words, total: TaxTotal) -> str:
    name, net, tax, gross = words.tax(total)
    return f"{name}: net {net}, tax {tax}, gross {gross}"
