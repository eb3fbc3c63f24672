"""A session's cash adds up: expected = float + given − change − refunds ± moves, whatever was done.

No storage here; see `tests/client/services/test_close_till.py` for the till that does it.
"""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pos_core.cart import Cart
from pos_core.cash_count import CashCount, Pieces, denominations_of
from pos_core.errors import RuleBroken
from pos_core.journal import Actor, Fact, Json, canonical_json
from pos_core.money import CHF, EUR, GBP, INR, JPY, KWD, USD, Currency
from pos_core.payment import Payment, TenderKind
from pos_core.permissions import Act, Role, Verdict, verdict_on
from pos_core.pricing import PricingRules
from pos_core.quantity import Quantity
from pos_core.returns import GoodsReturn, Original, ReturnRequest, refund_in, returned_lines
from pos_core.sale import Sale, Stamp, complete_sale
from pos_core.till_session import (
    CashMove,
    CashMoveKind,
    SessionFigures,
    TillClosing,
    TillOpening,
    Trade,
    trade_of,
)
from pos_core.wire.till import (
    closed_payload,
    closing_of,
    move_of,
    moved_payload,
    opened_payload,
    opening_of,
)
from tests.core.examples import PLACE, RULES, SELLER, product, stamp

OPENING = TillOpening(stamp("0192f0c1-0000-7000-8000-00000000aaaa"), PLACE, GBP, 15_000)
MANAGER = Actor("staff-2", "Manager 1")


def sold(number: int, price_minor: int, given_minor: int, card_minor: int = 0) -> Sale:
    """One piece at a price, a part of it by card, the rest in cash with what was handed over."""
    cart = Cart().add(product("A", price_minor), Quantity.pieces(1))
    payment = Payment(price_minor, RULES)
    if card_minor:
        payment = payment.with_card(card_minor, "ref")
    if not payment.complete:
        payment = payment.with_cash(given_minor)
    return complete_sale(cart, payment, stamp(), PLACE, f"T1-{number:06d}")


def returned(number: int, sale: Sale, kind: TenderKind) -> GoodsReturn:
    lines = returned_lines(sale, [ReturnRequest(1, Quantity.pieces(1))], {})
    original = Original(sale.stamp.event_id, sale.receipt_number)
    number_text = f"T1-{number:06d}"
    tenders = refund_in(kind, lines)
    return GoodsReturn(stamp(), PLACE, number_text, RULES, original, lines, tenders, "unwanted")


def moved(kind: CashMoveKind, amount_minor: int) -> CashMove:
    return CashMove(stamp(), kind, amount_minor, "a reason")


sales = st.tuples(st.integers(1, 50_000), st.integers(0, 20_000), st.integers(0, 50_000))
moves = st.builds(moved, st.sampled_from(CashMoveKind), st.integers(1, 100_000))
floats = st.integers(0, 1_000_000)


@given(floats, st.lists(sales, max_size=8), st.lists(moves, max_size=5), st.data())
def test_expected_cash_is_what_a_drawer_holds_when_everybody_did_as_the_till_said(
    float_minor: int, bought: list[tuple[int, int, int]], cash: list[CashMove], data: st.DataObject
) -> None:
    drawer, card_total = float_minor, 0
    documents: list[Sale | GoodsReturn] = []
    for price, extra, card in bought:
        by_card = min(card, price)
        sale = sold(len(documents) + 1, price, price - by_card + extra, by_card)
        documents.append(sale)
        drawer += price - by_card
        card_total += by_card
        if data.draw(st.booleans()):
            kind = data.draw(st.sampled_from(TenderKind))
            documents.append(returned(len(documents) + 1, sale, kind))
            drawer -= price if kind is TenderKind.CASH else 0
            card_total -= price if kind is TenderKind.CARD else 0
    for move in cash:
        drawer += move.signed_minor

    opening = TillOpening(stamp(), PLACE, GBP, float_minor)
    figures = SessionFigures(opening, trade_of(documents), tuple(cash))

    assert figures.cash.expected_minor == drawer
    assert figures.trade.flow(TenderKind.CARD).net_minor == card_total
    assert sum(flow.net_minor for flow in figures.trade.flows) == (
        figures.trade.sold_minor + figures.trade.rounding_minor - figures.trade.returned_minor
    )
    taxed = sum(total.gross_minor for total in figures.trade.taxes)
    assert taxed == figures.trade.sold_minor - figures.trade.returned_minor


@given(st.lists(sales, max_size=6), st.integers(0, 6))
def test_the_trade_of_two_sessions_is_the_trade_of_the_day(
    bought: list[tuple[int, int, int]], cut: int
) -> None:
    documents = [
        sold(number, price, price + extra) for number, (price, extra, _) in enumerate(bought, 1)
    ]
    day, one, two = trade_of(documents), trade_of(documents[:cut]), trade_of(documents[cut:])
    assert one.sales + two.sales == day.sales
    assert one.sold_minor + two.sold_minor == day.sold_minor
    cash = TenderKind.CASH
    assert one.flow(cash).net_minor + two.flow(cash).net_minor == day.flow(cash).net_minor


