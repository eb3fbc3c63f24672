"""Real invoices: every line is sold, brought back or refused with a reason, and sums agree."""

from datetime import date
from pathlib import Path

import pytest

from pos_app.services.find_products import FindProducts
from pos_app.services.invoice_file import InvoiceLine, by_invoice, read_invoices
from pos_app.services.invoice_rules import GoodsLine, judge
from pos_app.services.open_sale import OpenSale
from pos_app.services.reconcile import reconcile
from pos_app.services.replay_invoices import InvoiceClock, ReplayInvoices
from pos_app.services.scribe import Scribe
from pos_core.errors import RuleBroken
from pos_core.money import GBP
from pos_core.wire.changes import Scope
from tests.builders import RULES, product_change
from tests.fakes.till import TillRig

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
WEEK = Path(__file__).parents[3] / "resources" / "demo" / "trading_week.csv"


def row(
    invoice: str, code: str, quantity: str = "1", price: str = "2.50", customer: str = "17850"
) -> str:
    when = "2011-07-25T08:50:00"
    return f"{invoice},{code},SOMETHING NICE,{quantity},{when},{price},{customer},United Kingdom\n"


def lines_from(tmp_path: Path, *rows: str) -> list[InvoiceLine]:
    file = tmp_path / "invoices.csv"
    file.write_text(HEAD + "".join(rows))
    return read_invoices(file, date.min, date.max)


@pytest.fixture
def replay(till: TillRig) -> ReplayInvoices:
    """A salesperson at a till that has two articles and postage."""
    goods = [product_change("22423", price_minor=250), product_change("85123A", price_minor=295)]
    till.server.publish(Scope.CATALOGUE, *goods, product_change("POST", price_minor=1800))
    till.fill()
    clock = InvoiceClock("Europe/London")
    till.__dict__["scribe"] = Scribe(clock, till.key, clock.offset)
    sale = OpenSale(RULES, clock)
    return ReplayInvoices(FindProducts(till.storage), sale, till.checkout, till.returns, clock)


def ring_up(replay: ReplayInvoices, tmp_path: Path, *rows: str) -> None:
    for invoice in by_invoice(lines_from(tmp_path, *rows)):
        replay.ring_up(invoice)


def test_an_invoice_becomes_one_sale_at_the_prices_of_that_day(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path
) -> None:
    rows = [row("1", "22423", "2"), row("1", "85123a", "3", "2.10"), row("1", "22423", "1")]
    ring_up(replay, tmp_path, *rows)
    account = replay.account
    assert (account.sales, account.lines_sold, account.sold_minor) == (1, 3, 3 * 250 + 630)
    summary = till.receipts.latest()[0]
    assert (summary.occurred_at, summary.utc_offset_minutes) == ("2011-07-25T07:50:00.000Z", 60)
    with till.storage.read() as books:
        sale = books.sales.sale(summary.event_id)
    assert sale is not None
    assert [(ln.unit_price_minor, ln.product.price_minor) for ln in sale.lines] == [
        (210, 295),
        (250, 250),
    ]


def test_one_article_at_two_prices_stays_two_lines(replay: ReplayInvoices, tmp_path: Path) -> None:
    ring_up(replay, tmp_path, row("1", "22423", "1", "2.50"), row("1", "22423", "1", "2.00"))
    assert replay.account.sold_minor == 450


def test_a_cancellation_goes_back_to_the_latest_sale_that_has_enough_left(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path
) -> None:
    ring_up(replay, tmp_path, row("1", "22423", "5"), row("2", "22423", "2"))
    ring_up(replay, tmp_path, row("C3", "22423", "-3"), row("C4", "22423", "-2"))
    first, second = (
        till.receipts.of(summary.event_id).original_number for summary in till.receipts.latest(2)
    )
    assert (second, first) == ("T1-000001", "T1-000002")
    assert replay.account.returned_minor == 5 * 250


@pytest.mark.parametrize(
    "cancelled",
    [
        row("C2", "22423", "-6"),
        row("C2", "22423", "-1", "2.40"),
        row("C2", "22423", "-1", customer="1"),
        row("C2", "22423", "-1", customer=""),
        row("C2", "85123A", "-1"),
    ],
)
def test_what_fits_no_sale_comes_back_without_a_receipt(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path, cancelled: str
) -> None:
    ring_up(replay, tmp_path, row("1", "22423", "5"), cancelled)
    assert till.receipts.of(till.receipts.latest(1)[0].event_id).original_number == ""
    assert replay.account.lines_returned == 1


