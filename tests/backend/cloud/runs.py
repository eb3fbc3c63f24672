"""A register with a real key that writes a real journal, and the pushes it would send."""

import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_core.journal import GENESIS, Actor, Entry, Fact, Head, append, public_key_text

REGISTER_ID = "0193c5a0-0000-7000-8000-000000000001"


@dataclass
class WritingRegister:
    """Writes entries, one after the other."""

    register_id: str = REGISTER_ID
    key: Ed25519PrivateKey = field(
        default_factory=lambda: Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    )
    head: Head = GENESIS
    id_prefix: str = "0193c5a0"
    entries: list[Entry] = field(default_factory=list)

    @property
    def public_key(self) -> str:
        return public_key_text(self.key)

    def write(self, count: int = 1, note: str = "") -> "WritingRegister":
        for _ in range(count):
            fact = Fact(
                event_id=f"{self.id_prefix}-0000-7000-8000-{self.head.seq + 1:012d}",
                type="staff.signed_in",
                v=1,
                occurred_at="2026-11-21T09:00:00.000Z",
                utc_offset_minutes=0,
                actor=Actor("sales1", "Sales 1"),
                payload={"offline": False, "note": note},
            )
            entry = append(fact, self.register_id, self.head, self.key)
            self.entries.append(entry)
            self.head = entry.head
        return self

    def push(self, first: int = 1, last: int | None = None, **changes: object) -> bytes:
        """Return the body that sends the entries `first` to `last`, both by seq."""
        chosen = self.entries[first - 1 : last]
        request = {
            "protocol": 1,
            "request_id": "0193c5a0-aaaa-7000-8000-000000000001",
            "entries": [
                {
                    "body": entry.body,
                    "prev_hash": entry.prev_hash,
                    "hash": entry.hash,
                    "signature": entry.signature,
                }
                for entry in chosen
            ],
        }
        return json.dumps(request | changes).encode()
