"""Catalogue files: good rows go in, bad rows are named with line, field and reason."""

from pathlib import Path

import pytest

from pos_app.services.catalogue_file import spreadsheet_safe
from pos_app.services.import_catalogue import (
    CatalogueRow,
    ImportCatalogue,
    RefusedRow,
    lines_of,
    read_catalogue,
)
from pos_core.errors import NotAllowed, RuleBroken
from tests.builders import FixedClock
from tests.fakes.server import FakeServer

HEAD = "sku,name,barcode,category,brand,description,unit,price,cost,tax_class,active\n"
GOOD = 'A1,Lantern,4006381333931,Light > Lanterns,,"Tin, red",piece,12.00,5.50,standard,true\n'
DEMO = Path(__file__).parents[3] / "resources" / "demo" / "catalogue.csv"


def read(*lines: str) -> tuple[list[CatalogueRow], list[RefusedRow]]:
    return read_catalogue([HEAD, *lines])


def row(**changed: str) -> str:
    fields = {
        "sku": "B2",
        "name": "Lace",
        "barcode": "",
        "category": "",
        "brand": "",
        "description": "",
        "unit": "piece",
        "price": "3.50",
        "cost": "",
        "tax_class": "standard",
        "active": "",
    }
    return ",".join((fields | changed).values()) + "\n"


def test_a_good_row_becomes_a_product(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.csv"
    file.write_text("\ufeff" + HEAD + GOOD, encoding="utf-8")
    (good,), refused = read_catalogue(lines_of(file))
    product = good.product
    assert refused == []
    assert (good.line, product.sku, product.price_minor, product.cost_minor) == (2, "A1", 1200, 550)
    assert (product.description, product.category) == ("Tin, red", "Light > Lanterns")
    assert product.barcodes == ["4006381333931"]
    assert product.opening_stock_milli is None


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"sku": ""}, "sku", "field.missing"),
        ({"name": ""}, "name", "field.missing"),
        ({"name": "x" * 201}, "name", "field.too_long"),
        ({"price": "3.505"}, "price", "money.too_precise"),
        ({"price": "£3.50"}, "price", "money.unreadable"),
        ({"price": "-1.00"}, "price", "field.out_of_range"),
        ({"price": "1e3"}, "price", "money.unreadable"),
        ({"cost": "x"}, "cost", "money.unreadable"),
        ({"barcode": "4006381333930"}, "barcode", "barcode.check_digit"),
        ({"barcode": "4006381333931 40063813"}, "barcode", "barcode.check_digit"),
        ({"barcode": "Ä1"}, "barcode", "barcode.unreadable"),
        ({"tax_class": "luxury"}, "tax_class", "tax_class.unknown"),
        ({"unit": "litre"}, "unit", "unit.unknown"),
        ({"active": "perhaps"}, "active", "flag.unknown"),
    ],
)
def test_a_bad_field_is_named_and_the_other_rows_go_in(
    changed: dict[str, str], field: str, code: str
) -> None:
    rows, refused = read(GOOD, row(**changed), row(sku="C3"))
    assert [good.product.sku for good in rows] == ["A1", "C3"]
    assert [(bad.line, bad.field, bad.code) for bad in refused] == [(3, field, code)]
    assert refused[0].text
    assert refused[0].text != code, "a person reads a sentence"


def test_a_number_column_is_read_by_the_unit() -> None:
    head = "sku,name,unit,price,tax_class,opening_stock,low_stock_threshold,selling_rank\n"
    lines = [
        head,
        "W1,Tea,kg,8.00,zero,2.5,0.5,7\n",
        "P1,Cup,piece,2.00,zero,2.5,,\n",
        "P2,Jug,piece,2.00,zero,-1,,\n",
        "P3,Pot,piece,2.00,zero,,,-1\n",
    ]
    rows, refused = read_catalogue(lines)
    product = rows[0].product
    assert (product.opening_stock_milli, product.low_stock_milli) == (2500, 500)
    assert product.selling_rank == 7
    assert [(bad.field, bad.code) for bad in refused] == [
        ("opening_stock", "quantity.not_whole"),
        ("opening_stock", "field.out_of_range"),
        ("selling_rank", "number.unreadable"),
    ]


def test_the_second_row_with_a_sku_or_a_barcode_is_refused() -> None:
    rows, refused = read(GOOD, row(sku="a1"), row(barcode="4006381333931"))
    assert len(rows) == 1
    assert [(bad.line, bad.code) for bad in refused] == [
        (3, "sku.repeated"),
        (4, "barcode.repeated"),
    ]


