"""The script as a whole: its refusals, and that the committed files are what it makes."""

import csv
from pathlib import Path

import pytest
from build_demo_data import main
from demo_catalogue import catalogue
from demo_source import COLUMNS, read_lines, read_period
from PySide6.QtGui import QGuiApplication

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"


def test_an_absent_source_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo"
    assert main(["--source", str(tmp_path / "none.csv.xz"), "--out", str(out)]) == 2
    assert "none.csv.xz" in capsys.readouterr().err
    assert not out.exists()


def test_a_new_build_replaces_pictures_and_leaves_other_files_alone(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    assert qapp is not None
    source, out = tmp_path / "retail.csv", tmp_path / "demo"
    source.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    stale, readme = out / "media" / "images" / "gone.png", out / "README.md"
    stale.parent.mkdir(parents=True)
    stale.touch()
    readme.touch()
    assert main(["--source", str(source), "--out", str(out)]) == 0
    assert not stale.exists()
    assert readme.exists()
    assert (out / "catalogue.csv").read_text(encoding="utf-8").count("\n") == 7


@pytest.mark.dataset
def test_the_committed_catalogue_is_what_the_source_gives(dataset: Path) -> None:
    rows, left_out = catalogue(read_lines(dataset))
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[1:] == [list(row) for row in rows]
    with (DEMO / "left_out.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream))[1:] == [list(entry) for entry in left_out]


@pytest.mark.dataset
def test_the_committed_week_is_the_sources_own_lines(dataset: Path) -> None:
    week = "".join(read_period(dataset, "2011-07-25", "2011-07-31"))
    assert (DEMO / "trading_week.csv").read_bytes() == week.encode()
