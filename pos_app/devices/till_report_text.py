"""Lays an X or Z report out in columns of plain text, for the printer.

Knows nothing of printers, nor of how amounts become text: see `paper_text.py`.
"""

from collections.abc import Iterator

from pos_app.devices.paper_text import COLUMNS, TENDER_NAMES, Paper, Style, TextLine
from pos_core.till_report import TillReport, TillReportKind
from pos_core.till_session import CashMoveKind, TenderFlow, Trade

_MOVES = {
    CashMoveKind.PAID_IN: "Paid in",
    CashMoveKind.PAID_OUT: "Paid out",
    CashMoveKind.DROP: "Taken to the safe",
}


def lay_out_report(
    report: TillReport, locale: str = "en_GB", columns: int = COLUMNS
) -> list[TextLine]:
    """Return the report's lines for paper of so many characters."""
    layout = _Layout(report, Paper(report.currency, locale, columns))
    return [
        *layout.head(),
        *layout.trade(),
        *layout.tenders(),
        *layout.taxes(),
        *layout.moves(),
        *layout.cash(),
        *layout.late(),
        *layout.foot(),
    ]


class _Layout:
    """One report on one width of paper."""

    def __init__(self, report: TillReport, paper: Paper) -> None:
        self._report = report
        self._figures = report.figures
        self._paper = paper

    def head(self) -> Iterator[TextLine]:
        report, paper = self._report, self._paper
        yield from paper.shop_head(report.shop)
        if report.copy:
            yield TextLine("*** COPY ***", Style.BIG)
        title = "X REPORT" if report.kind is TillReportKind.X else "Z REPORT"
        yield TextLine(title, Style.BIG)
        stamp, opened = report.stamp, self._figures.opening.stamp
        moment = paper.moment(stamp.occurred_at, stamp.utc_offset_minutes)
        yield from paper.pair(report.number or report.register_code, moment)
        since = paper.moment(opened.occurred_at, opened.utc_offset_minutes)
        yield from paper.pair("Opened", since)
        yield from paper.pair("Opened by", opened.actor.name)
        label = "Read by" if report.kind is TillReportKind.X else "Closed by"
        yield from paper.pair(label, stamp.actor.name)
        yield paper.rule()

    def trade(self) -> Iterator[TextLine]:
        paper, trade = self._paper, self._figures.trade
        yield from self._sums(trade)
        if trade.saved_minor:
            yield from paper.pair("Discounts given", paper.bare(trade.saved_minor))
        if trade.rounding_minor:
            yield from paper.pair("Rounding of cash", paper.bare(trade.rounding_minor))
        if trade.first_number:
            yield from paper.pair("Receipts", f"{trade.first_number} - {trade.last_number}")
        yield paper.rule()

    def _sums(self, trade: Trade) -> Iterator[TextLine]:
        paper = self._paper
        yield from paper.pair(f"Sales ({trade.sales})", paper.bare(trade.sold_minor))
        yield from paper.pair(f"Returns ({trade.returns})", paper.bare(-trade.returned_minor))
        left = paper.amount(trade.sold_minor - trade.returned_minor)
        yield from paper.pair("TOTAL", left, Style.BOLD)

    def tenders(self) -> Iterator[TextLine]:
        flows = self._figures.trade.flows
        for flow in flows:
            yield from self._flow(flow)
        if flows:
            yield self._paper.rule()

    def _flow(self, flow: TenderFlow) -> Iterator[TextLine]:
        paper, name = self._paper, TENDER_NAMES[flow.kind]
        yield from paper.pair(f"{name} ({flow.sales})", paper.bare(flow.given_minor))
        if flow.change_minor:
            yield from paper.pair("  Change", paper.bare(-flow.change_minor))
        if flow.refunds:
            yield from paper.pair(f"  Refunds ({flow.refunds})", paper.bare(-flow.refunded_minor))
        yield from paper.pair(f"  {name} in all", paper.bare(flow.net_minor), Style.BOLD)

    def taxes(self) -> Iterator[TextLine]:
        return self._paper.taxes(self._figures.trade.taxes)

    def moves(self) -> Iterator[TextLine]:
        paper = self._paper
        for move in self._figures.moves:
            yield from paper.pair(_MOVES[move.kind], paper.bare(move.signed_minor))
            if move.reason:
                yield from paper.wrapped(f"  {move.reason}")
        if self._figures.moves:
            yield paper.rule()

    def cash(self) -> Iterator[TextLine]:
        paper, counted = self._paper, self._report.counted
        yield from paper.pair("Float", paper.bare(self._figures.cash.float_minor))
        expected = counted.expected_minor if counted else self._figures.cash.expected_minor
        yield from paper.pair("CASH EXPECTED", paper.amount(expected), Style.BOLD)
        if counted:
            yield from self._counted()
        yield paper.rule()

    def _counted(self) -> Iterator[TextLine]:
        paper, counted = self._paper, self._report.counted
        assert counted is not None
        for part in counted.count.pieces:
            if part.count:
                label = f"  {part.count} x {paper.bare(part.value_minor)}"
                yield from paper.pair(label, paper.bare(part.amount_minor))
        if counted.count.other_minor and counted.count.pieces:
            yield from paper.pair("  Other", paper.bare(counted.count.other_minor))
        yield from paper.pair("CASH COUNTED", paper.amount(counted.count.counted_minor), Style.BOLD)
        yield from paper.pair("DIFFERENCE", paper.amount(counted.difference_minor), Style.BOLD)
        if counted.reason:
            yield from paper.wrapped(f"  {counted.reason}")
        if counted.accepted_by:
            yield from paper.pair("  Accepted by", counted.accepted_by.name)

    def late(self) -> Iterator[TextLine]:
        late = self._figures.late
        if late.sales or late.returns:
            yield TextLine("SOLD BETWEEN THE SESSIONS", Style.BOLD)
            yield from self._sums(late)
            yield self._paper.rule()

    def foot(self) -> Iterator[TextLine]:
        if self._report.unposted:
            yield from self._paper.pair("Entries still to be sent", str(self._report.unposted))