def test_a_refused_row_takes_no_sku_and_no_barcode() -> None:
    rows, refused = read(row(barcode="4006381333931", price="x"), GOOD, row())
    assert [good.product.sku for good in rows] == ["A1", "B2"]
    assert len(refused) == 1


def test_a_quote_that_nobody_closes_costs_one_row_only() -> None:
    broken = 'B2,"Lace,,,,,piece,3.50,,standard,\n'
    rows, refused = read(broken, GOOD, row(sku="C3"), row(sku="D4"))
    assert [good.product.sku for good in rows] == ["A1", "C3", "D4"]
    assert [(bad.line, bad.code) for bad in refused] == [(2, "csv.quote_open")]


def test_a_description_may_have_lines_of_its_own() -> None:
    first, second = 'A1,Lantern,,,,"red\n', 'and ""tin""",piece,12.00,,standard,\n'
    rows, refused = read(first, second, row())
    assert refused == []
    assert rows[0].product.description == 'red\nand "tin"'
    assert rows[1].line == 4


def test_rows_of_another_width_are_refused() -> None:
    rows, refused = read("A1,Lantern\n", GOOD, "\n", "only text\n")
    assert len(rows) == 1
    assert [(bad.line, bad.code) for bad in refused] == [(2, "csv.fields"), (5, "csv.fields")]


def test_bytes_that_are_no_utf8_cost_their_row_only(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes((HEAD + row(name="Café")).encode("latin-1") + GOOD.encode())
    rows, refused = read_catalogue(lines_of(file))
    assert [good.product.sku for good in rows] == ["A1"]
    assert [(bad.line, bad.code) for bad in refused] == [(2, "csv.encoding")]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "csv.unreadable"),
        (["sku,name\n"], "csv.columns_missing"),
        (['sku,"name\n', GOOD], "csv.unreadable"),
        (["\x00\x01\x02"], "csv.columns_missing"),
    ],
)
def test_a_file_without_a_usable_head_is_refused_as_a_whole(lines: list[str], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_catalogue(lines)
    assert refused.value.code == code


def test_the_missing_columns_are_named() -> None:
    with pytest.raises(RuleBroken) as refused:
        read_catalogue(["sku,price\n"])
    assert refused.value.data["columns"] == "name, tax_class"


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"csv\.no_such_file"):
        lines_of(tmp_path / "absent.csv")


def test_a_formula_is_a_name_like_any_other_and_harmless_when_exported() -> None:
    (good,), _ = read(row(name="=cmd|' /C calc'!A0"))
    assert good.product.name == "=cmd|' /C calc'!A0"
    assert spreadsheet_safe(good.product.name).startswith("'=")
    assert [spreadsheet_safe(text) for text in ("+1", "-1", "@x", "Lace")] == [
        "'+1",
        "'-1",
        "'@x",
        "Lace",
    ]


def test_the_demo_catalogue_is_read_without_a_refusal() -> None:
    rows, refused = read_catalogue(lines_of(DEMO))
    assert refused == []
    assert len(rows) > 3000


def importer(server: FakeServer, token: str | None = "admin1#1") -> ImportCatalogue:
    return ImportCatalogue(server, lambda: token, FixedClock())


def test_rows_are_sent_in_batches_and_accounted_for() -> None:
    server = FakeServer()
    rows, _ = read(*(row(sku=f"S{n}") for n in range(1200)), row(sku="TAKEN"))
    seen: list[int] = []
    report = importer(server).run(rows, "store-1", False, lambda _, done, __: seen.append(done))
    assert [len(request.products) for request in server.imported] == [500, 500, 201]
    assert report.outcomes == {"created": 1200}
    (bad,) = report.refused
    assert (bad.line, bad.sku, bad.code) == (1202, "TAKEN", "sku.taken")
    assert seen == [500, 1000, 1201]


def test_a_dry_run_changes_nothing() -> None:
    server = FakeServer()
    rows, _ = read(GOOD)
    assert importer(server).run(rows, "store-1", True).outcomes == {"created": 1}
    assert server.imported == []


@pytest.mark.parametrize("token", [None, "sales1#1"])
def test_only_who_may_imports(token: str | None) -> None:
    rows, _ = read(GOOD)
    with pytest.raises(NotAllowed):
        importer(FakeServer(), token).run(rows, "store-1", False)
