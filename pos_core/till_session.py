"""A till's session: opened with a float, cash in and out, closed with a count and a numbered Z.

Expected cash is float + cash given − change − cash refunds + cash put in − cash taken out; the
session's trade is every sale and return that stands in the register's journal between opening and
close. Knows nothing of where journals are kept; `wire.till` turns the facts into payloads.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pos_core.cash_count import LARGEST_COUNT, CashCount
from pos_core.errors import RuleBroken
from pos_core.journal import Actor
from pos_core.money import Currency
from pos_core.payment import Tender, TenderKind
from pos_core.returns import GoodsReturn
from pos_core.sale import Place, Sale, Stamp
from pos_core.tax import TaxTotal, totals_by_class


class CashMoveKind(StrEnum):
    """Why cash goes into the drawer or out of it, other than by trade."""

    PAID_IN = "paid_in"  # change from the bank, a loan of the shop
    PAID_OUT = "paid_out"  # the window cleaner, stamps
    DROP = "drop"  # into the safe or to the bank


@dataclass(frozen=True, slots=True)
class TillOpening:
    """Somebody opened the till; the identity of this fact names the session for ever."""

    stamp: Stamp
    place: Place
    currency: Currency
    opening_float_minor: int

    def __post_init__(self) -> None:
        """Refuse a float below nothing: RuleBroken `till.float_out_of_range`."""
        if not 0 <= self.opening_float_minor <= LARGEST_COUNT:
            raise RuleBroken("till.float_out_of_range", amount_minor=self.opening_float_minor)

    @property
    def session_id(self) -> str:
        """The session's identity."""
        return self.stamp.event_id


@dataclass(frozen=True, slots=True)
class CashMove:
    """Cash that was put in or taken out, as a positive amount in minor units, with the reason."""

    stamp: Stamp
    kind: CashMoveKind
    amount_minor: int
    reason: str

    def __post_init__(self) -> None:
        """Refuse nothing and less (`till.amount_out_of_range`), and money for no reason.

        A drop says by itself where the cash went; the other two need words:
        RuleBroken `till.reason_missing`.
        """
        if not 0 < self.amount_minor <= LARGEST_COUNT:
            raise RuleBroken("till.amount_out_of_range", amount_minor=self.amount_minor)
        if not self.reason and self.kind is not CashMoveKind.DROP:
            raise RuleBroken("till.reason_missing", kind=self.kind.value)

    @property
    def signed_minor(self) -> int:
        """What it does to the cash in the drawer."""
        return self.amount_minor if self.kind is CashMoveKind.PAID_IN else -self.amount_minor


@dataclass(frozen=True, slots=True)
class TenderFlow:
    """What one kind of tender brought and cost: `sales` and `refunds` count its tenders."""

    kind: TenderKind
    sales: int = 0
    given_minor: int = 0
    change_minor: int = 0
    refunds: int = 0
    refunded_minor: int = 0

    @property
    def net_minor(self) -> int:
        """What is left of it."""
        return self.given_minor - self.change_minor - self.refunded_minor

    def paid(self, tender: Tender) -> "TenderFlow":
        """Add a tender of a sale."""
        return replace(
            self,
            sales=self.sales + 1,
            given_minor=self.given_minor + tender.given_minor,
            change_minor=self.change_minor + tender.change_minor,
        )

    def refunded(self, tender: Tender) -> "TenderFlow":
        """Add a tender of a return."""
        return replace(
            self,
            refunds=self.refunds + 1,
            refunded_minor=self.refunded_minor + tender.amount_minor,
        )


@dataclass(frozen=True, slots=True)
class Trade:
    """Sales and returns of a session in figures; returns are positive amounts paid out.

    Taxes have those of returns taken off. Receipt numbers are those of the first and last document.
    """

    sales: int = 0
    returns: int = 0
    sold_minor: int = 0
    returned_minor: int = 0
    saved_minor: int = 0
    rounding_minor: int = 0
    flows: tuple[TenderFlow, ...] = ()
    taxes: tuple[TaxTotal, ...] = ()
    first_number: str = ""
    last_number: str = ""

    def flow(self, kind: TenderKind) -> TenderFlow:
        """Return what went by one kind of tender; nothing when nothing did."""
        return next((flow for flow in self.flows if flow.kind is kind), TenderFlow(kind))


def trade_of(documents: Iterable[Sale | GoodsReturn]) -> Trade:
    """Add up documents in the order of their numbers."""
    ledger = _Ledger()
    for document in documents:
        ledger.add(document)
    return ledger.trade()


