"""The program's commands, as processes of their own: what they say and how they end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.__main__ import run
from pos_app.storage.instance import InstanceLock

PROJECT = Path(__file__).parents[3]
CATALOGUE = "sku,name,price,tax_class\nA1,Lantern,12.00,standard\n"


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Return an environment without a screen and with a till of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "SALEPOINT_DATA_DIR": str(tmp_path / "data"),
        "SALEPOINT_KEY_STORE": "file",
        **more,
    }


def salepoint(tmp_path: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pos_app", *arguments],
        cwd=PROJECT,
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_version_is_said_at_once_and_nothing_is_imported_for_it() -> None:
    script = (
        "import sys; from pos_app.__main__ import run; run(['--version']);"
        "print(sorted({'PySide6', 'sqlalchemy', 'requests', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    version, imported = done.stdout.splitlines()
    assert version.startswith("SalePoint ")
    assert imported == "[]"


def test_without_a_screen_the_window_says_so_instead_of_aborting(tmp_path: Path) -> None:
    done = salepoint(tmp_path)
    assert done.returncode == 1
    assert "needs a screen" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("word", ["frobnicate", "--verbose"])
def test_an_unknown_command_shows_what_there_is(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([word]) == 2
    assert "journal verify" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    for name in ("import", "journal", "replay", "demo"):
        assert name in said


def test_a_wrong_setting_ends_in_a_sentence(tmp_path: Path) -> None:
    done = salepoint(tmp_path, "journal", "verify", SALEPOINT_PRINTER="usb")
    assert done.returncode == 1
    assert "printer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_journal_is_sound(tmp_path: Path) -> None:
    done = salepoint(tmp_path, "journal", "verify")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 entries checked")


def test_a_till_that_is_open_is_not_opened_twice(tmp_path: Path) -> None:
    first = InstanceLock(tmp_path / "data")
    done = salepoint(tmp_path, "journal", "verify")
    first.release()
    assert done.returncode == 1
    assert "storage.in_use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_catalogue_that_cannot_be_read_costs_no_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "broken.csv"
    file.write_text("sku,name\nA1,Lantern\n")
    done = salepoint(tmp_path, "import", "catalogue", str(file))
    assert done.returncode == 1
    assert "csv.columns_missing" in done.stderr
    assert not (tmp_path / "data").exists()


def test_refused_rows_are_told_and_written_down(tmp_path: Path) -> None:
    file, report = tmp_path / "all.csv", tmp_path / "refused.csv"
    file.write_text("sku,name,price,tax_class\n=A1,Lantern,1.234,standard\n")
    done = salepoint(tmp_path, "import", "catalogue", str(file), "--report", str(report))
    assert done.returncode == 1
    assert "line 2 (=A1), price" in done.stdout
    assert "'=A1,price,money.too_precise" in report.read_text()


def test_importing_needs_a_store(tmp_path: Path) -> None:
    file = tmp_path / "good.csv"
    file.write_text(CATALOGUE)
    done = salepoint(tmp_path, "import", "catalogue", str(file), "--user", "admin1")
    assert done.returncode == 1
    assert "import.store_missing" in done.stderr


def test_importing_without_a_network_says_so(tmp_path: Path) -> None:
    file = tmp_path / "good.csv"
    file.write_text(CATALOGUE)
    arguments = ("import", "catalogue", str(file), "--user", "admin1", "--store", "S1")
    done = salepoint(tmp_path, *arguments, SALEPOINT_PASSWORD="made-up")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_replay_of_days_without_invoices_says_so(tmp_path: Path) -> None:
    week = PROJECT / "resources" / "demo" / "trading_week.csv"
    out = tmp_path / "out.json"
    days = ("--from", "2020-01-01", "--to", "2020-01-02")
    done = salepoint(tmp_path, "replay", "--csv", str(week), "--json", str(out), *days)
    assert done.returncode == 1
    assert "replay.no_invoices" in done.stderr
    assert not out.exists()


def test_a_machine_that_is_no_register_is_not_enrolled_into_a_store_nobody_named(
    tmp_path: Path,
) -> None:
    done = salepoint(tmp_path, "enrol", "--user", "it1", SALEPOINT_PASSWORD="made-up")
    assert done.returncode == 1
    assert "--store" in done.stderr
