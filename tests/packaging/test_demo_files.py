"""The committed demo shop: complete, exact, and what its README says."""

import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from demo_catalogue import CatalogueRow
from demo_media import slug
from demo_source import COLUMNS, read_lines
from PIL import Image
from stdnum import ean

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
LIMIT_OF_MEDIA = 12 * 1024 * 1024
LIMIT_OF_SPECIFICATION = 60 * 1024


def rows_of(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def products() -> list[dict[str, str]]:
    return rows_of("catalogue.csv")


@pytest.fixture(scope="module")
def media() -> list[dict[str, str]]:
    return rows_of("media.csv")


def test_the_catalogue_has_the_columns_of_the_import_and_the_rank(
    products: list[dict[str, str]],
) -> None:
    assert tuple(products[0]) == CatalogueRow._fields
    assert [int(row["selling_rank"]) for row in products] == list(range(1, len(products) + 1))


def test_there_are_thousands_of_products_with_unique_skus_in_upper_case(
    products: list[dict[str, str]],
) -> None:
    skus = [row["sku"] for row in products]
    assert len(skus) == len(set(skus)) > 3_700
    assert skus == [sku.upper() for sku in skus]


def test_every_barcode_is_unique_in_store_and_has_a_valid_check_digit(
    products: list[dict[str, str]],
) -> None:
    codes = [row["barcode"] for row in products]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not (code.startswith("20") and ean.is_valid(code))] == []


@pytest.mark.parametrize("column", ["price", "cost"])
def test_every_amount_has_exactly_two_decimals_and_is_above_zero(
    products: list[dict[str, str]], column: str
) -> None:
    amounts = [row[column] for row in products]
    assert [text for text in amounts if not re.fullmatch(r"\d+\.\d\d", text)] == []
    assert [text for text in amounts if text == "0.00"] == []


def test_quantities_are_whole_pieces_or_kilograms_with_three_decimals(
    products: list[dict[str, str]],
) -> None:
    form = {"piece": r"\d+", "kg": r"\d+\.\d{3}"}
    for row in products:
        for column in ("low_stock_threshold", "opening_stock"):
            assert re.fullmatch(form[row["unit"]], row[column]), row


def test_names_are_clean(products: list[dict[str, str]]) -> None:
    unclean = [
        row["name"]
        for row in products
        if row["name"] != row["name"].strip(" .,*")
        or "  " in row["name"]
        or "?" in row["name"]
        or re.search(r"damage|thrown away", row["name"], re.IGNORECASE)
        or row["name"].isupper()
    ]
    assert unclean == []


def test_there_are_about_fifteen_main_categories_and_none_is_nearly_empty(
    products: list[dict[str, str]],
) -> None:
    main = Counter(row["category"].split(" > ")[0] for row in products)
    assert 12 <= len(main) <= 16
    assert min(main.values()) >= 20


def test_every_media_file_is_there_unchanged_and_no_other(media: list[dict[str, str]]) -> None:
    for row in media:
        content = (DEMO / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"], row["file"]
        assert len(content) == int(row["bytes"])
    on_disk = {path.relative_to(DEMO).as_posix() for path in DEMO.glob("media/*/*")}
    assert on_disk == {row["file"] for row in media}


def test_files_are_named_after_sku_and_name(
    media: list[dict[str, str]], products: list[dict[str, str]]
) -> None:
    names = {row["sku"]: row["name"] for row in products}
    assert slug("Paper Chain Kit 50's Christmas") == "paper-chain-kit-50s-christmas"
    for row in media:
        assert Path(row["file"]).name.startswith(f"{row['sku']}-{slug(names[row['sku']])}")


def test_enough_products_have_pictures_thumbnail_and_specification(
    media: list[dict[str, str]],
) -> None:
    kinds = Counter((row["sku"], row["kind"]) for row in media)
    pictured = [sku for (sku, kind), count in kinds.items() if kind == "image" and 2 <= count <= 4]
    assert len(pictured) >= 72
    assert all(kinds[sku, "thumbnail"] == 1 for sku in pictured)
    assert sum(kind == "specification" for _, kind in kinds) >= 60


def test_the_first_sixty_best_sellers_have_a_picture(
    media: list[dict[str, str]], products: list[dict[str, str]]
) -> None:
    pictured = {row["sku"] for row in media}
    assert [row["name"] for row in products[:60] if row["sku"] not in pictured] == []


def test_media_stay_small_and_have_the_promised_sizes(media: list[dict[str, str]]) -> None:
    assert sum(int(row["bytes"]) for row in media) < LIMIT_OF_MEDIA
    sizes = {"image": (800, 600), "thumbnail": (192, 144)}
    for row in media:
        if row["kind"] in sizes:
            with Image.open(DEMO / row["file"]) as picture:
                assert picture.size == sizes[row["kind"]]
        else:
            assert int(row["bytes"]) < LIMIT_OF_SPECIFICATION
            assert (DEMO / row["file"]).read_bytes().startswith(b"%PDF-")


def test_the_trading_week_is_whole_and_reads_like_its_source() -> None:
    lines = read_lines(DEMO / "trading_week.csv")
    assert len(lines) == 8_451
    assert (lines[0].at[:10], lines[-1].at[:10]) == ("2011-07-25", "2011-07-31")
    assert tuple(rows_of("trading_week.csv")[0]) == COLUMNS


def test_every_priced_line_of_the_week_is_goods_of_the_catalogue_or_listed_as_left_out(
    products: list[dict[str, str]],
) -> None:
    known = {row["sku"] for row in products} | {row["code"] for row in rows_of("left_out.csv")}
    assert {line.code for line in read_lines(DEMO / "trading_week.csv")} <= known


def test_shop_and_staff_fit_together() -> None:
    shop = json.loads((DEMO / "shop.json").read_text(encoding="utf-8"))
    staff = json.loads((DEMO / "staff.json").read_text(encoding="utf-8"))
    stores = {store["code"] for store in shop["stores"]}
    assert stores == {"S1", "S2"}
    assert {person["store"] for person in staff} <= stores
    assert {person["role"] for person in staff} == {"salesperson", "manager", "admin", "it"}
    assert {person["user_name"] for person in staff} >= {"sales1", "manager1", "newbie"}
    assert "demo" in " ".join(shop["legal_lines"])


def test_every_tax_class_of_the_catalogue_is_one_of_the_shop(
    products: list[dict[str, str]],
) -> None:
    shop = json.loads((DEMO / "shop.json").read_text(encoding="utf-8"))
    rates = {entry["code"]: entry["rate_millipercent"] for entry in shop["tax_classes"]}
    assert rates == {"standard": 20_000, "reduced": 5_000, "zero": 0}
    assert {row["tax_class"] for row in products} <= rates.keys()
