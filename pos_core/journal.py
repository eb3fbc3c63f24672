"""The journal entry: its canonical form, its place in the hash chain, and its signature.

Every fact that a register creates is one entry of its append-only journal. Knows nothing of where
entries are stored or how they travel. Canonical form: RFC 8785 (JSON Canonicalization Scheme),
restricted to text, whole numbers, booleans, null, lists and objects with ASCII names, for which
sorting by code point is the RFC's order. Signature: Ed25519 (RFC 8032).
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from pos_core.errors import RuleBroken

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]

GENESIS_HASH = "0" * 64
_LARGEST = 2**53 - 1  # beyond it JSON numbers are not exact everywhere


class EntryType(StrEnum):
    """The facts a register writes down, in the past tense."""

    REGISTER_ENROLLED = "register.enrolled"
    STAFF_SIGNED_IN = "staff.signed_in"
    SALE_COMPLETED = "sale.completed"
    SALE_RETURNED = "sale.returned"
    RECEIPT_REPRINTED = "receipt.reprinted"
    RECEIPT_MAIL_REQUESTED = "receipt.mail_requested"
    TILL_OPENED = "till.opened"
    CASH_MOVED = "cash.moved"
    TILL_CLOSED = "till.closed"


@dataclass(frozen=True, slots=True)
class Actor:
    """The member of staff who did it."""

    staff_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a register's journal stands: the last entry's number and hash."""

    seq: int
    hash: str


GENESIS = Head(0, GENESIS_HASH)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact was first written: the register that made it, and its place in that journal."""

    register_id: str
    seq: int
    register_code: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened, before it has a place in the chain.

    `type` stays a plain text here, because a server must keep facts it does not know yet.
    `occurred_at` is the register's clock in UTC with milliseconds. `origin` is there when the fact
    was carried over from the journal of a register that this one succeeds.
    """

    event_id: str
    type: str
    v: int
    occurred_at: str
    utc_offset_minutes: int
    actor: Actor
    payload: Mapping[str, Json]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place: `body` is the canonical text that was hashed and signed."""

    register_id: str
    seq: int
    fact: Fact
    body: str
    prev_hash: str
    hash: str
    signature: str

    @property
    def head(self) -> Head:
        """Where the journal stands after this entry."""
        return Head(self.seq, self.hash)


def canonical_json(value: Json) -> str:
    """Write a value in the canonical form; raise RuleBroken for what the form does not allow."""
    _refuse_uncanonical(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_uncanonical(value: Json) -> None:
    if isinstance(value, str):
        _refuse_surrogates(value)
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise RuleBroken("journal.number_too_large")
    elif isinstance(value, Mapping):
        _refuse_uncanonical_object(value)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_uncanonical(inner)
    elif value is not None:
        raise RuleBroken("journal.not_json", type=type(value).__name__)


def _refuse_uncanonical_object(value: Mapping[str, Json]) -> None:
    for name, inner in value.items():
        if not name.isascii():
            raise RuleBroken("journal.name_not_ascii", name=name)
        _refuse_uncanonical(inner)


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RuleBroken("journal.text_not_unicode") from None


def chain_hash(prev_hash: str, body: str) -> str:
    """Return SHA-256 over the previous hash's 32 bytes and the body's UTF-8, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(prev_hash) + body.encode()).hexdigest()


def append(fact: Fact, register_id: str, head: Head, key: Ed25519PrivateKey) -> Entry:
    """Give a fact the next place after `head`: hash it into the chain and sign it."""
    seq = head.seq + 1
    body = canonical_json(
        {
            "register_id": register_id,
            "seq": seq,
            "event_id": fact.event_id,
            "type": fact.type,
            "v": fact.v,
            "occurred_at": fact.occurred_at,
            "utc_offset_minutes": fact.utc_offset_minutes,
            "actor": {"staff_id": fact.actor.staff_id, "name": fact.actor.name},
            "payload": fact.payload,
            **_origin_in_body(fact.origin),
        }
    )
    digest = chain_hash(head.hash, body)
    signature = base64.b64encode(key.sign(bytes.fromhex(digest))).decode()
    return Entry(register_id, seq, fact, body, head.hash, digest, signature)


