"""Sessions, cash and reports in words: rows for cards and for paper. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.ui import tokens
from pos_app.ui.money_text import MoneyText
from pos_app.ui.tender_text import tender_text
from pos_app.ui.time_text import clock_text, day_text, local_moment
from pos_app.ui.tokens import Type
from pos_core.till_report import TillReportKind
from pos_core.till_session import CashMove, CashMoveKind

if TYPE_CHECKING:
    from pos_core.sale import Stamp
    from pos_core.till_report import TillReport
    from pos_core.till_session import DrawerCash, SessionFigures, TenderFlow, Trade

Row = tuple[str, str, Type]
"""Words at the leading end, an amount at the trailing end, and their type; empty for a rule."""

RULE: Row = ("", "", tokens.META)


def tr(text: str) -> str:
    """Translate a text about the till."""
    return QCoreApplication.translate("Till", text)


def when_text(stamp: Stamp, money: MoneyText) -> str:
    """Write when something happened, by the register's own clock: `Sat 21 Nov 08:55`."""
    moment = local_moment(stamp.occurred_at, stamp.utc_offset_minutes)
    return f"{day_text(moment, money.locale)} {clock_text(moment)}" if moment else ""


def clock_of(stamp: Stamp) -> str:
    """Write the time alone: `08:55`."""
    return clock_text(local_moment(stamp.occurred_at, stamp.utc_offset_minutes))


def sales_text(count: int, money: MoneyText) -> str:
    """Count sales."""
    return tr("1 sale") if count == 1 else tr("{count} sales").format(count=money.count(count))


def move_text(kind: CashMoveKind) -> str:
    """Name a move of cash."""
    return {
        CashMoveKind.PAID_IN: tr("Paid in"),
        CashMoveKind.PAID_OUT: tr("Paid out"),
        CashMoveKind.DROP: tr("To the safe"),
    }[kind]


def moved_text(move: CashMove) -> str:
    """Name one move with its reason and time: `Paid out, stamps 14:05`."""
    reason = f", {move.reason}" if move.reason else ""
    return f"{move_text(move.kind)}{reason} {clock_of(move.stamp)}"


def expected_rows(figures: SessionFigures, money: MoneyText) -> list[tuple[str, str]]:
    """Say what makes up the cash that should be there, part by part."""
    cash: DrawerCash = figures.cash
    rows = [
        (tr("Float at opening"), money.amount(cash.float_minor)),
        (tr("Cash sales, given"), money.amount(cash.given_minor)),
        (tr("Change handed out"), money.amount(-cash.change_minor)),
        (tr("Cash refunds"), money.amount(-cash.refunded_minor)),
    ]
    moves = [(moved_text(move), money.amount(move.signed_minor)) for move in figures.moves]
    if len(moves) <= _FEW:
        return rows + moves
    sums = (
        (tr("Paid in"), cash.paid_in_minor),
        (tr("Paid out"), -cash.paid_out_minor),
        (tr("To the safe"), -cash.dropped_minor),
    )
    return rows + [(words, money.amount(minor)) for words, minor in sums if minor]


_FEW = 3


def difference_words(difference_minor: int) -> str:
    """Say whether cash is missing or too much."""
    if difference_minor < 0:
        return tr("Short by")
    return tr("Over by") if difference_minor > 0 else tr("It is exactly right")


def report_rows(report: TillReport, money: MoneyText) -> list[Row]:
    """Lay a report out in rows, as it is printed."""
    parts = (
        _head(report, money),
        _trade(report.figures.trade, money),
        _tenders(report, money),
        _taxes(report, money),
        _moves(report, money),
        _cash(report, money),
        _late(report, money),
    )
    rows: list[Row] = []
    for part in parts:
        found = list(part)
        if found:
            rows += [*found, RULE]
    if report.unposted:
        rows.append((tr("Entries still to be sent"), money.count(report.unposted), tokens.META))
    return rows


