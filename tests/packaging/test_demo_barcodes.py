"""In-store EAN-13 codes of the demo shop."""

from demo_barcodes import in_store_ean13
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

STOCK_CODES = st.from_regex(r"[0-9]{5}[A-Z]{0,2}", fullmatch=True)


@given(st.text(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=1, max_size=12))
def test_every_sku_gets_thirteen_digits_of_the_in_store_range_with_a_valid_check_digit(
    sku: str,
) -> None:
    code = in_store_ean13(sku)
    assert len(code) == 13
    assert code.startswith("20")
    assert ean.is_valid(code)


@given(STOCK_CODES, STOCK_CODES)
def test_two_stock_codes_never_share_a_barcode(one: str, other: str) -> None:
    assert (in_store_ean13(one) == in_store_ean13(other)) == (one == other)


def test_a_sku_keeps_its_barcode() -> None:
    assert in_store_ean13("22423") == "2002242300007"
    assert in_store_ean13("85123A") == "2008512300104"
    assert in_store_ean13("W1001") == "2096291286146"
