"""Till sessions into payloads and back: opened, cash moved, closed.

A close carries its whole Z report, so that the paper can be printed again from it alone for ever.
Knows nothing of entries or transport. Amounts are minor units.
"""

from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from pos_core.cash_count import CashCount, Pieces
from pos_core.journal import Actor, Fact, Json
from pos_core.money import currency_of
from pos_core.payment import TenderKind
from pos_core.sale import Place, Stamp
from pos_core.tax import TaxClass, TaxTotal
from pos_core.till_session import (
    CashMove,
    CashMoveKind,
    SessionFigures,
    TenderFlow,
    TillClosing,
    TillOpening,
    Trade,
)
from pos_core.wire.journal import TaxPayload
from pos_core.wire.message import Identity, Message, Minor, ShortText


class TillOpenedV1(Message):
    """Payload of `till.opened`, version 1; `session_id` is this fact's own identity."""

    session_id: Identity
    register_code: ShortText
    store_id: Identity
    currency: str
    opening_float_minor: Minor = Field(ge=0)


class CashMovedV1(Message):
    """Payload of `cash.moved`, version 1."""

    session_id: Identity
    kind: Literal["paid_in", "paid_out", "drop"]
    amount_minor: Minor = Field(gt=0)
    reason: ShortText = ""


class StampPayload(Message):
    """Who and when, of a fact that another one repeats."""

    event_id: Identity
    occurred_at: str
    utc_offset_minutes: StrictInt
    staff_id: str
    name: str


class MovePayload(Message):
    """A cash move as the close repeats it."""

    stamp: StampPayload
    kind: Literal["paid_in", "paid_out", "drop"]
    amount_minor: Minor
    reason: str = ""


class FlowPayload(Message):
    """What one kind of tender brought and cost."""

    kind: Literal["cash", "card"]
    sales: StrictInt
    given_minor: Minor
    change_minor: Minor
    refunds: StrictInt
    refunded_minor: Minor


class TaxTotalPayload(Message):
    """The tax of one class."""

    tax: TaxPayload
    net_minor: Minor
    tax_minor: Minor


class TradePayload(Message):
    """Sales and returns in figures."""

    sales: StrictInt
    returns: StrictInt
    sold_minor: Minor
    returned_minor: Minor
    saved_minor: Minor
    rounding_minor: Minor
    flows: list[FlowPayload]
    taxes: list[TaxTotalPayload]
    first_number: str
    last_number: str


class PiecesPayload(Message):
    """So many pieces of one value."""

    value_minor: Minor
    count: StrictInt


class AcceptedPayload(Message):
    """Who took responsibility for a difference."""

    staff_id: str
    name: str


class TillClosedV1(Message):
    """Payload of `till.closed`, version 1: the whole Z report."""

    session_id: Identity
    register_code: ShortText
    store_id: Identity
    currency: str
    z_number: ShortText
    opened: StampPayload
    opening_float_minor: Minor
    trade: TradePayload
    late: TradePayload
    moves: list[MovePayload]
    expected_minor: Minor
    counted_minor: Minor
    difference_minor: Minor
    pieces: list[PiecesPayload]
    other_minor: Minor
    reason: ShortText = ""
    over_limit: StrictBool = False
    accepted_by: AcceptedPayload | None = None
    unposted: StrictInt = 0


def opened_payload(opening: TillOpening) -> dict[str, Json]:
    """Return the payload of `till.opened`, version 1."""
    return {
        "session_id": opening.session_id,
        "register_code": opening.place.register_code,
        "store_id": opening.place.store_id,
        "currency": opening.currency.code,
        "opening_float_minor": opening.opening_float_minor,
    }


def moved_payload(move: CashMove, session_id: str) -> dict[str, Json]:
    """Return the payload of `cash.moved`, version 1."""
    return {
        "session_id": session_id,
        "kind": move.kind.value,
        "amount_minor": move.amount_minor,
        "reason": move.reason,
    }


def closed_payload(closing: TillClosing) -> dict[str, Json]:
    """Return the payload of `till.closed`, version 1."""
    figures, opening, accepted = closing.figures, closing.figures.opening, closing.accepted_by
    return {
        **opened_payload(opening),
        "register_code": closing.place.register_code,
        "store_id": closing.place.store_id,
        "z_number": closing.z_number,
        "opened": _stamp(opening.stamp),
        "trade": _trade(figures.trade),
        "late": _trade(figures.late),
        "moves": [_move(move) for move in figures.moves],
        "expected_minor": closing.expected_minor,
        "counted_minor": closing.count.counted_minor,
        "difference_minor": closing.difference_minor,
        "pieces": [
            {"value_minor": part.value_minor, "count": part.count} for part in closing.count.pieces
        ],
        "other_minor": closing.count.other_minor,
        "reason": closing.reason,
        "over_limit": closing.over_limit,
        "accepted_by": {"staff_id": accepted.staff_id, "name": accepted.name} if accepted else None,
        "unposted": closing.unposted,
    }


