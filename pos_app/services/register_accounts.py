"""Keys and secrets of the register this machine is, and of those it has been or is about to be.

The books say which register this machine is; the key store holds one account under the plain names
and the others each under its own. Whoever signs or signs in asks by the user name in the books, so
that neither a crash between the two nor a file out of a backup can pair a journal with a wrong key.
Knows nothing of accounts on the server.
"""

import json
from dataclasses import asdict, dataclass

from pos_app.services.ports import KeyStore
from pos_core.errors import EnvironmentFailed

SIGNING_KEY = "register.signing_key"
REGISTER_USERNAME = "register.username"
REGISTER_SECRET = "register.secret"  # noqa: S105 — the name under which the secret is kept
_BY_ITSELF = "register.account."


@dataclass(frozen=True, slots=True)
class RegisterAccount:
    """What a register signs with (base64 of its 32 private bytes) and signs in with."""

    username: str
    signing_key: str
    secret: str


class RegisterAccounts:
    """Finds the account of a register, and puts one in force."""

    def __init__(self, key_store: KeyStore) -> None:
        """Keep accounts in this store."""
        self._key_store = key_store

    def signing_key(self, username: str) -> str:
        """Return a register's key; raises EnvironmentFailed `key_store.key_missing`."""
        account = self._by_itself(username)
        text = account.signing_key if account else self._key_store.get(SIGNING_KEY)
        if not text:
            raise EnvironmentFailed("key_store.key_missing", name=SIGNING_KEY)
        return text

    def keep(self, account: RegisterAccount) -> None:
        """Keep an account under its own name; the one that is in force stays so."""
        self._key_store.put(f"{_BY_ITSELF}{account.username}", json.dumps(asdict(account)))

    def keep_present(self, username: str) -> None:
        """Keep the account that is in force under its own name as well."""
        if self._by_itself(username) is not None:
            return  # the plain names may be half overwritten by now
        secret = self._key_store.get(REGISTER_SECRET) or ""
        self.keep(RegisterAccount(username, self.signing_key(username), secret))

    def put_in_force(self, username: str) -> bool:
        """Let this register sign in from now on; tell whether it was another before.

        Can be repeated after a crash at any place: the user name is written last.
        """
        present = self._key_store.get(REGISTER_USERNAME)
        account = self._by_itself(username)
        if present == username or account is None:
            return False
        if present:
            self.keep_present(present)
        self._key_store.put(SIGNING_KEY, account.signing_key)
        self._key_store.put(REGISTER_SECRET, account.secret)
        self._key_store.put(REGISTER_USERNAME, account.username)
        return True

    def _by_itself(self, username: str) -> RegisterAccount | None:
        text = self._key_store.get(f"{_BY_ITSELF}{username}")
        return RegisterAccount(**json.loads(text)) if text else None
