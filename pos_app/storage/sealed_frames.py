"""Records in a file that is only ever appended to: sealed, framed, and readable around damage.

A frame is a mark, a length, a checksum and the sealed record. The checksum tells a torn or damaged
frame at a glance; the seal (AES-256-GCM, bound to the file's name and the frame's place in it)
tells a forged or moved one. Knows nothing of what the records say.
"""

import secrets
import struct
import zlib
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = b"\xe5SP\x01"
_HEAD = struct.Struct(">4sII")
_NONCE_BYTES = 12


def derived_key(database_key: str, purpose: str) -> bytes:
    """Return the 32 bytes that the database's key (64 hexadecimal digits) gives for a purpose."""
    derivation = HKDF(SHA256(), 32, salt=None, info=f"SalePoint {purpose}".encode())
    return derivation.derive(database_key.encode())


class FrameSeal:
    """Seals records for one file and opens them again."""

    def __init__(self, key: bytes, file_name: str) -> None:
        """Seal with 32 bytes of key; a frame of another file is not accepted."""
        self._cipher = AESGCM(key)
        self._file_name = file_name

    def frame(self, record: bytes, offset: int) -> bytes:
        """Return the frame that puts a record at this offset of the file."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, record, self._place(offset))
        return _HEAD.pack(_MARK, len(sealed), zlib.crc32(sealed)) + sealed

    def records(self, raw: bytes) -> Iterator[bytes | None]:
        """Give the records of a file in order, and None wherever a stretch cannot be read.

        A torn end is such a stretch, too: it comes last, and nothing follows it.
        """
        offset = 0
        while offset < len(raw):
            record = self._at(raw, offset)
            yield record
            if record is None:
                offset = self._next(raw, offset + 1)
            else:
                offset += _HEAD.size + _HEAD.unpack_from(raw, offset)[1]

    def _next(self, raw: bytes, offset: int) -> int:
        """Return where the next whole frame begins; the file's end when there is none."""
        while (offset := raw.find(_MARK, offset)) >= 0:
            if self._at(raw, offset) is not None:
                return offset
            offset += 1
        return len(raw)

    def _at(self, raw: bytes, offset: int) -> bytes | None:
        if len(raw) - offset < _HEAD.size + _NONCE_BYTES:
            return None
        mark, length, checksum = _HEAD.unpack_from(raw, offset)
        sealed = raw[offset + _HEAD.size : offset + _HEAD.size + length]
        if mark != _MARK or len(sealed) != length or zlib.crc32(sealed) != checksum:
            return None
        nonce, text = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, text, self._place(offset))
        except (InvalidTag, ValueError):
            return None

    def _place(self, offset: int) -> bytes:
        return f"{self._file_name}@{offset}".encode()