@dataclass(slots=True)
class _Ledger:
    """Sums while documents are added."""

    sums: Trade = field(default_factory=Trade)
    flows: dict[TenderKind, TenderFlow] = field(default_factory=dict)
    taxes: list[TaxTotal] = field(default_factory=list)

    def add(self, document: Sale | GoodsReturn) -> None:
        number = document.receipt_number
        self.sums = replace(
            self.sums, first_number=self.sums.first_number or number, last_number=number
        )
        if isinstance(document, Sale):
            self._sold(document)
        else:
            self._returned(document)

    def _sold(self, sale: Sale) -> None:
        self.sums = replace(
            self.sums,
            sales=self.sums.sales + 1,
            sold_minor=self.sums.sold_minor + sale.total_minor,
            saved_minor=self.sums.saved_minor + sale.totals.discount_minor,
            rounding_minor=self.sums.rounding_minor + sale.rounding_minor,
        )
        self.taxes += sale.totals.taxes
        for tender in sale.tenders:
            self.flows[tender.kind] = self._flow(tender).paid(tender)

    def _returned(self, goods: GoodsReturn) -> None:
        self.sums = replace(
            self.sums,
            returns=self.sums.returns + 1,
            returned_minor=self.sums.returned_minor + goods.total_minor,
        )
        self.taxes += [
            TaxTotal(line.product.tax, -line.net_minor, -line.tax_minor) for line in goods.lines
        ]
        for tender in goods.tenders:
            self.flows[tender.kind] = self._flow(tender).refunded(tender)

    def _flow(self, tender: Tender) -> TenderFlow:
        return self.flows.get(tender.kind, TenderFlow(tender.kind))

    def trade(self) -> Trade:
        flows = tuple(self.flows[kind] for kind in TenderKind if kind in self.flows)
        taxes = totals_by_class([(t.tax, t.net_minor, t.tax_minor) for t in self.taxes])
        return replace(self.sums, flows=flows, taxes=taxes)


@dataclass(frozen=True, slots=True)
class DrawerCash:
    """What makes up the cash that should be in the drawer, each part a positive amount."""

    float_minor: int
    given_minor: int = 0
    change_minor: int = 0
    refunded_minor: int = 0
    paid_in_minor: int = 0
    paid_out_minor: int = 0
    dropped_minor: int = 0

    @property
    def expected_minor(self) -> int:
        """What should be in the drawer now."""
        traded = self.given_minor - self.change_minor - self.refunded_minor
        return (
            self.float_minor
            + traded
            + self.paid_in_minor
            - self.paid_out_minor
            - self.dropped_minor
        )


def drawer_cash(
    float_minor: int, flow: TenderFlow, moves: Iterable[tuple[CashMoveKind, int]]
) -> DrawerCash:
    """Put the parts together: the float, the flow of cash by trade, and moves by kind and sum."""
    moved = dict.fromkeys(CashMoveKind, 0)
    for kind, amount_minor in moves:
        moved[kind] += amount_minor
    return DrawerCash(
        float_minor,
        flow.given_minor,
        flow.change_minor,
        flow.refunded_minor,
        moved[CashMoveKind.PAID_IN],
        moved[CashMoveKind.PAID_OUT],
        moved[CashMoveKind.DROP],
    )


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """A session as it stands: what an X report says at any time, and a Z report for good.

    `late` is what was sold after the close before this session and before its opening: it belongs
    to no session, its cash was counted into this one's float, and no report may leave it out.
    """

    opening: TillOpening
    trade: Trade
    moves: tuple[CashMove, ...]
    late: Trade = Trade()

    @property
    def cash(self) -> DrawerCash:
        """What makes up the cash that should be in the drawer."""
        moves = [(move.kind, move.amount_minor) for move in self.moves]
        return drawer_cash(
            self.opening.opening_float_minor, self.trade.flow(TenderKind.CASH), moves
        )


@dataclass(frozen=True, slots=True)
class TillClosing:
    """The close of a session: its figures frozen, the count, and a number without gaps.

    `accepted_by` is who took responsibility for a difference over the limit; None while nobody has.
    `unposted` says how many entries were not in the server's books yet.
    """

    stamp: Stamp
    place: Place
    z_number: str
    figures: SessionFigures
    count: CashCount
    reason: str = ""
    accepted_by: Actor | None = None
    over_limit: bool = False
    unposted: int = 0

    @property
    def session_id(self) -> str:
        """The session that it closes."""
        return self.figures.opening.session_id

    @property
    def expected_minor(self) -> int:
        """What should have been in the drawer."""
        return self.figures.cash.expected_minor

    @property
    def difference_minor(self) -> int:
        """What was counted less what was expected: below nothing when cash is short."""
        return self.count.counted_minor - self.expected_minor


def z_number(register_code: str, counter: int) -> str:
    """Write a register's Z number, `T2-Z0187`: gapless per register, for people."""
    return f"{register_code}-Z{counter:04d}"
