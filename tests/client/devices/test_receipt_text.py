"""The receipt in columns: every amount of the sale, and no line wider than the paper."""

from dataclasses import replace

import pytest

from pos_app.devices.paper_text import Style
from pos_app.devices.receipt_text import lay_out, plain_text
from tests.client.devices.receipts import full_receipt, return_receipt

EXPECTED = """\
              Lantern & Lace
           Store 1, High Street
              12 High Street
            Lacebridge LB1 2LL
            VAT GB 123 4567 89
------------------------------------------
T1-000001                21 Nov 2026 12:00
Served by Sales 1
------------------------------------------
White Hanging Heart T-Light Holder –
“Café” edition
  4 × 2.95                           11.80
  Staff 5 %                          -0.59
Pot pourri
  0.485 kg × 8.90                     4.32
  a present for €5
------------------------------------------
You save                              0.59
TOTAL                               £15.53
Card A1B2-77                          5.00
Cash                                 20.00
Change                               £9.47
------------------------------------------
Tax                  Net      Tax    Gross
VAT 20 %           12.94     2.59    15.53
------------------------------------------
        Thank you for your visit.
         Open Monday to Saturday"""


def test_a_receipt_reads_like_this() -> None:
    assert plain_text(full_receipt()) == EXPECTED


def test_amounts_are_written_as_the_shops_country_does() -> None:
    text = plain_text(full_receipt(), "de_DE")
    assert "15,53 £" in text
    assert "0,485 kg × 8,90" in text


def test_a_copy_and_a_return_say_what_they_are() -> None:
    assert "*** COPY ***" in plain_text(full_receipt(copy=True))
    assert "COPY" not in plain_text(full_receipt())
    text = plain_text(return_receipt())
    assert "RETURN" in text
    assert "Goods of receipt T1-000001" in text
    assert "REFUND" in text


def test_cash_rounding_is_a_line_of_its_own() -> None:
    receipt = replace(full_receipt(), rounding_minor=2)
    assert "Rounding of cash                      0.02" in plain_text(receipt).splitlines()


@pytest.mark.parametrize("columns", [24, 32, 42, 48])
@pytest.mark.parametrize("locale", ["en_GB", "de_DE", "fr_FR", "hi_IN"])
def test_no_line_is_wider_than_the_paper(columns: int, locale: str) -> None:
    for line in lay_out(full_receipt(copy=True), locale, columns):
        room = columns // 2 if line.style is Style.BIG else columns
        assert len(line.text) <= room, line


def test_the_local_time_of_the_sale_is_printed() -> None:
    assert "21 Nov 2026 17:30" in plain_text(replace(full_receipt(), utc_offset_minutes=330))
