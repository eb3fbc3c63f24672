"""Sales and returns into payloads and back, and the server's second opinion about them.

Knows nothing of entries or transport. Writing makes plain dictionaries, because a till writes one
for every sale while a customer waits; reading validates through the models.
"""

from collections.abc import Mapping

from pos_core.cart import SoldProduct
from pos_core.journal import Fact, Json
from pos_core.money import currency_of
from pos_core.payment import Tender, TenderKind
from pos_core.pricing import (
    Discount,
    DiscountKind,
    LineInput,
    PricedLine,
    PricingRules,
    price_lines,
    totals_of,
)
from pos_core.quantity import Quantity, Unit
from pos_core.returns import GoodsReturn, Original, ReturnedLine
from pos_core.sale import Place, Sale, SaleLine, Stamp
from pos_core.tax import TaxClass, TaxRounding
from pos_core.wire.journal import (
    DiscountPayload,
    ProductPayload,
    RulesPayload,
    SaleCompletedV1,
    SaleLinePayload,
    SaleReturnedV1,
    TenderPayload,
)


def sale_payload(sale: Sale) -> dict[str, Json]:
    """Return the payload of `sale.completed`, version 1."""
    return {
        **_head(sale.receipt_number, sale.place, sale.rules),
        "lines": [_line(line) for line in sale.lines],
        "order_discount": _discount(sale.order_discount),
        "total_minor": sale.total_minor,
        "tax_minor": sale.totals.tax_minor,
        "rounding_minor": sale.rounding_minor,
        "tenders": _tenders(sale.tenders),
    }


def return_payload(goods: GoodsReturn) -> dict[str, Json]:
    """Return the payload of `sale.returned`, version 1."""
    original = goods.original
    return {
        **_head(goods.receipt_number, goods.place, goods.rules),
        "original": {
            "event_id": original.event_id,
            "receipt_number": original.receipt_number,
        }
        if original
        else None,
        "lines": [
            {
                "original_line_no": line.original_line_no,
                "product": _product(line.product),
                "quantity_milli": line.quantity.milli,
                "net_minor": line.net_minor,
                "tax_minor": line.tax_minor,
            }
            for line in goods.lines
        ],
        "total_minor": goods.total_minor,
        "tenders": _tenders(goods.tenders),
        "reason": goods.reason,
    }


def _head(number: str, place: Place, rules: PricingRules) -> dict[str, Json]:
    return {
        "receipt_number": number,
        "register_code": place.register_code,
        "store_id": place.store_id,
        "rules": {
            "currency": rules.currency.code,
            "tax_rounding": rules.tax_rounding.value,
            "cash_step_minor": rules.cash_step_minor,
        },
    }


def _product(product: SoldProduct) -> dict[str, Json]:
    tax = product.tax
    return {
        "product_id": product.product_id,
        "sku": product.sku,
        "name": product.name,
        "unit": product.unit.value,
        "price_minor": product.price_minor,
        "tax": {
            "code": tax.code,
            "name": tax.name,
            "rate_millipercent": tax.rate_millipercent,
            "included": tax.included,
        },
    }


def _line(line: SaleLine) -> dict[str, Json]:
    amounts = line.amounts
    return {
        "line_no": line.line_no,
        "product": _product(line.product),
        "quantity_milli": line.quantity.milli,
        "unit_price_minor": line.unit_price_minor,
        "discount": _discount(line.discount),
        "note": line.note,
        "gross_minor": amounts.gross_minor,
        "line_discount_minor": amounts.line_discount_minor,
        "order_discount_minor": amounts.order_discount_minor,
        "net_minor": amounts.net_minor,
        "tax_minor": amounts.tax_minor,
    }


def _discount(discount: Discount | None) -> dict[str, Json] | None:
    if discount is None:
        return None
    return {
        "kind": discount.kind.value,
        "value": discount.value,
        "reason": discount.reason,
    }


def _tenders(tenders: tuple[Tender, ...]) -> list[Json]:
    return [
        {
            "kind": tender.kind.value,
            "amount_minor": tender.amount_minor,
            "given_minor": tender.given_minor,
            "reference": tender.reference,
        }
        for tender in tenders
    ]