def test_what_came_back_does_not_come_back_again(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path
) -> None:
    back = [row(f"C{n}", "22423", "-3") for n in (2, 3)]
    ring_up(replay, tmp_path, row("1", "22423", "5"), *back)
    originals = [till.receipts.of(s.event_id).original_number for s in till.receipts.latest(2)]
    assert originals == ["", "T1-000001"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("1", "22423", "1", "0.00"), "the price is zero"),
        (row("1", "22423", "1", "-5.00"), "the price is negative"),
        (row("1", "22423", "1", "1.714"), "the price has more than two decimals"),
        (row("1", "22423", "1", "dear"), "the price cannot be read"),
        (row("1", "22423", "0"), "the quantity is zero"),
        (row("1", "22423", "x"), "the quantity cannot be read"),
        (row("1", "22423", "-1"), "a negative quantity without a cancellation"),
        (row("C1", "22423", "1"), "a cancellation with a positive quantity"),
        (row("C1", "D", "-1"), "a discount entered as a line is no goods"),
        (row("1", "gift_0001_10"), "a gift voucher is a means of payment, no goods"),
        (row("1", ""), "there is no stock code"),
        (row("1", "99999"), "the catalogue does not have this article"),
    ],
)
def test_a_line_that_is_no_sale_is_refused_with_its_reason(
    replay: ReplayInvoices, tmp_path: Path, bad: str, reason: str
) -> None:
    invoice = bad.partition(",")[0]
    good = row(invoice, "22423", "-1" if invoice.startswith("C") else "1")
    ring_up(replay, tmp_path, good, bad)
    (refused,) = replay.account.refused
    assert (refused.line, refused.invoice, refused.reason) == (3, invoice, reason)
    assert replay.account.lines == 2


def test_an_invoice_without_a_good_line_makes_no_sale(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path
) -> None:
    ring_up(replay, tmp_path, row("1", "22423", "1", "0.00"))
    assert till.receipts.latest() == []


def test_postage_that_a_customer_paid_is_sold(replay: ReplayInvoices, tmp_path: Path) -> None:
    ring_up(replay, tmp_path, row("1", "POST", "1", "18.00"))
    assert replay.account.sold_minor == 1800


def test_cash_and_cards_are_used_and_a_replay_is_the_same_every_time(
    till: TillRig, replay: ReplayInvoices, tmp_path: Path
) -> None:
    ring_up(replay, tmp_path, *(row(str(n), "22423") for n in range(6)))
    with till.storage.read() as books:
        sales = [books.sales.sale(summary.event_id) for summary in books.sales.latest(6)]
    kinds = [sale.tenders[0].kind.value for sale in sales if sale is not None]
    assert kinds == ["cash", "cash", "card"] * 2


def test_a_real_day_agrees_with_its_own_file(till: TillRig, replay: ReplayInvoices) -> None:
    lines = read_invoices(WEEK, date(2011, 7, 31), date(2011, 7, 31))
    judged = [judge(line, GBP) for line in lines]
    goods = [line for line in judged if isinstance(line, GoodsLine)]
    skus = {line.sku: line.price_minor for line in goods}
    products = [product_change(sku, price_minor=price) for sku, price in skus.items()]
    till.server.publish(Scope.CATALOGUE, *products)
    till.fill()
    for invoice in by_invoice(lines):
        replay.ring_up(invoice)
    till.engine.run_once()
    while till.journal.state().unposted:
        till.engine.run_once()
    posted = till.server.register_totals("token", "register-1", "2011-07-31", "2011-07-31")
    result = reconcile(replay.account, len(lines), posted, 1.0)
    assert result.differences == []
    assert result.sold_minor == sum(
        line.pieces * line.price_minor for line in goods if not line.is_return
    )
    assert result.returned_minor == sum(
        line.pieces * line.price_minor for line in goods if line.is_return
    )


def test_days_are_chosen_by_both_ends(tmp_path: Path) -> None:
    assert lines_from(tmp_path, row("1", "22423"))
    file = tmp_path / "invoices.csv"
    assert len(read_invoices(file, date(2011, 7, 25), date(2011, 7, 25))) == 1
    assert read_invoices(file, date(2011, 7, 26), date.max) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n", "csv.columns_missing"),
        (HEAD + "1,2,3\n", "csv.unreadable"),
        (HEAD + row("1", "x").replace("T08:50:00", " noon"), "csv.unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_before_anything_is_sold(
    tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "invoices.csv"
    file.write_text(text)
    with pytest.raises(RuleBroken) as refused:
        read_invoices(file, date.min, date.max)
    assert refused.value.code == code


def test_a_packed_file_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "invoices.csv.xz"
    file.write_bytes(b"not packed at all")
    with pytest.raises(RuleBroken, match=r"csv\.unreadable"):
        read_invoices(file, date.min, date.max)