def _head(report: TillReport, money: MoneyText) -> Iterator[Row]:
    opened, is_x = report.figures.opening.stamp, report.kind is TillReportKind.X
    name = tr("X report") if is_x else tr("Z report {number}").format(number=report.number)
    yield (name, "", tokens.LARGE_STRONG)
    if report.copy:
        yield (tr("COPY"), "", tokens.NAME_STRONG)
    yield (tr("Opened by {name}").format(name=opened.actor.name), when_text(opened, money), _M)
    words = tr("Read by {name}") if is_x else tr("Closed by {name}")
    name = words.format(name=report.stamp.actor.name)
    yield (name, when_text(report.stamp, money), _M)


_M = tokens.META


def _trade(trade: Trade, money: MoneyText) -> Iterator[Row]:
    count = money.count
    yield (tr("Sales ({count})").format(count=count(trade.sales)),
           money.amount(trade.sold_minor), tokens.TEXT)  # fmt: skip
    yield (tr("Returns ({count})").format(count=count(trade.returns)),
           money.amount(-trade.returned_minor), tokens.TEXT)  # fmt: skip
    total = money.amount(trade.sold_minor - trade.returned_minor)
    yield (tr("Total"), total, tokens.LARGE_STRONG)
    if trade.saved_minor:
        yield (tr("Discounts given"), money.amount(trade.saved_minor), _M)
    if trade.rounding_minor:
        yield (tr("Cash rounding"), money.signed(trade.rounding_minor), _M)
    if trade.first_number:
        yield (tr("Receipts"), f"{trade.first_number} – {trade.last_number}", _M)


def _tenders(report: TillReport, money: MoneyText) -> Iterator[Row]:
    for flow in report.figures.trade.flows:
        yield from _flow(flow, money)


def _flow(flow: TenderFlow, money: MoneyText) -> Iterator[Row]:
    name = tender_text(flow.kind.value)
    counted = f"{name} ({money.count(flow.sales)})"
    yield (counted, money.amount(flow.given_minor), tokens.TEXT)
    if flow.change_minor:
        yield (f"   {tr('Change')}", money.amount(-flow.change_minor), _M)
    if flow.refunds:
        words = tr("Refunds ({count})").format(count=money.count(flow.refunds))
        yield (f"   {words}", money.amount(-flow.refunded_minor), _M)
    words = tr("{tender} in all").format(tender=name)
    yield (f"   {words}", money.amount(flow.net_minor), tokens.TEXT_STRONG)


def _taxes(report: TillReport, money: MoneyText) -> Iterator[Row]:
    for total in report.figures.trade.taxes:
        words = tr("{tax} on {net}").format(tax=total.tax.name, net=money.amount(total.net_minor))
        yield (words, money.amount(total.tax_minor), _M)


def _moves(report: TillReport, money: MoneyText) -> Iterator[Row]:
    for move in report.figures.moves:
        yield (moved_text(move), money.amount(move.signed_minor), tokens.TEXT)


def _cash(report: TillReport, money: MoneyText) -> Iterator[Row]:
    cash, counted = report.figures.cash, report.counted
    yield (tr("Float"), money.amount(cash.float_minor), tokens.TEXT)
    expected = counted.expected_minor if counted else cash.expected_minor
    yield (tr("Cash expected"), money.amount(expected), tokens.TEXT_STRONG)
    if counted is None:
        return
    for part in counted.count.pieces:
        if part.count:
            words = f"   {money.count(part.count)} × {money.short(part.value_minor)}"
            yield (words, money.amount(part.amount_minor), _M)
    yield (tr("Cash counted"), money.amount(counted.count.counted_minor), tokens.TEXT_STRONG)
    yield (tr("Difference"), money.signed(counted.difference_minor), tokens.TEXT_STRONG)
    if counted.reason:
        yield (f"   {counted.reason}", "", _M)
    if counted.accepted_by:
        words = tr("Accepted by {name}").format(name=counted.accepted_by.name)
        yield (f"   {words}", "", _M)


def _late(report: TillReport, money: MoneyText) -> Iterator[Row]:
    late = report.figures.late
    if late.sales or late.returns:
        yield (tr("Sold between the sessions"), "", tokens.TEXT_STRONG)
        yield from _trade(late, money)