def sale_of(fact: Fact, register_id: str) -> Sale:
    """Read a sale back from its fact; raises pydantic's ValidationError for a broken payload."""
    payload = SaleCompletedV1.model_validate(fact.payload)
    lines = tuple(_read_line(line) for line in payload.lines)
    return Sale(
        stamp=_stamp(fact),
        place=Place(register_id, payload.register_code, payload.store_id),
        receipt_number=payload.receipt_number,
        rules=_read_rules(payload.rules),
        lines=lines,
        order_discount=_read_discount(payload.order_discount),
        totals=totals_of(tuple(ln.amounts for ln in lines), [ln.product.tax for ln in lines]),
        tenders=_read_tenders(payload.tenders),
        rounding_minor=payload.rounding_minor,
    )


def return_of(fact: Fact, register_id: str) -> GoodsReturn:
    """Read a return back from its fact; raises pydantic's ValidationError for a broken payload."""
    payload = SaleReturnedV1.model_validate(fact.payload)
    original = payload.original
    return GoodsReturn(
        stamp=_stamp(fact),
        place=Place(register_id, payload.register_code, payload.store_id),
        receipt_number=payload.receipt_number,
        rules=_read_rules(payload.rules),
        original=Original(original.event_id, original.receipt_number) if original else None,
        lines=tuple(
            ReturnedLine(
                line.original_line_no,
                _read_product(line.product),
                Quantity(line.quantity_milli),
                line.net_minor,
                line.tax_minor,
            )
            for line in payload.lines
        ),
        tenders=_read_tenders(payload.tenders),
        reason=payload.reason,
    )


def _stamp(fact: Fact) -> Stamp:
    return Stamp(fact.event_id, fact.occurred_at, fact.utc_offset_minutes, fact.actor)


def _read_rules(rules: RulesPayload) -> PricingRules:
    return PricingRules(
        currency_of(rules.currency),
        TaxRounding(rules.tax_rounding),
        rules.cash_step_minor,
    )


def _read_product(product: ProductPayload) -> SoldProduct:
    tax = product.tax
    return SoldProduct(
        product.product_id,
        product.sku,
        product.name,
        Unit(product.unit),
        product.price_minor,
        TaxClass(tax.code, tax.name, tax.rate_millipercent, tax.included),
    )


def _read_discount(discount: DiscountPayload | None) -> Discount | None:
    if discount is None:
        return None
    return Discount(DiscountKind(discount.kind), discount.value, discount.reason)


def _read_line(line: SaleLinePayload) -> SaleLine:
    return SaleLine(
        line_no=line.line_no,
        product=_read_product(line.product),
        quantity=Quantity(line.quantity_milli),
        unit_price_minor=line.unit_price_minor,
        discount=_read_discount(line.discount),
        note=line.note,
        amounts=PricedLine(
            line.gross_minor,
            line.line_discount_minor,
            line.order_discount_minor,
            line.net_minor,
            line.tax_minor,
        ),
    )


def _read_tenders(tenders: list[TenderPayload]) -> tuple[Tender, ...]:
    return tuple(
        Tender(TenderKind(t.kind), t.amount_minor, t.given_minor, t.reference) for t in tenders
    )


def differences_in(sale: Sale, claimed: Mapping[str, int]) -> list[str]:
    """Recompute a sale with the till's inputs and name what does not agree, by field.

    `claimed` holds `total_minor` and `tax_minor` as the payload states them. An empty list means
    that both ends agree to the minor unit and that payments make up the total.
    """
    inputs = [
        LineInput(ln.quantity, ln.unit_price_minor, ln.product.tax, ln.discount)
        for ln in sale.lines
    ]
    again = price_lines(inputs, sale.order_discount, sale.rules)
    found = [
        f"line {line.line_no}"
        for line, amounts in zip(sale.lines, again.lines, strict=True)
        if line.amounts != amounts
    ]
    if claimed["total_minor"] != again.total_minor:
        found.append("total_minor")
    if claimed["tax_minor"] != again.tax_minor:
        found.append("tax_minor")
    paid = sum(tender.amount_minor for tender in sale.tenders)
    if paid != again.total_minor + sale.rounding_minor:
        found.append("tenders")
    if any(line.quantity.milli <= 0 for line in sale.lines):
        found.append("quantity")
    return found
