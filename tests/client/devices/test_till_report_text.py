"""X and Z reports on paper: every figure in its place, on any width, and what the printer gets."""

from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.devices.escpos_printer import printer_for
from pos_app.devices.null_printer import NullPrinter
from pos_app.devices.paper_text import COLUMNS, as_text
from pos_app.devices.till_report_text import lay_out_report
from pos_core.cash_count import CashCount, Pieces
from pos_core.errors import DeviceFailed
from pos_core.money import GBP
from pos_core.returns import GoodsReturn
from pos_core.sale import Sale
from pos_core.till_report import TillReport, x_report, z_report
from pos_core.till_session import (
    CashMove,
    CashMoveKind,
    SessionFigures,
    TillClosing,
    TillOpening,
    trade_of,
)
from tests.builders import PLACE, SALES_1, goods_return, sale, stamp
from tests.client.devices.receipts import SHOP, full_sale


def figures() -> SessionFigures:
    opening = TillOpening(stamp(1), PLACE, GBP, 15_000)
    documents: list[Sale | GoodsReturn] = [
        full_sale(),
        sale(2),
        goods_return(3, sale(2), {1: 1}),
    ]
    moves = (
        CashMove(stamp(4), CashMoveKind.PAID_OUT, 350, "stamps"),
        CashMove(stamp(5), CashMoveKind.DROP, 5_000, ""),
    )
    return SessionFigures(opening, trade_of(documents), moves, trade_of([sale(9)]))


def text_of(report: TillReport, locale: str = "en_GB") -> str:
    return as_text(lay_out_report(report, locale), COLUMNS)


def z(*, copy: bool = False) -> TillReport:
    count = CashCount((Pieces(5_000, 2), Pieces(2_000, 0), Pieces(200, 4)), 20)
    closing = TillClosing(
        stamp(6), PLACE, "T1-Z0187", figures(), count, "wrong change given", SALES_1, True, 3
    )
    return z_report(closing, SHOP, copy=copy)


def test_a_z_report_names_every_figure() -> None:
    lines = [" ".join(line.split()) for line in text_of(z()).splitlines()]
    assert "Z REPORT" in lines
    assert "T1-Z0187 21 Nov 2026 12:00" in lines
    assert "Sales (2) 27.53" in lines
    assert "Returns (1) -12.00" in lines
    assert "TOTAL £15.53" in lines
    assert "Receipts T1-000001 - T1-000003" in lines
    assert "Card (1) 5.00" in lines
    assert "Refunds (1) -12.00" in lines
    assert "Paid out -3.50" in lines
    assert "stamps" in lines
    assert "Taken to the safe -50.00" in lines
    assert "Float 150.00" in lines
    assert "CASH EXPECTED £107.03" in lines
    assert "2 x 50.00 100.00" in lines
    assert not any("x 20.00" in line for line in lines), "what was not there takes no line"
    assert "Other 0.20" in lines
    assert "CASH COUNTED £108.20" in lines
    assert "DIFFERENCE £1.17" in lines
    assert "wrong change given" in lines
    assert "Accepted by Sales 1" in lines
    assert "SOLD BETWEEN THE SESSIONS" in lines
    assert "Entries still to be sent 3" in lines


def test_an_x_report_counts_nothing_and_has_no_number() -> None:
    report = x_report(figures(), "T1", stamp(6), SHOP, 0)
    text = text_of(report)
    assert "X REPORT" in text
    assert "CASH EXPECTED" in text
    assert "COUNTED" not in text
    assert "Entries still to be sent" not in text


def test_a_copy_says_so() -> None:
    assert "*** COPY ***" in text_of(z(copy=True))
    assert "*** COPY ***" not in text_of(z())


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_no_line_is_longer_than_the_paper(columns: int) -> None:
    assert all(len(line.text) <= columns for line in lay_out_report(z(), "en_GB", columns))


def test_amounts_follow_the_shops_locale() -> None:
    assert "108,20" in text_of(z(), "de_DE")


def test_a_printer_prints_a_z_with_its_number_as_barcode_and_an_x_without(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    printer = printer_for(f"file:{file}", "en_GB")
    printer.print_till_report(z())
    assert b"{BT1-Z0187" in file.read_bytes()
    file.unlink()
    printer.print_till_report(replace(z(), number=""))
    assert b"{B" not in file.read_bytes()


def test_a_till_without_a_printer_says_so() -> None:
    with pytest.raises(DeviceFailed, match=r"printer\.absent"):
        NullPrinter().print_till_report(z())
