"""The key store with a way back: what it holds is also sealed to the company's recovery key.

Fits the port KeyStore. The sealed file lies in the data directory, beside the books that it opens.
Knows nothing of who holds the private half.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from pos_app.devices.recovery_seal import RECOVERY_FILE, is_seal_of, sealed, unsealed
from pos_app.services.ports import KeyStore
from pos_core.errors import EnvironmentFailed, RuleBroken

_INDEX = "recovery.names"
_REPLACED = ".replaced"


class RecoverableKeys:
    """A key store whose named secrets survive its loss."""

    def __init__(
        self, inner: KeyStore, data_dir: Path, names: Sequence[str], public_key: str
    ) -> None:
        """Keep secrets in `inner` and seal them to a public key, empty for none.

        A key store cannot be asked what it holds: the names of secrets that come later are kept
        there too; `names` are those that may be there already.
        """
        self._inner = inner
        self._file = data_dir / RECOVERY_FILE
        self._names = names
        self._public_key = public_key

    def get(self, name: str) -> str | None:
        """Return a secret; raises EnvironmentFailed `key_store.unavailable`."""
        return self._inner.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret and seal it anew.

        The seal is written first: once the key store has the secret, books may depend on it.
        Raises EnvironmentFailed `key_store.unavailable` and `recovery.not_sealed`.
        """
        self._seal({**self._held(), name: secret})
        names = self._known()
        if name not in names:
            self._inner.put(_INDEX, json.dumps([*names, name]))
        self._inner.put(name, secret)

    def seal(self) -> None:
        """Seal what the key store holds, unless the file holds exactly that already.

        For a start: the recovery key was set up, or changed, after the secrets were made. Raises
        EnvironmentFailed as `put` does.
        """
        self._seal(self._held())

    def restore(self, private_key: str) -> list[str]:
        """Put back what the recovery file holds; return the names of the secrets.

        A secret that differs from the sealed one is kept under another name: nothing is lost by
        restoring once too often. Raises RuleBroken `recovery.no_file`, `recovery.unreadable`,
        `recovery.wrong_key`.
        """
        found = _opened(self._file, private_key)
        self._inner.put(_INDEX, json.dumps(list(found)))
        for name, secret in found.items():
            present = self._inner.get(name)
            if present not in (None, "", secret):
                self._inner.put(f"{name}{_REPLACED}", str(present))
            self._inner.put(name, secret)
        return sorted(found)

    def _known(self) -> list[str]:
        kept = self._inner.get(_INDEX)
        return list(dict.fromkeys([*self._names, *(json.loads(kept) if kept else ())]))

    def _held(self) -> dict[str, str]:
        found = {name: self._inner.get(name) for name in self._known()} if self._public_key else {}
        return {name: secret for name, secret in found.items() if secret is not None}

    def _seal(self, held: dict[str, str]) -> None:
        if not self._public_key or self._is_sealed(held):
            return
        new = self._file.with_suffix(".recovery-new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("w", encoding="ascii") as opened:
                opened.write(sealed(held, self._public_key))
                opened.flush()
                os.fsync(opened.fileno())
            new.replace(self._file)
        except OSError as error:
            raise EnvironmentFailed("recovery.not_sealed", file=str(self._file)) from error

    def _is_sealed(self, held: dict[str, str]) -> bool:
        try:
            text = self._file.read_text(encoding="ascii")
        except (OSError, ValueError):
            return False
        return is_seal_of(text, held, self._public_key)


class SealedKeys:
    """The secrets out of a recovery file, for looking into books without touching a key store."""

    def __init__(self, folder: Path, private_key: str) -> None:
        """Open a data folder's recovery file; raises RuleBroken as `RecoverableKeys.restore`."""
        self._secrets = _opened(folder / RECOVERY_FILE, private_key)

    def get(self, name: str) -> str | None:
        """Return a secret."""
        return self._secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret as long as this object lives."""
        self._secrets[name] = secret


def _opened(file: Path, private_key: str) -> dict[str, str]:
    try:
        text = file.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise RuleBroken("recovery.no_file", file=str(file)) from error
    return unsealed(text, private_key)
