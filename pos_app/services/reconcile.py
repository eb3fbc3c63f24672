"""Holds what a register says it sold against what the server's books say. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pos_app.services.invoice_rules import RefusedLine
from pos_app.services.replay_invoices import ReplayAccount
from pos_core.wire.reports import PostedTotals


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The account of a replay; amounts in minor units, `posted_…` from the server's books."""

    lines: int
    lines_sold: int
    lines_returned: int
    lines_refused: int
    sold_minor: int
    returned_minor: int
    posted_sold_minor: int
    posted_returned_minor: int
    sales: int
    returns: int
    posted_sales: int
    posted_returns: int
    seconds: float
    refused: Sequence[RefusedLine]

    @property
    def differences(self) -> list[str]:
        """Name what does not agree; an empty list means that both ends say the same."""
        accounted = self.lines_sold + self.lines_returned + self.lines_refused
        pairs = {
            "lines": (self.lines, accounted),
            "sold_minor": (self.sold_minor, self.posted_sold_minor),
            "returned_minor": (self.returned_minor, self.posted_returned_minor),
            "sales": (self.sales, self.posted_sales),
            "returns": (self.returns, self.posted_returns),
        }
        return [
            f"{name}: {here} here, {there} there"
            for name, (here, there) in pairs.items()
            if here != there
        ]

    def as_json(self) -> dict[str, object]:
        """Return everything as plain values."""
        return asdict(self)


def reconcile(
    account: ReplayAccount, lines: int, posted: PostedTotals, seconds: float
) -> Reconciled:
    """Put the till's account of `lines` rows beside what the books say."""
    return Reconciled(
        lines=lines,
        lines_sold=account.lines_sold,
        lines_returned=account.lines_returned,
        lines_refused=len(account.refused),
        sold_minor=account.sold_minor,
        returned_minor=account.returned_minor,
        posted_sold_minor=posted.sold_minor,
        posted_returned_minor=posted.returned_minor,
        sales=account.sales,
        returns=account.returns,
        posted_sales=posted.sales,
        posted_returns=posted.returns,
        seconds=round(seconds, 2),
        refused=account.refused,
    )