def _origin_in_body(origin: Origin | None) -> dict[str, Json]:
    """Name the origin only where there is one: all other bodies are what they have always been."""
    if origin is None:
        return {}
    return {
        "origin": {
            "register_id": origin.register_id,
            "seq": origin.seq,
            "register_code": origin.register_code,
        }
    }


def carried_over(entry: Entry, register_code: str) -> Fact:
    """Return an entry's fact for the journal of the register that succeeds this one.

    The fact stays word for word, with its identity and its receipt number; `register_code` is that
    of the register whose journal the entry stands in. A fact that was carried over before keeps
    the origin it has: the register that made it.
    """
    origin = entry.fact.origin or Origin(entry.register_id, entry.seq, register_code)
    return replace(entry.fact, origin=origin)


def read_entry(body: str, prev_hash: str, digest: str, signature: str) -> Entry:
    """Read an entry from its stored or sent form.

    Raises RuleBroken `journal.unreadable` when the body is not the JSON of an entry. Hash and
    signature are kept as they are: `verify_link` and `verify_signature` judge them.
    """
    try:
        raw = json.loads(body)
        fact = Fact(
            event_id=str(raw["event_id"]),
            type=str(raw["type"]),
            v=int(raw["v"]),
            occurred_at=str(raw["occurred_at"]),
            utc_offset_minutes=int(raw["utc_offset_minutes"]),
            actor=Actor(str(raw["actor"]["staff_id"]), str(raw["actor"]["name"])),
            payload=raw["payload"],
            origin=_origin_of(raw.get("origin")),
        )
        return Entry(
            str(raw["register_id"]),
            int(raw["seq"]),
            fact,
            body,
            prev_hash,
            digest,
            signature,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise RuleBroken("journal.unreadable", reason=type(error).__name__) from error


def _origin_of(raw: Mapping[str, Any] | None) -> Origin | None:
    if raw is None:
        return None
    return Origin(str(raw["register_id"]), int(raw["seq"]), str(raw["register_code"]))


def verify_link(entry: Entry, before: Head) -> None:
    """Raise RuleBroken unless the entry follows `before` and its hash is what it must be."""
    if entry.seq != before.seq + 1:
        raise RuleBroken("journal.gap", expected_seq=before.seq + 1, seq=entry.seq)
    if entry.prev_hash != before.hash:
        raise RuleBroken("journal.chain_broken", seq=entry.seq)
    if chain_hash(entry.prev_hash, entry.body) != entry.hash:
        raise RuleBroken("journal.hash_wrong", seq=entry.seq)


def verify_signature(entry: Entry, key: Ed25519PublicKey) -> None:
    """Raise RuleBroken unless the register's key signed the entry's hash."""
    try:
        key.verify(base64.b64decode(entry.signature), bytes.fromhex(entry.hash))
    except (InvalidSignature, ValueError):
        raise RuleBroken("journal.signature_wrong", seq=entry.seq) from None


def verify_run(entries: Sequence[Entry], before: Head, key: Ed25519PublicKey) -> Head:
    """Check links and signatures of a contiguous run and return the head after it."""
    head = before
    for entry in entries:
        verify_link(entry, head)
        verify_signature(entry, key)
        head = entry.head
    return head


def public_key_text(key: Ed25519PrivateKey) -> str:
    """Return the public half as base64 of its 32 raw bytes, as enrolment sends it."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def public_key_of(text: str) -> Ed25519PublicKey:
    """Read a public key from base64; raise RuleBroken `register.key_unreadable` otherwise."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except ValueError:
        raise RuleBroken("register.key_unreadable") from None