def _stamp(stamp: Stamp) -> dict[str, Json]:
    return {
        "event_id": stamp.event_id,
        "occurred_at": stamp.occurred_at,
        "utc_offset_minutes": stamp.utc_offset_minutes,
        "staff_id": stamp.actor.staff_id,
        "name": stamp.actor.name,
    }


def _move(move: CashMove) -> dict[str, Json]:
    return {
        "stamp": _stamp(move.stamp),
        "kind": move.kind.value,
        "amount_minor": move.amount_minor,
        "reason": move.reason,
    }


def _trade(trade: Trade) -> dict[str, Json]:
    return {
        "sales": trade.sales,
        "returns": trade.returns,
        "sold_minor": trade.sold_minor,
        "returned_minor": trade.returned_minor,
        "saved_minor": trade.saved_minor,
        "rounding_minor": trade.rounding_minor,
        "flows": [_flow(flow) for flow in trade.flows],
        "taxes": [_tax_total(total) for total in trade.taxes],
        "first_number": trade.first_number,
        "last_number": trade.last_number,
    }


def _flow(flow: TenderFlow) -> dict[str, Json]:
    return {
        "kind": flow.kind.value,
        "sales": flow.sales,
        "given_minor": flow.given_minor,
        "change_minor": flow.change_minor,
        "refunds": flow.refunds,
        "refunded_minor": flow.refunded_minor,
    }


def _tax_total(total: TaxTotal) -> dict[str, Json]:
    tax = total.tax
    return {
        "tax": {
            "code": tax.code,
            "name": tax.name,
            "rate_millipercent": tax.rate_millipercent,
            "included": tax.included,
        },
        "net_minor": total.net_minor,
        "tax_minor": total.tax_minor,
    }


def opening_of(fact: Fact, register_id: str) -> TillOpening:
    """Read an opening back; raises pydantic's ValidationError or RuleBroken for a broken one."""
    payload = TillOpenedV1.model_validate(fact.payload)
    return TillOpening(
        _stamp_of_fact(fact),
        Place(register_id, payload.register_code, payload.store_id),
        currency_of(payload.currency),
        payload.opening_float_minor,
    )


def move_of(fact: Fact) -> tuple[CashMove, str]:
    """Read a cash move and its session's identity back; raises as `opening_of` does."""
    payload = CashMovedV1.model_validate(fact.payload)
    kind = CashMoveKind(payload.kind)
    move = CashMove(_stamp_of_fact(fact), kind, payload.amount_minor, payload.reason)
    return move, payload.session_id


def closing_of(fact: Fact, register_id: str) -> TillClosing:
    """Read a close back; raises as `opening_of` does."""
    payload = TillClosedV1.model_validate(fact.payload)
    place = Place(register_id, payload.register_code, payload.store_id)
    opening = TillOpening(
        _read_stamp(payload.opened),
        place,
        currency_of(payload.currency),
        payload.opening_float_minor,
    )
    moves = tuple(
        CashMove(_read_stamp(m.stamp), CashMoveKind(m.kind), m.amount_minor, m.reason)
        for m in payload.moves
    )
    accepted = payload.accepted_by
    return TillClosing(
        stamp=_stamp_of_fact(fact),
        place=place,
        z_number=payload.z_number,
        figures=SessionFigures(
            opening, _read_trade(payload.trade), moves, _read_trade(payload.late)
        ),
        count=CashCount(
            tuple(Pieces(part.value_minor, part.count) for part in payload.pieces),
            payload.other_minor,
        ),
        reason=payload.reason,
        accepted_by=Actor(accepted.staff_id, accepted.name) if accepted else None,
        over_limit=payload.over_limit,
        unposted=payload.unposted,
    )


def _stamp_of_fact(fact: Fact) -> Stamp:
    return Stamp(fact.event_id, fact.occurred_at, fact.utc_offset_minutes, fact.actor)


def _read_stamp(stamp: StampPayload) -> Stamp:
    actor = Actor(stamp.staff_id, stamp.name)
    return Stamp(stamp.event_id, stamp.occurred_at, stamp.utc_offset_minutes, actor)


def _read_trade(trade: TradePayload) -> Trade:
    return Trade(
        trade.sales,
        trade.returns,
        trade.sold_minor,
        trade.returned_minor,
        trade.saved_minor,
        trade.rounding_minor,
        tuple(
            TenderFlow(
                TenderKind(f.kind),
                f.sales,
                f.given_minor,
                f.change_minor,
                f.refunds,
                f.refunded_minor,
            )
            for f in trade.flows
        ),
        tuple(_read_tax_total(total) for total in trade.taxes),
        trade.first_number,
        trade.last_number,
    )


def _read_tax_total(total: TaxTotalPayload) -> TaxTotal:
    tax = total.tax
    return TaxTotal(
        TaxClass(tax.code, tax.name, tax.rate_millipercent, tax.included),
        total.net_minor,
        total.tax_minor,
    )
