"""Key stores: what was put in comes out, and what is missing is said clearly."""

import stat
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from pos_app.devices.key_store import (
    FILE_NAME,
    FileKeyStore,
    PlatformKeyStore,
    key_store_for,
)
from pos_core.errors import EnvironmentFailed


class Drawer(KeyringBackend):
    """A desktop's key store in a dictionary; `locked` makes it refuse."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    monkeypatch.setattr(keyring.core, "load_keyring", lambda _: made)
    return made


def test_the_file_is_readable_by_its_owner_only_and_says_what_it_is(tmp_path: Path) -> None:
    store = key_store_for("file", tmp_path / "data")
    store.put("register.secret", "s3cret")
    file = tmp_path / "data" / FILE_NAME
    assert "insecure" in file.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert FileKeyStore(tmp_path / "data").get("register.secret") == "s3cret"
    assert store.get("nothing") is None


def test_a_second_secret_keeps_the_first(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path)
    store.put("a", "1")
    store.put("b", "2")
    assert (store.get("a"), store.get("b")) == ("1", "2")


@pytest.mark.parametrize("content", ["", "{", "\x00"])
def test_a_damaged_file_is_never_taken_for_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        FileKeyStore(tmp_path).get("a")
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        FileKeyStore(tmp_path).put("a", "1")


def test_two_tills_on_one_desktop_have_drawers_of_their_own(tmp_path: Path, drawer: Drawer) -> None:
    key_store_for("keyring", tmp_path / "one").put("a", "1")
    other = PlatformKeyStore(tmp_path / "two")
    assert other.get("a") is None
    assert PlatformKeyStore(tmp_path / "one").get("a") == "1"
    assert len(drawer.secrets) == 1


def test_a_locked_key_store_is_said_so(tmp_path: Path, drawer: Drawer) -> None:
    drawer.locked = True
    store = PlatformKeyStore(tmp_path)
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        store.get("a")
    with pytest.raises(EnvironmentFailed, match=r"key_store\.unavailable"):
        store.put("a", "1")


def test_the_back_end_is_named_and_not_whatever_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def load(name: str) -> Drawer:
        asked.append(name)
        return Drawer()

    monkeypatch.setattr(keyring.core, "load_keyring", load)
    PlatformKeyStore(tmp_path).get("a")
    assert asked[0].startswith("keyring.backends.")
    assert "null" not in asked[0]
    assert "fail" not in asked[0]
