"""The guide for IT says what the till understands."""

import re
from pathlib import Path

from pos_app.config import NAMES, load_settings

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "install.md").read_text(encoding="utf-8")


def test_every_setting_is_explained_and_no_other() -> None:
    table = GUIDE.partition("| setting |")[2].partition("\n\n")[0]
    first_cells = re.findall(r"^\| ((?:`\w+`,? ?)+)\|", table, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(first_cells))) == sorted(NAMES)


def test_the_example_is_a_file_that_the_till_reads(tmp_path: Path) -> None:
    example = GUIDE.partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    settings = load_settings({"SALEPOINT_CONFIG": str(file)}, locked=tmp_path / "none.toml")
    assert settings.api_url.endswith("/v1")
    assert settings.printer == "tcp:192.168.10.40:9100"
    assert settings.key_store == "keyring"
