"""Drawings become pictures and specifications, the same ones every time."""

import io
from pathlib import Path

import pytest
from demo_care import care_of
from demo_catalogue import CatalogueRow, catalogue
from demo_drawn import DRAWN
from demo_media import write_media
from demo_pictures import gallery, painted, shown, thumbnail
from demo_svg import circle, clipped, mixed
from PIL import Image
from PySide6.QtGui import QGuiApplication


def colours(png: bytes) -> int:
    with Image.open(io.BytesIO(png)) as picture:
        return len(picture.convert("RGB").getcolors(picture.width * picture.height) or [])


@pytest.fixture
def marbles() -> CatalogueRow:
    rows, _ = catalogue([])
    return next(row for row in rows if row.sku == "W1001")


def test_every_drawing_covers_a_good_part_of_its_field(qapp: QGuiApplication) -> None:
    assert qapp is not None
    for sku, drawing in DRAWN.items():
        extent = shown(drawing, 0).extent
        assert extent.width >= 90, sku
        assert extent.height >= 90, sku
        assert extent.hangs or 0 < extent.top < extent.bottom < 300, sku


def test_a_gallery_shows_different_views_in_full_size(qapp: QGuiApplication) -> None:
    assert qapp is not None
    views = list(gallery(DRAWN["22423"], 3, 4))
    assert len(set(views)) == len(views) == 4
    assert all(colours(view) > 8 for view in views)


def test_a_garland_has_no_group(qapp: QGuiApplication) -> None:
    assert qapp is not None
    assert len(list(gallery(DRAWN["47566"], 3, 4))) == 3


def test_the_same_drawing_gives_the_same_bytes(qapp: QGuiApplication) -> None:
    assert qapp is not None
    assert thumbnail(DRAWN["22727"], 2) == thumbnail(DRAWN["22727"], 2)
    assert thumbnail(DRAWN["22727"], 2) != thumbnail(DRAWN["22726"], 2)


def test_what_lies_outside_an_outline_is_cut_off(qapp: QGuiApplication) -> None:
    assert qapp is not None
    cut = painted(clipped("M100 100H200V200H100Z", circle(200, 150, 80, "#C9372F")), 400)
    assert cut.getbbox() == (120, 100, 200, 200)


def test_files_of_a_product_are_written_and_listed(
    qapp: QGuiApplication, tmp_path: Path, marbles: CatalogueRow
) -> None:
    assert qapp is not None
    media = write_media(tmp_path, [marbles])
    assert [row.kind for row in media] == ["image"] * 4 + ["thumbnail", "specification"]
    assert all((tmp_path / row.file).stat().st_size == int(row.bytes) for row in media)
    assert (tmp_path / "media.csv").read_text(encoding="utf-8").count("W1001,") == 6


def test_a_specification_carries_no_time_of_its_making(
    qapp: QGuiApplication, tmp_path: Path, marbles: CatalogueRow
) -> None:
    assert qapp is not None
    write_media(tmp_path, [marbles])
    [pdf] = tmp_path.glob("media/specifications/*.pdf")
    assert b"D:20111209120000" in pdf.read_bytes()


def test_colours_mix_by_share() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#123456", "#FFFFFF", 0) == "#123456"


def test_care_follows_the_material_and_never_is_empty() -> None:
    assert "wick" in care_of("wax, glass")
    assert "chalk" in care_of("natural slate")
    assert all(care_of(drawing.material) for drawing in DRAWN.values())
