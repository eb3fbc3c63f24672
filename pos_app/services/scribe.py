"""Writes facts into the journal: stamps them with time and person, chains and signs them.

Every service that records something writes through the scribe, inside its own transaction. Knows
nothing of what the facts mean or where the journal is kept.
"""

import base64
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from pos_app.services.ports import Books, KeyStore, Storage
from pos_app.services.records import RegisterIdentity
from pos_app.services.register_accounts import SIGNING_KEY, RegisterAccounts
from pos_app.services.shop_rules import enrolled
from pos_core.errors import EnvironmentFailed
from pos_core.identifiers import Clock, RandomBits, new_id, timestamp
from pos_core.journal import Actor, Entry, EntryType, Fact, Json, append
from pos_core.sale import Stamp

LocalOffset = Callable[[datetime], int]
"""Tells the minutes that local time is ahead of UTC at a moment."""

VERSION = 1


def machine_offset(moment: datetime) -> int:
    """Return the offset of the machine's own time zone, in minutes."""
    offset = moment.astimezone().utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


class RegisterKey:
    """The register's Ed25519 key: read from the key store once, kept in memory only."""

    def __init__(self, key_store: KeyStore) -> None:
        """Read keys from this store when they are first needed."""
        self._key_store = key_store
        self._accounts = RegisterAccounts(key_store)
        self._keys: dict[str, Ed25519PrivateKey] = {}

    def of(self, register: RegisterIdentity) -> Ed25519PrivateKey:
        """Return a register's key; raises EnvironmentFailed `key_store.key_missing`."""
        username = register.username
        if username not in self._keys:
            self._keys[username] = _read_key(self._accounts.signing_key(username))
        return self._keys[username]

    def find(self, register: RegisterIdentity) -> Ed25519PrivateKey | None:
        """Return a register's key, None when this key store does not have it."""
        try:
            return self.of(register)
        except EnvironmentFailed:
            return None

    def public_in(self, storage: Storage) -> Ed25519PublicKey:
        """Return the key that proves the entries of the register this machine is now."""
        with storage.read() as books:
            return self.of(enrolled(books)).public_key()

    def private(self) -> Ed25519PrivateKey:
        """Return the key under the plain name, in force or about to be: for enrolment."""
        text = self._key_store.get(SIGNING_KEY)
        if text is None:
            raise EnvironmentFailed("key_store.key_missing", name=SIGNING_KEY)
        return _read_key(text)

    def private_or_new(self) -> Ed25519PrivateKey:
        """Return that key, made and kept first where there is none yet."""
        if self._key_store.get(SIGNING_KEY) is None:
            self._key_store.put(SIGNING_KEY, new_signing_key())
        return self.private()


def new_signing_key() -> str:
    """Make a key and return it as it is kept: base64 of its 32 private bytes."""
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def _read_key(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))


def fact_of(entry_type: EntryType, payload: Mapping[str, Json], stamp: Stamp) -> Fact:
    """Put what happened together with when and by whom."""
    return Fact(
        event_id=stamp.event_id,
        type=entry_type.value,
        v=VERSION,
        occurred_at=stamp.occurred_at,
        utc_offset_minutes=stamp.utc_offset_minutes,
        actor=stamp.actor,
        payload=payload,
    )


class Scribe:
    """Makes entries out of facts and appends them to the journal."""

    def __init__(
        self,
        clock: Clock,
        key: RegisterKey,
        local_offset: LocalOffset = machine_offset,
        random_bits: RandomBits = secrets.randbits,
    ) -> None:
        """Take time from `clock`, the time zone from `local_offset`, signatures from `key`."""
        self._clock = clock
        self._key = key
        self._local_offset = local_offset
        self._random_bits = random_bits

    def stamp(self, actor: Actor, event_id: str | None = None) -> Stamp:
        """Say who and when, with a new identity unless one is given."""
        now = self._clock.now()
        return Stamp(
            event_id=event_id or new_id(self._clock, self._random_bits),
            occurred_at=timestamp(now),
            utc_offset_minutes=self._local_offset(now),
            actor=actor,
        )

    def write(
        self,
        books: Books,
        entry_type: EntryType,
        payload: Mapping[str, Json],
        actor: Actor,
        event_id: str | None = None,
    ) -> Entry:
        """Append a fact that happens now; part of the caller's transaction."""
        return self.write_stamped(books, entry_type, payload, self.stamp(actor, event_id))

    def write_stamped(
        self, books: Books, entry_type: EntryType, payload: Mapping[str, Json], stamp: Stamp
    ) -> Entry:
        """Append a fact whose stamp is part of it already.

        Raises RuleBroken `register.not_enrolled` and EnvironmentFailed for a missing key.
        """
        return self.write_fact(books, fact_of(entry_type, payload, stamp))

    def write_fact(self, books: Books, fact: Fact) -> Entry:
        """Append a fact as it is, which may be one that another register made."""
        register = enrolled(books)
        entry = append(fact, register.register_id, books.journal.head(), self._key.of(register))
        books.journal.append(entry)
        return entry
