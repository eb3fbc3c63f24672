"""Where secrets are kept: the platform's key store; a plain file for demonstrations and tests.

Fits the port KeyStore. The back end is named: keyring silently takes whatever is installed, also
one that keeps secrets in the open. Knows nothing of what the secrets open.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.services.ports import KeyStore
from pos_core.errors import EnvironmentFailed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "SalePoint"
FILE_NAME = "insecure-demo-keys.json"
_BACK_ENDS = {
    "linux": "keyring.backends.SecretService.Keyring",
    "darwin": "keyring.backends.macOS.Keyring",
    "win32": "keyring.backends.Windows.WinVaultKeyring",
}


class PlatformKeyStore:
    """The key store of the desktop, one drawer per data directory."""

    def __init__(self, data_dir: Path) -> None:
        """Keep the secrets of the till whose data are in this directory."""
        self._service = f"{SERVICE} {data_dir}"

    def get(self, name: str) -> str | None:
        """Return a secret; raises EnvironmentFailed `key_store.unavailable`."""
        import keyring.errors

        try:
            found = self._back_end().get_password(self._service, name)
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            raise _unavailable(error) from error
        return str(found) if found is not None else None

    def put(self, name: str, secret: str) -> None:
        """Keep a secret; raises EnvironmentFailed `key_store.unavailable`."""
        import keyring.errors

        try:
            self._back_end().set_password(self._service, name, secret)
        except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
            raise _unavailable(error) from error

    def _back_end(self) -> "KeyringBackend":
        import keyring.core

        name = _BACK_ENDS.get(sys.platform, _BACK_ENDS["linux"])
        return keyring.core.load_keyring(name)


class FileKeyStore:
    """Secrets in a plain file that only its owner may read. For demonstrations and tests only."""

    def __init__(self, data_dir: Path) -> None:
        """Keep the file in the data directory, under a name that says what it is."""
        self._file = data_dir / FILE_NAME

    def get(self, name: str) -> str | None:
        """Return a secret; raises EnvironmentFailed `key_store.unavailable`."""
        return self._read().get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, replacing the file in one step."""
        secrets = self._read() | {name: secret}
        new = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(secrets, file)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._file)
        except OSError as error:
            raise _unavailable(error) from error

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise _unavailable(error) from error
        return {str(name): str(secret) for name, secret in found.items()}


def key_store_for(setting: str, data_dir: Path) -> KeyStore:
    """Make the key store of the setting: `keyring`, or `file` for demonstrations and tests."""
    return FileKeyStore(data_dir) if setting == "file" else PlatformKeyStore(data_dir)


def _unavailable(error: Exception) -> EnvironmentFailed:
    return EnvironmentFailed("key_store.unavailable", reason=type(error).__name__)
