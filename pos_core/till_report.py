"""X and Z reports as data: what is printed is what is shown is what is printed again.

Knows nothing of paper or locales: renderers turn it into text, and only they format amounts.
"""

from dataclasses import dataclass
from enum import StrEnum

from pos_core.cash_count import CashCount
from pos_core.journal import Actor
from pos_core.money import Currency
from pos_core.receipt import ShopIdentity
from pos_core.sale import Stamp
from pos_core.till_session import SessionFigures, TillClosing


class TillReportKind(StrEnum):
    """A look at the session as it stands, or its frozen and numbered end."""

    X = "x"
    Z = "z"


@dataclass(frozen=True, slots=True)
class Counted:
    """What the count came to: expected cash and difference in minor units, and who accepted it."""

    count: CashCount
    expected_minor: int
    difference_minor: int
    reason: str
    accepted_by: Actor | None


@dataclass(frozen=True, slots=True)
class TillReport:
    """A whole report. `number` is empty for an X, `counted` is there for a Z only.

    `stamp` says who asked or closed, and when; `unposted` how many entries were not in the server's
    books then; `copy` marks a reprint.
    """

    kind: TillReportKind
    shop: ShopIdentity
    register_code: str
    number: str
    stamp: Stamp
    figures: SessionFigures
    counted: Counted | None
    unposted: int
    copy: bool = False

    @property
    def currency(self) -> Currency:
        """The currency of all its amounts."""
        return self.figures.opening.currency


def x_report(
    figures: SessionFigures, register_code: str, stamp: Stamp, shop: ShopIdentity, unposted: int
) -> TillReport:
    """Make the report of a session as it stands."""
    kind = TillReportKind.X
    return TillReport(kind, shop, register_code, "", stamp, figures, None, unposted)


def z_report(closing: TillClosing, shop: ShopIdentity, *, copy: bool = False) -> TillReport:
    """Make the report of a close, the same for ever."""
    return TillReport(
        kind=TillReportKind.Z,
        shop=shop,
        register_code=closing.place.register_code,
        number=closing.z_number,
        stamp=closing.stamp,
        figures=closing.figures,
        counted=Counted(
            closing.count,
            closing.expected_minor,
            closing.difference_minor,
            closing.reason,
            closing.accepted_by,
        ),
        unposted=closing.unposted,
        copy=copy,
    )
