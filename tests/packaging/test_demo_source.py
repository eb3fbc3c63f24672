"""Reading the transaction file: good lines, and clear sentences for bad ones."""

import lzma
from pathlib import Path

import pytest
from demo_source import COLUMNS, SourceUnusable, read_lines, read_period

HEADER = ",".join(COLUMNS)
SALE = "536365,85123a,HEART HOLDER,6,2010-12-01T08:26:00,2.55,17850,United Kingdom"
LATER = 'C536379,D,"Discount, late",-1,2010-12-03T09:41:00,27.5,14527,United Kingdom'


def written(folder: Path, *lines: str) -> Path:
    path = folder / "retail.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return path


def test_a_line_is_read_with_its_code_in_upper_case(tmp_path: Path) -> None:
    [line] = read_lines(written(tmp_path, SALE))
    assert (line.code, line.quantity, line.price_minor, line.is_sale) == ("85123A", 6, 255, True)


def test_a_cancellation_is_no_sale(tmp_path: Path) -> None:
    [line] = read_lines(written(tmp_path, LATER))
    assert not line.is_sale


def test_a_packed_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    plain = written(tmp_path, SALE, LATER)
    packed = tmp_path / "retail.csv.xz"
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    assert read_lines(packed) == read_lines(plain)


def test_a_period_keeps_its_lines_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, SALE, LATER)
    assert read_period(path, "2010-12-02", "2010-12-03") == [HEADER + "\n", LATER + "\n"]


def test_an_absent_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match=r"nowhere\.csv.*--source"):
        read_lines(tmp_path / "nowhere.csv")


def test_a_broken_packed_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "retail.csv.xz"
    path.write_bytes(b"no archive")
    with pytest.raises(SourceUnusable, match="cannot be read"):
        read_lines(path)


def test_another_file_is_refused_with_the_columns_it_should_have(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceUnusable, match="InvoiceNo, StockCode"):
        read_lines(path)


@pytest.mark.parametrize("broken", [SALE.replace(",6,", ",six,"), SALE.replace("2.55", "cheap")])
def test_a_line_without_numbers_is_named(tmp_path: Path, broken: str) -> None:
    with pytest.raises(SourceUnusable, match="line 3"):
        read_lines(written(tmp_path, SALE, broken))


def test_a_cut_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnusable, match="line 2"):
        read_lines(written(tmp_path, "536365,85123A,HEART"))
