"""Putting a till together: what is needed, what is missing, and what is not imported yet."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.bootstrap import build_till
from pos_app.config import Settings
from pos_app.devices.key_store import FILE_NAME
from pos_core.errors import EnvironmentFailed, RuleBroken, StorageFailed

PROJECT = Path(__file__).parents[2]
SLOW = {"requests", "pycognito", "boto3", "botocore", "keyring", "escpos", "babel", "argon2"}


def settings(folder: Path) -> Settings:
    return Settings(folder / "data", key_store="file")


def test_a_new_till_opens_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(build_till(settings(tmp_path))) as till:
            assert till.journal_view.state().last_seq == 0
            assert till.engine.run_once().idle


def test_a_till_before_its_first_fill_cannot_begin_a_sale(tmp_path: Path) -> None:
    till = build_till(settings(tmp_path))
    with closing(till), pytest.raises(RuleBroken, match=r"shop\.not_filled"):
        till.open_sale()


def test_the_books_are_not_readable_without_the_key(tmp_path: Path) -> None:
    build_till(settings(tmp_path)).close()
    data = tmp_path / "data"
    assert not (data / "till.db").read_bytes().startswith(b"SQLite format 3")
    (data / FILE_NAME).unlink()
    with pytest.raises(EnvironmentFailed, match=r"key_store\.key_missing"):
        build_till(settings(tmp_path))
    assert (data / "till.db").stat().st_size > 0, "books without a key are never written over"


def test_a_till_that_is_open_cannot_be_opened_again(tmp_path: Path) -> None:
    first = build_till(settings(tmp_path))
    with closing(first), pytest.raises(StorageFailed, match=r"storage\.in_use"):
        build_till(settings(tmp_path))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match=r"storage\.folder"):
        build_till(Settings(tmp_path / "file" / "data", key_store="file"))


def test_a_till_opens_without_what_only_network_and_printer_need() -> None:
    script = "import pos_app.bootstrap, sys; print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", script, *SLOW],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