def test_a_day_at_the_till_in_figures() -> None:
    first = sold(1, 1_205, 2_000)
    documents: list[Sale | GoodsReturn] = [
        first,
        sold(2, 500, 0, card_minor=500),
        returned(3, first, TenderKind.CASH),
    ]
    cash = (moved(CashMoveKind.PAID_IN, 1_000), moved(CashMoveKind.DROP, 6_000))
    figures = SessionFigures(OPENING, trade_of(documents), cash)

    assert (figures.cash.given_minor, figures.cash.change_minor) == (2_000, 795)
    assert figures.cash.expected_minor == 15_000 + 2_000 - 795 - 1_205 + 1_000 - 6_000
    trade = figures.trade
    assert (trade.sales, trade.returns, trade.sold_minor, trade.returned_minor) == (
        2,
        1,
        1_705,
        1_205,
    )
    assert (trade.first_number, trade.last_number) == ("T1-000001", "T1-000003")


def test_cash_that_is_rounded_counts_as_it_was_handed_over() -> None:
    rules = PricingRules(CHF, cash_step_minor=5)
    cart = Cart().add(product("A", 1_203), Quantity.pieces(1))
    payment = Payment(1_203, rules).with_cash(2_000)
    sale = complete_sale(cart, payment, stamp(), PLACE, "T1-000001")
    assert trade_of([sale]).flow(TenderKind.CASH).net_minor == 1_205


def closing(**changes: object) -> TillClosing:
    figures = SessionFigures(
        OPENING,
        trade_of([sold(1, 1_205, 2_000)]),
        (moved(CashMoveKind.PAID_OUT, 300),),
        trade_of([sold(9, 100, 100)]),
    )
    count = CashCount((Pieces(5_000, 3), Pieces(200, 4)), 5)
    values = {"reason": "wrong change", "accepted_by": MANAGER, "over_limit": True, "unposted": 3}
    return TillClosing(stamp(), PLACE, "T1-Z0001", figures, count, **(values | changes))  # type: ignore[arg-type]  # a test's own words


def test_a_close_says_how_much_is_missing() -> None:
    assert closing().expected_minor == 15_000 + 1_205 - 300
    assert closing().count.counted_minor == 15_805
    assert closing().difference_minor == -100


def _fact(payload: dict[str, Json], of: Stamp) -> Fact:
    canonical_json(payload)
    return Fact(of.event_id, "till", 1, of.occurred_at, of.utc_offset_minutes, of.actor, payload)


@pytest.mark.parametrize("changes", [{}, {"accepted_by": None, "over_limit": False, "reason": ""}])
def test_a_whole_close_reads_back_from_its_payload(changes: dict[str, object]) -> None:
    closed = closing(**changes)
    payload = closed_payload(closed)
    assert payload["expected_minor"] == closed.expected_minor
    assert payload["difference_minor"] == -100
    assert closing_of(_fact(payload, closed.stamp), PLACE.register_id) == closed


def test_opening_and_moves_read_back_from_their_payloads() -> None:
    opened = opening_of(_fact(opened_payload(OPENING), OPENING.stamp), PLACE.register_id)
    assert opened == OPENING
    move = moved(CashMoveKind.DROP, 6_000)
    read = move_of(_fact(moved_payload(move, OPENING.session_id), move.stamp))
    assert read == (move, OPENING.session_id)


@pytest.mark.parametrize("wrong", ["250", 250.0, None, 0, -5])
def test_a_move_of_anything_but_a_positive_whole_amount_is_refused(wrong: object) -> None:
    payload = moved_payload(moved(CashMoveKind.DROP, 1), "s") | {"amount_minor": cast("int", wrong)}
    fact = Fact("e", "cash.moved", 1, "", 0, SELLER, payload)
    with pytest.raises(ValidationError):
        move_of(fact)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: TillOpening(stamp(), PLACE, GBP, -1), "till.float_out_of_range"),
        (lambda: moved(CashMoveKind.PAID_IN, 0), "till.amount_out_of_range"),
        (lambda: CashMove(stamp(), CashMoveKind.PAID_OUT, 5, ""), "till.reason_missing"),
        (lambda: CashCount((Pieces(500, -1),)), "till.count_out_of_range"),
        (lambda: CashCount(other_minor=-1), "till.count_out_of_range"),
        (lambda: CashCount((Pieces(10**12, 2),)), "till.count_out_of_range"),
    ],
)
def test_what_no_drawer_can_hold_is_refused(make: object, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        make()  # type: ignore[operator]  # a function of the table above
    assert refused.value.code == code


def test_a_drop_needs_no_reason() -> None:
    assert CashMove(stamp(), CashMoveKind.DROP, 5, "").signed_minor == -5


@pytest.mark.parametrize("currency", [GBP, EUR, USD, CHF, INR, JPY, KWD])
def test_every_currency_has_its_notes_and_coins_largest_first(currency: Currency) -> None:
    values = [piece.value_minor for piece in denominations_of(currency)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values) > 7


def test_nothing_happened_is_nothing() -> None:
    assert trade_of([]) == Trade()
    assert SessionFigures(OPENING, Trade(), ()).cash.expected_minor == 15_000


def test_salespeople_open_move_and_close_but_a_manager_accepts_differences() -> None:
    for act in (Act.OPEN_TILL, Act.MOVE_CASH, Act.CLOSE_TILL):
        assert verdict_on([Role.SALESPERSON], act) is Verdict.ALLOWED
        assert verdict_on([Role.IT], act) is Verdict.DENIED
    assert verdict_on([Role.SALESPERSON], Act.ACCEPT_DIFFERENCE) is Verdict.NEEDS_APPROVAL
    assert verdict_on([Role.MANAGER], Act.ACCEPT_DIFFERENCE) is Verdict.ALLOWED
