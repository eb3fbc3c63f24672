"""`salepoint journal salvage` and `recovery-key`: lost keys, locked folders, files set aside."""

import base64
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.bootstrap import build_salvage, build_till, recoverable_keys
from pos_app.cli.journal_salvage import run_recovery_key, run_salvage
from pos_app.config import Settings
from pos_app.devices.key_store import FILE_NAME
from pos_app.devices.recovery_seal import RECOVERY_FILE, new_recovery_key
from pos_app.services.journal_file import verify_file
from pos_app.services.register_accounts import REGISTER_SECRET, REGISTER_USERNAME, SIGNING_KEY
from pos_core.errors import EnvironmentFailed, NotFound, RuleBroken, SalePointError
from tests.builders import REGISTER, numbered_id, sale, sale_entry
from tests.builders import SIGNING_KEY as KEY_OF_REGISTER
from tests.client.storage.wrecks import file_of, flip

SALES = 5


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "recovery.key"


@pytest.fixture
def settings(tmp_path: Path, key_file: Path) -> Settings:
    return Settings(tmp_path / "data", key_store="file", recovery_key=new_recovery_key(key_file))


@pytest.fixture
def sold(settings: Settings) -> Settings:
    """The settings of a till that has sold, without a network, and was closed."""
    keys = recoverable_keys(settings)
    raw = base64.b64encode(KEY_OF_REGISTER.private_bytes_raw()).decode()
    with closing(build_till(settings)) as till:
        for name, secret in (
            (SIGNING_KEY, raw),
            (REGISTER_SECRET, "a secret"),
            (REGISTER_USERNAME, REGISTER.username),
        ):
            keys.put(name, secret)
        with till.storage.begin() as books:
            books.set_register(REGISTER)
        for number in range(1, SALES + 1):
            with till.storage.begin() as books:
                books.sales.next_receipt_number()
                entry = sale_entry(sale(number), books.journal.head())
                books.journal.append(entry)
                books.sales.record_sale(sale(number), entry.seq)
    return settings


def salvage(settings: Settings, *arguments: object) -> int:
    return run_salvage([str(word) for word in arguments], build_salvage(settings))


def refused(settings: Settings, *arguments: object) -> SalePointError:
    with pytest.raises(SalePointError) as told:
        salvage(settings, *arguments)
    return told.value


def lose_keys(settings: Settings) -> None:
    """Do what a keyring does that is reset."""
    (settings.data_dir / FILE_NAME).unlink()


def events(settings: Settings) -> list[str]:
    with closing(build_till(settings)) as till, till.storage.read() as books:
        return [entry.fact.event_id for entry in books.journal.to_send(0, 999, 10**9)]


ALL = [numbered_id(number) for number in range(1, SALES + 1)]


