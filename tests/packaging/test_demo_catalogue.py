"""The catalogue made from transaction lines."""

from decimal import Decimal

from demo_catalogue import catalogue
from demo_source import SourceLine
from demo_weighed_goods import WEIGHED_GOODS


def sold(
    code: str, invoice: str, description: str = "OWL DOORSTOP", price: str = "4.95"
) -> SourceLine:
    return SourceLine(invoice, code, description, 1, "2011-07-25T10:00:00", Decimal(price), "17850")


def test_best_sellers_come_first_counted_by_invoices_not_by_pieces() -> None:
    lines = [sold("11111", "1"), sold("22222", "2"), sold("22222", "3")]
    rows, _ = catalogue(lines)
    assert [row.sku for row in rows if not row.sku.startswith("W")] == ["22222", "11111"]


def test_the_spellings_of_one_code_are_one_product() -> None:
    rows, _ = catalogue([sold("85123A", "1"), sold("85123A", "2")])
    assert [row.sku for row in rows].count("85123A") == 1


def test_a_row_holds_exact_text_for_every_column() -> None:
    rows, _ = catalogue([sold("21116", "1")])
    row = next(row for row in rows if row.sku == "21116")
    assert row.name == "Owl Doorstop"
    assert (row.price, row.unit, row.tax_class, row.active) == ("4.95", "piece", "standard", "true")
    assert row.selling_rank == "1"
    assert Decimal(row.cost) < Decimal(row.price)


def test_what_is_no_goods_or_has_no_price_or_name_is_left_out_with_its_reason() -> None:
    lines = [
        sold("POST", "1", "POSTAGE", "18.0"),
        sold("20849", "2", "", "0.0"),
        sold("20850", "3", "?", "1.25"),
    ]
    rows, left_out = catalogue(lines)
    assert {row.sku for row in rows} == {goods.sku for goods in WEIGHED_GOODS}
    assert [(entry.code, entry.lines) for entry in left_out] == [
        ("20849", "1"),
        ("20850", "1"),
        ("POST", "1"),
    ]
    assert [entry.reason for entry in left_out] == [
        "never had a price: stock entries only",
        "never had a description",
        "postage",
    ]


def test_weighed_goods_stand_at_their_rank_in_kilograms_and_say_that_they_are_invented() -> None:
    rows, _ = catalogue([sold(f"{number}", "1") for number in range(10_000, 10_020)])
    marbles = rows[14]
    assert (marbles.sku, marbles.selling_rank) == ("W1001", "15")
    assert (marbles.unit, marbles.opening_stock) == ("kg", "6.200")
    assert all("Invented for the demo" in row.description for row in rows if row.unit == "kg")
    assert {row.tax_class for row in rows} == {"standard", "reduced", "zero"}
