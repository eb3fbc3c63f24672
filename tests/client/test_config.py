"""Settings: where they come from, which one wins, and how a wrong one is named."""

import json
from pathlib import Path

import pytest

from pos_app.config import Settings, load_settings, owners_file
from pos_core.errors import RuleBroken


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def loaded(tmp_path: Path, locked: str = "", **environ: str) -> Settings:
    environ.setdefault("SALEPOINT_CONFIG", str(write(tmp_path, "empty.toml", "")))
    return load_settings(environ, write(tmp_path, "locked.toml", locked))


def test_without_anything_the_till_has_a_place_for_its_data_and_no_backend(tmp_path: Path) -> None:
    settings = loaded(tmp_path)
    assert settings.data_dir.is_absolute()
    assert settings.api_url == ""
    assert settings.key_store == "keyring"


def test_environment_wins_over_the_file_and_the_lock_wins_over_both(tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml", 'locale = "de_DE"\ntheme = "dark"\nprinter = "none"\n')
    settings = loaded(
        tmp_path,
        locked='printer = "tcp:printer.local:9100"\n',
        SALEPOINT_CONFIG=str(file),
        SALEPOINT_THEME="light",
        SALEPOINT_PRINTER="file:/tmp/other",
    )
    assert (settings.locale, settings.theme) == ("de_DE", "light")
    assert settings.printer == "tcp:printer.local:9100"


def test_nobody_points_away_from_what_the_owner_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert not owners_file().is_relative_to(tmp_path)


def test_a_backend_on_this_machine_says_where_it_is(tmp_path: Path) -> None:
    cloud = {
        "api_url": "http://127.0.0.1:4566/v1",
        "cognito_endpoint": "http://127.0.0.1:4566",
        "user_pool_id": "eu-west-2_abc",
        "client_id": "xyz",
        "database_url": "not for tills",
    }
    file = write(tmp_path, "cloud.json", json.dumps(cloud))
    settings = loaded(tmp_path, SALEPOINT_CLOUD=str(file))
    assert settings.api_url == "http://127.0.0.1:4566/v1"
    assert settings.user_pool_id == "eu-west-2_abc"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_url", "http://api.example.com/v1"),
        ("api_url", "ftp://api.example.com"),
        ("cognito_endpoint", "api.example.com"),
        ("key_store", "plain"),
        ("theme", "pink"),
        ("printer", "usb"),
        ("printer", "tcp:host:port"),
        ("printer", "file:"),
        ("data_dir", "till/data"),
    ],
)
def test_a_wrong_setting_is_named_with_the_way_out(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        loaded(tmp_path, **{f"SALEPOINT_{name.upper()}": value})
    assert refused.value.code == "settings.unreadable"
    assert refused.value.data["name"] == name
    assert refused.value.data["reason"]


def test_an_unknown_setting_in_a_file_is_refused_by_name(tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml", 'printr = "none"\n')
    with pytest.raises(RuleBroken) as refused:
        loaded(tmp_path, SALEPOINT_CONFIG=str(file))
    assert refused.value.data["name"] == "printr"


@pytest.mark.parametrize("text", ["locale = ", "\x00"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, "mine.toml", text)
    with pytest.raises(RuleBroken) as refused:
        loaded(tmp_path, SALEPOINT_CONFIG=str(file))
    assert refused.value.data["file"] == str(file)


def test_a_settings_file_that_was_named_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as refused:
        loaded(tmp_path, SALEPOINT_CONFIG=str(tmp_path / "absent.toml"))
    assert refused.value.code == "settings.file_unreadable"
