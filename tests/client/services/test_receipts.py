"""Receipts: found again, printed, printed again as a copy, mailed; and a printer that fails."""

import pytest

from pos_core.errors import DeviceFailed, NotFound, RuleBroken
from pos_core.receipt import ReceiptKind
from tests.fakes.till import SALES_1, TillRig


def types_of(till: TillRig) -> list[str]:
    return [row.type for row in till.journal.rows()]


def test_a_receipt_has_the_shop_the_store_and_the_sale(till: TillRig) -> None:
    paid = till.sell()
    receipt = till.receipts.of(paid.sale.stamp.event_id)
    assert (receipt.shop.name, receipt.shop.store_name) == (
        "Lantern & Lace",
        "Store 1, High Street",
    )
    assert receipt.shop.vat_number == "GB 1"
    assert (receipt.number, receipt.total_minor, receipt.copy) == ("T1-000001", 1200, False)


def test_a_return_has_a_receipt_of_its_own(till: TillRig) -> None:
    done = till.take_back(till.sell())
    receipt = till.receipts.of(done.goods.stamp.event_id)
    assert receipt.kind is ReceiptKind.RETURN
    assert receipt.original_number == "T1-000001"


def test_the_first_print_opens_the_drawer_and_is_no_copy(till: TillRig) -> None:
    till.receipts.print(till.sell().sale.stamp.event_id, open_drawer=True)
    assert till.printer.drawer_opened == 1
    assert [receipt.copy for receipt in till.printer.printed] == [False]


@pytest.mark.fault(54, "a second print")
def test_a_reprint_is_marked_and_recorded(till: TillRig) -> None:
    till.receipts.reprint(till.sell().sale.stamp.event_id, SALES_1)
    assert [receipt.copy for receipt in till.printer.printed] == [True]
    assert types_of(till)[0] == "receipt.reprinted"


@pytest.mark.fault(54, "the printer fails")
def test_a_printer_that_fails_changes_nothing_about_the_sale(till: TillRig) -> None:
    till.printer.broken = True
    paid = till.sell()
    with pytest.raises(DeviceFailed, match=r"printer\.failed"):
        till.receipts.print(paid.sale.stamp.event_id, open_drawer=True)
    assert till.receipts.printer_status() == "failed"
    till.printer.broken = False
    till.receipts.reprint(paid.sale.stamp.event_id, SALES_1)
    assert till.journal.verify() == 3


def test_a_mail_is_asked_of_the_server_by_an_entry(till: TillRig) -> None:
    paid = till.sell()
    till.receipts.request_mail(paid.sale.stamp.event_id, " anna@example.com ", SALES_1)
    till.engine.run_once()
    entry = till.server.ledgers["register-1"].entries[-1]
    assert entry.fact.type == "receipt.mail_requested"
    assert entry.fact.payload["address"] == "anna@example.com"


@pytest.mark.parametrize(
    "address", ["", "anna", "anna@example.com\nBcc: all@example.com", "a b@c.d"]
)
def test_what_is_no_address_is_refused_and_not_recorded(till: TillRig, address: str) -> None:
    paid = till.sell()
    with pytest.raises(RuleBroken, match=r"mail\.address_unreadable"):
        till.receipts.request_mail(paid.sale.stamp.event_id, address, SALES_1)
    assert types_of(till)[0] == "sale.completed"


def test_receipts_are_listed_latest_first(till: TillRig) -> None:
    first, second = till.sell(), till.sell()
    listed = [summary.event_id for summary in till.receipts.latest()]
    assert listed == [second.sale.stamp.event_id, first.sale.stamp.event_id]


def test_a_receipt_that_nobody_knows_is_said_so(till: TillRig) -> None:
    with pytest.raises(NotFound, match=r"receipt\.unknown"):
        till.receipts.of("nothing")