def test_a_till_whose_keys_are_lost_opens_again_with_the_recovery_key_and_has_all_its_sales(
    sold: Settings, key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lose_keys(sold)
    with pytest.raises(EnvironmentFailed, match=r"key_store\.key_missing"):
        build_till(sold)
    assert salvage(sold, "--recovery-key", key_file) == 0
    assert "4 secrets are back" in capsys.readouterr().out
    assert events(sold) == ALL
    assert recoverable_keys(sold).get(REGISTER_SECRET) == "a secret"


def test_a_till_whose_file_is_gone_too_gets_its_sales_back(sold: Settings, key_file: Path) -> None:
    lose_keys(sold)
    file_of(sold.data_dir).unlink()
    with pytest.raises(EnvironmentFailed, match=r"key_store\.key_missing"):
        build_till(sold)
    assert salvage(sold, "--recovery-key", key_file) == 0
    assert events(sold) == ALL


def test_nothing_of_the_keys_can_be_read_in_the_recovery_file(sold: Settings) -> None:
    text = (sold.data_dir / RECOVERY_FILE).read_text()
    keys = recoverable_keys(sold)
    for name in ("database.key", SIGNING_KEY, REGISTER_SECRET):
        assert str(keys.get(name)) not in text


def test_a_folder_of_another_till_is_opened_with_the_recovery_key_and_only_read(
    sold: Settings, key_file: Path, tmp_path: Path
) -> None:
    lose_keys(sold)
    before = {file: file.read_bytes() for file in sold.data_dir.rglob("*") if file.is_file()}
    other = Settings(tmp_path / "desk of IT", key_store="file")
    out = tmp_path / "saved.jsonl"
    assert salvage(other, "--from", sold.data_dir, "--recovery-key", key_file, "--export", out) == 0
    (title,) = verify_file(out)
    assert (title.register_code, title.entries) == (REGISTER.code, SALES)
    after = {file: file.read_bytes() for file in sold.data_dir.rglob("*") if file.is_file()}
    assert after == before
    assert not (tmp_path / "desk of IT" / "till.db").exists()


def test_a_file_that_was_set_aside_is_read_with_this_tills_own_key(
    sold: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flip(file_of(sold.data_dir), 200)
    assert salvage(sold) == 0
    assert f"{SALES} entries that are not in the server's books" in capsys.readouterr().out
    (aside,) = sold.data_dir.glob("till.db.damaged-*")
    out = tmp_path / "saved.jsonl"
    assert salvage(sold, "--from", aside, "--export", out) == 0
    assert verify_file(out)[0].entries == SALES
    assert "1 to 5" in capsys.readouterr().out


def test_whole_books_are_said_to_be_whole(
    sold: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert salvage(sold) == 0
    assert capsys.readouterr().out == "The books of this till are whole.\n"


def test_damage_that_no_start_meets_is_found_and_repaired(
    sold: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_of(sold.data_dir)
    for page in range(5, file.stat().st_size // 4096, 7):
        flip(file, page * 4096 + 300)
    assert salvage(sold) == 0
    assert "made anew" in capsys.readouterr().out
    assert events(sold) == ALL


def test_keys_that_are_not_sealed_or_sealed_to_another_are_refused_with_the_reason(
    sold: Settings, key_file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "another.key"
    new_recovery_key(wrong)
    assert refused(sold, "--recovery-key", wrong).code == "recovery.wrong_key"
    assert refused(sold, "--recovery-key", tmp_path / "none").code == "recovery.no_key_file"
    no_key = tmp_path / "no.key"
    no_key.write_text("my password")
    assert refused(sold, "--recovery-key", no_key).code == "recovery.key_unreadable"
    (sold.data_dir / RECOVERY_FILE).write_text("{}")
    assert refused(sold, "--recovery-key", key_file).code == "recovery.unreadable"
    (sold.data_dir / RECOVERY_FILE).unlink()
    assert refused(sold, "--recovery-key", key_file).code == "recovery.no_file"
    assert isinstance(refused(sold, "--from", tmp_path / "nowhere"), NotFound)


def test_keys_that_differ_are_kept_when_others_are_restored(sold: Settings, key_file: Path) -> None:
    shutil.copy(sold.data_dir / RECOVERY_FILE, sold.data_dir / "aside")
    keys = recoverable_keys(sold)
    keys.put(REGISTER_SECRET, "a later secret")
    shutil.copy(sold.data_dir / "aside", sold.data_dir / RECOVERY_FILE)
    assert salvage(sold, "--recovery-key", key_file) == 0
    assert keys.get(REGISTER_SECRET) == "a secret"
    assert keys.get(f"{REGISTER_SECRET}.replaced") == "a later secret"


def test_a_secret_that_came_later_is_sealed_too(sold: Settings, key_file: Path) -> None:
    recoverable_keys(sold).put("register.account.register-t4", "of a successor")
    lose_keys(sold)
    salvage(sold, "--recovery-key", key_file)
    assert recoverable_keys(sold).get("register.account.register-t4") == "of a successor"


def test_a_recovery_key_that_was_set_up_later_seals_what_is_there(
    tmp_path: Path, key_file: Path
) -> None:
    before = Settings(tmp_path / "data", key_store="file")
    build_till(before).close()
    assert not (before.data_dir / RECOVERY_FILE).exists()
    later = Settings(tmp_path / "data", key_store="file", recovery_key=new_recovery_key(key_file))
    with closing(build_till(later)) as till:
        till.books_care.check_when_due()
    lose_keys(later)
    assert salvage(later, "--recovery-key", key_file) == 0


def test_a_recovery_key_in_the_settings_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"recovery\.key_unreadable"):
        build_till(Settings(tmp_path / "data", key_store="file", recovery_key="secret"))


def test_the_command_that_makes_a_key_prints_the_half_for_the_tills_and_never_replaces_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "company.key"
    assert run_recovery_key([str(file)], new_recovery_key) == 0
    printed = capsys.readouterr().out
    assert re.search(r'^recovery_key = "[A-Za-z0-9+/]{43}="$', printed, re.MULTILINE)
    assert file.read_text().strip() not in printed
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(RuleBroken, match=r"recovery\.key_exists"):
        run_recovery_key([str(file)], new_recovery_key)
    with pytest.raises(RuleBroken, match=r"recovery\.file_unwritable"):
        run_recovery_key([str(tmp_path / "no" / "folder")], new_recovery_key)
