"""A till's secrets, sealed to the company's recovery key: for the day the key store has lost them.

The till holds the public half only; whoever has the private half, kept off every till, opens the
file. X25519 with a fresh key each time, HKDF-SHA-256, AES-256-GCM. Knows nothing of what the
secrets open.
"""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos_core.errors import RuleBroken

RECOVERY_FILE = "till.recovery"
_VERSION = 1
_NONCE_BYTES = 12


def new_recovery_key(file: Path) -> str:
    """Write a new private half into a file that is not there yet; return the public half.

    Raises RuleBroken `recovery.key_exists` and `recovery.file_unwritable`.
    """
    key = X25519PrivateKey.generate()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise RuleBroken("recovery.key_exists", file=str(file)) from None
    except OSError as error:
        raise RuleBroken("recovery.file_unwritable", file=str(file)) from error
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(_text(key.private_bytes_raw()) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    return _text(key.public_key().public_bytes_raw())


def check_public_key(text: str) -> None:
    """Raise RuleBroken `recovery.key_unreadable` unless this is the public half of a key."""
    _public(text)


def sealed(found: Mapping[str, str], public_key: str) -> str:
    """Return the text of a recovery file; raises RuleBroken `recovery.key_unreadable`."""
    own = X25519PrivateKey.generate()
    ephemeral = own.public_key().public_bytes_raw()
    theirs = _public(public_key)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    cipher = _cipher(own.exchange(theirs), ephemeral, theirs.public_bytes_raw())
    told = {
        "v": _VERSION,
        "to": public_key,
        "digest": _digest(found, public_key),
        "ephemeral": _text(ephemeral),
        "sealed": _text(nonce + cipher.encrypt(nonce, _plain(found), None)),
    }
    return json.dumps(told, indent=1) + "\n"


def is_seal_of(text: str, found: Mapping[str, str], public_key: str) -> bool:
    """Tell whether a recovery file holds exactly these secrets for this key, without opening it.

    By a digest: the secrets are random and long, so that it gives nothing of them away.
    """
    try:
        return bool(json.loads(text)["digest"] == _digest(found, public_key))
    except (ValueError, KeyError, TypeError):
        return False


def unsealed(text: str, private_key: str) -> dict[str, str]:
    """Open a recovery file with the text of the private half.

    Raises RuleBroken `recovery.unreadable` for a file that is none, `recovery.key_unreadable`, and
    `recovery.wrong_key` when it was sealed to another key.
    """
    try:
        told = json.loads(text)
        ephemeral = base64.b64decode(told["ephemeral"], validate=True)
        content = base64.b64decode(told["sealed"], validate=True)
        theirs = X25519PublicKey.from_public_bytes(ephemeral)
    except (ValueError, KeyError, TypeError):
        raise RuleBroken("recovery.unreadable") from None
    own = _private(private_key)
    cipher = _cipher(own.exchange(theirs), ephemeral, own.public_key().public_bytes_raw())
    try:
        plain = cipher.decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError):
        raise RuleBroken("recovery.wrong_key", sealed_to=str(told.get("to"))) from None
    return {str(name): str(secret) for name, secret in json.loads(plain).items()}


def _public(text: str) -> X25519PublicKey:
    try:
        return X25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        raise RuleBroken("recovery.key_unreadable") from None


def _private(text: str) -> X25519PrivateKey:
    try:
        return X25519PrivateKey.from_private_bytes(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        raise RuleBroken("recovery.key_unreadable") from None


def _cipher(shared: bytes, ephemeral: bytes, public: bytes) -> AESGCM:
    info = b"SalePoint recovery" + ephemeral + public
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=info).derive(shared))


def _plain(found: Mapping[str, str]) -> bytes:
    return json.dumps(dict(sorted(found.items()))).encode()


def _digest(found: Mapping[str, str], public_key: str) -> str:
    return hashlib.sha256(_plain(found) + public_key.strip().encode()).hexdigest()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
