"""The till's settings: read once at the start, frozen, each with a place to say where it came from.

From weak to strong: built-in values, the settings file, `cloud.json` of a backend on this machine,
the environment (`SALEPOINT_…`), and last what the machine's owner has locked. Knows nothing of what
the settings are for.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from platformdirs import site_config_path, user_config_path, user_data_path

from pos_core.errors import RuleBroken

PROGRAM = "salepoint"
PREFIX = "SALEPOINT_"
FILE_VARIABLE = "SALEPOINT_CONFIG"
CLOUD_VARIABLE = "SALEPOINT_CLOUD"
FILE_NAME = "settings.toml"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CHOICES = {"key_store": ("keyring", "file"), "theme": ("system", "light", "dark")}


@dataclass(frozen=True, slots=True)
class Settings:
    """How this till is set up.

    `key_store` `file` keeps secrets in a plain file: for demonstrations and tests only. `printer`
    is `none`, `file:/path` or `tcp:host:port`. `locale` is a name such as `en_GB`. An empty
    `api_url` is a till that was never connected to a backend. `recovery_key` is the public half of
    the company's recovery key (`salepoint recovery-key`), to which the till's keys are sealed.
    """

    data_dir: Path
    api_url: str = ""
    cognito_endpoint: str = ""
    user_pool_id: str = ""
    client_id: str = ""
    region: str = "eu-west-2"
    key_store: str = "keyring"
    printer: str = "none"
    locale: str = "en_GB"
    theme: str = "system"
    recovery_key: str = ""


NAMES = tuple(field.name for field in fields(Settings))


def load_settings(environ: Mapping[str, str] | None = None, locked: Path | None = None) -> Settings:
    """Read the settings of this process.

    `locked` is the file of the machine's owner, by default `owners_file`.

    Raises RuleBroken `settings.file_unreadable` naming the file, and `settings.unreadable` naming
    the setting (`name`); both say why (`reason`).
    """
    environ = os.environ if environ is None else environ
    values: dict[str, str] = {"data_dir": str(user_data_path(PROGRAM, False))}
    if named := environ.get(FILE_VARIABLE):
        values |= _from_toml(Path(named), must_exist=True)
    else:
        values |= _from_toml(user_config_path(PROGRAM, False) / FILE_NAME, must_exist=False)
    if cloud := environ.get(CLOUD_VARIABLE):
        values |= _from_cloud(Path(cloud))
    values |= {
        name: environ[PREFIX + name.upper()] for name in NAMES if PREFIX + name.upper() in environ
    }
    values |= _from_toml(locked or owners_file(), must_exist=False)
    return _checked(values)


def owners_file() -> Path:
    """Return where the machine's owner locks settings; nothing a person sets points elsewhere.

    On Linux not the first of XDG_CONFIG_DIRS: that is the person's to set, and desktops set it.
    """
    on_linux = sys.platform == "linux"
    folder = Path("/etc", PROGRAM) if on_linux else site_config_path(PROGRAM, False)
    return folder / FILE_NAME


def _from_toml(file: Path, *, must_exist: bool) -> dict[str, str]:
    if not must_exist and not file.exists():
        return {}
    import tomllib  # only where there is a file: every millisecond before the window counts

    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RuleBroken("settings.file_unreadable", file=str(file), reason=str(error)) from None
    return _texts(found, file)


def _from_cloud(file: Path) -> dict[str, str]:
    """Read where a backend on this machine can be reached; what else it says is not for tills."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RuleBroken("settings.file_unreadable", file=str(file), reason=str(error)) from None
    if not isinstance(found, dict):
        raise RuleBroken("settings.file_unreadable", file=str(file), reason="it is no JSON object")
    return {name: str(found[name]) for name in NAMES if name in found and name != "data_dir"}


def _texts(found: Mapping[str, object], file: Path) -> dict[str, str]:
    for name, value in found.items():
        if name not in NAMES:
            _refuse(name, str(value), f"there is no such setting ({file})")
        if not isinstance(value, str):
            _refuse(name, str(value), f"it must be a text in quotation marks ({file})")
    return {name: str(value) for name, value in found.items()}


def _checked(values: Mapping[str, str]) -> Settings:
    for name, choices in _CHOICES.items():
        if name in values and values[name] not in choices:
            _refuse(name, values[name], f"choose one of {', '.join(choices)}")
    for name in ("api_url", "cognito_endpoint"):
        _check_url(name, values.get(name, ""))
    _check_printer(values.get("printer", "none"))
    folder = Path(values["data_dir"]).expanduser()
    if not folder.is_absolute():
        _refuse("data_dir", values["data_dir"], "it must be an absolute path")
    texts = {name: value.strip() for name, value in values.items() if name != "data_dir"}
    return Settings(data_dir=folder, **texts)


def _check_url(name: str, url: str) -> None:
    """Allow https, and http only to this very machine: passwords and sales never travel bare."""
    if not url:
        return
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    local = parts.hostname in _LOOPBACK
    if not parts.hostname or parts.scheme not in ("https", "http"):
        _refuse(name, url, "it must be an address such as https://api.example.com/v1")
    if parts.scheme == "http" and not local:
        _refuse(name, url, "it must begin with https://")


def _check_printer(text: str) -> None:
    kind, _, rest = text.partition(":")
    host, _, port = rest.rpartition(":")
    fits = (
        text == "none"
        or (kind == "file" and rest)
        or (kind == "tcp" and host and port.isdigit() and 0 < int(port) < 65536)
    )
    if not fits:
        _refuse("printer", text, "use none, file:/path or tcp:host:port")


def _refuse(name: str, value: str, reason: str) -> None:
    raise RuleBroken("settings.unreadable", name=name, value=value, reason=reason)
