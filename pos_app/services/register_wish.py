"""What this machine asked of the server to become another register, kept until it is in force.

The same request and the same key every time: a lost answer is asked for again and gives the same
register. Knows nothing of what the server is asked.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.ports import KeyStore
from pos_app.services.scribe import new_signing_key
from pos_core.identifiers import Clock, new_id
from pos_core.journal import public_key_text


@dataclass(frozen=True, slots=True)
class RegisterWish:
    """Who asked, under which name, and the key (base64) that the new register is to sign with."""

    of_register_id: str
    request_id: str
    signing_key: str

    @property
    def public_key(self) -> str:
        """Return the key's public half as it travels."""
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.signing_key))
        return public_key_text(key)


class RegisterWishes:
    """Keeps one wish of a kind."""

    def __init__(
        self,
        key_store: KeyStore,
        name: str,
        clock: Clock,
        new_name: Callable[[Clock], str] = new_id,
        new_key: Callable[[], str] = new_signing_key,
    ) -> None:
        """Keep it in `key_store` under `name`; `new_name` and `new_key` make new ones."""
        self._key_store = key_store
        self._name = name
        self._clock = clock
        self._new_name = new_name
        self._new_key = new_key

    def kept_or_new(self, register_id: str) -> RegisterWish:
        """Return what this register asked before and what never came into force, or a new wish."""
        kept = self._key_store.get(self._name)
        wish = RegisterWish(**json.loads(kept)) if kept else None
        if wish is not None and wish.of_register_id == register_id:
            return wish
        return self.new(register_id)

    def new(self, register_id: str) -> RegisterWish:
        """Make a wish that takes the place of the one before."""
        wish = RegisterWish(register_id, self._new_name(self._clock), self._new_key())
        self._key_store.put(self._name, json.dumps(asdict(wish)))
        return wish
