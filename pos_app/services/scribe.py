"""Writes facts into the journal: stamps them with time and person, chains and signs them.

Every service that records something writes through the scribe, inside its own transaction. Knows
nothing of what the facts mean or where the journal is kept.
"""

import base64
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.ports import Books, KeyStore
from pos_app.services.shop_rules import enrolled
from pos_core.errors import EnvironmentFailed
from pos_core.identifiers import Clock, RandomBits, new_id, timestamp
from pos_core.journal import Actor, Entry, EntryType, Fact, Json, append
from pos_core.sale import Stamp

LocalOffset = Callable[[datetime], int]
"""Tells the minutes that local time is ahead of UTC at a moment."""

SIGNING_KEY = "register.signing_key"
VERSION = 1


def machine_offset(moment: datetime) -> int:
    """Return the offset of the machine's own time zone, in minutes."""
    offset = moment.astimezone().utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


class RegisterKey:
    """The register's Ed25519 key: read from the key store once, kept in memory only."""

    def __init__(self, key_store: KeyStore) -> None:
        """Read the key from this store when it is first needed."""
        self._key_store = key_store
        self._key: Ed25519PrivateKey | None = None

    def private(self) -> Ed25519PrivateKey:
        """Return the key; raises EnvironmentFailed `key_store.key_missing` when there is none."""
        if self._key is None:
            text = self._key_store.get(SIGNING_KEY)
            if text is None:
                raise EnvironmentFailed("key_store.key_missing", name=SIGNING_KEY)
            self._key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))
        return self._key

    def private_or_new(self) -> Ed25519PrivateKey:
        """Return the key, made and kept first where there is none yet: for enrolment."""
        if self._key is None and self._key_store.get(SIGNING_KEY) is None:
            raw = Ed25519PrivateKey.generate().private_bytes_raw()
            self._key_store.put(SIGNING_KEY, base64.b64encode(raw).decode())
        return self.private()


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
        fact = Fact(
            event_id=stamp.event_id,
            type=entry_type.value,
            v=VERSION,
            occurred_at=stamp.occurred_at,
            utc_offset_minutes=stamp.utc_offset_minutes,
            actor=stamp.actor,
            payload=payload,
        )
        register_id = enrolled(books).register_id
        entry = append(fact, register_id, books.journal.head(), self._key.private())
        books.journal.append(entry)
        return entry
