"""Sales and returns on the wire and back, and the server's second opinion. No transport here."""

from typing import cast

import pytest
from hypothesis import given
from pydantic import ValidationError

from pos_core.cart import Cart
from pos_core.errors import NotAllowed, RuleBroken
from pos_core.journal import Fact, Json, canonical_json
from pos_core.payment import Payment, TenderKind
from pos_core.permissions import Act, Role, Verdict, require, roles_from, verdict_on
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity
from pos_core.returns import (
    GoodsReturn,
    Original,
    ReturnRequest,
    lines_without_receipt,
    refund_in,
    returned_lines,
)
from pos_core.sale import Sale, complete_sale
from pos_core.wire.convert import (
    differences_in,
    return_of,
    return_payload,
    sale_of,
    sale_payload,
)
from pos_core.wire.journal import ReceiptMailRequestedV1
from tests.core.examples import PLACE, RULES, SELLER, product, stamp
from tests.core.strategies import carts, rules


def _fact(payload: dict[str, Json], type_: str) -> Fact:
    now = stamp()
    return Fact(now.event_id, type_, 1, now.occurred_at, now.utc_offset_minutes, SELLER, payload)


def _sale(cart: Cart, company: PricingRules = RULES) -> Sale:
    payment = Payment(cart.totals(company).total_minor, company)
    while not payment.complete:
        payment = payment.with_cash(payment.cash_due_minor or 0)
    return complete_sale(cart, payment, stamp(), PLACE, "T1-000007")


def _claims(payload: dict[str, Json]) -> dict[str, int]:
    return {name: cast("int", payload[name]) for name in ("total_minor", "tax_minor")}


@given(carts(), rules)
def test_a_sale_reads_back_from_its_payload_and_both_ends_agree(
    cart: Cart, company: PricingRules
) -> None:
    sale = _sale(cart, company)
    payload = sale_payload(sale)
    canonical_json(payload)
    again = sale_of(_fact(payload, "sale.completed"), "register-1")
    assert again == sale
    assert differences_in(again, _claims(payload)) == []


@pytest.mark.parametrize(
    ("field", "wrong", "named"),
    [
        ("total_minor", 249, "total_minor"),
        ("tax_minor", 1, "tax_minor"),
        ("rounding_minor", 3, "tenders"),
    ],
)
def test_a_till_that_claims_other_sums_is_found_out(field: str, wrong: int, named: str) -> None:
    sale = _sale(Cart().add(product("A", 250), Quantity.pieces(1)))
    payload = sale_payload(sale) | {field: wrong}
    again = sale_of(_fact(payload, "sale.completed"), "register-1")
    assert named in differences_in(again, _claims(payload))


def test_a_line_with_a_wrong_amount_is_named() -> None:
    payload = sale_payload(_sale(Cart().add(product("A", 250), Quantity.pieces(1))))
    line = cast("list[dict[str, Json]]", payload["lines"])[0]
    line["tax_minor"] = 0
    again = sale_of(_fact(payload, "sale.completed"), "register-1")
    assert "line 1" in differences_in(again, _claims(payload))


def test_amounts_as_text_or_fractions_are_refused() -> None:
    payload = sale_payload(_sale(Cart().add(product("A", 250), Quantity.pieces(1))))
    for wrong in ("250", 250.0, None):
        with pytest.raises(ValidationError):
            sale_of(_fact(payload | {"total_minor": wrong}, "sale.completed"), "r")  # type: ignore[dict-item]  # floats are the point


def test_a_return_reads_back_from_its_payload() -> None:
    sale = _sale(Cart().add(product("A", 333), Quantity.pieces(3)))
    lines = returned_lines(sale, [ReturnRequest(1, Quantity.pieces(2))], {})
    goods = GoodsReturn(
        stamp(), PLACE, "T1-000008", RULES, Original(sale.stamp.event_id, sale.receipt_number),
        lines, refund_in(TenderKind.CASH, lines), "unwanted",
    )  # fmt: skip
    assert return_of(_fact(return_payload(goods), "sale.returned"), "register-1") == goods
    assert goods.total_minor == 666


def test_goods_without_a_receipt_are_priced_as_said() -> None:
    lines = lines_without_receipt([(product("A", 999), Quantity.pieces(2), 120)], RULES)
    assert (lines[0].total_minor, lines[0].tax_minor, lines[0].original_line_no) == (240, 40, None)


def test_a_line_that_was_not_sold_cannot_come_back() -> None:
    sale = _sale(Cart().add(product("A", 333), Quantity.pieces(3)))
    with pytest.raises(RuleBroken) as refused:
        returned_lines(sale, [ReturnRequest(2, Quantity.pieces(1))], {})
    assert refused.value.code == "return.no_such_line"


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.de", "x@y.z\nBcc: all@z.de", "<a@b.de>", "@b.de"]
)
def test_addresses_that_could_smuggle_a_header_are_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        ReceiptMailRequestedV1(event_id="e", receipt_number="T1-1", address=address)


def test_the_strongest_role_decides() -> None:
    groups = roles_from(["salesperson", "manager", "visitors"])
    assert groups == {Role.SALESPERSON, Role.MANAGER}
    assert verdict_on(groups, Act.RETURN) is Verdict.ALLOWED
    assert verdict_on([Role.SALESPERSON], Act.RETURN) is Verdict.NEEDS_APPROVAL
    assert verdict_on([], Act.SELL) is Verdict.DENIED
    with pytest.raises(NotAllowed):
        require([Role.SALESPERSON], Act.ENROL_REGISTER)
